"""Counts in hundreds or thousands, as in 处理决定数量（万件）: the printed figure is not the count itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gxcrawl.forms.cells.numbers import is_scaled, parse_count
from gxcrawl.forms.rows.found import Found
from gxcrawl.model import Table


def take_back_scaled(found: Found, tables: Sequence[Table]) -> None:
    """Sets to None, with a note, every count below or beside such a label. Zero stays zero: 0万件 is 0."""
    scaled = {number for number, table in enumerate(tables) if any(map(is_scaled, _labels(table)))}
    if not scaled:
        return
    found.weighed = True
    counts = [(path, cell.at) for path, cell in found.cells.items() if cell.value and isinstance(cell.value, int)]
    doubted = [
        (path, tables[at[0]].rows[at[1]][at[2]])
        for path, at in counts
        if at is not None and at[0] in scaled and any(map(is_scaled, _labels_of(tables[at[0]], *at[1:])))
    ]
    for path, printed in doubted:
        found.doubt(path, printed)
    lost = {path for path, _ in doubted}
    for place, row in enumerate(found.statistics):
        if f"statistics.{place}.value" in lost:
            found.statistics[place] = replace(row, value=None)


def _labels(table: Table) -> set[str]:
    return {text for row in table.rows for text in row if text and not text.isdigit()}


def _labels_of(table: Table, row: int, column: int) -> Iterator[str]:
    """The texts left of a number and above it, up to the numbers of the block above, and the table's first row."""
    yield from table.rows[row][:column]
    is_header = False
    for above in range(row - 1, -1, -1):
        text = table.rows[above][column]
        is_number = not text.strip() or parse_count(text).value is not None
        if is_header and is_number:
            return
        is_header = is_header or not is_number
        yield text
    yield from table.rows[0]
