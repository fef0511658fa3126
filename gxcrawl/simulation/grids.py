"""The printed content of a report, independent of the file format: lines of prose, tables with rows and cells.

In: `SimulatedReport`. Out: `PrintedLine`s and `PrintedTable`s, which every writer renders in its own way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gxcrawl.forms.editions.printed_form import (
    APPLICATIONS_HEAD,
    REVIEW_HEAD,
    REVIEW_LINE,
    FormLabel,
    FormLine,
    FormValue,
    applications_lines,
    disclosure_lines,
)
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.printed import PrintedCell, PrintedLine, PrintedTable, cut_table
from gxcrawl.simulation.statistics import statistics_table
from gxcrawl.simulation.values import blocks_of

_NUMBERED = frozenset(f"{n}." for n in range(1, 9))


def parts_of(report: SimulatedReport) -> Iterator[PrintedLine | PrintedTable]:
    """All lines and tables below the title, in the order of the page."""
    tables = tables_of(report)
    yield from (PrintedLine(line) for line in report.preface.splitlines())
    for section in report.sections:
        yield PrintedLine(section.heading, heading=True)
        yield from (PrintedLine(line) for line in section.text.splitlines())
        yield from (table for table in tables if table.section == section.number)


def tables_of(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """All tables in the order of the sections; empty for a narrative report."""
    if report.statistics:
        return (statistics_table(report.statistics),)
    if not report.values:
        return ()
    return (*disclosure_tables(report), *applications_tables(report), review_table(report))


def disclosure_tables(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """Section 2 as one table of four columns, or one table per block."""
    blocks = [_printed(report, disclosure_lines(block, report.values)) for block in blocks_of(report.form)]
    parts = blocks if report.style.split_disclosure else [tuple(row for block in blocks for row in block)]
    return tuple(PrintedTable(2, 4, rows) for rows in parts)


def applications_tables(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """Section 3, cut at the page breaks of the report's style."""
    header = _printed(report, APPLICATIONS_HEAD)
    whole = PrintedTable(3, 10, header + _printed(report, applications_lines(report.values)), len(header))
    pieces = cut_table(whole, [len(header) + at for at in report.style.breaks], report.style.repeats_groups)
    if not report.style.repeats_header:
        return pieces
    return (pieces[0], *(replace(piece, rows=header + piece.rows, header_rows=len(header)) for piece in pieces[1:]))


def review_table(report: SimulatedReport) -> PrintedTable:
    """Section 4: three header rows and one row of fifteen numbers."""
    return PrintedTable(4, 15, _printed(report, (*REVIEW_HEAD, REVIEW_LINE)), len(REVIEW_HEAD))


def _printed(report: SimulatedReport, lines: Iterable[FormLine]) -> tuple[tuple[PrintedCell, ...], ...]:
    return tuple(tuple(_cell(report, cell) for cell in line if not _is_omitted(report, cell)) for line in lines)


def _is_omitted(report: SimulatedReport, cell: FormLabel | FormValue) -> bool:
    return isinstance(cell, FormValue) and cell.path in report.style.omitted


def _cell(report: SimulatedReport, cell: FormLabel | FormValue) -> PrintedCell:
    if isinstance(cell, FormValue):
        return PrintedCell(report.text_of(cell.path), cell.columns, path=cell.path)
    return PrintedCell(_label(report, cell), cell.columns, cell.rows, vertical=cell.scope == "rowgroup")


def _label(report: SimulatedReport, label: FormLabel) -> str:
    text = report.style.labels.get(label.row.partition(".")[2] or label.text, label.text)
    # "1.属于国家秘密" numbered as this agency numbers
    return text[0] + report.style.numbering[1] + text[2:] if text[:2] in _NUMBERED else text
