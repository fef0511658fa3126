"""Elements without start or end tags, content after end tags, iframes, numbers that a script counts up."""

import html
import re
from collections.abc import Callable

import pytest
from reading.builders import outline, own_rows, page

from gxcrawl.forms.cells.numbers import Reading, parse_count
from gxcrawl.reading import read_document
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import LayoutName, write_page

REPORT = invent_report(JICHUAN[2], 2022, 5)
PAGE = write_page(REPORT).decode()
ENDS = re.compile(r"</(?:t[dhr]|tbody)>")


def rows(markup: str) -> list[list[list[str]]]:
    return [own_rows(table) for table in read_document(markup.encode()).tables]


@pytest.mark.parametrize("inside", ["", "<p>", "<div>", "<span>", "<font><b>", "<p><span>", "<div align=center><p>"])
@pytest.mark.parametrize("ends", [ENDS, re.compile(r"</(?:td|th|tr|tbody|table)>")], ids=["cells", "tables too"])
def test_cells_without_end_tags_are_read(inside: str, ends: re.Pattern[str]) -> None:
    opened = re.sub(r"(<t[dh]\b[^>]*>)", rf"\1{inside}", ends.sub("", PAGE))
    assert rows(opened) == rows(PAGE)
    assert [p.text for p in read_document(opened.encode()).paragraphs] == [
        p.text for p in read_document(PAGE.encode()).paragraphs
    ]


@pytest.mark.parametrize(
    "ends",
    [
        "</body>",
        "</body></html>",
        "</HTML>",
        "</body>\n</html>\n<!DOCTYPE html><html><head><title>导航</title></head><body class='c'>",
    ],
)
@pytest.mark.parametrize("layout", ["plain", "word"])
def test_content_after_premature_end_tags_is_read(layout: LayoutName, ends: str) -> None:
    whole = write_page(REPORT, layout).decode()
    expected = read_document(whole.encode())
    places = [found.start() for found in re.finditer(r"<(?:p|h2|table|tr|td)\b", whole)]
    for place in places[:: len(places) // 12]:
        document = read_document(f"{whole[:place]}{ends}{whole[place:]}".encode())
        assert document.paragraphs == expected.paragraphs
        assert [table.rows for table in document.tables] == [table.rows for table in expected.tables]
        assert document.title == expected.title


def test_a_title_element_after_body_content_is_the_title_not_prose() -> None:
    title = "霁川县教育局2021年政府信息公开工作年度报告"
    document = read_document(f"<html><head><div>页眉</div><title>{title}</title></head><p>正文</p>".encode())
    assert outline(document) == ["页眉", "正文"]
    assert document.title == title


@pytest.mark.parametrize("lost", [r"<tr\b[^>]*>", r"<tr\b[^>]*>(?=\s*<t[dh]\b)(?=.*共)", r"(?<=</tr>)\s*<tr\b[^>]*>"])
@pytest.mark.parametrize("change", [str, str.upper, lambda tag: tag.replace("<td", "\n <td")])
def test_rows_without_start_tags_are_read(lost: str, change: Callable[[str], str]) -> None:
    whole = re.sub(r"</?t\w+[^>]*>", lambda tag: change(tag[0]), PAGE)
    assert rows(re.sub(lost, "", whole, flags=re.IGNORECASE)) == rows(PAGE)


def test_an_unclosed_table_inside_a_closed_cell_stays_inside() -> None:
    inner = "<table><tr><td>7</table>"
    markup = f"<table><tr><td>规章<td>{inner}</td></tr><tr><td>其他<td>2</td></tr><tr><td>共<td>9</td></tr></table>"
    assert own_rows(read_document(page(markup)).tables[0]) == [["规章", "7"], ["其他", "2"], ["共", "9"]]


def test_the_srcdoc_of_an_iframe_is_read_in_its_place() -> None:
    table = "<table><tr><td>规章</td><td>1</td></tr></table>"
    frame = f'<iframe srcdoc="{html.escape(f"<p>表一</p>{table}")}"></iframe>'
    assert outline(read_document(page(f"<p>前</p>{frame}<p>后</p>"))) == ["前", "表一", "[1x2]", "后"]
    assert outline(read_document(page("<p>前</p><iframe srcdoc=''></iframe><iframe srcdoc></iframe>"))) == ["前"]


@pytest.mark.parametrize("declared", ["display:none", "visibility:hidden"])
def test_the_style_sheet_of_an_iframe_applies_only_inside_it(declared: str) -> None:
    def row(hidden: str) -> str:
        return f"<tr><td>规章</td><td><span data-h>{hidden}</span>12</td></tr>"

    held = f"<head><style>[data-h]{{{declared}}}</style></head><body>\n<table>{row('9') * 2}</table></body>"
    source = f"<html>{chr(10) * 9}<table>{row('') * 2}</table><table>{row('8') * 2}</table>"
    framed = f"{source}<iframe srcdoc='{html.escape(held)}'></iframe></html>"
    assert [table.rows[0][1] for table in read_document(framed.encode()).tables] == ["12", "812", "[9]12"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<span data-to="12">0</span>', "0[12]"),
        ('<span class="odometer" data-number="1,203">000</span>', "000[1,203]"),
        ('<i data-count="12"></i>', "[12]"),
        ('<b data-value="12"><i>-</i><i>-</i></b>', "--[12]"),
        ('<span data-to="12">12</span>', "12"),
        ('<span data-to="0">0</span>', "0"),
        ('<span data-to="#top">0</span>', "0"),
        ('<span data-index="3">0</span>', "0"),
    ],
)
def test_a_number_that_a_script_counts_up_to_is_not_0(inside: str, text: str) -> None:
    markup = f"<table><tr><td>规章</td><td>{inside}</td></tr></table>"
    assert read_document(page(markup)).tables[0].rows[0][1] == text
    assert "[" not in text or parse_count(text) == Reading(None, "text")


def test_a_count_up_target_on_the_cell_itself_is_read() -> None:
    markup = '<table><tr><td>规章</td><td data-target="5">0</td></tr></table>'
    assert read_document(page(markup)).tables[0].rows[0] == ("规章", "0[5]")


@pytest.mark.parametrize("what", ["tr", "tbody", "table"])
def test_number_attributes_of_rows_and_tables_are_not_count_up_targets(what: str) -> None:
    row = "<tr><td>规章</td>" + "<td>0</td>" * 3 + "</tr>"
    markup = f"<table><tbody>{row}</tbody></table>".replace(f"<{what}>", f'<{what} data-num="1">')
    assert read_document(page(markup)).tables[0].rows[0] == ("规章", "0", "0", "0")


def test_cells_in_comments_scripts_and_styles_are_ignored_even_if_unclosed() -> None:
    cells = "<td>1</td>" * 9
    hidden = f"<!--{cells}--><script>'{cells}'</script ><style>{cells}</style>" + "<!--" * 50 + "<script>" * 50
    tables = read_document(page(f"<table><tr><td>规章</td><td>7</td></tr></table>{hidden}")).tables
    assert [table.rows for table in tables] == [(("规章", "7"),)]
