"""A page whose cells are named: each by the place at which the reader has it."""

from lxml import html
from reading.builders import page

from gxcrawl.reading import read_document
from gxcrawl.reading.html.located import cell_id, located_page


def test_each_cell_is_named_by_its_place_among_those_that_are_read():
    rows = (
        "<tr><td></td><td>信息内容</td><td></td><td colspan=2>本年制发件数</td></tr>"
        "<tr><td></td><td rowspan=2>规章</td><td></td><td>1</td><td></td></tr>"
        "<tr><td></td><td></td><td>2</td><td>3</td></tr>"
    )
    body = page(f"<div id=zoom><table>{rows}</table></div>")
    [table] = read_document(body).tables
    root = html.fromstring(located_page(body, {0: table.origin.xpath or ""}))
    found = {element.get("id"): element.text_content() for element in root.iter("td") if element.get("id")}
    wanted = {
        cell_id(0, row, column): text for row in range(len(table.rows)) for column, text in table.own_cells(row) if text
    }
    assert found == wanted
    assert len(wanted) == 6
