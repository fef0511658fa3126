"""Documents for servers that take neither dots in field names nor lists directly inside lists (FerretDB 1.x).

A dotted name is stored with `/` for each dot, and a list inside a list as `{"[]": [...]}`; reading reverses both, so
that callers see no difference. MongoDB and the embedded file store documents unchanged.
"""

from typing import Any

from gxcrawl.storage.documents import Document

_LIST = "[]"


def to_ferretdb(document: Document) -> Document:
    """The document in the form that FerretDB 1.x takes.

    >>> to_ferretdb({"rows": [["a", "b"]], "cells": {"granted.total": [0, 1, 2]}})
    {'rows': [{'[]': ['a', 'b']}], 'cells': {'granted/total': [0, 1, 2]}}
    """
    return {_escaped(key): _nested_to(value) for key, value in document.items()}


def from_ferretdb(document: Document) -> Document:
    """The document as it was before `to_ferretdb`."""
    return {_unescaped(key): _nested_from(value) for key, value in document.items()}


def _nested_to(value: Any) -> Any:
    if isinstance(value, dict):
        return to_ferretdb(value)
    if isinstance(value, list):
        return [{_LIST: _nested_to(inner)} if isinstance(inner, list) else _nested_to(inner) for inner in value]
    return value


def _nested_from(value: Any) -> Any:
    if isinstance(value, dict):
        return from_ferretdb(value)
    if isinstance(value, list):
        return [
            _nested_from(inner[_LIST]) if isinstance(inner, dict) and inner.keys() == {_LIST} else _nested_from(inner)
            for inner in value
        ]
    return value


def _escaped(key: str) -> str:
    """`~` and `/` are escaped as in a JSON pointer (RFC 6901), so that `/` can stand for the dot."""
    return key.replace("~", "~0").replace("/", "~1").replace(".", "/")


def _unescaped(key: str) -> str:
    return key.replace("/", ".").replace("~1", "/").replace("~0", "~")
