"""Archives: bounded unpacking, Chinese names, and the one report among the members."""

import gzip
import io
import shutil
import subprocess
import tarfile
import zipfile
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from reading.builders import outline, saved, zipped

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading import read_document
from gxcrawl.reading.archives import archive
from gxcrawl.reading.archives.archive import read_archive

PROSE = "2020年，我局认真贯彻落实条例，主动公开政府信息，未收到依申请公开事项。" * 10


def report(*, table: bool = True, prose: str = PROSE) -> bytes:
    document = docx.Document()
    document.add_paragraph(prose)
    if table:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "规章", "1"
    return saved(document)


def figures(title: str | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    if title:
        workbook.active.append([title])
    workbook.active.append(["规章", 2])
    return saved(workbook)


def test_chinese_member_names_are_decoded():
    body = zipped({"年报/报告.txt": "甲".encode()})
    assert read_archive(body) == [("年报/报告.txt", "甲".encode())]
    raw = zipped({"aaaaaaaa.txt": b"x"}).replace(b"aaaaaaaa", "年度报告".encode("gbk"))
    assert read_archive(raw) == [("年度报告.txt", b"x")]


def test_nested_archives_are_unpacked_to_a_limit():
    body = zipped({"a.txt": b"x"})
    assert read_archive(zipped({"in.zip": body})) == [("in.zip/a.txt", b"x")]
    for _ in range(archive.MAX_DEPTH):
        body = zipped({"in.zip": body})
    with pytest.raises(Unreadable, match="deep"):
        read_archive(body)


def test_archive_bombs_are_not_unpacked():
    with pytest.raises(Unreadable, match="unpacks to"):
        read_archive(zipped({"a.bin": b"\x00" * (20 * 1024 * 1024)}, zipfile.ZIP_BZIP2))
    with pytest.raises(Unreadable, match="members"):
        read_archive(zipped({f"{n}.txt": b"" for n in range(5001)}))


def test_archives_inside_an_archive_share_its_limits(monkeypatch):
    inner = zipped({f"{n}.txt": b"x" * 100 for n in range(4)})
    body = zipped({f"{n}.zip": inner for n in range(3)})
    assert len(read_archive(body)) == 12
    for limit, value in (("MAX_MEMBERS", 14), ("MAX_UNPACKED_BYTES", 3 * len(inner) + 1150)):
        with monkeypatch.context() as patched:
            patched.setattr(archive, limit, value)
            with pytest.raises(Unreadable, match="an archive of more than"):
                read_archive(body)


def test_an_archive_with_a_damaged_member_is_refused():
    body = bytearray(zipped({"a.txt": b"x" * 1000}))
    body[body.index(b"a.txt") + 8] ^= 0xFF
    with pytest.raises(Unreadable, match="a broken zip archive"):
        read_archive(bytes(body))


def test_the_only_report_in_an_archive_is_read():
    document = read_document(zipped({"说明.txt": "请看附件。".encode(), "报告.docx": report(), "__MACOSX/x": b"x"}))
    assert document.kind == "archive"
    assert outline(document) == [PROSE, "[1x2]"]
    assert document.tables[0].origin.member == "报告.docx"


def test_prose_and_tables_in_two_members_are_one_report():
    document = read_document(zipped({"报告.docx": report(table=False), "附表.xlsx": figures()}))
    assert outline(document) == [PROSE, "[1x2]"]
    assert document.tables[0].origin.member == "附表.xlsx#Sheet"


def test_the_same_report_in_two_formats_is_read_once():
    text = f"{PROSE}\n\t规章\n\t7\n".encode()
    document = read_document(zipped({"报告.txt": text, "报告.docx": report()}))
    assert document.tables[0].rows == (("规章", "1"),)


def test_the_same_report_under_two_names_in_two_formats_is_read_once():
    page = f"<html><p>{PROSE}</p><table><tr><td>规章<td>1</table></html>".encode()
    document = read_document(zipped({"报告.html": page, "报告（盖章）.docx": report()}))
    assert document.tables[0].origin.member == "报告（盖章）.docx"
    other = page.replace(b"<td>1", b"<td>2")
    with pytest.raises(Unreadable, match="2 documents"):
        read_document(zipped({"报告.html": other, "报告（盖章）.docx": report()}))


def test_an_archive_of_several_reports_is_refused():
    with pytest.raises(Unreadable, match="2 documents"):
        read_document(zipped({"甲局.docx": report(), "乙局.docx": report()}))


def test_workbooks_of_different_bodies_or_years_are_several_reports():
    titles = ("甲市教育局2022年政府信息公开工作年度报告", "甲市水利局2022年政府信息公开工作年度报告")
    for other in (titles[1], titles[0].replace("2022", "2021")):
        with pytest.raises(Unreadable, match="2 documents"):
            read_document(zipped({"1.xlsx": figures(titles[0]), "2.xlsx": figures(other)}))


def test_workbooks_with_one_part_each_are_one_report():
    title = "甲市教育局2022年政府信息公开工作年度报告"
    document = read_document(zipped({"附表1.xlsx": figures(title), "附表2.xlsx": figures(title)}))
    assert [table.origin.member for table in document.tables] == ["附表1.xlsx#Sheet", "附表2.xlsx#Sheet"]


def test_an_archive_of_nothing_readable_says_why():
    with pytest.raises(Unreadable, match="needs OCR"):
        read_document(zipped({"a.png": b"\x89PNG\r\n\x1a\n...."}))
    with pytest.raises(Unreadable, match="no readable document"):
        read_document(zipped({}))


def test_an_encrypted_member_is_refused():
    body = bytearray(zipped({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        read_archive(bytes(body))


def test_a_rar_without_bsdtar_names_the_missing_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NeedsTool, match="libarchive-tools"):
        read_document(b"Rar!\x1a\x07\x01\x00rest")


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar (Debian package libarchive-tools) is not installed")
def test_7z_archives_are_read_with_bsdtar_and_broken_ones_rejected(tmp_path):
    (tmp_path / "报告.docx").write_bytes(report())
    packed = tmp_path / "a.7z"
    subprocess.run(["bsdtar", "-c", "-f", packed, "--format=7zip", "-C", tmp_path, "报告.docx"], check=True)
    assert outline(read_document(packed.read_bytes())) == [PROSE, "[1x2]"]
    with pytest.raises(Unreadable, match="broken"):
        read_document(packed.read_bytes()[:-20])


def tar(content: bytes) -> bytes:
    """A tar archive of one file."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo("年报/报告.docx")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize(
    "packed", [gzip.compress, tar, lambda body: gzip.compress(tar(body)), b"<br />\nWarning\n".__add__]
)
def test_a_report_in_gzip_or_tar_is_read(packed):
    assert outline(read_document(packed(report()))) == [PROSE, "[1x2]"]


def test_broken_and_oversized_gzip_is_refused(monkeypatch):
    with pytest.raises(Unreadable, match="broken gzip"):
        read_document(gzip.compress(report())[:-20])
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(Unreadable, match="more than 1000"):
        read_document(gzip.compress(report()))


def test_an_unreadable_file_next_to_the_report_is_ignored():
    assert outline(read_document(zipped({"报告.docx": report(), "~WRL0001.tmp": report()[:900]}))) == [PROSE, "[1x2]"]


def portfolio(**files: bytes) -> bytes:
    """A PDF around files, found by them alone: it has no page."""
    names = "".join(f"({name}) {4 + 2 * n} 0 R " for n, name in enumerate(files))
    parts = [
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R /Collection <<>> /Names <</EmbeddedFiles 3 0 R>>>> endobj\n",
        b"2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n",
        f"3 0 obj <</Kids [3 0 R <</Names [{names}]>>]>> endobj\n".encode(),
    ]
    for n, (name, content) in enumerate(files.items()):
        first = 4 + 2 * n
        specification = f"<</Type /Filespec /F ({name}.docx) /EF <</F {first + 1} 0 R>>>>"
        head = f"{first} 0 obj {specification} endobj\n{first + 1} 0 obj <</Length {len(content)}>>\nstream\n"
        parts += [head.encode(), content, b"\nendstream\nendobj\n"]
    return b"".join([*parts, b"trailer <</Root 1 0 R>>\n"])


def test_the_report_in_a_pdf_portfolio_is_read():
    document = read_document(portfolio(cover="请看附件。".encode(), annual=report()))
    assert (document.kind, outline(document)) == ("pdf", [PROSE, "[1x2]"])
    assert document.tables[0].origin.member == "annual.docx"
    with pytest.raises(Unreadable, match="2 documents"):
        read_document(portfolio(one=report(), two=report(prose=f"二、{PROSE}")))


def test_the_report_attached_to_a_mail_is_read():
    mail = EmailMessage()
    mail["Received"] = "from a.example by b.example"
    mail.set_content("见附件")
    mail.add_alternative("<html><body><p>见附件</p></body></html>", subtype="html")
    mail.add_attachment(report(), maintype="application", subtype="octet-stream", filename="年报.docx")
    document = read_document(bytes(mail))
    assert (document.kind, outline(document)) == ("doc", [PROSE, "[1x2]"])
    assert document.tables[0].origin.member == "年报.docx"
