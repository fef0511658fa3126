"""The markup from which a row of a table was read."""

from lxml import etree

from gxcrawl.reading.html.markup.parsing import drop_unseen, parse_page
from gxcrawl.reading.html.styles.hiding import drop_hidden
from gxcrawl.reading.html.tables.elements import TableTree
from gxcrawl.reading.html.tables.grids import table_at


def row_markup(body: bytes, xpath: str, row: int, declared_encoding: str | None = None) -> str | None:
    """The outer HTML of one row of a table of a page; None if the page has no such row.

    xpath: `Origin.xpath` of a table that `read_html` found in the same bytes. row: index of a row in it.
    """
    page = parse_page(body, declared_encoding)
    table = table_at(page.root, xpath)
    if table is None:
        return None
    drop_unseen(page.root)
    drop_hidden(table)
    rows = TableTree(table).rows(table)
    if row >= len(rows) or not rows[row]:
        return None
    holder = next(rows[row][0].iterancestors("tr"), rows[row][0])
    return etree.tostring(holder, encoding="unicode", method="html", with_tail=False)
