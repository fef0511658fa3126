"""What the engine found in tables of one layout, remembered for the next report that is laid out alike.

A portal prints the same form again and again, with other numbers. Two reports are laid out alike where every cell has
the same place and spans and the same text, plain numbers aside. What the engine decides depends on nothing else, so
the places of the values are known and only the numbers are read. A layout that left a row unknown or printed one
twice is not remembered: there the engine looks at the numbers themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxcrawl.forms.found import Found
from gxcrawl.forms.numbers import parse_amount
from gxcrawl.model import Amount, At, Cell, Form, Table

_MOST_LAYOUTS = 128
_MOST_POSITIONS = 4_000  # the tables of a report have about 350
_PLAIN = re.compile(r"0|[1-9][0-9]{0,7}")  # longer ones may be too long for a label, which the engine asks for
_NUMBER = "0"

Layout = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands that was a plain number; unit: of an amount; counts: it is none."""

    path: str
    at: At
    counts: bool
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was found under a layout; the values at `places` are those of the report it was first met in."""

    form: Form
    found: Found
    places: tuple[_Place, ...]

    def fill(self, tables: Sequence[Table]) -> Found:
        """The same with the numbers of these tables."""
        cells = dict(self.found.cells)
        for place in self.places:
            table, row, column = place.at
            text = tables[table].rows[row][column]
            value = int(text) if place.counts else parse_amount(text, place.unit).value
            cells[place.path] = Cell(value, place.at)
        found = self.found
        return Found(cells, list(found.notes), list(found.label_notes), sections=dict(found.sections))


class Layouts:
    """The layouts met so far, as many as there is room for."""

    def __init__(self) -> None:
        self._plans: dict[Layout, _Plan] = {}

    def recall(self, layout: Layout | None, tables: Sequence[Table]) -> tuple[Form, Found] | None:
        """What the tables say, None where none like them was met."""
        plan = self._plans.get(layout) if layout is not None else None
        return None if plan is None else (plan.form, plan.fill(tables))

    def remember(self, layout: Layout | None, tables: Sequence[Table], form: Form, found: Found) -> None:
        """Keeps what the engine found, unless numbers had a say in it."""
        if layout is None or found.unknown_rows or found.statistics or found.repeated or not found.cells:
            return
        if len(self._plans) >= _MOST_LAYOUTS:
            self._plans.clear()
        places = tuple(_places(tables, found))
        kept = Found(dict(found.cells), list(found.notes), list(found.label_notes), sections=dict(found.sections))
        self._plans[layout] = _Plan(form, kept, places)

    def forget(self) -> None:
        """As if none had been met."""
        self._plans.clear()


def layout_of(tables: Sequence[Table]) -> Layout | None:
    """Everything about tables but their plain numbers; None where they are too large to remember."""
    if sum(len(table.rows) * len(table.rows[0]) for table in tables if table.rows) > _MOST_POSITIONS:
        return None
    plain = _PLAIN.fullmatch
    return tuple(
        [
            (
                table.spans_known,
                table.origin.page,
                table.owners,
                tuple([_NUMBER if plain(text) else text for row in table.rows for text in row]),
            )
            for table in tables
        ]
    )


def _places(tables: Sequence[Table], found: Found) -> list[_Place]:
    places = []
    for path, cell in found.cells.items():
        if cell.at is None or cell.value is None:
            continue
        table, row, column = cell.at
        if _PLAIN.fullmatch(tables[table].rows[row][column]):
            unit = cell.value.unit if isinstance(cell.value, Amount) else None
            places.append(_Place(path, cell.at, not isinstance(cell.value, Amount), unit))
    return places
