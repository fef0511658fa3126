"""What the engine found in tables of one layout, remembered for the next report that is laid out alike.

A portal prints the same form again and again, with other numbers. Two reports are laid out alike where every cell has
the same place and spans and the same text, numbers aside. What the engine decides depends on nothing else, so the
places of the values are known and only the numbers are read. Not every column holds a number below zero or with
decimals; where another one prints it, the engine reads the report itself. A layout that left a row unknown or printed
one twice is not remembered: there the engine looks at the numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gxcrawl.forms.found import Found
from gxcrawl.forms.numbers import parse_amount
from gxcrawl.forms.read_disclosure import EDITIONS
from gxcrawl.forms.shape import ColumnType
from gxcrawl.model import Amount, At, Cell, Form, Table, Value

_MOST_LAYOUTS = 128
_MOST_POSITIONS = 4_000  # the tables of a report have about 350
_PLAIN = re.compile(r"0|[1-9][0-9]{0,7}")  # longer ones may be too long for a label, which the engine asks for
_NUMBER = re.compile(rf"-[1-9][0-9]{{0,7}}|(?:{_PLAIN.pattern})(?:\.[0-9]{{1,6}})?")
_ANY_NUMBER = "0"
_CHANGES = frozenset(
    column.key
    for blocks in EDITIONS.values()
    for block in blocks
    for column in block.columns
    if column.type == "change"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What makes reports alike, and where one prints numbers below zero or with decimals."""

    alike: tuple[object, ...]
    particular: tuple[At, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands that was a number; unit: of an amount."""

    path: str
    at: At
    type: ColumnType
    unit: str | None

    def holds(self, text: str) -> bool:
        """Whether a number is one for its column, so that its value needs no note."""
        return bool(_PLAIN.fullmatch(text)) or self.type == ("change" if text.startswith("-") else "amount")

    def read(self, text: str) -> Value:
        """The value of a number that it holds."""
        return parse_amount(text, self.unit).value if self.type == "amount" else int(text)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was found under a layout; the values at `places` are those of the report it was first met in."""

    form: Form
    found: Found
    places: tuple[_Place, ...]
    at: Mapping[At, tuple[_Place, ...]]

    def fits(self, layout: Layout, tables: Sequence[Table]) -> bool:
        """Whether every number below zero or with decimals is one for its column."""
        return all(
            at in self.at and all(place.holds(_text(tables, at)) for place in self.at[at]) for at in layout.particular
        )

    def fill(self, tables: Sequence[Table]) -> Found:
        """The same with the numbers of these tables."""
        cells = dict(self.found.cells)
        for place in self.places:
            cells[place.path] = Cell(place.read(_text(tables, place.at)), place.at)
        found = self.found
        return Found(cells, list(found.notes), list(found.label_notes), sections=dict(found.sections))


class Layouts:
    """The layouts met so far, as many as there is room for."""

    def __init__(self) -> None:
        self._plans: dict[Layout, _Plan] = {}

    def recall(self, layout: Layout | None, tables: Sequence[Table]) -> tuple[Form, Found] | None:
        """What the tables say, None where none like them was met."""
        plan = self._plans.get(layout) if layout is not None else None
        if layout is None or plan is None or not plan.fits(layout, tables):
            return None
        return plan.form, plan.fill(tables)

    def remember(self, layout: Layout | None, tables: Sequence[Table], form: Form, found: Found) -> None:
        """Keeps what the engine found, unless numbers had a say in it."""
        if layout is None or found.unknown_rows or found.statistics or found.repeated or not found.cells:
            return
        if any(_NUMBER.fullmatch(note.raw) for note in found.notes):
            return
        plan = _plan(tables, form, found)
        if not plan.fits(layout, tables):
            return
        if len(self._plans) >= _MOST_LAYOUTS:
            self._plans.clear()
        self._plans[layout] = plan

    def forget(self) -> None:
        """As if none had been met."""
        self._plans.clear()


def layout_of(tables: Sequence[Table], captions: Mapping[int, str] | None = None) -> Layout | None:
    """Everything about tables but their numbers; None where they are too large to remember.

    captions: what the paragraphs above name tables by, their numbers as keys.
    """
    if sum(len(table.rows) * len(table.rows[0]) for table in tables if table.rows) > _MOST_POSITIONS:
        return None
    number = _NUMBER.fullmatch
    alike = [
        (
            table.spans_known,
            table.origin.page,
            table.owners,
            tuple([_ANY_NUMBER if number(text) else text for row in table.rows for text in row]),
        )
        for table in tables
    ]
    particular = [
        (index, row, column)
        for index, table in enumerate(tables)
        for row, texts in enumerate(table.rows)
        for column, text in enumerate(texts)
        if ("." in text or "-" in text) and number(text) and table.owners[row][column] == (row, column)
    ]
    return Layout((*alike, *(captions or {}).items()), tuple(particular))


def _plan(tables: Sequence[Table], form: Form, found: Found) -> _Plan:
    places = tuple(_places(tables, found))
    kept = Found(dict(found.cells), list(found.notes), list(found.label_notes), sections=dict(found.sections))
    at: dict[At, tuple[_Place, ...]] = {}
    for place in places:
        at[place.at] = (*at.get(place.at, ()), place)
    return _Plan(form, kept, places, at)


def _places(tables: Sequence[Table], found: Found) -> Iterator[_Place]:
    for path, cell in found.cells.items():
        if cell.at is None or cell.value is None or not _NUMBER.fullmatch(_text(tables, cell.at)):
            continue
        unit = cell.value.unit if isinstance(cell.value, Amount) else None
        yield _Place(path, cell.at, _type(path, cell.value), unit)


def _type(path: str, value: Value) -> ColumnType:
    if isinstance(value, Amount):
        return "amount"
    return "change" if path.rpartition(".")[2] in _CHANGES else "count"


def _text(tables: Sequence[Table], at: At) -> str:
    table, row, column = at
    return tables[table].rows[row][column]
