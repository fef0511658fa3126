"""Where a value stands in the tables of its report; also, as far as known, for a value that could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_amount
from gxcrawl.forms.editions import applications
from gxcrawl.model import Cell
from gxcrawl.presenting.labels import row_label

_SECTIONS = {"proactive_disclosure": 2, "applications": 3, "review_litigation": 4}
_COLUMN_LABELS = frozenset(bare(column.label) for column in applications.COLUMNS)


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of a row as printed; one that spans several columns occurs once, with its first column."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A row of one of the report's tables, counted from 0; `column` is None if only the row is known.

    rows: number of rows of the table. title: the text above the cell, "" if unknown. origin: where the table stands in
    its document, as stored: any of `member`, `page`, `table` (from 0), `xpath`. raw_id: that document; the primary
    document if the table does not say.
    """

    table: int
    row: int
    column: int | None
    rows: int
    cells: tuple[RowCell, ...]
    title: str
    origin: Mapping[str, Any]
    raw_id: str

    @property
    def origin_words(self) -> str:
        """The origin in words."""
        words = {"member": "{}", "page": "第{}页", "table": "第{}个表格", "xpath": "{}"}
        shown = {**self.origin, "table": self.origin.get("table", 0) + 1}
        return " ".join(form.format(shown[key]) for key, form in words.items() if key in self.origin)


def find_place(document: Mapping[str, Any], path: str, cells: Mapping[str, Cell]) -> Place | None:
    """Where the value was read; for an unread value, the row of its neighbours or of its label; None if unknown."""
    at = cells[path].at
    if at is not None:
        return _place(document, at[0], at[1], at[2])
    row = _row_of_neighbours(path, cells) or _row_of_label(document, path)
    return None if row is None else _place(document, row[0], row[1], None)


def _place(document: Mapping[str, Any], index: int, row: int, column: int | None) -> Place:
    table = document["tables"][index]
    rows = table["rows"]
    title = "" if column is None else _title(rows, row, column)
    raw_id = table.get("raw_id", document["content_hash"])
    return Place(
        table=index,
        row=row,
        column=column,
        rows=len(rows),
        cells=tuple(row_cells(rows[row])),
        title=title,
        origin=table["origin"],
        raw_id=raw_id,
    )


def _row_of_neighbours(path: str, cells: Mapping[str, Cell]) -> tuple[int, int] | None:
    """The table and row where all other values of the same form row stand; None if there is no such single row."""
    row_path = path.rpartition(".")[0]
    places = {
        cell.at[:2] for other, cell in cells.items() if other.rpartition(".")[0] == row_path and cell.at is not None
    }
    return next(iter(places)) if len(places) == 1 else None


def _row_of_label(document: Mapping[str, Any], path: str) -> tuple[int, int] | None:
    """The only table row that prints the label of this value's row; None if there are none or several."""
    damaged = [note["printed"] for note in document.get("label_notes") or () if path.startswith(f"{note['path']}.")]
    wanted = {bare(label) for label in (row_label(path, document), *damaged) if label}
    section = _SECTIONS.get(path.partition(".")[0])
    found = [
        (table["index"], number)
        for table in document.get("tables") or ()
        if section is None or table["section"] in (None, section)
        for number, row in enumerate(table["rows"])
        if any(bare(text) in wanted for text in row) and not _is_header(row)
    ]
    return found[0] if len(found) == 1 else None


def _is_header(row: Sequence[str]) -> bool:
    """True if a row names columns; needed because 总计 and 其他 are labels of rows too."""
    return len(_COLUMN_LABELS & set(map(bare, row))) > 1


def row_cells(row: Sequence[str]) -> Iterator[RowCell]:
    """The cells of a row; neighbours with the same words are one spanning cell, with the same number two cells."""
    for column, text in enumerate(row):
        if column == 0 or text != row[column - 1] or not text or is_number(text):
            yield RowCell(column, text)


def _title(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    """The nearest words above in the same column."""
    above = (rows[number][column] for number in range(row - 1, -1, -1))
    return next((text for text in above if text and not is_number(text)), "")


def is_number(text: str) -> bool:
    """True if a cell prints a number and no words."""
    return parse_amount(text).value is not None
