"""What may be stored: plain values with the same meaning in both kinds of database.

Both must return exactly what was stored. So a value that only one of them can hold is refused by both, and precision
that only one would lose (microseconds, time zones) is removed before either stores it.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from gxcrawl.errors import CannotRun, NotStorable

Document = dict[str, Any]
Scalar = str | int | bool | None
# Field (dotted for nested ones) -> the value it must equal, or a sequence of values of which it must equal one.
Where = Mapping[str, Scalar | Sequence[str] | Sequence[int]]
# As in MongoDB: {"content": 0} leaves out, {"year": 1} gives only that and `_id`.
Projection = Mapping[str, int]

_MIN_INT, _MAX_INT = -(2**63), 2**63 - 1
# `$` begins MongoDB's operators, `__neosqlite` the embedded database's own type marks.
_RESERVED_KEYS = ("$", "__neosqlite")
# A tab or quote: FerretDB 1.24 writes names into JSON without escaping, and cannot read such a document again.
_UNSAFE_IN_KEYS = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')  # and half of a surrogate pair: not valid text


class StoredReport(Document):
    """A report as stored. A field that it should have and lacks is named in one line: another program changed it."""

    def __missing__(self, field: str) -> Any:
        raise lacking(str(self.get("_id")), field)


def lacking(report_id: str, field: str) -> CannotRun:
    """The error for a stored report, or a version of it, without a field that it should have."""
    return CannotRun(
        f"the stored report {report_id} has no field {field!r}, so another program changed it; to write it anew: "
        f"gxcrawl reparse --all --agency {report_id.partition('/')[0]}"
    )


def agency_and_year(report_id: str) -> tuple[str, int]:
    """The agency id and the year in the `_id` of a report, for a report whose fields another program may have removed.

    >>> agency_and_year("fuyang-lushan/2020")
    ('fuyang-lushan', 2020)
    """
    agency_id, _, year = report_id.rpartition("/")
    return agency_id, int(year)


def truncated(moment: datetime) -> datetime:
    """A time in UTC, cut to the millisecond, MongoDB's precision. Raises NotStorable for a time without a time zone."""
    if moment.tzinfo is None:
        raise NotStorable(f"a moment without a time zone cannot be stored: {moment.isoformat()}")
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def storable(document: Mapping[str, Any]) -> Document:
    """A copy that both databases store exactly: lists for tuples, UTC milliseconds, bytes only at the top level.

    Raises NotStorable, naming the field, for types that MongoDB does not have.
    """
    return {
        _key(key, None): bytes(value) if isinstance(value, bytes) else _value(value, (None, key))
        for key, value in document.items()
    }


def difference(current: Document, changed: Document) -> tuple[Document, list[str]]:
    """What to write, and which fields to delete, to turn one document into the other. Fields that neither has stay."""
    fresh = {field: value for field, value in changed.items() if field not in current or current[field] != value}
    return fresh, [field for field in current if field not in changed]


# The path to a value, inner step last, as ((None, "applications"), "total"): formatted only for an error message.
_Path = tuple[Any, str | int] | None


def _value(value: Any, path: _Path) -> Any:
    kind = type(value)  # first, because it is the most frequent case: a report has two thousand values
    if kind is str:
        return value if value.isascii() else _text(value, path)
    if kind is int and _MIN_INT <= value <= _MAX_INT:
        return value
    if value is None or kind is bool:
        return value
    if kind is list or kind is tuple:
        return [_value(inner, (path, index)) for index, inner in enumerate(value)]
    if kind is dict or isinstance(value, Mapping):
        return {_key(key, path): _value(inner, (path, key)) for key, inner in value.items()}
    return _rarer(value, path)


def _rarer(value: Any, path: _Path) -> Any:
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, int):
        return _integer(value, path)
    if isinstance(value, list | tuple):
        return [_value(inner, (path, index)) for index, inner in enumerate(value)]
    if isinstance(value, float):
        return _number(value, path)
    if isinstance(value, datetime):
        return truncated(value)
    raise NotStorable(f"{_words(path)}: a {type(value).__name__} cannot be stored")


def _words(path: _Path) -> str:
    if path is None:
        return "document"
    outer, step = path
    if isinstance(step, int):
        return f"{_words(outer)}[{step}]"
    return step if outer is None else f"{_words(outer)}.{step}"


def _key(key: Any, path: _Path) -> str:
    if isinstance(key, str) and _is_name(key):
        return key
    raise NotStorable(f"{_words(path)}: {key!r} cannot be the name of a field")


@lru_cache(maxsize=4096)  # documents of one kind have the same fields
def _is_name(key: str) -> bool:
    return not key.startswith(_RESERVED_KEYS) and not _UNSAFE_IN_KEYS.search(key)


def _text(text: str, path: _Path) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotStorable(f"{_words(path)}: half a character (lone surrogate) at position {error.start}") from None
    return text


def _integer(value: int, path: _Path) -> int:
    if not _MIN_INT <= value <= _MAX_INT:
        digits = len(str(abs(value)))
        raise NotStorable(f"{_words(path)}: the number has {digits} digits, more than a database holds")
    return value


def _number(value: float, path: _Path) -> float:
    if not math.isfinite(value):
        raise NotStorable(f"{_words(path)}: {value} is not a number")
    return value
