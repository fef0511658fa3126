"""Word packages: merged cells, tracked changes, text boxes, automatic numbers, hostile packages."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from reading.builders import outline, own_rows, saved, zipped

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document
from gxcrawl.reading.docx.numbering import format_number

W = nsdecls("w")


def read(*body: str, numbering: str | None = None):
    """A document whose body is these elements, in the w namespace."""
    document = docx.Document()
    if numbering is not None:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(child)
    for element in body:
        tag, rest = element[1:].split(">", 1) if not element[1:].startswith("w:p/") else ("w:p/", "")
        document.element.body.insert(-1, parse_xml(f"<{tag} {W}>{rest}"))
    return read_document(saved(document))


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_merged_cells_both_ways():
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


def test_positions_before_a_row_have_no_cell():
    grid = read(table(tc("甲") + tc("1"), "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("2"))).tables[0]
    assert grid.rows == (("甲", "1"), ("", "2"))
    assert grid.owners[1] == (None, (1, 1))


def test_a_merge_that_nothing_begins_is_a_cell():
    grid = read(table(tc("甲", "<w:vMerge/>") + tc("1"), tc("乙") + tc("2"))).tables[0]
    assert own_rows(grid) == [["甲", "1"], ["乙", "2"]]


def test_a_merge_does_not_reach_into_a_cell_of_another_width():
    grid = read(
        table(
            tc("甲", "<w:vMerge w:val='restart'/>") + tc("1") + tc("2"),
            tc("乙", "<w:vMerge/><w:gridSpan w:val='2'/>") + tc("3"),
        )
    ).tables[0]
    assert own_rows(grid) == [["甲", "1", "2"], ["乙", "3"]]


def test_lines_of_a_cell():
    cell = f"<w:tc>{p('本年新')}{p('')}<w:p><w:r><w:t>公开</w:t><w:br/><w:t>数量</w:t></w:r></w:p></w:tc>"
    assert read(table(tc("信息内容") + cell)).tables[0].rows[0][1] == "本年新\n公开\n数量"


FILL = "<w14:textFill xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>{}</w14:textFill>"
SOLID = "<w14:solidFill><w14:{} w14:val='{}'/></w14:solidFill>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>202</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>1</w:t></w:r>", "2021"),
        ("<w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins>", "3"),
        ("<w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>4</w:t></w:r></w:moveTo>", "4"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>5</w:t></w:r>", "5"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>6</w:t></w:r>", "6"),
        ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>= 1 + 9</w:instrText></w:r><w:r><w:t>7</w:t></w:r>", "7"),
        ("<w:hyperlink><w:r><w:t>8</w:t></w:r></w:hyperlink>", "8"),
        ("<w:smartTag><w:smartTag><w:r><w:t>1</w:t></w:r></w:smartTag></w:smartTag><w:r><w:t>2</w:t></w:r>", "12"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>13</w:t></w:r></w:sdtContent></w:sdt>", "13"),
        ("<w:r><w:sym w:font='Symbol' w:char='F031'/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "1"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:position w:val='8'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:rPr><w:position w:val='8'/></w:rPr><w:t>939</w:t></w:r>", "939"),  # in the middle of its cell
        (
            "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:sSup><m:e><m:r><m:t>93</m:t>"
            "</m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "93[2]",
        ),
        (
            "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>1</m:t></m:r><m:r>"
            "<m:t>2</m:t></m:r><m:m><m:mr><m:e><m:r><m:t>3</m:t></m:r></m:e></m:mr></m:m></m:oMath>",
            "12[3]",
        ),
        ("<w:r><w:rPr><w:position w:val='-4'/></w:rPr><w:t>93</w:t></w:r><w:r><w:t>9</w:t></w:r>", "93[9]"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:rPr><w:highlight w:val='black'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:rPr><w:highlight w:val='yellow'/></w:rPr><w:t>939</w:t></w:r>", "939"),
        ("<w:r><w:rPr><w:color w:val='FFFFFF'/><w:highlight w:val='white'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:rPr><w:color w:val='1F4E79'/><w:shd w:fill='1F4E79'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:rPr><w:color w:val='ffffff'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:color w:val='FEFEFE'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:rPr><w:color w:val='auto' w:themeColor='background1'/></w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:rPr><w:color w:val='FFFFFF'/><w:shd w:fill='1F4E79'/></w:rPr><w:t>939</w:t></w:r>", "939"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        (f"<w:r><w:rPr><w:color w:val='0'/>{FILL.format('<w14:noFill/>')}</w:rPr><w:t>939</w:t></w:r>", "[939]"),
        (f"<w:r><w:rPr>{FILL.format(SOLID.format('schemeClr', 'bg1'))}</w:rPr><w:t>939</w:t></w:r>", "[939]"),
        (f"<w:r><w:rPr>{FILL.format(SOLID.format('schemeClr', 'tx1'))}</w:rPr><w:t>939</w:t></w:r>", "939"),
        (f"<w:r><w:rPr>{FILL.format(SOLID.format('srgbClr', 'FFFFFF'))}</w:rPr><w:t>939</w:t></w:r>", "[939]"),
        ("<w:r><w:t>939</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr><w:t>1</w:t></w:r>", "939[1]"),
        ("<w:r><w:t>93</w:t><w:sym w:font='Webdings' w:char='0039'/></w:r>", "93\ufffd"),
        ("<w:r><w:t>93</w:t><w:sym w:font='Arial' w:char='F039'/></w:r>", "93\ufffd"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0EA'/><w:t>3</w:t></w:r>", "\ufffd3"),  # an arrow down
        ("<w:r><w:t>\u00ad3</w:t></w:r>", "\ufffd3"),
        ("<w:r><w:t>公\u00ad开</w:t></w:r>", "公开"),
        (
            "<w:r><w:rPr><w:sz w:val='24'/></w:rPr><w:t>939</w:t></w:r>"
            "<w:r><w:rPr><w:sz w:val='14'/></w:rPr><w:t>1</w:t></w:r>",
            "939[1]",
        ),
        ("<w:r><w:t>5</w:t><w:ptab w:alignment='right'/><w:t>12</w:t></w:r>", "5 12"),
        ("<w:r><w:t>-</w:t><w:noBreakHyphen/><w:tab/><w:t>3</w:t></w:r>", "-- 3"),
        (
            "<w:ruby><w:rt><w:r><w:t>gong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby>",
            "公",
        ),
    ],
)
def test_what_is_printed_of_runs(runs, text):
    assert outline(read(f"<w:p>{runs}</w:p>")) == [text]


@pytest.mark.parametrize(
    ("looks", "text"),
    [
        ({"superscript": True}, "939[1]"),
        ({"strike": True}, "939"),
        ({"size": Pt(3)}, "939[1]"),
        ({"rgb": RGBColor(255, 255, 255)}, "939[1]"),
    ],
)
def test_what_a_style_says_of_its_runs(looks, text):
    document = docx.Document()
    font = document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).font
    for name, value in looks.items():
        setattr(font.color if name == "rgb" else font, name, value)
    paragraph = document.add_paragraph("939")
    paragraph.add_run("1", "Mark")
    assert outline(read_document(saved(document))) == [text]


@pytest.mark.parametrize(
    ("own", "text"), [("eastAsia='宋体'", "[13]"), ("ascii='Arial'", "13"), ("asciiTheme='m'", "13")]
)
def test_the_picture_font_of_a_style(own, text):
    document = docx.Document()
    document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).font.name = "Wingdings"
    run = document.add_paragraph().add_run("13", "Mark")
    run._r.rPr.append(parse_xml(f"<w:rFonts {W} w:{own}/>"))
    assert outline(read_document(saved(document))) == [text]


def test_what_the_style_of_a_paragraph_says_of_its_runs():
    document = docx.Document()
    font = document.styles.add_style("Gone", WD_STYLE_TYPE.PARAGRAPH).font
    font.strike, font.color.rgb = True, RGBColor(255, 255, 255)
    shown = document.styles.add_style("Shown", WD_STYLE_TYPE.CHARACTER).font
    shown.strike, shown.color.rgb = False, RGBColor(0, 0, 0)
    paragraph = document.add_paragraph("9", "Gone")
    paragraph.add_run("13").font.strike = False
    paragraph.add_run("27", "Shown")
    assert outline(read_document(saved(document))) == ["[13]27"]


def test_white_digits_in_a_dark_cell_are_seen():
    cells = (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{p('13').replace('<w:r>', white)}</w:tc>"
        for white in ("<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr>",)
        for properties in ("", "<w:shd w:fill='1F4E79'/>", "<w:shd w:fill='auto'/>")
    )
    assert own_rows(read(table(tc("规章") + "".join(cells))).tables[0]) == [["规章", "[13]", "13", "[13]"]]


@pytest.mark.parametrize("row", ["<w:trPr><w:del/></w:trPr>", "<w:trPr><w:hidden/></w:trPr>"])
def test_deleted_and_hidden_rows_are_not_there(row):
    grid = read(table(tc("甲") + tc("1"), row + tc("乙") + tc("9"))).tables[0]
    assert own_rows(grid) == [["甲", "1"]]


def test_a_table_deleted_as_a_whole_is_not_there():
    deleted = "<w:trPr><w:del/></w:trPr>"
    before = table(f"{deleted}{tc('甲')}{tc('9')}", f"{deleted}{tc('乙')}{tc('8')}")
    assert outline(read(before, table(tc("甲") + tc("1")))) == ["[1x2]"]


def test_deleted_cells_are_not_there():
    grid = read(table(tc("甲") + tc("1"), tc("乙") + tc("", "<w:cellDel/>") + tc("9"))).tables[0]
    assert own_rows(grid) == [["甲", "1"], ["乙", "9"]]


def test_digits_of_two_boxes_are_no_number():
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


def test_structured_parts_are_looked_through():
    inner = f"<w:sdt><w:sdtContent>{p('甲')}{table(tc('规章') + tc('1'))}</w:sdtContent></w:sdt>"
    assert outline(read(inner)) == ["甲", "[1x2]"]


def test_a_layout_table_gives_its_tables_away():
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


def test_an_automatic_number_is_no_part_of_the_number_after_it():
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


def test_a_text_box_in_a_cell_is_read_once():
    box = f"<w:txbxContent>{p('12')}</w:txbxContent>"
    alternate = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    cell = f"<w:tc><w:p><w:r>{alternate}</w:r></w:p></w:tc>"
    assert own_rows(read(table(tc("规章") + cell)).tables[0]) == [["规章", "12"]]


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


def repacked(body: bytes, change) -> bytes:
    """The package with each member changed; `change` takes its name and content."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return zipped({name: change(name, package.read(name)) for name in package.namelist()})


STRICT = (
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
)  # fmt: skip


def as_strict(name: str, content: bytes) -> bytes:
    for transitional, strict in STRICT:
        content = content.replace(transitional, strict)
    return content


def with_macros(name: str, content: bytes) -> bytes:
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return content.replace(usual, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def with_a_lost_picture(name: str, content: bytes) -> bytes:
    return content.replace(b'Target="styles.xml"', b'Target="../NULL"')


@pytest.mark.parametrize("change", [as_strict, with_macros, with_a_lost_picture])
def test_packages_that_word_opens_though_others_do_not(change):
    document = docx.Document()
    document.add_paragraph("正文")
    document.add_table(1, 2).rows[0].cells[0].text = "规章"
    assert outline(read_document(repacked(saved(document), change))) == ["正文", "[1x2]"]


def test_the_result_of_a_field_inside_an_instruction_is_not_printed():
    def mark(kind: str) -> str:
        return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

    inner = f"{mark('begin')}<w:r><w:t>8</w:t></w:r>{mark('separate')}<w:r><w:t>55</w:t></w:r>{mark('end')}"
    field = f"{mark('begin')}{inner}{mark('separate')}<w:r><w:t>13</w:t></w:r>{mark('end')}<w:r><w:t>件</w:t></w:r>"
    assert outline(read(f"<w:p>{field}</w:p>")) == ["13件"]


def field(instruction: str, result: str = "", of_begin: str = "", inside: str = "") -> str:
    begin = f"<w:r><w:fldChar w:fldCharType='begin' {of_begin}>{inside}</w:fldChar></w:r>"
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    return f"{begin}{told}<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"


LIST = "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='3'/><w:listEntry w:val='7'/></w:ddList></w:ffData>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (field("=SUM(LEFT)", "13"), "13"),
        (field("=SUM(LEFT)", "13", "w:dirty='true'"), "[13]"),
        (field("=SUM(LEFT)", "13", "w:dirty='true' w:fldLock='1'"), "13"),
        ("<w:fldSimple w:instr='=1' w:dirty='1'><w:r><w:t>13</w:t></w:r></w:fldSimple>", "[13]"),
        ("<w:r><w:t>1</w:t></w:r>" + field(r"eq \o(2,3)"), "1\ufffd"),
        ("<w:r><w:t>1</w:t></w:r>" + field("FORMDROPDOWN", inside=LIST), "17"),
        ("<w:bdo w:val='rtl'><w:r><w:t>13</w:t></w:r></w:bdo>", "[13]"),
    ],
)
def test_fields_whose_result_is_not_what_is_printed(runs, text):
    cell = f"<w:tc><w:p>{runs}</w:p></w:tc>"
    assert own_rows(read(table(tc("规章") + cell)).tables[0]) == [["规章", text]]


def test_sums_that_word_counts_anew_are_not_known():
    document = docx.Document()
    document.settings.element.append(parse_xml(f"<w:updateFields {W}/>"))
    rows = tc("规章") + f"<w:tc><w:p>{field('=SUM(LEFT)', '13')}{field('REF a', '5')}</w:p></w:tc>"
    document.element.body.insert(-1, parse_xml(table(rows).replace("<w:tbl>", f"<w:tbl {W}>", 1)))
    assert own_rows(read_document(saved(document)).tables[0]) == [["规章", "[13]5"]]


def test_text_that_a_style_hides_is_left_out():
    document = docx.Document()
    base, derived = (document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER) for name in ("hidden", "note"))
    base.font.hidden = True
    derived.base_style = base
    paragraph = document.add_paragraph()
    for text, style in (("9", derived), ("13", None)):
        paragraph.add_run(text, style)
    shown = paragraph.add_run("件", derived)
    shown.font.hidden = False
    assert outline(read_document(saved(document))) == ["13件"]


def test_levels_of_a_list_may_stand_with_the_list_of_a_style():
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


def with_chunk(content: bytes) -> bytes:
    """A document whose middle is a file of its own inside the package."""
    document = docx.Document()
    document.add_paragraph("标题")
    document.element.body.insert(-1, parse_xml(f"<w:altChunk {W} {nsdecls('r')} r:id='rIdChunk'/>"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = f'<Relationship Id="rIdChunk" Type="{kind}" Target="/chunk.html"/></Relationships>'.encode()

    def related(name: str, old: bytes) -> bytes:
        return old.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else old

    body = repacked(saved(document), related)
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return zipped({**{name: package.read(name) for name in package.namelist()}, "chunk.html": content})


def test_a_page_or_a_document_inside_a_package_is_read_in_its_place():
    page = "<html><meta charset=utf-8><p>正文</p><table><tr><td>规章<td>1<tr><td>其他<td>2</table></html>".encode()
    assert outline(read_document(with_chunk(page))) == ["标题", "正文", "[2x2]"]
    inside = with_chunk(page)
    assert outline(read_document(with_chunk(inside))) == ["标题", "标题", "正文", "[2x2]"]
    with pytest.raises(Unreadable, match="save it anew"):
        read_document(with_chunk(with_chunk(inside)))


def test_a_package_in_one_xml_file():
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relation = f'<Relationship Id="r" Type="{office}" Target="word/document.xml"/>'
    content = table(tc("规章") + tc("1"), tc("其他") + tc("2"))
    flat = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships xmlns="{relations}">{relation}</Relationships>'
        f'</pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {W}><w:body>'
        f"{p('正文')}{content}</w:body></w:document></pkg:xmlData></pkg:part>"
        '<pkg:part pkg:name="/word/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part></pkg:package>'
    )
    document = read_document(flat.encode())
    assert (document.kind, outline(document)) == ("doc", ["正文", "[2x2]"])


def test_headers_and_footers_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    assert outline(read_document(saved(document))) == ["正文"]


def test_a_package_that_unpacks_to_gigabytes_is_not_opened():
    bomb = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"\x00" * (20 * 1024 * 1024)})
    with pytest.raises(Unreadable, match="unpacks to"):
        read_document(bomb)


def test_an_entity_bomb_is_refused():
    source = docx.Document()
    source.add_paragraph("正文")
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>"
    with zipfile.ZipFile(io.BytesIO(saved(source))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    with pytest.raises(Unreadable, match="declares a document type"):
        read_document(zipped({**members, "word/document.xml": bomb}))


def test_tables_nested_without_end_are_refused():
    inner = table(tc("1") + tc("2") + tc("3"))
    for _ in range(60):
        inner = table(f"<w:tc>{inner}{p('')}</w:tc>")
    with pytest.raises(Unreadable, match="nested"):
        read(inner)
