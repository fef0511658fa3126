"""What the engine found in tables of one layout, remembered for the next report that is laid out alike.

A portal prints the same form again and again, with other numbers. Two reports are laid out alike where every cell has
the same place and spans and the same text, numbers aside. What the engine decides depends on nothing else, so the
places of the values are known and only the numbers are read. Not every column holds a number below zero or with
decimals; where another one prints it, the engine reads the report itself. A layout that left a row unknown or printed
one twice, or whose merged cells print 0, is not remembered: there the engine looks at the numbers.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from gxcrawl.forms.cells.numbers import parse_amount
from gxcrawl.forms.editions.shape import ColumnType
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.sections.read_disclosure import EDITIONS
from gxcrawl.forms.tables.years import names_year
from gxcrawl.model import Amount, At, Cell, Form, Table, Value

_MOST_LAYOUTS = 128
_MOST_POSITIONS = 4_000  # the tables of a report have about 350
_PLAIN = re.compile(r"0|[1-9][0-9]{0,7}")  # longer ones may be too long for a label, which the engine asks for
_NUMBER = re.compile(rf"-[1-9][0-9]{{0,7}}|(?:{_PLAIN.pattern})(?:\.[0-9]{{1,6}})?")
_ANY_NUMBER = "\x1f0"
_SEPARATOR = "\x1f"  # UNIT SEPARATOR, before every text; no text has one
# With the separator first, so that the search need not look at any other character.
_NUMBER_CELL = re.compile(rf"\x1f(?:{_NUMBER.pattern})(?![^\x1f])")
_PARTICULAR_CELL = re.compile(rf"\x1f(?:-[1-9][0-9]{{0,7}}|(?:{_PLAIN.pattern})\.[0-9]{{1,6}})(?![^\x1f])")
_CHANGES = frozenset(
    column.key
    for blocks in EDITIONS.values()
    for block in blocks
    for column in block.columns
    if column.type == "change"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What makes reports alike, and what one of them prints.

    texts: of all positions of all tables, one after another. particular: where numbers below zero or with decimals
    stand among them.
    """

    alike: tuple[object, ...]
    texts: tuple[str, ...] = field(compare=False)
    particular: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands that was a number; position: among the texts of the layout; unit: of an amount."""

    path: str
    position: int
    at: At
    type: ColumnType
    unit: str | None
    zero: Cell

    def holds(self, text: str) -> bool:
        """Whether a number is one for its column, so that its value needs no note."""
        return bool(_PLAIN.fullmatch(text)) or self.type == ("change" if text.startswith("-") else "amount")

    def read(self, text: str) -> Cell:
        """The cell with the value of a number that it holds; most are 0."""
        if text == "0":
            return self.zero
        return Cell(parse_amount(text, self.unit).value if self.type == "amount" else int(text), self.at)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was found under a layout; the values at `places` are those of the report it was first met in.

    at: the places by their position. merged: where merged cells print numbers that are no values.
    """

    form: Form
    found: Found
    places: tuple[_Place, ...]
    at: Mapping[int, _Place]
    merged: tuple[int, ...]

    def fits(self, layout: Layout) -> bool:
        """Whether every number below zero or with decimals is one for its column, and no merged one is 0."""
        texts = layout.texts
        if any(texts[position] == "0" for position in self.merged):
            return False
        return all(position in self.at and self.at[position].holds(texts[position]) for position in layout.particular)

    def fill(self, layout: Layout) -> Found:
        """The same with the numbers of this report."""
        texts, found = layout.texts, self.found
        cells = {**found.cells, **{place.path: place.read(texts[place.position]) for place in self.places}}
        return Found(cells, list(found.notes), list(found.label_notes), sections=dict(found.sections))


class Layouts:
    """The layouts met so far, as many as there is room for."""

    def __init__(self) -> None:
        self._plans: dict[Layout, _Plan] = {}

    def recall(self, layout: Layout | None) -> tuple[Form, Found] | None:
        """What the tables say, None where none like them was met."""
        plan = self._plans.get(layout) if layout is not None else None
        if layout is None or plan is None or not plan.fits(layout):
            return None
        return plan.form, plan.fill(layout)

    def remember(self, layout: Layout | None, tables: Sequence[Table], form: Form, found: Found) -> None:
        """Keeps what the engine found, unless numbers had a say in it."""
        if layout is None or found.unknown_rows or found.statistics or not found.cells:
            return
        if found.repeated or found.weighed:
            return
        if any(_NUMBER.fullmatch(note.raw) for note in found.notes):
            return
        plan = _plan(layout, tables, form, found)
        if not plan.fits(layout) or _shares_cells(plan.places, tables):
            return
        if len(self._plans) >= _MOST_LAYOUTS:
            self._plans.clear()
        self._plans[layout] = plan

    def forget(self) -> None:
        """As if none had been met."""
        self._plans.clear()


def layout_of(
    tables: Sequence[Table],
    captions: Mapping[int, str] | None = None,
    continued: Collection[int] = (),
    year: int | None = None,
) -> Layout | None:
    """Everything about tables but their numbers; None where they are too large to remember.

    captions: what the paragraphs above name tables by, their numbers as keys. continued: those right below another.
    year: of the report, which only counts where tables name years.
    """
    if sum(map(_size, tables)) > _MOST_POSITIONS:
        return None
    texts = tuple([text for table in tables for row in table.rows for text in row])
    printed = _SEPARATOR + _SEPARATOR.join(texts)
    if printed.count(_SEPARATOR) != max(len(texts), 1):
        return None
    frames = [(table.spans_known, table.origin.page, table.owners) for table in tables]
    own = year if names_year(printed) else None
    alike = (_NUMBER_CELL.sub(_ANY_NUMBER, printed), own, *frames, *(captions or {}).items(), *sorted(continued))
    return Layout(alike, texts, tuple(_particular(tables, printed)))


def _particular(tables: Sequence[Table], printed: str) -> Iterator[int]:
    """The positions of cells, not of what they span besides, with numbers below zero or with decimals."""
    position = start = 0
    for number in _PARTICULAR_CELL.finditer(printed):
        position += printed.count(_SEPARATOR, start, number.start())
        start = number.start()
        if _begins_at(tables, position):
            yield position


def _begins_at(tables: Sequence[Table], position: int) -> bool:
    """Whether a cell begins at a position, counted through all tables."""
    table = 0
    while position >= (size := _size(tables[table])):
        table, position = table + 1, position - size
    row, column = divmod(position, len(tables[table].rows[0]))
    return tables[table].owners[row][column] == (row, column)


def _size(table: Table) -> int:
    return len(table.rows) * len(table.rows[0]) if table.rows else 0


def _plan(layout: Layout, tables: Sequence[Table], form: Form, found: Found) -> _Plan:
    starts = list(accumulate(map(_size, tables), initial=0))
    places = tuple(_places(layout, tables, starts, found))
    kept = Found(dict(found.cells), list(found.notes), list(found.label_notes), sections=dict(found.sections))
    merged = tuple(_merged_numbers(tables, starts, {place.at for place in places}))
    return _Plan(form, kept, places, {place.position: place for place in places}, merged)


def _merged_numbers(tables: Sequence[Table], starts: Sequence[int], values: Collection[At]) -> Iterator[int]:
    """The positions in cells of several positions that print numbers which are not among the values."""
    for index, table in enumerate(tables):
        for row, owners in enumerate(table.owners):
            for column, owner in enumerate(owners):
                if not owner or (owner[1] == column and owner[0] == row):
                    continue
                if _NUMBER.fullmatch(table.rows[row][column]) and (index, *owner) not in values:
                    yield starts[index] + row * len(owners) + column


def _shares_cells(places: Sequence[_Place], tables: Sequence[Table]) -> bool:
    """Whether several values stand in one cell, or one in a cell that begins in a row above."""
    ats = [place.at for place in places]
    cells = {(table, *(tables[table].owners[row][column] or ())) for table, row, column in ats}
    return len(set(ats)) < len(ats) or cells != set(ats)


def _places(layout: Layout, tables: Sequence[Table], starts: Sequence[int], found: Found) -> Iterator[_Place]:
    for path, cell in found.cells.items():
        if cell.at is None or cell.value is None:
            continue
        table, row, column = cell.at
        position = starts[table] + row * len(tables[table].rows[0]) + column
        if not _NUMBER.fullmatch(layout.texts[position]):
            continue
        kind = _type(path, cell.value)
        unit = cell.value.unit if isinstance(cell.value, Amount) else None
        zero = parse_amount("0", unit).value if kind == "amount" else 0
        yield _Place(path, position, cell.at, kind, unit, Cell(zero, cell.at))


def _type(path: str, value: Value) -> ColumnType:
    if isinstance(value, Amount):
        return "amount"
    return "change" if path.rpartition(".")[2] in _CHANGES else "count"
