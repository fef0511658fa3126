"""The results of the engine, collected while it reads tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gxcrawl.forms.cells.numbers import Reading, parse_cell, unit_in
from gxcrawl.forms.cells.vocabulary import T
from gxcrawl.forms.editions.shape import Column
from gxcrawl.forms.rows.lines import Header, Line, Printed
from gxcrawl.forms.rows.placing import cell_above, place
from gxcrawl.model import At, Cell, LabelNote, Note, Statistic, Table, UnknownRow


@dataclass(slots=True)
class Found:
    """Values, notes and oddities of the official tables; filled by the readers of the sections."""

    cells: dict[str, Cell] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    label_notes: list[LabelNote] = field(default_factory=list)
    unknown_rows: list[UnknownRow] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    sections: dict[int, int] = field(default_factory=dict)  # table index -> section
    repeated: bool = False  # a row was printed twice
    weighed: bool = False  # a decision depended on the numbers, not only on the layout; such a layout is not remembered
    # (table, row) of every row read or reported; not filled from a remembered layout, which has no rows left over
    met: set[tuple[int, int]] = field(default_factory=set, compare=False)
    # paths whose column the row's header does not name; if a table was cut between columns, its other half names it
    unnamed: set[str] = field(default_factory=set, compare=False)
    # (table of the value, table that repeats it) -> path -> whether both agree; None if the repeated cell is blank
    again: dict[tuple[int, int], dict[str, bool | None]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The number of rows of the official forms found, whether or not their values are known."""
        return len({path.rpartition(".")[0] for path in self.cells}) + len(self.statistics)

    def put(self, path: str, reading: Reading, cell: Printed | None, line: Line) -> None:
        """Stores one value with its position, and a note if the cell was not a plain number."""
        self.cells[path] = Cell(reading.value, None if cell is None else line.at(cell))
        if reading.reason is not None:
            self.notes.append(Note(path, "" if cell is None else cell.text.strip(), reading.reason))

    def put_row(
        self, row_path: str, line: Line, values: Sequence[Printed], header: Header | None, columns: Mapping[str, Column]
    ) -> None:
        """Stores the values of one row; a repeated row is only compared, and reported unless equal."""
        self.met.add((line.table_index, line.row))
        placed = _place(line, values, header, columns)
        paths = [f"{row_path}.{key}" for key in columns]
        if not self.cells.keys().isdisjoint(paths):
            self.repeated = True
            self._put_again(row_path, line, placed, header, columns)
            return
        unread = bool(values) and not any(placed.values())
        for path, key, cell in zip(paths, columns, placed.values(), strict=True):
            self.put(path, _read(cell, key, columns[key], header, bool(values)), cell, line)
            if header is not None and key not in header.keys and not unread:
                self.unnamed.add(path)
            if cell is None and (above := cell_above(line, header, key)) is not None:
                self._doubt_merged(above, line)

    def _doubt_merged(self, at: At, line: Line) -> None:
        """Rejects a number merged over the cells of two rows: it may belong to either row, or be their sum."""
        for path in [path for path, cell in self.cells.items() if cell.at == at and cell.value is not None]:
            self.doubt(path, line.table.rows[at[1]][at[2]])

    def _put_again(
        self,
        row_path: str,
        line: Line,
        placed: Mapping[str, Printed | None],
        header: Header | None,
        columns: Mapping[str, Column],
    ) -> None:
        """Compares a row with its first printing. Two numbers for one value: both are rejected, with a note.

        This happens where last year's table stands beside this year's, and nothing says which is which. A path in
        `unnamed` takes the new reading instead, because only this header names its column.
        """
        agrees = True
        for key, column in columns.items():
            cell, path = placed[key], f"{row_path}.{key}"
            kept = self.cells.get(path)
            if cell is None or kept is None:
                continue
            again = _read(cell, key, column, header, True)
            if path in self.unnamed:
                self.unnamed.discard(path)
                self.notes = [note for note in self.notes if note.path != path]
                self.put(path, again, cell, line)
                continue
            same = again.value == kept.value
            if kept.at is not None:
                verdicts = self.again.setdefault((kept.at[0], line.table_index), {})
                verdicts[path] = None if cell.blank else same
            if cell.blank or same:
                continue
            agrees = False
            if again.value is not None and kept.value is not None:
                self.doubt(path, cell.text)
        if not agrees:
            self.report_row(line, self.sections.get(line.table_index, 0))

    def doubt(self, path: str, other: str) -> None:
        """Sets a value to None, with a note that quotes `other`: the text that contradicts it or may do so."""
        self.cells[path] = replace(self.cells[path], value=None)
        self.notes = [note for note in self.notes if note.path != path]
        self.notes.append(Note(path, other.strip(), "unreadable"))

    def doubt_printed(self, path: str, tables: Sequence[Table]) -> None:
        """Sets a value to None, with a note that quotes its own cell; nothing if it is None or no cell prints it."""
        cell = self.cells.get(path)
        if cell is not None and cell.value is not None and cell.at is not None:
            table, row, column = cell.at
            self.doubt(path, tables[table].rows[row][column])

    def doubt_row(self, row_path: str, line: Line) -> None:
        """Sets the values of a row in this table to None, because another line of numbers has the same label."""
        for path in [path for path, cell in self.cells.items() if path.startswith(f"{row_path}.")]:
            at = self.cells[path].at
            if self.cells[path].value is not None and at is not None and at[0] == line.table_index:
                self.doubt(path, line.table.rows[at[1]][at[2]])

    def bridge(self, path: str, printed: str, match: tuple[T, float] | None) -> T | None:
        """Returns the row or column that a damaged label refers to, and records one label note.

        path: of the parent of that entry. match: the entry and its likeness (0 to 1), from `missing_one` or
        `most_similar`; None if no label is similar.
        """
        if match is None:
            return None
        entry, likeness = match
        note = LabelNote(f"{path}.{entry.key}", printed.strip(), entry.label, round(likeness, 2))
        if note not in self.label_notes:
            self.label_notes.append(note)
        return entry

    def report_row(self, line: Line, section: int) -> None:
        """Records a row that fits nowhere, as printed, for a person to look at."""
        self.met.add((line.table_index, line.row))
        texts = tuple(cell.text.strip() for cell in line.cells)
        label = next((text for text in texts if text), "")
        self.unknown_rows.append(UnknownRow(section, label, texts, line.table_index, line.row))


def _place(
    line: Line, values: Sequence[Printed], header: Header | None, columns: Mapping[str, Column]
) -> Mapping[str, Printed | None]:
    """The cell of each column of the row, in column order; all None if there is no header."""
    if header is None:
        return dict.fromkeys(columns)
    placed = place(line, values, header)
    if header.keys == tuple(columns):
        return placed
    return {key: placed.get(key) for key in columns}


def _read(cell: Printed | None, key: str, column: Column, header: Header | None, row_has_cells: bool) -> Reading:
    """Parses a cell. A missing cell is "blank" if the row has no value cells at all, otherwise "unreadable"."""
    if cell is None:
        return Reading(None, "unreadable" if row_has_cells else "blank")
    unit = None
    if column.type == "amount" and header is not None and key in header.keys:
        unit = unit_in(header.texts[header.keys.index(key)])
    return parse_cell(cell.text, column.type, unit)
