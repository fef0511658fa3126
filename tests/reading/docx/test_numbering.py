"""Automatic numbers of paragraphs, which Word prints and does not write."""

import docx
import pytest
from docx.oxml import parse_xml
from reading.builders import outline, own_rows, saved
from reading.word_parts import W, p, read, table, tc

from gxcrawl.reading import read_document
from gxcrawl.reading.docx.numbering import format_number

NUMBERING = (
    "<w:abstractNum w:abstractNumId='1'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='l'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
)


def item(text: str, depth: int = 0, list_id: int = 1) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list_id}'/></w:numPr>")


def test_automatic_numbers_are_printed():
    document = read(
        item("总体情况"), item("甲", 1), item("乙", 1), item("主动公开"), item("丙", 1), item("点", 2),
        item("问题", 0, 2), item("无号", 0, 0), item("不存在的表", 0, 77), numbering=NUMBERING,
    )  # fmt: skip
    assert outline(document) == [
        "一、总体情况", "1.甲", "2.乙", "二、主动公开", "1.丙", "点", "五、问题", "无号", "不存在的表",
    ]  # fmt: skip


def test_automatic_numbers_of_labels_in_cells():
    grid = read(
        table(f"<w:tc>{item('属于国家秘密', 1)}</w:tc>" + tc("0"), f"<w:tc>{item('其他', 1)}</w:tc>" + tc("1")),
        numbering=NUMBERING,
    ).tables[0]
    assert own_rows(grid) == [["1.属于国家秘密", "0"], ["2.其他", "1"]]


def test_an_automatic_number_is_not_joined_to_the_number_after_it():
    grid = read(table(tc("收费") + f"<w:tc>{item('5', 1)}</w:tc>"), numbering=NUMBERING).tables[0]
    assert own_rows(grid) == [["收费", "1.| 5"]]


def test_paragraphs_without_text_count_and_print_their_number():
    deleted = item("", 0).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    document = read(item("", 0), deleted, item("主动公开"), numbering=NUMBERING)
    assert outline(document) == ["二、主动公开"]
    grid = read(table(tc("规章") + f"<w:tc>{item('', 1)}{p('2')}</w:tc>"), numbering=NUMBERING).tables[0]
    assert own_rows(grid) == [["规章", "[1.]\n2"]]


def test_automatic_numbers_in_a_table_that_lays_out_prose_count_once():
    long = p("长" * 401)
    document = read(table(f"<w:tc>{item('总体情况')}{long}</w:tc>" + tc("旁注")), item("主动公开"), numbering=NUMBERING)
    assert [line[:6] for line in outline(document)] == ["一、总体情况", "长" * 6, "旁注", "二、主动公开"]


@pytest.mark.parametrize(
    ("count", "style", "printed"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (20, "ideographDigital", "二〇"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "decimalFullWidth", "１２"),
        (2, "upperLetter", "B"),
        (7, "ordinal", "7"),
    ],
)
def test_number_formats(count, style, printed):
    assert format_number(count, style) == printed


def test_levels_of_a_list_may_be_defined_by_the_list_of_a_style():
    document = docx.Document()
    document.styles.element.append(
        parse_xml(f"<w:style {W} w:type='numbering' w:styleId='L'><w:name w:val='L'/>"
                  "<w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>")
    )  # fmt: skip
    part = document.part.numbering_part.element
    for child in list(part):
        part.remove(child)
    linked = (
        "<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='L'/><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='L'/></w:abstractNum>"
        "<w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='6'><w:abstractNumId w:val='2'/></w:num>"
    )
    part.extend(list(parse_xml(f"<w:numbering {W}>{linked}</w:numbering>")))
    for text in ("总体情况", "主动公开"):
        document.element.body.insert(-1, parse_xml(item(text, 0, 6).replace("<w:p>", f"<w:p {W}>", 1)))
    assert outline(read_document(saved(document))) == ["一、总体情况", "二、主动公开"]
