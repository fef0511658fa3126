"""Documents for servers that take neither dots in field names nor lists directly inside lists (FerretDB 1.x).

There a dotted name is kept with `/` for each dot, and a list inside a list as `{"[]": [...]}`; reading turns both
back, so that nobody outside the backend sees it. MongoDB and the embedded file hold documents as they are.
"""

from typing import Any

from gxcrawl.storage.documents import Document

_LIST = "[]"


def to_narrow(document: Document) -> Document:
    """The document in the form that a narrow server takes.

    >>> to_narrow({"rows": [["a", "b"]], "cells": {"granted.total": [0, 1, 2]}})
    {'rows': [{'[]': ['a', 'b']}], 'cells': {'granted/total': [0, 1, 2]}}
    """
    return {_name(key): _narrow(value) for key, value in document.items()}


def from_narrow(document: Document) -> Document:
    """The document as it was before `to_narrow`."""
    return {_original(key): _wide(value) for key, value in document.items()}


def _narrow(value: Any) -> Any:
    if isinstance(value, dict):
        return to_narrow(value)
    if isinstance(value, list):
        return [{_LIST: _narrow(inner)} if isinstance(inner, list) else _narrow(inner) for inner in value]
    return value


def _wide(value: Any) -> Any:
    if isinstance(value, dict):
        return from_narrow(value)
    if isinstance(value, list):
        return [
            _wide(inner[_LIST]) if isinstance(inner, dict) and inner.keys() == {_LIST} else _wide(inner)
            for inner in value
        ]
    return value


def _name(key: str) -> str:
    """`~` and `/` are escaped as in a JSON pointer (RFC 6901), so that `/` can stand for the dot."""
    return key.replace("~", "~0").replace("/", "~1").replace(".", "/")


def _original(key: str) -> str:
    return key.replace("/", ".").replace("~1", "/").replace("~0", "~")
