"""Cells, tables and boxes of Word documents: merged, deleted, nested, laid out."""

import pytest
from reading.builders import outline, own_rows
from reading.word_parts import p, read, table, tc


def test_cells_are_merged_over_columns_and_rows():
    document = read(
        table(
            tc("申请人情况", "<w:gridSpan w:val='3'/>"),
            tc("三、本年度办理结果", "<w:vMerge w:val='restart'/>") + tc("（一）予以公开") + tc("1"),
            tc("", "<w:vMerge/>") + tc("（二）部分公开") + tc("2"),
            tc("", "<w:vMerge w:val='continue'/>") + tc("（三）", "<w:gridSpan w:val='2'/>"),
        )
    )
    (grid,) = document.tables
    assert grid.rows[0] == ("申请人情况",) * 3
    assert grid.rows[2] == ("三、本年度办理结果", "（二）部分公开", "2")
    assert grid.owners[3] == ((1, 0), (3, 1), (3, 1))
    assert grid.origin.table == 0


def test_grid_before_leaves_positions_without_a_cell():
    grid = read(table(tc("甲") + tc("1"), "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("2"))).tables[0]
    assert grid.rows == (("甲", "1"), ("", "2"))
    assert grid.owners[1] == (None, (1, 1))


def test_a_vertical_merge_without_a_beginning_is_a_cell():
    grid = read(table(tc("甲", "<w:vMerge/>") + tc("1"), tc("乙") + tc("2"))).tables[0]
    assert own_rows(grid) == [["甲", "1"], ["乙", "2"]]


def test_a_vertical_merge_ends_at_a_cell_of_another_width():
    grid = read(
        table(
            tc("甲", "<w:vMerge w:val='restart'/>") + tc("1") + tc("2"),
            tc("乙", "<w:vMerge/><w:gridSpan w:val='2'/>") + tc("3"),
        )
    ).tables[0]
    assert own_rows(grid) == [["甲", "1", "2"], ["乙", "3"]]


def test_paragraphs_and_breaks_of_a_cell_are_its_lines():
    cell = f"<w:tc>{p('本年新')}{p('')}<w:p><w:r><w:t>公开</w:t><w:br/><w:t>数量</w:t></w:r></w:p></w:tc>"
    assert read(table(tc("信息内容") + cell)).tables[0].rows[0][1] == "本年新\n公开\n数量"


@pytest.mark.parametrize("row", ["<w:trPr><w:del/></w:trPr>", "<w:trPr><w:hidden/></w:trPr>"])
def test_deleted_and_hidden_rows_are_left_out(row):
    grid = read(table(tc("甲") + tc("1"), row + tc("乙") + tc("9"))).tables[0]
    assert own_rows(grid) == [["甲", "1"]]


def test_a_deleted_table_is_left_out():
    deleted = "<w:trPr><w:del/></w:trPr>"
    before = table(f"{deleted}{tc('甲')}{tc('9')}", f"{deleted}{tc('乙')}{tc('8')}")
    assert outline(read(before, table(tc("甲") + tc("1")))) == ["[1x2]"]


def test_deleted_cells_are_left_out():
    grid = read(table(tc("甲") + tc("1"), tc("乙") + tc("", "<w:cellDel/>") + tc("9"))).tables[0]
    assert own_rows(grid) == [["甲", "1"], ["乙", "9"]]


def test_digits_of_two_text_boxes_are_not_joined():
    nested = f"<w:tc>{table(tc('1'))}{p('')}{p('15')}</w:tc>"
    box = f"<w:tc><w:p><w:r><w:pict><w:txbxContent>{p('3')}</w:txbxContent></w:pict></w:r></w:p>{p('12')}</w:tc>"
    assert own_rows(read(table(tc("规章") + nested, tc("其他") + box)).tables[0]) == [
        ["规章", "1\n| 15"],
        ["其他", "3\n| 12"],
    ]


def test_the_title_in_a_text_box_is_read_once():
    box = f"<w:txbxContent>{p('某局2020年报告')}</w:txbxContent>"
    alternate = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert outline(read(f"<w:p><w:r>{alternate}</w:r><w:r><w:t>正文</w:t></w:r></w:p>")) == ["某局2020年报告", "正文"]


def test_content_controls_around_paragraphs_and_tables_are_read():
    inner = f"<w:sdt><w:sdtContent>{p('甲')}{table(tc('规章') + tc('1'))}</w:sdtContent></w:sdt>"
    assert outline(read(inner)) == ["甲", "[1x2]"]


def test_tables_inside_a_layout_table_are_read_as_tables_of_their_own():
    inner = table(tc("规章") + tc("1"), tc("其他") + tc("2"))
    assert outline(read(table(f"<w:tc>{p('二、')}{inner}{p('三、')}</w:tc>"))) == ["二、", "[2x2]", "三、"]


def test_a_small_table_in_a_cell_is_the_text_of_the_cell():
    nested = f"<w:tc>{table(tc('15'))}{p('')}</w:tc>"
    assert own_rows(read(table(tc("规章") + nested, tc("其他") + tc("2"))).tables[0]) == [["规章", "15"], ["其他", "2"]]


def test_headings_by_style_outline_or_bold_print():
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一、总体情况</w:t></w:r></w:p>"
    document = read(
        p("标题", "<w:pStyle w:val='Heading1'/>"), p("二、", "<w:outlineLvl w:val='0'/>"), bold,
        p("正文", "<w:outlineLvl w:val='9'/>"),
    )  # fmt: skip
    assert outline(document) == ["#标题", "#二、", "#一、总体情况", "正文"]


def test_a_text_box_in_a_cell_is_read_once():
    box = f"<w:txbxContent>{p('12')}</w:txbxContent>"
    alternate = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    cell = f"<w:tc><w:p><w:r>{alternate}</w:r></w:p></w:tc>"
    assert own_rows(read(table(tc("规章") + cell)).tables[0]) == [["规章", "12"]]


def test_a_symbol_that_older_programs_print_as_text_is_read():
    symbol = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='w16se'><s:symEx xmlns:s='http://schemas.microsoft.com/office/word/2015/wordml/symex'/>"
        "</mc:Choice><mc:Fallback><w:t>①</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert outline(read(f"<w:p><w:r><w:t>其他</w:t></w:r><w:r>{symbol}</w:r></w:p>")) == ["其他①"]
