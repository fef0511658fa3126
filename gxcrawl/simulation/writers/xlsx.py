"""The tables of a report as a workbook with one sheet per section, without prose, as agencies attach it."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import tables_of
from gxcrawl.simulation.printed import PrintedTable, full_grid
from gxcrawl.simulation.prose import HEADINGS, NUMERALS
from gxcrawl.simulation.writers.packaging import with_fixed_dates


def write_xlsx(report: SimulatedReport) -> bytes:
    """Sheets for sections 2, 3 and 4, each with a title row, a heading row, and its tables one below the other."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    tables = tables_of(report)
    for section in sorted({table.section for table in tables}) or [1]:
        sheet = workbook.create_sheet(f"{NUMERALS[section - 1]}")
        sheet.append([report.title])
        sheet.append([f"{NUMERALS[section - 1]}、{HEADINGS[section - 1]}"])
        for table in tables:
            if table.section == section:
                _add_table(sheet, table)
    written = BytesIO()
    workbook.save(written)
    return with_fixed_dates(written.getvalue())


def _add_table(sheet: Worksheet, table: PrintedTable) -> None:
    top = sheet.max_row + 2  # a blank row between tables
    for down, row in enumerate(full_grid(table)):
        for left, slot in enumerate(row, start=1):
            if slot is not None and slot.begins:
                text = slot.cell.text
                sheet.cell(top + down, left, int(text) if slot.cell.path and _is_plain(text) else text)
                if slot.cell.rows * slot.cell.columns > 1:
                    end = (top + down + slot.cell.rows - 1, left + slot.cell.columns - 1)
                    sheet.merge_cells(start_row=top + down, start_column=left, end_row=end[0], end_column=end[1])


def _is_plain(text: str) -> bool:
    """True if a numeric cell would show this text; `00` is stored as text."""
    return text.isascii() and text.isdecimal() and str(int(text)) == text
