"""The kind of a document from its bytes alone."""

import io
import zipfile

import docx
import openpyxl
import pytest
from reading.builders import saved, zipped

from gxcrawl.errors import Unreadable
from gxcrawl.reading import kind_of, read_document
from gxcrawl.reading.kinds import trimmed


def word() -> bytes:
    return saved(docx.Document())


def workbook() -> bytes:
    return saved(openpyxl.Workbook())


FLAT = b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.%s"><office:body>'


def open_document(of: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{of}".encode()
    return zipped({"mimetype": mimetype, "content.xml": b"", "META-INF/manifest.xml": b""}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\r\n\r\n%PDF-1.7\n", "pdf"),
        (b"<html><body>404</body></html>", "html"),
        (b"  <!DOCTYPE HTML PUBLIC><p>x", "html"),
        (b"\xef\xbb\xbf<table><tr><td>1", "html"),
        (b"<ucapcontent><p>x</p></ucapcontent>", "html"),
        ("\ufeff<html><body>报告</body></html>".encode("utf-16-le"), "html"),
        ("一、总体情况\n\t1\n\t2\n".encode(), "txt"),
        ("一、总体情况 a<b".encode("gb18030"), "txt"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0..", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
        (b"7z\xbc\xaf\x27\x1c\x00", "archive"),
        (b"{\\rtf1\\ansi", "doc"),
        (b'<?xml version="1.0"?><uof:UOF uof:language="cn" uof:mimetype="vnd.uof.text">', "doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "doc"),
        (b'<?xml version="1.0"?>\n<w:wordDocument><w:body>', "doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xls"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table>', "xls"),
        (FLAT % b"spreadsheet", "xls"),
        (FLAT % b"text", "doc"),
        (b'<?xml version="1.0"?><html xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><body>', "html"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "doc"),
        (b"Received: from a\r\n\tby b\r\nDate: x\r\nMIME-Version: 1.0\r\n", "doc"),
        ("附件：\nMIME-Version: 1.0 及其他".encode(), "txt"),
        (b"BZh91AY&SY", "archive"),
        (b"PK\x03\x04broken", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "unknown"),
        (bytes(range(256)) * 8, "unknown"),
        (b"", "unknown"),
        (b" \r\n\x00\t", "unknown"),
    ],
)
def test_the_kind_is_detected_from_bytes(body, kind):
    assert kind_of(body) == kind


def test_the_kind_of_a_zip_package_is_detected_from_its_members():
    assert kind_of(open_document("text")) == "doc"
    assert kind_of(open_document("spreadsheet")) == "xls"
    assert kind_of(zipped({"word\\document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})) == "docx"
    assert kind_of(word()) == "docx"
    assert kind_of(workbook()) == "xlsx"
    assert kind_of(zipped({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<x/>"})) == "xls"
    assert kind_of(zipped({"年报.docx": word()})) == "archive"
    assert kind_of(zipped({"年报.pdf": b"%PDF-1.4\n"}, zipfile.ZIP_STORED)) == "archive"
    assert kind_of(zipped({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<x/>"})) == "archive"
    assert kind_of(zipped({"ppt/presentation.xml": b"<x/>"})) == "unknown"


def test_an_html_error_page_at_a_pdf_url_is_html():
    body = b"<html><head><title>404 Not Found</title></head><body><h1>404</h1></body></html>"
    assert read_document(body, url="http://a.example/2021/P020210125.pdf").kind == "html"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "needs OCR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "no kind"),
        (b"PK\x03\x04broken", "broken zip"),
        (b"%PDF-1.4 and no more", "pdf"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "a presentation; save it as PDF"),
    ],
)
def test_unreadable_bytes_raise_a_one_line_reason(body, reason):
    with pytest.raises(Unreadable, match=reason) as caught:
        read_document(body)
    assert "\n" not in str(caught.value)


def test_a_package_without_its_main_part_is_unreadable():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/styles.xml", "<styles/>")
    with pytest.raises(Unreadable, match="docx"):
        read_document(stream.getvalue())


@pytest.mark.parametrize("body", [word(), workbook(), b"{\\rtf1\\ansi", b"7z\xbc\xaf\x27\x1c\x00"])
def test_blank_lines_before_a_file_signature_are_trimmed(body):
    assert kind_of(b"\r\n \r\n" + body) == kind_of(body)
    assert trimmed(b"\xef\xbb\xbf\r\n" + body) == body
    assert trimmed(body) == body


def test_blank_lines_before_html_are_kept():
    assert trimmed(b"\r\n<html>") == b"\r\n<html>"
