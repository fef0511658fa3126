"""A stored report's values by path, in the form that the checks use."""

from collections.abc import Iterator, Mapping
from typing import Any

from gxcrawl.model import Amount, At, Cell, Value
from gxcrawl.reports.document import is_amount, stored_values


def cells_of(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Path → cell for every value that the report prints, in the order of the form; the value is None if unknown."""
    places: Mapping[str, Any] = document.get("cells") or {}
    return {path: Cell(value, _at(places.get(path))) for path, value in _values(document)}


def indicator_paths(document: Mapping[str, Any]) -> dict[str, str]:
    """`statistics.<key>` → path of each indicator of the 2014 form that has a key."""
    statistics = enumerate(document.get("statistics") or ())
    return {f"statistics.{one['key']}": f"statistics.{index}.value" for index, one in statistics if one["key"]}


def text_of(value: Value) -> str:
    """A value in words: the number with its unit; "?" if unknown."""
    if value is None:
        return "?"
    if isinstance(value, Amount):
        return f"{value.value}{value.unit}" if value.unit else f"{value.value}（单位不明）"
    return str(value)


def _at(place: Any) -> At | None:
    return None if place is None else (place[0], place[1], place[2])


def _values(document: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for path, value in stored_values(document):
        yield path, Amount(**value) if is_amount(value) else value
    for index, statistic in enumerate(document.get("statistics") or ()):
        yield f"statistics.{index}.value", statistic["value"]
