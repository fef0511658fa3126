"""A stored report's values by path, as the checks take them."""

from collections.abc import Iterator, Mapping
from typing import Any

from gxcrawl.model import Amount, At, Cell, Value
from gxcrawl.report_document import is_amount, stored_values


def cells_of(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Dotted path → cell, in the order of the form, for every value that the report prints; None where not known."""
    places: Mapping[str, Any] = document.get("cells") or {}
    return {path: Cell(value, _at(places.get(path))) for path, value in _values(document)}


def indicator_paths(document: Mapping[str, Any]) -> dict[str, str]:
    """`statistics.<key>` → path of each indicator of the 2014 form that has a key."""
    statistics = enumerate(document.get("statistics") or ())
    return {f"statistics.{one['key']}": f"statistics.{index}.value" for index, one in statistics if one["key"]}


def text_of(value: Value) -> str:
    """A value as it is read aloud: the number with its unit; "?" where it is not known."""
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
