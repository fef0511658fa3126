"""Every writer prints the figures it is given, in the cells where the form has them."""

import time
from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
import openpyxl
import pdfplumber
import pytest
from lxml import html

from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.grids import review_table, tables_of
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.printed import PrintedTable, cut_table, full_grid
from gxcrawl.simulation.publishing.postings import write_file
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.simulation.writers.html import LAYOUTS, write_html, write_page
from gxcrawl.simulation.writers.pdf import write_pdf
from gxcrawl.simulation.writers.text import write_text
from gxcrawl.simulation.writers.xlsx import write_xlsx

WRITERS = {"page": write_page, "docx": write_docx, "pdf": write_pdf, "xlsx": write_xlsx, "txt": write_text}

REPORTS = {
    "2019": invent_report(JICHUAN[0], 2020),
    "2021": invent_report(SHUYU[1], 2022),
    "irregular": make_irregular(
        invent_report(JICHUAN[1], 2021), ["thousands", "dashes", "broken_labels", "page_break", "split_disclosure"]
    ),
    "local": make_irregular(
        invent_report(SHUYU[0], 2020), ["third_document_row", "explained_labels", "page_break_with_header"]
    ),
}
STATISTICS = invent_report(SHUYU[1], 2016)
NARRATIVE = invent_report(JICHUAN[2], 2011)
anyreport = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def expected_grids(report: SimulatedReport) -> list[list[list[str]]]:
    """Every table with its spans expanded, white space removed."""
    return [[[bare(slot.cell.text) if slot else "" for slot in row] for row in full_grid(t)] for t in tables_of(report)]


@pytest.mark.parametrize("kind", WRITERS)
def test_output_bytes_do_not_depend_on_the_current_time(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = WRITERS[kind](REPORTS["2021"])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400.0)
    assert WRITERS[kind](REPORTS["2021"]) == first


@anyreport
def test_every_value_is_printed_exactly_once(report: SimulatedReport) -> None:
    paths = [cell.path for table in tables_of(report) for row in table.rows for cell in row if cell.path]
    assert sorted(paths) == sorted(report.values)


@anyreport
def test_tables_have_a_cell_at_every_grid_position(report: SimulatedReport) -> None:
    for table in tables_of(report):
        assert all(slot is not None for row in full_grid(table) for slot in row)


def test_a_short_row_leaves_one_grid_position_empty() -> None:
    report = make_irregular(REPORTS["2019"], ["short_row"])
    empty = [slot for table in tables_of(report) for row in full_grid(table) for slot in row if slot is None]
    assert len(empty) == 1


@pytest.mark.parametrize("at", [3, 5, 9, 14, 20, 27])
def test_a_table_split_at_a_row_keeps_every_cell(at: int) -> None:
    whole = next(table for table in tables_of(REPORTS["2021"]) if table.section == 3)
    first, second = cut_table(whole, [at], repeat_labels=True)
    assert len(first.rows) == at
    grids = [[slot.cell.text if slot else None for slot in row] for t in (first, second) for row in full_grid(t)]
    assert grids == [[slot.cell.text if slot else None for slot in row] for row in full_grid(whole)]


@anyreport
@pytest.mark.parametrize("layout", LAYOUTS)
def test_html_contains_the_tables_cell_by_cell(report: SimulatedReport, layout: str) -> None:
    root = html.fromstring(write_html(report, layout))  # type: ignore[arg-type]
    tables = [list(_html_rows(table)) for table in root.iter("table") if not table.xpath(".//table")]
    printed = [[[bare(cell.text) for cell in row] for row in table.rows] for table in tables_of(report)]
    if LAYOUTS[layout].spacer_rows:  # type: ignore[index]
        tables = [table[1:-1] for table in tables]
    assert tables == printed


def _html_rows(table: html.HtmlElement) -> Iterator[list[str]]:
    for row in table.iter("tr"):
        cells = row.xpath("./td[not(@hidden) and not(@style='display:none')] | ./th")
        yield [bare("".join(cell.xpath(".//text() | .//input/@value"))) for cell in cells]


def test_word_layout_html_splits_numbers_into_spans() -> None:
    number = REPORTS["2019"].text_of("proactive_disclosure.administrative_licensing.decisions")
    assert f">{number}<" not in write_html(REPORTS["2019"], "word")


@anyreport
def test_docx_contains_the_tables_cell_by_cell(report: SimulatedReport) -> None:
    document = docx.Document(BytesIO(write_docx(report)))
    grids = [[[bare(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables]
    assert grids == expected_grids(report)


def test_docx_contains_title_headings_and_prose() -> None:
    report = REPORTS["2021"]
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(write_docx(report))).paragraphs]
    assert lines[0] == report.title
    for section in report.sections:
        assert section.heading in lines
        assert all(line in lines for line in section.text.splitlines())


@anyreport
def test_pdf_contains_every_number_in_order(report: SimulatedReport) -> None:
    numbers = [bare(cell.text) for table in tables_of(report) for row in table.rows for cell in row if cell.path]
    with pdfplumber.open(BytesIO(write_pdf(report))) as pdf:
        assert len(pdf.pages) > 1
        texts = [bare(cell) for page in pdf.pages for table in page.extract_tables() for row in table for cell in row]
    found = iter(texts)
    assert all(number in found for number in numbers)


@anyreport
def test_xlsx_has_one_sheet_per_section_with_its_tables(report: SimulatedReport) -> None:
    workbook = openpyxl.load_workbook(BytesIO(write_xlsx(report)))
    assert [sheet["A1"].value for sheet in workbook] == [report.title] * 3
    for sheet, section in zip(workbook, (2, 3, 4), strict=True):
        found = [
            [bare(str(value)) for value in row if value is not None]
            for row in sheet.iter_rows(min_row=3, values_only=True)
        ]
        tables = [table for table in tables_of(report) if table.section == section]
        printed = [[bare(cell.text) for cell in row if cell.text] for table in tables for row in table.rows]
        assert [row for row in found if row] == [row for row in printed if row]


def test_xlsx_merges_cells_across_rows_and_columns() -> None:
    merged = openpyxl.load_workbook(BytesIO(write_xlsx(REPORTS["2021"]))).worksheets[1].merged_cells.ranges
    assert any(area.size["rows"] == 22 for area in merged)
    assert any(area.size["columns"] == 7 for area in merged)


def test_writing_an_unknown_file_type_raises_value_error() -> None:
    with pytest.raises(ValueError, match=r"no writer for \.ofd"):
        write_file(REPORTS["2021"], "ofd")


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "txt"])
def test_the_file_extension_selects_the_writer(ending: str) -> None:
    assert write_file(REPORTS["2021"], ending) == WRITERS[ending](REPORTS["2021"])


def test_pdf_rotates_group_labels() -> None:
    with pdfplumber.open(BytesIO(write_pdf(REPORTS["2021"]))) as pdf:
        turned = "".join(char["text"] for page in pdf.pages for char in page.chars if not char["upright"])
    assert "三、本年度办理结果" in turned


@anyreport
def test_text_prints_one_cell_per_line_and_blank_lines_between_rows(report: SimulatedReport) -> None:
    lines = write_text(report).decode().split("\n")
    assert lines[0] == report.title
    assert [bare(line) for line in lines if line.startswith("\t")] == list(_text_cells(tables_of(report)))


def _text_cells(tables: Sequence[PrintedTable]) -> Iterator[str]:
    for table in tables:
        for row in full_grid(table):
            for slot in row:
                if slot is not None and slot.column_offset == 0:
                    first_line = slot.cell.text.split("\n")[0]
                    yield "" if slot.row_offset else bare(first_line)


def test_the_review_table_has_fifteen_numbers_below_three_header_rows() -> None:
    table = review_table(REPORTS["2019"])
    assert [len(row) for row in table.rows] == [2, 7, 10, 15]
    assert table.width == 15


@pytest.mark.parametrize("kind", WRITERS)
def test_every_writer_supports_the_2014_statistics_table(kind: str) -> None:
    (table,) = tables_of(STATISTICS)
    assert table.rows[0][2].text == "统计数"
    assert table.rows[1][1].text == "——"
    assert [cell.text for row in table.rows for cell in row if cell.path] == [
        str(s.value) for s in STATISTICS.statistics
    ]
    assert WRITERS[kind](STATISTICS)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_narrative_report_has_no_table(kind: str) -> None:
    assert tables_of(NARRATIVE) == ()
    assert WRITERS[kind](NARRATIVE)
