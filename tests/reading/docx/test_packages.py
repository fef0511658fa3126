"""Word packages: other ways to pack a document, files inside it, and packages that harm who opens them."""

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reading.builders import outline, own_rows, saved, unzipped, zipped
from reading.word_parts import W, p, read, table, tc

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document


def repacked(body: bytes, change) -> bytes:
    """The package with each member changed; `change` takes its name and content."""
    return zipped({name: change(name, content) for name, content in unzipped(body).items()})


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
def test_packages_that_only_word_opens_are_read(change):
    document = docx.Document()
    document.add_paragraph("正文")
    document.add_table(1, 2).rows[0].cells[0].text = "规章"
    assert outline(read_document(repacked(saved(document), change))) == ["正文", "[1x2]"]


def with_chunk(content: bytes) -> bytes:
    """A document that embeds another file of the package between its paragraphs."""
    document = docx.Document()
    document.add_paragraph("标题")
    document.element.body.insert(-1, parse_xml(f"<w:altChunk {W} {nsdecls('r')} r:id='rIdChunk'/>"))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = f'<Relationship Id="rIdChunk" Type="{kind}" Target="/chunk.html"/></Relationships>'.encode()

    def related(name: str, old: bytes) -> bytes:
        return old.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else old

    return zipped({**unzipped(repacked(saved(document), related)), "chunk.html": content})


def test_a_page_or_a_document_inside_a_package_is_read_in_its_place():
    page = "<html><meta charset=utf-8><p>正文</p><table><tr><td>规章<td>1<tr><td>其他<td>2</table></html>".encode()
    assert outline(read_document(with_chunk(page))) == ["标题", "正文", "[2x2]"]
    inside = with_chunk(page)
    assert outline(read_document(with_chunk(inside))) == ["标题", "标题", "正文", "[2x2]"]
    with pytest.raises(Unreadable, match="save it anew"):
        read_document(with_chunk(with_chunk(inside)))


def with_object(workbook: bytes, aspect: str = "Content") -> bytes:
    """A document with a workbook as Word embeds it, between two paragraphs."""
    document = docx.Document()
    document.add_paragraph("二、主动公开政府信息情况")
    ole = f"<o:OLEObject Type='Embed' ProgID='Excel.Sheet.12' DrawAspect='{aspect}' r:id='rIdObject'/>"
    office = "xmlns:o='urn:schemas-microsoft-com:office:office'"
    shown = parse_xml(f"<w:p {W} {nsdecls('r')} {office}><w:r><w:object>{ole}</w:object></w:r></w:p>")
    document.element.body.insert(-1, shown)
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    relation = f'<Relationship Id="rIdObject" Type="{kind}" Target="embeddings/a.xlsx"/></Relationships>'.encode()

    def related(name: str, old: bytes) -> bytes:
        return old.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else old

    return zipped({**unzipped(repacked(saved(document), related)), "word/embeddings/a.xlsx": workbook})


def embedded(frame: str | None = None) -> bytes:
    """A workbook of two sheets, the second active; of which a document may show only a part."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 9])
    sheet = workbook.create_sheet("本年")
    for row in (["规章", 1], ["行政规范性文件", 2], [], ["规章", 7], ["行政规范性文件", 8]):
        sheet.append(row)
    workbook.active = 1
    size = b"" if frame is None else f'<oleSize ref="{frame}"/>'.encode()

    def framed(name: str, old: bytes) -> bytes:
        return old.replace(b"</workbook>", size + b"</workbook>") if name == "xl/workbook.xml" else old

    return repacked(saved(workbook), framed)


def test_the_shown_part_of_an_embedded_workbook_is_read():
    document = read_document(with_object(embedded("A1:B2")))
    assert outline(document) == ["二、主动公开政府信息情况", "[2x2]", "三、收到和处理政府信息公开申请情况"]
    assert own_rows(document.tables[0]) == [["规章", "1"], ["行政规范性文件", "2"]]
    assert len(read_document(with_object(embedded())).tables) == 2


def test_an_embedded_word_document_is_read():
    inner = docx.Document()
    inner.add_table(2, 2).rows[0].cells[0].text = "规章"
    document = read_document(with_object(saved(inner)))
    assert outline(document) == ["二、主动公开政府信息情况", "[2x2]", "三、收到和处理政府信息公开申请情况"]


@pytest.mark.parametrize(
    "body", [with_object(embedded(), "Icon"), with_object(b"broken"), with_object(zipped({"xl/a": b""}))]
)
def test_an_embedded_file_that_is_an_icon_or_broken_is_left_out(body):
    assert outline(read_document(body)) == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]


def test_a_package_in_one_xml_file_is_read():
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
    with pytest.raises(Unreadable, match="declares a document type"):
        read_document(zipped({**unzipped(saved(source)), "word/document.xml": bomb}))


def test_tables_nested_too_deep_are_refused():
    inner = table(tc("1") + tc("2") + tc("3"))
    for _ in range(60):
        inner = table(f"<w:tc>{inner}{p('')}</w:tc>")
    with pytest.raises(Unreadable, match="nested"):
        read(inner)
