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


def test_a_number_in_a_form_field_is_shown_where_it_is_read():
    rows = "<tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr>" + (
        "<tr><td>规章</td><td><input value=12><input type=hidden value=7></td>"
        "<td><select><option>8</option><option selected>9</option></select></td></tr>"
    )
    body = page(f"<div id=zoom><table>{rows}</table></div>")
    [table] = read_document(body).tables
    assert table.rows[1] == ("规章", "12", "9")
    root = html.fromstring(located_page(body, {0: table.origin.xpath or ""}))
    assert [root.get_element_by_id(cell_id(0, 1, column)).text_content() for column in range(3)] == ["规章", "12", "9"]
