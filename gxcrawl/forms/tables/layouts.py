"""Remembers what the engine found in tables of one layout, and reuses it for the next report with the same layout.

A portal prints the same form again and again, with other numbers. Two reports have the same layout if every cell has
the same place, spans and text, apart from numbers. The engine's decisions depend on nothing else, so the places of the
values are known and only the numbers are read. Only some columns may hold negative numbers or decimals; if one stands
in another column, the engine reads the report itself. A layout is not remembered if the engine's decisions depended on
numbers: if a row stayed unknown or was printed twice, or if merged cells print 0.
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
_PLAIN = re.compile(r"0|[1-9][0-9]{0,7}")  # the engine also compares lengths: longer numbers are left to it
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
    """What is equal in reports of one layout, and what one of them prints.

    alike: compared to tell layouts apart. texts: the text of every grid position of all tables, in order. particular:
    the positions among `texts` of negative numbers and of numbers with decimals.
    """

    alike: tuple[object, ...]
    texts: tuple[str, ...] = field(compare=False)
    particular: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a value that was a number.

    position: index into the layout's texts. unit: of money, for an amount. zero: the cell for the text "0", made in
    advance.
    """

    path: str
    position: int
    at: At
    type: ColumnType
    unit: str | None
    zero: Cell

    def holds(self, text: str) -> bool:
        """True if the number is of the type of its column, so that its value needs no note."""
        return bool(_PLAIN.fullmatch(text)) or self.type == ("change" if text.startswith("-") else "amount")

    def read(self, text: str) -> Cell:
        """The cell with the value of a number for which `holds` is true."""
        if text == "0":
            return self.zero
        return Cell(parse_amount(text, self.unit).value if self.type == "amount" else int(text), self.at)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was found for a layout; the values at `places` are those of the first report with this layout.

    at: the places by position. merged: positions of merged cells that print numbers which are not values.
    """

    form: Form
    found: Found
    places: tuple[_Place, ...]
    at: Mapping[int, _Place]
    merged: tuple[int, ...]

    def fits(self, layout: Layout) -> bool:
        """True if negatives and decimals stand only in columns that allow them and no merged cell is 0."""
        texts = layout.texts
        if any(texts[position] == "0" for position in self.merged):
            return False
        return all(position in self.at and self.at[position].holds(texts[position]) for position in layout.particular)

    def fill(self, layout: Layout) -> Found:
        """A copy of what was found, with the numbers of this report."""
        texts, found = layout.texts, self.found
        cells = {**found.cells, **{place.path: place.read(texts[place.position]) for place in self.places}}
        return Found(cells, list(found.notes), list(found.label_notes), sections=dict(found.sections))


class Layouts:
    """The remembered layouts, at most `_MOST_LAYOUTS`."""

    def __init__(self) -> None:
        self._plans: dict[Layout, _Plan] = {}

    def recall(self, layout: Layout | None) -> tuple[Form, Found] | None:
        """The edition and values of tables with a remembered layout; None if the layout is unknown or does not fit."""
        plan = self._plans.get(layout) if layout is not None else None
        if layout is None or plan is None or not plan.fits(layout):
            return None
        return plan.form, plan.fill(layout)

    def remember(self, layout: Layout | None, tables: Sequence[Table], form: Form, found: Found) -> None:
        """Keeps what the engine found, unless its decisions depended on numbers."""
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
        """Empties the memory."""
        self._plans.clear()


def layout_of(
    tables: Sequence[Table],
    captions: Mapping[int, str] | None = None,
    continued: Collection[int] = (),
    year: int | None = None,
) -> Layout | None:
    """Everything about the tables except their numbers; None if they are too large to remember.

    captions: table index → what the paragraph above names the table by. continued: indexes of tables right below
    another table. year: of the report; it counts only if the tables name years.
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
    """The positions of negative numbers and decimals, each only where its cell begins."""
    position = start = 0
    for number in _PARTICULAR_CELL.finditer(printed):
        position += printed.count(_SEPARATOR, start, number.start())
        start = number.start()
        if _begins_at(tables, position):
            yield position


def _begins_at(tables: Sequence[Table], position: int) -> bool:
    """True if a cell begins at a position, counted through all tables."""
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
    """The spanned positions of merged cells that print a number which is not a value."""
    for index, table in enumerate(tables):
        for row, owners in enumerate(table.owners):
            for column, owner in enumerate(owners):
                if not owner or (owner[1] == column and owner[0] == row):
                    continue
                if _NUMBER.fullmatch(table.rows[row][column]) and (index, *owner) not in values:
                    yield starts[index] + row * len(owners) + column


def _shares_cells(places: Sequence[_Place], tables: Sequence[Table]) -> bool:
    """True if several values stand in one cell, or one stands in a cell that begins in a row above."""
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
