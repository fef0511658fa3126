"""Tables of pages: spans, nesting, and everything that editors do to cells."""

import pytest
from reading.builders import cell, outline, own_rows, page, tables

from gxcrawl.reading import read_document
from gxcrawl.reading.html import parse_page


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("12", "12"),
        ("&nbsp;3&nbsp;", "3"),
        ("　40", "40"),
        ("&amp;nbsp;3&amp;ensp;", "3"),
        ("&amp;ldquo;三&amp;middot;一&amp;rdquo;", "“三·一”"),
        ("&amp;lt;3", "&lt;3"),
        ("\n   7\n  ", "7"),
        ("<p class=MsoNormal><span>20</span><font>2</font><span>1<o:p></o:p></span></p>", "2021"),
        ("本年新<br/>公开数量", "本年新\n公开数量"),
        ("<p>（三）</p><p>&nbsp;</p><p>不予公开</p>", "（三）\n不予公开"),
        ("自\n 然人", "自 然人"),
        ("<input type='text' value='15'>", "15"),
        ("<input value=8><input type=hidden value=9>", "8"),
        ("<select><option>1<option selected>2</select>", "2"),
        ("<textarea>6</textarea>", "6"),
        ("4<!-- 5 -->", "4"),
        ("4<script>5</script><style>6</style>", "4"),
        ("1<span style='DISPLAY : none'>9</span>2", "12"),
        ("1<span hidden>9</span>", "1"),
        ("1<span style='mso-hide:all'>9</span>", "1"),
        ("1<span style='visibility:hidden'>9</span>2", "12"),
        ("1<span style='FONT-SIZE: 0px; color:red'>9</span>2", "12"),
        ("1<span style='font-size:0'>9<i style='font-size:0.0pt'>8</i></span>2", "12"),
        ("1<font style='color: transparent'>9</font>2", "12"),
        ("1<span style='font-size:0.8em'>9</span>2", "192"),
        ("1<span style='background-color:transparent'>9</span>2", "192"),
        ("<div style='font-size:0'><span style='font-size:14px'>12</span></div>", "12"),
        ("<del>9</del><ins>3</ins>", "3"),
        ("<s>9</s>4", "4"),
        ("1<![if !supportEmptyParas]>2<![endif]>", "12"),
        ("&lt;!--[if !supportLists]--&gt;1.&lt;!--[endif]--&gt;重复申请", "1.重复申请"),
        ("&lt;!--StartFragment--&gt;1&lt;![if !supportEmptyParas]>2&lt;![endif]>", "12"),
        ("1&lt;!--[3]--&gt;", "1<!--[3]-->"),
        ("1\u200b2\ufeff", "12"),
        ("<div>1</div>", "1"),
        ("<b>1</b><i>,203</i>", "1,203"),
        ("１２", "１２"),
        ("1&lt;2", "1<2"),
        ("", ""),
        ("1\x002", "12"),
        ("1&#1;2\x0f<br>3", "12\n3"),
        ("<p>12</p><p>9</p>", "12\n9"),
        ("<div>12</div><div>件</div>", "12\n件"),
        ("12<br>&nbsp;<br>", "12"),
        ("<div class=pc>12</div><div class=mobile>12</div>", "12[12]"),
        ("<p>12</p><p>12</p>", "12\n12"),
        ("\u202e21\u202c", "\u202e21"),
    ],
)
def test_text_of_a_cell(inner, text):
    assert cell(inner) == text


def test_invalid_spans_are_corrected():
    table = tables(
        "<table><tr><td rowspan='2;'>三</td><td colspan=9>申请人</td></tr>"
        "<tr><td>1</td><th colspan='-1'>2</th></tr></table>"
    )[0]
    assert table.rows == (("三", "申请人", "申请人"), ("三", "1", "2"))
    assert table.spans_known


def test_a_word_placeholder_cell_is_not_a_cell() -> None:
    place = "<td style='mso-cell-special:placeholder;border:none' width=7><p class=MsoNormal>&nbsp;</td>"
    rows = f"<tr>{place}<td>项目<td>数量</tr><tr><td>规章<td>3{place}</tr>"
    (table,) = tables(f"<table>{rows * 2}</table>")
    assert list(own_rows(table)) == [["项目", "数量"], ["规章", "3"]] * 2
    assert table.owners[0] == (None, (0, 1), (0, 2))


def test_tables_with_missing_end_tags_or_row_tags_are_read():
    assert own_rows(tables("<table><tr><td>规章<td>1<tr><td>其他<td>2</table>")[0]) == [["规章", "1"], ["其他", "2"]]
    assert own_rows(tables("<table><td>规章<td>1<tr><td>其他<td>2</table>")[0]) == [["规章", "1"], ["其他", "2"]]
    assert own_rows(tables("<table><form><tr><td>规章<td>1</tr></form></table>")[0]) == [["规章", "1"]]
    assert own_rows(tables("<table><tr><td>规章<td>1</tr><td>其他<td>2</table>")[0]) == [["规章", "1"], ["其他", "2"]]


def test_hidden_rows_and_cells_are_left_out():
    markup = (
        "<table><tr style='display:none'><td>模板</td><td>9</td></tr>"
        "<tr><td>规章</td><td hidden>8</td><td>1</td></tr></table>"
    )
    assert own_rows(tables(markup)[0]) == [["规章", "1"]]


def test_an_invisible_cell_keeps_its_place_empty():
    markup = "<table><tr><td>规章<td style='visibility:hidden'>8<td style='font-size:0'>7<td>1</table>"
    assert own_rows(tables(markup)[0]) == [["规章", "", "", "1"]]


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        (".gone{color:red;display:none}", ["规章", "1"]),
        ("/* old */ p, td.gone , b { DISPLAY : none !important }", ["规章", "1"]),
        (".x{display:block} .gone{display:none}", ["规章", "1"]),
        ("th.gone{display:none}", ["规章", "8", "1"]),
        (".tab .gone{display:none}", ["规章", "8", "1"]),
        (".gone{display:none} .open .gone{display:block}", ["规章", "8", "1"]),
        ("@media print{.x{color:red} .gone{display:none}}", ["规章", "8", "1"]),
        ("/* .gone{display:none} */", ["规章", "8", "1"]),
        ("@import 'a.css'; @media print{.x{color:red}} <!-- .gone{display:none} -->", ["规章", "1"]),
        ("/*" * 50_000 + "@" * 50_000 + "{" * 50_000, ["规章", "8", "1"]),
        (".gone{margin:0}", ["规章", "8", "1"]),
    ],
)
def test_cells_that_a_class_of_the_page_hides_are_not_there(sheet, row):
    markup = f"<style>{sheet}</style>\n\n<table>\n<tr>\n<td>规章\n<td class='n gone'>8\n<td>1</table>"
    assert own_rows(tables(markup)[0]) == [row]


def test_a_class_that_hides_takes_neither_prose_nor_a_whole_table_away():
    table = "<table class=gone><tr><td>规章</td><td>1</td></tr></table>"
    markup = f"<style>.gone{{display:none}}</style><div class=gone><p>一、总体情况</p>{table}</div>"
    assert outline(read_document(page(markup))) == ["一、总体情况", "[1x2]"]


def test_a_layout_table_does_not_swallow_the_tables_inside():
    inner = "<table><tr><td>规章</td><td>1</td></tr><tr><td>规范性文件</td><td>2</td></tr></table>"
    document = read_document(page(f"<table><tr><td><p>二、主动公开</p>{inner}<p>三、收到</p>{inner}</td></tr></table>"))
    assert outline(document) == ["二、主动公开", "[2x2]", "三、收到", "[2x2]"]


def test_a_small_table_inside_a_cell_is_the_text_of_the_cell():
    inner = "<table><tr><td>15</td></tr></table>"
    rows = "".join(f"<tr><td>{label}</td><td>{n}</td></tr>" for label, n in [("规章", inner), ("其他", 2), ("共", 3)])
    assert own_rows(tables(f"<table>{rows}</table>")[0]) == [["规章", "15"], ["其他", "2"], ["共", "3"]]


def test_a_table_of_one_column_is_prose():
    document = read_document(page("<table><tr><td>一、总体情况</td></tr><tr><td>2020年，无。</td></tr></table>"))
    assert outline(document) == ["一、总体情况", "2020年，无。"]


def test_a_table_of_a_whole_report_gives_the_prose_of_its_rows_but_no_captions_of_its_tables():
    rows = (
        ["一、总体情况"], ["2020年，无。"], ["二、主动公开政府信息情况"], ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"],
        ["五、存在的主要问题及改进情况"], ["（一）更新不够及时"],
    )  # fmt: skip
    cells = ("".join(f"<td colspan={4 // len(row)}>{text}</td>" for text in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    whole, *prose = outline(read_document(page(f"<table>{table}</table>")))
    assert whole == "[8x4]"
    assert prose == [text for text, *others in rows if not others and not text.startswith("第二十条")]


def test_a_layout_table_around_long_prose_is_prose():
    document = read_document(page(f"<table><tr><td>左</td><td><p>{'很长的话，' * 100}</p></td></tr></table>"))
    assert not document.tables


def test_a_metadata_table_gives_metadata_and_no_report_table():
    meta = (
        "<table class=xxgktab><tr><td>索 引 号：</td><td>1133/2021-1</td><td>发布机构</td><td>某县财政局</td></tr>"
        "<tr><td>生成日期</td><td>2021-01-25</td><td>有 效 性</td><td>有效</td></tr></table>"
    )
    of_one_cell_each = (
        "<table><tr><td>索引号：&nbsp;1133/2021-1</td><td>发文单位：某县财政局</td></tr>"
        "<tr><td>发文时间：2021-01-25</td><td>文号：</td></tr></table>"
    )
    report = "<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>0</td></tr></table>"
    for described in (meta, of_one_cell_each):
        document = read_document(page(described + "<p>一、总体情况</p>" + report))
        assert outline(document) == ["一、总体情况", "[2x2]"]
        assert document.publisher == "某县财政局"
        assert str(document.published_on) == "2021-01-25"


def test_every_table_is_found_by_its_xpath():
    markup = (
        "<script>1</script><div hidden><table><tr><td>a<td>b</table></div>"
        "<div id=zoom><o:p><table><tr><td>规章<td>1</table></o:p><table><tr><td>其他<td>2</table></div>"
    )
    body = page(markup)
    tables = read_document(body).tables
    assert len(tables) == 2
    for table in tables:
        (element,) = parse_page(body).root.xpath(table.origin.xpath)
        assert "".join(element.itertext()) == "".join(table.rows[0])


def test_a_table_after_the_html_end_tag_is_read():
    body = "<html><body><p>一、总体情况</p></body></html><table><tr><td>行政许可</td><td>1</td></tr></table>".encode()
    assert own_rows(read_document(body).tables[0]) == [["行政许可", "1"]]


def test_captions_and_text_between_rows_are_not_in_cells():
    table = tables("<table><caption>表一</caption><tr><td>规章</td>9<td>1</td></tr>8</table>")[0]
    assert own_rows(table) == [["规章", "1"]]


def test_a_layout_table_with_one_filled_cell_is_prose() -> None:
    prose = "".join(
        f"<p>{number}、全年主动公开政府信息若干条，回应社会关切，接受公众监督，没有收费。</p>" for number in range(5)
    )
    document = read_document(f"<table class=frame><tr><td></td><td>{prose}</td></tr></table>".encode())
    assert document.tables == ()
    assert len(document.paragraphs) == 5


ROW = "<tr><td>规章</td><td>1</td></tr>"


def test_a_table_without_an_end_tag_ends_after_its_last_row() -> None:
    markup = f"<table>{ROW}<p>三、其他</p><!-- </table> --><script>'<table>'</script><table>{ROW}<p>完</p>"
    assert outline(read_document(page(markup))) == ["[1x2]", "三、其他", "[1x2]", "完"]


def test_a_table_inside_a_cell_does_not_end_the_outer_table() -> None:
    inner = f"<table>{ROW}{ROW}</table>"
    markup = f"<table><tr><td>{inner}</td></tr><tr><td>末行</td></tr><p>完</p>"
    assert outline(read_document(page(markup))) == ["[2x2]", "末行", "完"]


def test_a_table_inside_a_damaged_tag_is_found_by_its_xpath() -> None:
    inside = "<table><tr><td>规章</td><td>1</td></tr><tr><td>其他</td><td>2</td></tr></table>"
    body = page(f"<div id=zoom><p>2020年</p><sp\x01an>a</sp\x01an><sp\x01an>{inside}</sp\x01an></div>")
    found = read_document(body).tables[0]
    assert own_rows(found) == [["规章", "1"], ["其他", "2"]]
    assert [cell.text for cell in parse_page(body).root.xpath(found.origin.xpath)[0].iter("td")] == [
        "规章",
        "1",
        "其他",
        "2",
    ]


def test_a_report_title_in_the_first_table_row_is_also_a_paragraph():
    title, heading = "某局2022年政府信息公开工作年度报告", "二、主动公开政府信息情况"
    rows = f"<tr><td colspan=2>{title}<td></tr><tr><td colspan=2>{heading}</tr><tr><td>规章<td>1<td>2</tr>"
    assert outline(read_document(page(f"<table>{rows}</table>"))) == [title, heading, "[3x3]"]
    assert outline(read_document(page(f"<table>{rows.replace('年度报告', '要点')}</table>"))) == ["[3x3]"]
