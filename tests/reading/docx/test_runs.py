"""What is printed of the runs of a paragraph: changes tracked, styles, colours, symbols, fields."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from reading.builders import outline, own_rows, saved
from reading.word_parts import W, p, read, table, tc

from gxcrawl.reading import read_document

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
def test_only_printed_text_of_runs_is_read(runs, text):
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
def test_a_character_style_formats_its_runs(looks, text):
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
def test_the_picture_font_of_a_style_counts(own, text):
    document = docx.Document()
    document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).font.name = "Wingdings"
    run = document.add_paragraph().add_run("13", "Mark")
    run._r.rPr.append(parse_xml(f"<w:rFonts {W} w:{own}/>"))
    assert outline(read_document(saved(document))) == [text]


def test_a_paragraph_style_formats_its_runs():
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
def test_fields_whose_stored_result_is_not_printed(runs, text):
    cell = f"<w:tc><w:p>{runs}</w:p></w:tc>"
    assert own_rows(read(table(tc("规章") + cell)).tables[0]) == [["规章", text]]


def test_sums_that_word_recalculates_are_unknown():
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
