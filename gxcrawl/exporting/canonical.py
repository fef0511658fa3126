"""The canonical form of a document, independent of the database and of the format of a dump.

It is a line of Relaxed Extended JSON (v2) with sorted names: databases keep the order in which fields were written, and
MongoDB distinguishes short and long integers, but neither matters here. `jsonl` writes this form, and an index contains
its hash.
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
