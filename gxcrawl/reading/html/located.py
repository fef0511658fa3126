"""A page with ids on the cells of its tables, so that a value can be found in it."""

from collections.abc import Iterator, Mapping

from lxml import etree

from gxcrawl.reading.html.markup.counters import show_counted
from gxcrawl.reading.html.markup.parsing import drop_unseen, parse_page
from gxcrawl.reading.html.styles.hiding import drop_hidden
from gxcrawl.reading.html.tables.elements import Rows, TableTree
from gxcrawl.reading.html.tables.grids import table_at
from gxcrawl.reading.html.texts import show_typed, text_of
from gxcrawl.reading.spans import SpanCell, expand, parse_span, tidy
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

Position = tuple[int, int]


def cell_id(table: int, row: int, column: int | None) -> str:
    """The id of a cell of a located page, or of a row if `column` is None."""
    return f"r-{table}-{row}" if column is None else f"c-{table}-{row}-{column}"


def located_page(body: bytes, tables: Mapping[int, str], declared_encoding: str | None = None) -> str:
    """The body of a page as HTML in which only cells and rows of these tables have ids.

    tables: table index → `Origin.xpath` that `read_html` found in the same bytes. Blank cells get no id. Numbers in
    form fields are text, as they are for the reader. Raises Unreadable if the bytes are no page. The result is as
    untrusted as the input.
    """
    page = parse_page(body, declared_encoding)
    root = page.root
    at = ((number, table_at(root, xpath)) for number, xpath in tables.items())
    found = {number: table for number, table in at if table is not None}
    drop_unseen(root)
    for element in root.iter(etree.Element):
        element.attrib.pop("id", "")
        element.attrib.pop("name", "")
    content = root.find("body")
    content = root if content is None else content
    for table in found.values():
        drop_hidden(table)
    if page.may_count:
        show_counted(content)
    show_typed(content)
    for number, table in found.items():
        _name_cells(number, table)
    return etree.tostring(content, encoding="unicode", method="html").replace(LINE_BREAK, "<br>")


def _name_cells(number: int, table: etree._Element) -> None:
    rows = TableTree(table).rows(table)
    for index, row in enumerate(rows):
        for cell in row[:1]:
            next(cell.iterancestors("tr"), cell).set("id", cell_id(number, index, None))
    for (index, column), cell in _positions(rows):
        cell.set("id", cell_id(number, index, column))


def _positions(rows: Rows) -> Iterator[tuple[Position, etree._Element]]:
    """The grid position, in the grid made by `read_table`, of each cell with text."""
    cells = [cell for row in rows for cell in row]
    numbers = {cell: str(number) for number, cell in enumerate(cells)}
    grid = tidy(expand([[_numbered(cell, numbers[cell]) for cell in row] for row in rows]))
    named: set[str] = set()
    for index, row in enumerate(grid.rows):
        for column, number in enumerate(row):
            if number and number not in named:
                named.add(number)
                yield (index, column), cells[int(number)]


def _numbered(cell: etree._Element, number: str) -> SpanCell:
    """The cell with its number as text; blank cells stay blank, because blank columns are dropped from the grid."""
    text = number if clean_cell(text_of(cell)) else ""
    return SpanCell(text, parse_span(cell.get("rowspan"), zero_allowed=True), parse_span(cell.get("colspan")))
