"""Reports that consist of images: recognised as such, never read as an empty report, never guessed."""

import base64
import io
import zipfile
from collections.abc import Sequence
from random import Random

import docx
import pytest
from PIL import Image
from reading.pdf_sheets import Sheet
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from support.official import HEADINGS

from gxcrawl.errors import NotAReport, Unreadable
from gxcrawl.forms.report import Hint
from gxcrawl.reading import read_document
from gxcrawl.reports.reading import read_report

TITLE = "汀州县农业农村局2021年政府信息公开工作年度报告"


def picture(kind: str = "PNG") -> bytes:
    noise = Image.frombytes("L", (120, 170), Random(1).randbytes(120 * 170)).resize((600, 850))
    packed = io.BytesIO()
    noise.save(packed, kind)
    return packed.getvalue()


def page(content: str, title: str = TITLE) -> bytes:
    menu = '<ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul><img src="/logo.png">'
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{menu}'
        f'<div id="zoom"><p>{title}</p>{content}</div></body></html>'
    ).encode()


def document(lines: Sequence[str], pictures: int) -> bytes:
    written = docx.Document()
    for line in lines:
        written.add_paragraph(line)
    for _ in range(pictures):
        written.add_picture(io.BytesIO(picture()))
    packed = io.BytesIO()
    written.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        '<p><img src="./W020220125_1.jpg" width="800"></p><p><img src="./W020220125_2.jpg"></p>',
        '<p>现将本局年度报告公布如下：</p><img data-src="1.png" src="" style="width:100%">',
        f'<img src="data:image/png;base64,{base64.b64encode(picture()).decode()}">',
        f"{''.join(f'<p>{heading}</p>' for heading in HEADINGS[:4])}<img src='a.jpg'>",
    ],
)
def test_a_page_whose_report_is_images_needs_ocr(content: str) -> None:
    with pytest.raises(Unreadable, match=r"^needs OCR: the report consists of pictures \(\d\)"):
        read_report(page(content))


@pytest.mark.parametrize(
    "content",
    [
        '<img src="/images/icon_pdf.gif"><a href="report.pdf">附件</a>',
        '<img src="/picture/1.jpg"><a href="report.docx">年度报告.docx</a>',
        '<img src="1.png" width="16" height="16">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        "",
    ],
)
def test_a_page_of_icons_or_attachments_is_not_a_report(content: str) -> None:
    with pytest.raises(NotAReport):
        read_report(page(content))


def test_a_page_of_images_on_another_subject_is_not_a_report() -> None:
    with pytest.raises(NotAReport):
        read_report(page('<img src="flowers.jpg">', title="春节慰问困难群众"))


@pytest.mark.parametrize("lines", [(), (TITLE,)])
def test_a_word_document_of_images_needs_ocr(lines: Sequence[str]) -> None:
    with pytest.raises(Unreadable, match=r"^needs OCR"):
        read_report(document(lines, pictures=3), Hint(title=TITLE))


def test_prose_with_images_is_a_narrative_report_that_fails_the_edition_check() -> None:
    prose = "2021年，本局认真贯彻落实政府信息公开条例，不断完善工作机制，依法公开各类政府信息，接受社会监督。"
    report = read_report(page("".join(f"<p>{heading}</p><p>{prose}</p><img src='t.png'>" for heading in HEADINGS)))
    assert (report.form, report.cells) == ("narrative", {})
    assert next(check.status for check in report.checks if check.id == "form.edition") == "fail"


def test_a_scanned_pdf_needs_ocr() -> None:
    with pytest.raises(Unreadable, match=r"^needs OCR"):
        read_report(picture("PDF"))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_scanned_image_needs_ocr(kind: str) -> None:
    with pytest.raises(Unreadable, match=r"^needs OCR"):
        read_report(picture(kind))


def test_an_archive_of_scanned_images_needs_ocr() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1.jpg", picture("JPEG"))
        archive.writestr("2.jpg", picture("JPEG"))
    with pytest.raises(Unreadable, match=r"^needs OCR"):
        read_report(packed.getvalue())


def test_a_pdf_of_scans_after_a_text_cover_needs_ocr():
    sheet = Sheet()
    sheet.text(60, 80, TITLE)
    for _ in range(3):
        sheet.next_page()
        sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
    body = sheet.bytes()
    assert read_document(body).pictures == 3
    with pytest.raises(Unreadable, match=r"^needs OCR: the report consists of pictures \(3\)"):
        read_report(body)
