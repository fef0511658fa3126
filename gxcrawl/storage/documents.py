"""What may be stored: plain values that mean the same in both homes.

Both must give back exactly what went in, so what only one of them can hold is refused by both, and what only one
of them would blur (microseconds, time zones) is blurred before either sees it.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from gxcrawl.errors import NotStorable

Document = dict[str, Any]
Scalar = str | int | bool | None
# Field (dotted for nested ones) -> the value it must equal, or a sequence of values of which it must equal one.
Where = Mapping[str, Scalar | Sequence[str]]
# As in MongoDB: {"content": 0} leaves out, {"year": 1} gives only that and `_id`.
Projection = Mapping[str, int]

_MIN_INT, _MAX_INT = -(2**63), 2**63 - 1
# `$` begins MongoDB's operators, `__neosqlite` the embedded home's own type marks.
_RESERVED_KEYS = ("$", "__neosqlite")
# A tab, a quote: FerretDB 1.24 writes names into JSON without escaping them, and cannot read the document again.
_UNSAFE_IN_KEYS = re.compile(r'[\x00-\x1f\x7f"\\]')


def truncated(moment: datetime) -> datetime:
    """A moment in UTC, to the millisecond: the precision that MongoDB keeps.

    Raises NotStorable for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise NotStorable(f"a moment without a time zone cannot be stored: {moment.isoformat()}")
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def storable(document: Mapping[str, Any]) -> Document:
    """A copy that both homes hold exactly: lists for tuples, UTC milliseconds, bytes only at the top level.

    Raises NotStorable, naming the field, for what MongoDB has no type for.
    """
    return {
        _key(key, ""): bytes(value) if isinstance(value, bytes) else _value(value, key)
        for key, value in document.items()
    }


def _value(value: Any, path: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, int):
        return _integer(value, path)
    if isinstance(value, float):
        return _number(value, path)
    if isinstance(value, datetime):
        return truncated(value)
    if isinstance(value, Mapping):
        return {_key(key, path): _value(inner, f"{path}.{key}") for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner, f"{path}[{index}]") for index, inner in enumerate(value)]
    raise NotStorable(f"{path}: a {type(value).__name__} cannot be stored")


def _key(key: Any, path: str) -> str:
    if not isinstance(key, str) or key.startswith(_RESERVED_KEYS) or _UNSAFE_IN_KEYS.search(key):
        raise NotStorable(f"{path or 'document'}: {key!r} cannot be the name of a field")
    return _text(key, path)


def _text(text: str, path: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotStorable(f"{path}: half a character (lone surrogate) at position {error.start}") from None
    return text


def _integer(value: int, path: str) -> int:
    if not _MIN_INT <= value <= _MAX_INT:
        raise NotStorable(f"{path}: the number has {len(str(abs(value)))} digits, more than a database holds")
    return value


def _number(value: float, path: str) -> float:
    if not math.isfinite(value):
        raise NotStorable(f"{path}: {value} is not a number")
    return value
