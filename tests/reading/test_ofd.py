"""OFD documents: the same pages as a PDF, in the ways that converters write them."""

import pytest
from lxml import etree
from reading.builders import own_rows, zipped
from reading.ofd_sheets import Converter
from reading.pdf_sheets import Sheet, plain_cells

from gxcrawl.errors import Unreadable
from gxcrawl.reading import kind_of, read_document
from gxcrawl.reading.ofd.budget import Budget
from gxcrawl.reading.ofd.places import Placing
from gxcrawl.reading.ofd.shapes import shapes_of

TITLE = "某局2022年政府信息公开工作年度报告"
CELLS = {(0, 0, 2, 1): "三、", **plain_cells([["", "规章", "1203"], ["", "其他", "7"]])}
OBJECTS = "Doc_0/Pages/Page_0/Content.xml"


def pdf(*, turned=False):
    """A line of prose, a ruled table, and on a second page one more line."""
    sheet = Sheet()
    sheet.text(90, 60, TITLE, 16)
    cells = {place: text for place, text in CELLS.items() if place[1] or place[2] == 2}
    sheet.grid([80, 130, 250, 330], [100, 130, 160], {**cells, (0, 0, 2, 1): "" if turned else "三、"})
    if turned:
        sheet.canvas.saveState()
        sheet.canvas.translate(110, sheet.height - 150)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont("STSong-Light", 11)
        sheet.canvas.drawString(0, 0, "三、")
        sheet.canvas.restoreState()
    sheet.next_page()
    sheet.text(90, 60, "（二）依申请公开")
    return sheet.bytes()


def document(objects: str, *, before: str = "", common: str = "", uses: int = 1, **parts: str) -> bytes:
    """common: what the document says of all pages. uses: how often the package names the document. parts: beside it."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    root = "<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>" * uses
    page = f"<ofd:Page {space}>{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    members = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody>{root}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}>{common}<ofd:Pages>"
        "<ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>",
        OBJECTS: page,
        **{f"Doc_0/{name}": f"<ofd:Part {space}>{content}</ofd:Part>" for name, content in parts.items()},
    }
    return zipped({name: content.encode() for name, content in members.items()})


def line(text: str, *, extra: str = "", code: str = 'X="0" Y="5"') -> str:
    return (
        f'<ofd:TextObject Boundary="20 20 90 9" Size="5"{extra}><ofd:TextCode {code}>{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def paragraphs(body: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_document(body).paragraphs]


@pytest.mark.parametrize(
    "converter",
    [
        Converter(),
        Converter(by_line=False),
        Converter(scaled=True),
        Converter(filled=True),
        Converter(in_template=True, scaled=True, by_line=False),
    ],
    ids=str,
)
def test_an_ofd_reads_the_same_as_the_pdf_it_was_made_from(converter):
    printed = pdf(turned=not converter.by_line)
    body = converter.convert(printed)
    document, same = read_document(body), read_document(printed)
    assert (kind_of(body), document.kind) == ("archive", "archive")
    assert [p.text for p in document.paragraphs] == [p.text for p in same.paragraphs] == [TITLE, "（二）依申请公开"]
    assert document.tables == same.tables
    assert own_rows(document.tables[0]) == [["三、", "规章", "1203"], ["其他", "7"]]


def test_text_without_steps_is_as_wide_as_its_letters():
    body = document(line("收到12件") + line("总计", extra=' ReadDirection="0"', code='X="60" Y="5"'))
    assert [p.text for p in read_document(body).paragraphs] == ["收到12件 总计"]


HIDDEN = (' Visible="false"', ' Visible="0"', ' Visible=" False "', ' Alpha="0"', ' Alpha="0.0"')


@pytest.mark.parametrize("mark", HIDDEN)
def test_invisible_objects_are_not_read(mark):
    body = document(
        line("一、总体情况本年收到申请十二件均已办结", extra=' Visible="1"')
        + line("旧", extra=mark)
        + f"<ofd:PageBlock{mark}><ofd:PageBlock>{line('稿')}</ofd:PageBlock></ofd:PageBlock>"
        + f'<ofd:CompositeObject ResourceID="9"{mark}/>'
    )
    assert paragraphs(body) == ["一、总体情况本年收到申请十二件均已办结"]


@pytest.mark.parametrize(
    ("attributes", "color"),
    [
        ("", '<ofd:FillColor Value="255 255 255"/>'),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="60"/>'),
        (' Alpha="60"', ""),
        (' Fill="false"', ""),
    ],
)
def test_invisible_digits_are_left_out_of_a_number(attributes, color):
    unseen = line("9", extra=attributes, code='X="42.5" Y="5"').replace("<ofd:TextCode", f"{color}<ofd:TextCode", 1)
    assert paragraphs(document(line("本年收到申请数为12") + unseen)) == ["本年收到申请数为12[9]"]
    seen = '<ofd:FillColor Value="0 0 0"/><ofd:TextCode'
    whole = line("本年收到申请数为12", extra=' Alpha="255"').replace("<ofd:TextCode", seen, 1)
    assert paragraphs(document(whole)) == ["本年收到申请数为12"]


FRAME = " M 0.3 0.3 L 4.7 0.3 L 4.7 8.7 L 0.3 8.7 C"
WHITE = '<ofd:FillColor Value="255 255 255"{}/>'


def box(color: str, look: str = 'Fill="true" Stroke="false"', hole: str = "") -> str:
    """Over the last digit of a line."""
    data = f"<ofd:AbbreviatedData>M 0 0 L 5 0 L 5 9 L 0 9 C{hole}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="62 18 5 9" {look}>{color}{data}</ofd:PathObject>'


@pytest.mark.parametrize(
    ("over", "text"),
    [
        (box(WHITE.format("")), "本年收到申请数为1[2]"),
        (box(WHITE.format(' Alpha="90"')), "本年收到申请数为12"),
        (box(WHITE.format(""), 'Stroke="true"'), "本年收到申请数为12"),
        (box(WHITE.format(""), 'Fill="true" Rule="Even-Odd"', FRAME), "本年收到申请数为12"),
        (box(WHITE.format(""), 'Fill="true"', FRAME), "本年收到申请数为1[2]"),
    ],
)
def test_digits_below_a_painted_box_are_left_out(over, text):
    assert paragraphs(document(line("本年收到申请数为12") + over)) == [text]
    assert paragraphs(document(over + line("本年收到申请数为12"))) == ["本年收到申请数为12"]


def test_a_colour_that_many_objects_share():
    looks = f'<ofd:DrawParam ID="4" Relative="3"/><ofd:DrawParam ID="3">{WHITE.format("")}</ofd:DrawParam>'
    shared = line("9", extra=' DrawParam="4"', code='X="42.5" Y="5"')
    body = document(line("本年收到申请数为12") + shared, common="<ofd:PublicRes>looks</ofd:PublicRes>", looks=looks)
    assert paragraphs(body) == ["本年收到申请数为12[9]"]


@pytest.mark.parametrize(("look", "count"), [('Stroke="0"', 0), ('Stroke="0" Fill="1"', 1), ('Stroke="1"', 1)])
def test_the_look_of_a_path_in_every_spelling(look, count):
    part = etree.fromstring(f"<PathObject {look}><AbbreviatedData>M 0 0 L 9 0</AbbreviatedData></PathObject>")
    assert len(list(shapes_of(part, Placing(0, 0), Budget(9, "commands")))) == count


@pytest.mark.parametrize(
    "number", ["12<!-- -->3", "12<?a b?>3", "12<![CDATA[3]]>", "12<ofd:b/>3", "<ofd:b>12</ofd:b>3"]
)
def test_a_text_object_with_unusual_content_is_read(number):
    assert paragraphs(document("<!-- a --><?b c?>" + line(f"本年共收到{number}件信息公开申请均已办结并答复"))) == [
        "本年共收到123件信息公开申请均已办结并答复"
    ]


def test_a_composite_object_prints_its_drawing_at_its_place():
    inner = f'<ofd:CompositeObject ResourceID="8" Boundary="1 1 9 9"/>{line("收到申请一百二十三件均已办结答复")}'
    unit = "<ofd:CompositeGraphicUnit ID='{}'><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>"
    body = document(
        line("一、总体情况") + '<ofd:CompositeObject ResourceID="9" Boundary="0 15 9 9" CTM="0.5 0 0 0.5 0 5"/>',
        before="<ofd:PageRes>/Doc_0/drawings</ofd:PageRes>",
        common="<ofd:CommonData><ofd:DocumentRes>more</ofd:DocumentRes></ofd:CommonData>",
        drawings=unit.format(9, inner),
        more=unit.format(8, '<ofd:ImageObject Boundary="2 2 4 4"/>'),
    )
    assert paragraphs(body) == ["一、总体情况", "收到申请一百二十三件均已办结答复"]
    placing = Placing(-1, 0).of(etree.fromstring('<a Boundary="0 15 9 9" CTM="0.5 0 0 0.5 0 5"/>'))
    assert placing.of(etree.fromstring('<a Boundary="20 20 9 9" CTM="2 0 0 2 4 0"/>')) == Placing(
        9.0, 30.0, (1.0, 0.0, 0.0, 1.0, 2.0, 0.0)
    )


def test_a_document_or_template_named_twice_is_read_once():
    body = document(
        line("一、总体情况"),
        before='<ofd:Template TemplateID="5"/><ofd:Template TemplateID="6"/>' * 3_000,
        common='<ofd:TemplatePage ID="5" BaseLoc="below"/><ofd:TemplatePage ID="6" BaseLoc="/Doc_0/below"/>',
        uses=3,
        below=line("收到申请一百二十三件均已办结答复", code='X="0" Y="25"'),
    )
    assert paragraphs(body) == ["一、总体情况", "收到申请一百二十三件均已办结答复"]


def test_an_ofd_in_an_archive():
    body = zipped({"年报.ofd": Converter().convert(pdf())})
    assert own_rows(read_document(body).tables[0])[0] == ["三、", "规章", "1203"]


def path(data: str) -> str:
    return f"<ofd:PathObject><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"


COMPOSITE = "<ofd:CompositeObject ResourceID='9'/>"
DRAWINGS = "<ofd:PublicRes>drawings</ofd:PublicRes>"
ENDLESS = f"<ofd:CompositeGraphicUnit ID='9'>{COMPOSITE}</ofd:CompositeGraphicUnit>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (zipped({"OFD.xml": b"<x/>"}), "needs OCR: the document has no text"),
        (document("<ofd:ImageObject Boundary='0 0 210 297' ResourceID='9'/>"), "needs OCR: the pages are pictures"),
        (document(line("\ue001\ue002\ue003")), "needs OCR: the fonts"),
        (document(line("甲", code='X="nan" Y="0"')), "not a readable archive document: no number: nan"),
        (zipped({"OFD.xml": b"<a><DocRoot>Doc_0/Document.xml</DocRoot></a>"}), "lacks its part Doc_0/Document.xml"),
        (zipped({"OFD.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "declares a document type"),
        (zipped({"OFD.xml": b"<x/>", "Encryptions.xml": b"<x/>"}), "the package is encrypted"),
        (document(path("M 0 0 L 9 9 L")), "OCR"),
        (document(line("甲乙", code='DeltaX="g 0 5 5"')), "a step that is taken 0 times"),
        (document(line("甲", extra=' Visible="no"')), "no truth value: no"),
        (document(line("甲" * 50_001)), "more than 50000 characters on one page"),
        (document(COMPOSITE), "lacks the drawing 9 of a composite object"),
        (document(COMPOSITE, common=DRAWINGS, drawings=ENDLESS), "more than 1000 composite objects on one page"),
    ],
)  # fmt: skip
def test_an_unreadable_package_gives_its_reason(body, reason):
    with pytest.raises(Unreadable, match=reason):
        read_document(body)


def test_a_part_with_any_file_extension_is_checked(monkeypatch):
    pages = "<ofd:Pages><ofd:Page BaseLoc='page.dat'/></ofd:Pages>"
    space = "xmlns:ofd='http://www.ofdspec.org/2016'"
    members = {
        "OFD.xml": b"<OFD><DocRoot>d.xml</DocRoot></OFD>",
        "d.xml": f"<ofd:Document {space}>{pages}</ofd:Document>".encode(),
        "page.dat": f"<!DOCTYPE a [<!ENTITY b '9'>]><ofd:Page {space}>{line('收到&b;件')}</ofd:Page>".encode("utf-16"),
    }
    with pytest.raises(Unreadable, match=r"page\.dat declares a document type"):
        read_document(zipped(members))
    monkeypatch.setattr("gxcrawl.reading.ofd.document.MAX_MARKUP_BYTES", 300)
    with pytest.raises(Unreadable, match="more than 300 bytes of XML"):
        read_document(zipped(members))


def test_a_part_shared_by_many_pages_counts_against_the_limit_for_each(monkeypatch):
    monkeypatch.setattr("gxcrawl.reading.ofd.document._MOST_STEPS", 40)
    objects = "<ofd:PageBlock/>" * 15
    assert paragraphs(document(objects + line("本年收到申请一百二十三件均已办结并答复")))
    with pytest.raises(Unreadable, match="more than 40 elements on its pages"):
        read_document(document(COMPOSITE * 3, common=DRAWINGS, drawings=ENDLESS.replace(COMPOSITE, objects)))


@pytest.mark.parametrize("paths", [path("M 0 0 " + "L 1 1 " * 10), path("M 0 0 L 1 1 C C C") * 2])
def test_the_limit_of_path_commands_holds_for_a_whole_page(paths, monkeypatch):
    monkeypatch.setattr("gxcrawl.reading.ofd.page._MOST_COMMANDS", 9)
    with pytest.raises(Unreadable, match="more than 9 path commands on one page"):
        read_document(document(paths))
