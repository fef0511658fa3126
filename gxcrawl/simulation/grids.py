"""What a report prints, before any file format: lines of prose, and tables with their rows and cells.

In: `SimulatedReport`. Out: `PrintedLine`s and `PrintedTable`s, which every writer renders in its own way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from gxcrawl.forms.editions.applications import (
    APPLICANTS,
    BALANCE,
    COLUMNS,
    DENIED,
    NOT_PROCESSED,
    ORGANISATIONS,
    OTHER_HANDLING,
    RESULT_ROWS,
    RESULTS,
    ROWS,
    UNAVAILABLE,
)
from gxcrawl.forms.editions.review import AFTER_REVIEW, DIRECT, LITIGATION, REVIEW
from gxcrawl.forms.editions.review import BLOCKS as REVIEW_BLOCKS
from gxcrawl.forms.editions.review import RESULTS as REVIEW_RESULTS
from gxcrawl.forms.editions.shape import CONTENT, FormBlock, Row
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.printed import PrintedCell, PrintedLine, PrintedTable, cut_table
from gxcrawl.simulation.statistics import statistics_table
from gxcrawl.simulation.values import blocks_of

_GROUPED = (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER_HANDLING)
_HEADER_ROWS = 3
_NUMBERED = frozenset(f"{n}." for n in range(1, 9))


def parts_of(report: SimulatedReport) -> Iterator[PrintedLine | PrintedTable]:
    """Everything below the title in the order of the page."""
    tables = tables_of(report)
    yield from (PrintedLine(line) for line in report.preface.splitlines())
    for section in report.sections:
        yield PrintedLine(section.heading, heading=True)
        yield from (PrintedLine(line) for line in section.text.splitlines())
        yield from (table for table in tables if table.section == section.number)


def tables_of(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """All tables in the order of the sections; none for a narrative report."""
    if report.statistics:
        return (statistics_table(report.statistics),)
    if not report.values:
        return ()
    return (*disclosure_tables(report), *applications_tables(report), review_table(report))


def disclosure_tables(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """Section 2 as one table of four columns, or one table per block."""
    blocks = [tuple(_disclosure_rows(report, block)) for block in blocks_of(report.form)]
    parts = blocks if report.style.split_disclosure else [tuple(row for block in blocks for row in block)]
    return tuple(PrintedTable(2, 4, rows) for rows in parts)


def _disclosure_rows(report: SimulatedReport, block: FormBlock) -> Iterable[tuple[PrintedCell, ...]]:
    widths = _widths(len(block.columns))
    if block.header is not None:
        yield (PrintedCell(block.header, columns=4),)
    labels = [_label(report, column.label) for column in block.columns]
    yield (PrintedCell(CONTENT), *map(PrintedCell, labels, widths))
    for row in block.rows:
        paths = [f"proactive_disclosure.{row.key}.{column.key}" for column in block.columns]
        if paths[0] in report.values:
            cells = (_cell(report, path, width) for path, width in zip(paths, widths, strict=True))
            yield (PrintedCell(_label(report, row.label, row.key)), *cells)


def _widths(columns: int) -> tuple[int, ...]:
    # three columns of numbers, whatever the block has: the last one takes what is left
    return (*(1,) * (columns - 1), 4 - columns)


def applications_tables(report: SimulatedReport) -> tuple[PrintedTable, ...]:
    """Section 3, cut where the style breaks the page."""
    rows = (*_applications_header(report), *_applications_body(report))
    whole = PrintedTable(3, 10, rows, _HEADER_ROWS)
    pieces = cut_table(whole, [_HEADER_ROWS + at for at in report.style.breaks], report.style.repeats_groups)
    if not report.style.repeats_header:
        return pieces
    header = whole.rows[:_HEADER_ROWS]
    return (pieces[0], *(replace(piece, rows=header + piece.rows, header_rows=_HEADER_ROWS) for piece in pieces[1:]))


def _applications_header(report: SimulatedReport) -> tuple[tuple[PrintedCell, ...], ...]:
    labels = [_label(report, column.label) for column in COLUMNS]
    return (
        (PrintedCell(BALANCE, columns=3, rows=3), PrintedCell(APPLICANTS, columns=7)),
        (
            PrintedCell(labels[0], rows=2),
            PrintedCell(ORGANISATIONS, columns=5),
            PrintedCell(labels[-1], rows=2),
        ),
        tuple(PrintedCell(label) for label in labels[1:-1]),
    )


def _applications_body(report: SimulatedReport) -> Iterable[tuple[PrintedCell, ...]]:
    printed = [row for row in ROWS if f"applications.{row.key}.total" in report.values]
    results = [row for row in printed if row.key in RESULT_ROWS]
    for group, members in groupby(printed, key=lambda row: row.group):
        rows = list(members)
        for row in rows:
            cells = []
            if row is results[0]:
                cells.append(PrintedCell(_label(report, RESULTS), rows=len(results), vertical=True))
            if group in _GROUPED and row is rows[0]:
                cells.append(PrintedCell(_label(report, group or ""), rows=len(rows), vertical=True))
            yield (*cells, _row_label(report, row), *_number_cells(report, row))


def _row_label(report: SimulatedReport, row: Row) -> PrintedCell:
    columns = 3 if row.key not in RESULT_ROWS else 2 if row.group is None else 1
    return PrintedCell(_label(report, row.label, row.key), columns=columns)


def _number_cells(report: SimulatedReport, row: Row) -> Iterable[PrintedCell]:
    for column in COLUMNS:
        path = f"applications.{row.key}.{column.key}"
        if path not in report.style.omitted:
            yield _cell(report, path)


def review_table(report: SimulatedReport) -> PrintedTable:
    """Section 4: three rows of headers, one of fifteen numbers."""
    labels = [_label(report, column.label) for column in REVIEW_RESULTS]
    rows = (
        (PrintedCell(REVIEW, columns=5), PrintedCell(LITIGATION, columns=10)),
        (
            *(PrintedCell(label, rows=2) for label in labels),
            PrintedCell(DIRECT, columns=5),
            PrintedCell(AFTER_REVIEW, columns=5),
        ),
        tuple(PrintedCell(label) for label in labels * 2),
        tuple(
            _cell(report, f"review_litigation.{block}.{column.key}")
            for block, _ in REVIEW_BLOCKS
            for column in REVIEW_RESULTS
        ),
    )
    return PrintedTable(4, 15, rows, header_rows=3)


def _cell(report: SimulatedReport, path: str, columns: int = 1) -> PrintedCell:
    return PrintedCell(report.text_of(path), columns=columns, path=path)


def _label(report: SimulatedReport, official: str, key: str | None = None) -> str:
    labels = report.style.labels
    text = labels.get(key, official) if key is not None else labels.get(official, official)
    # "1.属于国家秘密" numbered as this agency numbers
    return text[0] + report.style.numbering[1] + text[2:] if text[:2] in _NUMBERED else text
