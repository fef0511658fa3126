"""The one form of a document that depends neither on the database it is kept in nor on the format of a dump.

A line of Relaxed Extended JSON (v2) with its names sorted: databases keep the order in which fields were written, and
MongoDB tells short integers from long ones; neither means anything here. It is what `jsonl` writes and what an index
has the hash of.
"""

from functools import partial

import orjson
from bson import json_util

from gxcrawl.storage import Document

_extended = partial(json_util.default, json_options=json_util.RELAXED_JSON_OPTIONS)
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME


def to_line(document: Document) -> bytes:
    """One document as one line, with its line end.

    >>> to_line({"b": 1.5, "_id": "规章"}).decode()
    '{"_id":"规章","b":1.5}\\n'
    """
    # Not json_util.dumps, which copies every value first; `default` is asked for what JSON has not.
    return orjson.dumps(document, default=_extended, option=_OPTIONS)
