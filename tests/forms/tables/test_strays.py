"""Tables of another body or year that stand outside their section: the table below the heading is the real one."""

import pytest
from support.official import (
    HEADINGS,
    TABLES,
    TRUTH,
    Rows,
    expected_of,
    map_cells,
    values,
    with_larger_numbers,
)

from gxcrawl.forms.report import Hint, report_from
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Block, Document, Paragraph, Report
from gxcrawl.reading.spans import SpanCell, expand

TITLE = Paragraph("霁川县教育局2023年政府信息公开工作年度报告")
HEADED = {number: Paragraph(heading) for number, heading in enumerate(HEADINGS, start=1)}
EXPECTED = expected_of("2021")


def other(rows: Rows) -> Rows:
    """The same table with every number another one."""
    return with_larger_numbers(rows, 5)


PREFIXES = {2: "proactive_disclosure", 3: "applications", 4: "review_litigation"}


def empty(rows: Rows) -> Rows:
    """The same table with no number filled in."""
    return map_cells(rows, lambda r, c, cell: cell._replace(text="") if cell.text.isdigit() else cell)


def read(extra: dict[int, list[Rows]], headings: dict[int, Paragraph] = HEADED) -> Report:
    """A report with its tables in place, and more tables at the end of some sections."""
    blocks: list[Block] = [TITLE]
    for number in range(1, 7):
        blocks += [headings[number]] if number in headings else []
        blocks += [expand(TABLES[number])] if number in TABLES else [Paragraph("已按要求完成。")]
        blocks += [expand(rows) for rows in extra.get(number, [])]
    return report_from(Document("html", tuple(blocks)), Hint())


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("place", [1, 6])
def test_the_table_below_its_heading_wins_and_the_other_is_reported(section: int, place: int) -> None:
    report = read({place: [other(TABLES[section])]})
    assert values(report) == EXPECTED
    with_numbers = [row for row in TABLES[section] if any(cell.text.isdigit() for cell in row)]
    assert [row.section for row in report.unknown_rows] == [section] * len(with_numbers)


@pytest.mark.parametrize("section", [2, 3, 4])
def test_a_heading_in_the_first_row_of_a_table_is_one_too(section: int) -> None:
    rows = TABLES[section]
    width = len(expand(rows).rows[0])
    blocks: list[Block] = [TITLE]
    for number in range(1, 7):
        inside = [SpanCell(HEADINGS[number - 1], 1, width)]
        blocks += [expand([inside, *rows])] if number == section else [HEADED[number]]
        blocks += [expand(TABLES[number])] if number in TABLES and number != section else []
        blocks += [Paragraph("已按要求完成。")]
    blocks.append(expand(other(rows)))
    assert values(report_from(Document("html", tuple(blocks)), Hint())) == EXPECTED


def test_all_tables_of_last_year_in_an_appendix() -> None:
    report = read({6: [other(rows) for rows in TABLES.values()]})
    assert values(report) == EXPECTED
    assert {row.section for row in report.unknown_rows} == {2, 3, 4}


def test_the_same_table_twice_is_read_once() -> None:
    report = read({1: [TABLES[3]]})
    assert values(report) == EXPECTED
    assert not report.unknown_rows


@pytest.mark.parametrize("section", TABLES)
@pytest.mark.parametrize("empty_first", [True, False])
def test_a_form_left_empty_beside_the_one_filled_in_is_not_read(section: int, empty_first: bool) -> None:
    tables = [empty(TABLES[section]), TABLES[section]]
    found = read_tables([expand(rows) for rows in (tables if empty_first else reversed(tables))])[1]
    assert found.cells.keys() == {path for path in EXPECTED if path.startswith(PREFIXES[section])}
    assert not [cell for cell in found.cells.values() if cell.value is None]
    assert (found.notes, found.unknown_rows) == ([], [])


@pytest.mark.parametrize("section", TABLES)
def test_a_form_left_empty_is_null_with_notes(section: int) -> None:
    found = read_tables([expand(empty(rows) if n == section else rows) for n, rows in TABLES.items()])[1]
    blank = {path for path, cell in found.cells.items() if cell.value is None}
    assert blank == {path for path in EXPECTED if path.startswith(PREFIXES[section])}
    assert {note.path for note in found.notes} == blank


def test_two_tables_below_one_heading_are_both_doubted() -> None:
    report = read({3: [other(TABLES[3])]})
    assert {report.cells[path].value for path in TRUTH[3]} == {None}
    assert report.unknown_rows


def test_without_the_heading_nothing_says_which_table_is_the_real_one() -> None:
    without = {number: heading for number, heading in HEADED.items() if number != 3}
    report = read({1: [other(TABLES[3])]}, without)
    assert {report.cells[path].value for path in TRUTH[3]} == {None}


def test_a_table_that_goes_on_below_the_next_heading_is_no_stray() -> None:
    rows = TABLES[3]
    first, second = expand(rows[:20]), expand(rows[:3] + rows[19:])
    headings = (TITLE, HEADED[1], HEADED[2], HEADED[3])
    report = report_from(Document("html", (*headings, first, HEADED[4], second)), Hint())
    assert values(report) == TRUTH[3]
