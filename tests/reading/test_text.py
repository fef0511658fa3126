"""Plain text: the layout of Word-to-text extractors, and rows on one line."""

import pytest
from reading.builders import outline, own_rows

from gxcrawl.model import Table
from gxcrawl.reading import read_document
from gxcrawl.reading.plain_text.text import _Lines


def read(text: str):
    return read_document(text.encode())


def test_one_cell_a_line_rows_apart_by_blank_lines():
    document = read("二、主动公开\n\t信息内容\n\t本年新\n公开数量\n\n\t规章\n\t0\n\n\n三、收到和处理\n\t一\n\t二\n")
    assert outline(document) == ["二、主动公开", "[2x2]", "三、收到和处理", "[1x2]"]
    assert own_rows(document.tables[0]) == [["信息内容", "本年新\n公开数量"], ["规章", "0"]]
    assert not document.tables[0].spans_known
    assert [table.origin.table for table in document.tables] == [0, 1]


def test_empty_cells_are_cells_and_short_rows_end_without_one():
    table = read("\t\n\t自然人\n\t\xa0\n\n\t第二十条\n").tables[0]
    assert own_rows(table) == [["", "自然人", ""], ["第二十条"]]
    assert table.owners[1] == ((1, 0), None, None)


def test_blanks_of_every_width_are_stripped_from_cells():
    assert own_rows(read("\t　40\n\t\xa03\n\t  -3 \n").tables[0]) == [["40", "3", "-3"]]


def test_a_blank_line_inside_a_label_does_not_end_its_row():
    text = "\t二、上年结转\n\t1\n\t2\n\n\t\n\t（三）\n\n不予公开\n\t1.属于国家秘密\n\t0\n\n\t四、结转\n\t3\n"
    table = read(text).tables[0]
    assert own_rows(table)[1] == ["", "（三）\n不予公开", "1.属于国家秘密", "0"]


def test_prose_after_one_blank_line_ends_the_table():
    document = read("\t规章\n\t0\n\n以上数据截至年底。\n\t结果维持\n\t0\n")
    assert outline(document) == ["[1x2]", "以上数据截至年底。", "[1x2]"]


def test_a_section_heading_right_after_the_last_cell_ends_the_table():
    assert outline(read("\t规章\n\t0\n三、收到和处理\n\t一\n\t二\n")) == ["[1x2]", "三、收到和处理", "[1x2]"]


def test_bookmarks_of_extractors_are_removed():
    assert read("[bookmark: _GoBack]2020年，无。").paragraphs[0].text == "2020年，无。"


def test_prose_indented_by_tabs_is_prose():
    document = read("\t2020年，我局公开信息12条。\n\t另有3条。\n\n\t规章\n\t0\n")
    assert outline(document) == ["2020年，我局公开信息12条。", "另有3条。", "[1x2]"]


def test_rows_on_one_line_apart_by_tabs():
    document = read("二、主动公开\n信息内容\t本年制发件数\n规章\t0\n行政规范性文件\t5\n\n完")
    assert own_rows(document.tables[0]) == [["信息内容", "本年制发件数"], ["规章", "0"], ["行政规范性文件", "5"]]
    assert outline(document)[-1] == "完"


def test_rows_on_one_line_apart_by_pipes():
    document = read("| 信息内容 | 数量 |\n|---|---:|\n| 规章 | 3 |\n| 行政许可 | |\n")
    assert own_rows(document.tables[0]) == [["信息内容", "数量"], ["规章", "3"], ["行政许可", ""]]


def test_a_single_line_with_a_tab_or_a_pipe_is_prose():
    assert outline(read("一、\t总体情况\n地址：甲|乙|丙\n")) == ["一、 总体情况", "地址：甲|乙|丙"]


def test_line_ends_of_every_system():
    for end in ("\n", "\r\n", "\r"):
        table = read(end.join(["标题", "\t规章", "\t0", "", "\t其他", "\t1", ""])).blocks[1]
        assert isinstance(table, Table)
        assert own_rows(table) == [["规章", "0"], ["其他", "1"]]


def test_gbk_text_is_read_with_encoding_gb18030():
    document = read_document("一、总体情况\n2020年，政府信息公开工作。".encode("gbk"))
    assert (document.kind, document.encoding) == ("txt", "gb18030")


def test_a_csv_with_quoted_cells_is_read_as_tables():
    text = '某局2022年报表,,\n填报单位：某局,,\n,,\n信息内容,"本年,\n处理",备注\n规章,"1,203",\n,,\n其他,2,x\n'
    document = read(text)
    assert outline(document) == ["某局2022年报表", "填报单位：某局", "[2x3]", "[1x3]"]
    assert own_rows(document.tables[0]) == [["信息内容", "本年,\n处理", "备注"], ["规章", "1,203", ""]]
    assert document.tables[0].spans_known


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_sheet_saved_with_semicolons_or_quoted_cells_between_tabs(delimiter):
    rows = [["某局2022年报表", "", ""], ["信息内容", "本年\n处理", "备注"], ["规章", "1", ""], ["其他", "2", "x"]]
    text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    document = read(text)
    assert outline(document) == ["某局2022年报表", "[3x3]"]
    assert own_rows(document.tables[0]) == rows[1:]


def test_a_short_csv_row_makes_the_spans_unknown():
    table = read("一,1,2\n二,3\n三,4,5\n").tables[0]
    assert own_rows(table) == [["一", "1", "2"], ["二", "3"], ["三", "4", "5"]]
    assert not table.spans_known


def test_prose_in_a_csv_is_without_its_blank_cells():
    lines = "某局2022年年报,,\n本年公开信息，共计12条。,,\n信息内容,制发,废止\n规章,1,2\n其他,3,4\n"
    assert outline(read(lines)) == ["某局2022年年报", "本年公开信息，共计12条。", "[3x3]"]


def test_cells_apart_by_wide_blanks():
    lines = "信息内容　本年制发件数　本年废止件数　现行有效件数\n规章　1　2　3\n行政规范性文件　4　5　6\n"
    assert own_rows(read(lines).tables[0])[1:] == [["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"]]


def test_a_block_header_in_a_csv_belongs_to_its_table():
    assert outline(read("第二十条第（一）项,,\n信息内容,制发,废止\n规章,1,2\n")) == ["[3x3]"]


def test_prose_with_regular_commas_is_not_a_table():
    text = "一是公开,二是解读,三是回应。\n四是平台,五是监督,六是保障。\n"
    assert outline(read(text * 2)) == text.splitlines() * 2
    assert outline(read("a,b,c\nd,e,f\n")) == ["a,b,c", "d,e,f"]


def test_a_sheet_saved_with_tabs_keeps_its_blank_cells():
    document = read(
        "某局报表\t\t\t\n\t\t\t\n信息内容\t制发\t废止\t\n规章\t\t2\t3\n第二十条第（五）项\t\t\t\n许可\t4\t\t\n"
    )
    assert outline(document) == ["某局报表", "[4x4]"]
    assert own_rows(document.tables[0])[1] == ["规章", "", "2", "3"]
    assert document.tables[0].spans_known


def test_many_lines_that_may_begin_a_table_are_read_once_each():
    looked_at = []

    class Counted(list):
        def __getitem__(self, place):
            found = super().__getitem__(place)
            looked_at.append(len(found) if isinstance(place, slice) else 1)
            return found

    lines = Counted(["a,b,c。", "a|b|c", "x"] * 300)
    assert len(list(_Lines(lines).blocks())) == len(lines)
    assert sum(looked_at) < 60 * len(lines)


def test_a_table_drawn_with_signs():
    document = read(
        "二、主动公开\n┌──────┬──────┐\n│信息内容│本年制发件数│\n├──────┼──────┤\n│规章│3│\n└──────┴──────┘\n完｜无"
    )
    assert own_rows(document.tables[0]) == [["信息内容", "本年制发件数"], ["规章", "3"]]
    assert outline(document)[-1] == "完｜无"
