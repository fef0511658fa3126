"""Documents of other office programs through LibreOffice; without it a reason that says what to install."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from reading.builders import outline, saved
from support.truth import differences
from support.waiting import wait_for

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading import kind_of, read_document
from gxcrawl.reading.office import conversion
from gxcrawl.reading.workbook import sheets
from gxcrawl.reports.document import report_to_document
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.publishing.postings import write_file

RTF = rb"{\rtf1\ansi\ansicpg936 \u25919?\u24220?\u20449?\u24687?\u20844?\u24320?\par}"

SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="附表"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">某局报表</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">规章</Data></Cell><Cell><Data ss:Type="Number">12</Data></Cell></Row>
</Table></Worksheet></Workbook>""".encode()


def test_without_libreoffice_the_error_names_the_writer_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NeedsTool, match="libreoffice-writer-nogui"):
        read_document(RTF)


def test_without_libreoffice_the_error_for_a_workbook_names_the_calc_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NeedsTool, match="libreoffice-calc-nogui"):
        read_document(SHEET)


def test_without_libreoffice_the_error_reports_an_encrypted_document(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(sheets, "is_encrypted_package", lambda _: True)
    with pytest.raises(NeedsTool, match=r"is encrypted; if it opens without a password, .* libreoffice-calc-nogui"):
        read_document(SHEET)


@pytest.mark.parametrize(
    ("body", "part", "package"), [(SHEET, "libswlo.so", "libreoffice-calc"), (RTF, "libsclo.so", "libreoffice-writer")]
)
def test_a_libreoffice_without_the_needed_component_is_reported(body, part, package, tmp_path, monkeypatch):
    (tmp_path / part).touch()
    path = program(tmp_path, "exit 1")
    monkeypatch.setattr(shutil, "which", lambda _: path)
    with pytest.raises(NeedsTool, match=package):
        read_document(body)


def program(tmp_path, script: str) -> str:
    """A program in LibreOffice's place."""
    path = tmp_path / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_hanging_libreoffice_conversion_times_out(tmp_path, monkeypatch):
    path = program(tmp_path, "sleep 600 & wait")
    monkeypatch.setattr(shutil, "which", lambda _: path)
    monkeypatch.setattr(conversion, "CONVERSION_SECONDS", 0.2)
    monkeypatch.setattr("gxcrawl.reading.office.program._START_SECONDS", 0.2)
    with pytest.raises(Unreadable, match="did not finish"):
        read_document(RTF)


def test_a_document_that_libreoffice_cannot_convert_is_refused(tmp_path, monkeypatch):
    path = program(tmp_path, "exit 0")
    monkeypatch.setattr(shutil, "which", lambda _: path)
    with pytest.raises(Unreadable, match="makes nothing"):
        read_document(RTF)


needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (libreoffice-writer-nogui) is not installed"
)


@needs_office
def test_rich_text_is_converted():
    document = read_document(RTF)
    assert kind_of(RTF) == document.kind == "doc"
    assert outline(document) == ["政府信息公开"]


@needs_office
def test_excel_2003_xml_is_converted():
    try:
        document = read_document(SHEET)
    except NeedsTool as error:
        pytest.skip(str(error))
    assert kind_of(SHEET) == document.kind == "xls"
    assert outline(document) == ["某局报表", "[1x2]"]
    assert document.tables[0].rows == (("规章", "12"),)
    assert document.tables[0].origin.member == "附表"


@needs_office
def test_one_libreoffice_converts_many_documents_and_ends_with_its_process(tmp_path):
    script = (
        "import os, sys; from gxcrawl.reading.office import conversion\n"
        "body = sys.stdin.buffer.read()\n"
        "folders = set()\n"
        "for _ in range(3): conversion.convert_to_docx(body); folders.add(conversion._OFFICE._program.folder)\n"
        "print(*folders, flush=True); os.kill(os.getpid(), 9)"
    )
    ended = subprocess.run([sys.executable, "-c", script], input=RTF, stdout=subprocess.PIPE)
    folder = Path(ended.stdout.decode().strip())
    assert ended.returncode == -9
    assert folder.is_absolute()
    wait_for(lambda: not folder.exists(), 20)


@needs_office
def test_a_report_as_a_binary_word_document_is_read_back(tmp_path):
    truth = make_irregular(invent_report(SHUYU[1], 2022, 5), ["dashes", "one_row_other_handling"])
    report = read_report(converted(write_file(truth, "docx"), tmp_path, "docx", "doc:MS Word 97"))
    assert report.kind == "doc"
    assert differences(report_to_document(report), truth) == []


def converted(body: bytes, folder: Path, ending: str, target: str) -> bytes:
    """A document as LibreOffice saves it. target: file extension and LibreOffice's name of the format."""
    (folder / f"document.{ending}").write_bytes(body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / f"document.{ending}")], check=True, capture_output=True, timeout=90)
    made = folder / f"document.{target.partition(':')[0]}"
    if not made.is_file():
        pytest.skip("LibreOffice lacks the component for this format")
    return made.read_bytes()


@needs_office
def test_hidden_rows_columns_and_sheets_of_a_binary_workbook_are_left_out(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["项目", 8, 9, "数"], ["规章", 8, 9, "=1/0"], ["其他", 8, 9, 1234.5], ["模板", 8, 9, 3]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["D3"].number_format = '#,##0"件"'
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["C"].width = 0.2
    sheet.row_dimensions[4].hidden = True
    workbook.create_sheet("旧").sheet_state = "hidden"
    (table,) = read_document(converted(saved(workbook), tmp_path, "xlsx", "xls:MS Excel 97")).tables
    assert table.rows == (("项目", "数"), ("规章", "#DIV/0!"), ("规章", "1235"))
