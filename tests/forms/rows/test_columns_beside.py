"""Columns that the official form does not have, and columns that lost something: no number moves, none is guessed."""

import pytest
from support.official import (
    APPLICANTS,
    BLOCKS_2019,
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    expected_review,
    map_cells,
    read,
    review_table,
    values,
)

from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Paragraph
from gxcrawl.reading.spans import SpanCell, expand

APPLICATIONS = expected_applications(divided=True)


def with_column(title: str, cells: str, *, at_end: bool) -> Rows:
    """Section 3 with a column at the right edge, or between the labels and the numbers."""
    rows = applications_table()
    place = [len(row) if at_end else next((n for n, cell in enumerate(row) if cell.text.isdigit()), 1) for row in rows]
    for row, n in zip(rows[3:], place[3:], strict=True):
        row.insert(n, SpanCell(cells))
    rows[0].insert(place[0], SpanCell(title, 3))
    return rows


@pytest.mark.parametrize(("title", "cells"), [("占比", "3.2%"), ("占总数比例（%）", "3"), ("占比", "")])
def test_a_share_at_the_right(title: str, cells: str) -> None:
    assert values(read(with_column(title, cells, at_end=True))) == APPLICATIONS


@pytest.mark.parametrize("title", ["行次", "序号", "编号"])
def test_the_number_of_the_row_after_its_label(title: str) -> None:
    assert values(read(with_column(title, "17", at_end=False))) == APPLICATIONS


@pytest.mark.parametrize(("title", "at_end"), [("同比", True), ("上年", True), ("行次", False), ("上年", False)])
@pytest.mark.parametrize("blanks", [1, 2])
def test_the_label_of_such_a_column_in_the_last_row_of_the_header(title: str, at_end: bool, blanks: int) -> None:
    """Below blanks, and below none of the labels of applicants."""
    rows = with_column("", "17", at_end=at_end)
    place = len(rows[0]) - 1 if at_end else 1
    rows[0][place] = SpanCell("", 3 - blanks)
    if blanks == 2:
        rows[1].insert(len(rows[1]) if at_end else 0, SpanCell(""))
    rows[2].insert(len(rows[2]) if at_end else 0, SpanCell(title))
    assert values(read(rows)) == APPLICATIONS


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("rowspan", [1, 2])
def test_an_unknown_applicant_in_a_header_without_column_spans_shifts_no_number(place: int, rowspan: int) -> None:
    rows = applications_table()
    rows[:3] = [[cell._replace(colspan=1) for cell in row] for row in rows[:3]]
    rows[1] = [cell._replace(rowspan=rowspan) if cell.rowspan > 1 else cell for cell in rows[1]]
    rows[2][place] = SpanCell("民办单位")
    found = values(read(rows))
    assert {path: value for path, value in found.items() if value not in (None, APPLICATIONS[path])} == {}


@pytest.mark.parametrize("column", range(7))
def test_a_number_too_few_is_not_made_up_for_by_a_column_without_a_label(column: int) -> None:
    rows = with_column("", "17", at_end=False)
    del rows[3][column + 2]
    found = read(rows)
    assert values(found) == dict.fromkeys(APPLICATIONS)
    assert {note.path for note in found.notes} == set(APPLICATIONS)


@pytest.mark.parametrize("title", ["单位", ""])
@pytest.mark.parametrize("left", [0, 1])
def test_rows_of_two_bodies_below_one_label_are_of_neither(title: str, left: int) -> None:
    rows = with_column(title, "局机关", at_end=False)
    label = rows[3][0]._replace(rowspan=2)
    rows[3][0] = label
    rows.insert(4, [SpanCell("下属单位"), *(SpanCell("7777") for _ in APPLICANTS)])
    rows = [[*[SpanCell("")] * left, *row] for row in rows]
    found = read(rows)
    of_row = {path for path in APPLICATIONS if ".new_received." in path}
    assert {path: n for path, n in values(found).items() if n is not None}.items() <= APPLICATIONS.items()
    assert not [path for path in of_row if values(found)[path] is not None]
    assert of_row <= {note.path for note in found.notes}


def test_a_subtotal_below_organisations_of_too_small_a_span() -> None:
    rows = [[*row[:-1], SpanCell("7777"), row[-1]] for row in applications_table()]
    rows[:3] = applications_table()[:3]
    rows[2].append(SpanCell("小计"))
    assert values(read(rows)) == APPLICATIONS


@pytest.mark.parametrize(("down", "right"), [(3, 7), (2, 8), (3, 6), (1, 6)])
def test_a_title_of_a_wrong_span_beside_a_column_at_the_right(down: int, right: int) -> None:
    """It pushes the labels of applicants behind that column, which then seems to stand at their left."""
    rows = with_column("同比", "17", at_end=True)
    rows[0][1] = rows[0][1]._replace(rowspan=down, colspan=right)
    found = read(rows)
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(APPLICATIONS)


def test_two_numbers_merged_in_every_row_beside_the_number_of_the_row() -> None:
    """As many cells as applicants, of which the first is none."""
    rows = with_column("行次", "17", at_end=False)
    for row in rows[3:]:
        row[-5:-3] = [row[-5]._replace(colspan=2)]
    merged = (".research_institution", ".public_welfare_organization")
    assert values(read(rows)) == {path: None if path.endswith(merged) else n for path, n in APPLICATIONS.items()}


def test_a_number_too_few_beside_a_share_is_not_made_up_for_by_it() -> None:
    rows = with_column("占总数比例（%）", "3", at_end=True)
    del rows[3][3]
    row = {path for path in APPLICATIONS if ".new_received." in path}
    found = read(rows)
    assert values(found) == APPLICATIONS | dict.fromkeys(row, None)
    assert {note.path for note in found.notes} == row


@pytest.mark.parametrize("titles", [["类别", "办理情形"], ["类别", "情形", "具体原因"]])
def test_labels_of_rows_under_titles_of_their_own(titles: list[str]) -> None:
    widths = [1] * (len(titles) - 1) + [4 - len(titles)]
    header = [SpanCell(title, 1, width) for title, width in zip(titles, widths, strict=True)]
    rows = [[*header, *map(SpanCell, APPLICANTS)], *applications_table()[3:]]
    assert values(read(rows)) == APPLICATIONS


def test_a_row_that_ends_before_the_others_and_has_a_blank_may_lack_a_number() -> None:
    """The blank at its end is that of the column which no row of the table fills."""
    rows = [[*row, SpanCell("")] for row in applications_table()]
    del rows[4][2]
    row = {path for path in APPLICATIONS if ".carried_over." in path}
    found = read(rows)
    assert values(found) == APPLICATIONS | dict.fromkeys(row, None)
    assert {note.path for note in found.notes} == row


def test_a_row_that_ends_before_the_others_in_a_table_that_a_wrong_span_makes_wider() -> None:
    """Merged cells are written out as blanks, one of them a span too large: no row reaches the table's edge."""
    blank = SpanCell("")
    rows = [[blank, blank, *(cell._replace(colspan=1, rowspan=1) for cell in row[-8:])] for row in applications_table()]
    leaves = [SpanCell(label) for label in APPLICANTS[1:6]]
    rows[:3] = [
        [blank, blank, blank, SpanCell("申请人情况"), *[blank] * 6],
        [
            *[blank] * 3,
            SpanCell("自然人"),
            SpanCell("法人或其他组织"),
            *[blank] * 3,
            SpanCell("", 1, 3),
            SpanCell("总计"),
        ],
        [*[blank] * 4, *leaves, blank],
    ]
    rows[4] = [blank, rows[4][2], blank, *rows[4][4:]]  # carried_over
    found = values(read(rows))
    row = {path for path in APPLICATIONS if ".carried_over." in path}
    assert found == APPLICATIONS | dict.fromkeys(row, None)


def test_a_label_lost_with_its_cell_leaves_no_row_believed() -> None:
    """Six labels over seven columns: a row of six numbers lacks one too, who knows which."""
    rows = map_cells(applications_table(), lambda r, c, cell: None if cell.text == "商业企业" else cell)
    del rows[3][6]
    assert not [value for value in values(read(rows)).values() if value is not None]


def test_a_blank_at_the_end_of_the_header_and_of_its_rows() -> None:
    rows = []
    for row in disclosure_table(BLOCKS_2019):
        wide = row[-1].colspan > 1 and len(row) > 1
        rows.append([*row[:-1], row[-1]._replace(colspan=1), SpanCell("")] if wide else row)
    assert values(read(rows)) == expected_disclosure(BLOCKS_2019)


def test_rows_of_section_2_beside_each_other() -> None:
    """行政许可, 行政处罚 and 行政强制 in one line, each with a header of its own."""
    official = disclosure_table()
    single = [row[:2] for row in official if row[0].text in ("行政许可", "行政处罚", "行政强制")]
    header = [SpanCell("信息内容"), SpanCell("本年处理决定数量")]
    beside = [header * 3, [cell._replace(colspan=1) for row in single for cell in row]]
    found = read(official[:4], beside, official[-3:])
    assert values(found) == expected_disclosure()


def test_a_result_of_section_4_without_a_label_is_not_known() -> None:
    rows = review_table()
    rows[2][6] = SpanCell("")
    found = read(rows)
    path = "review_litigation.litigation_after_review.corrected"
    assert values(found) == expected_review() | {path: None}
    assert [note.path for note in found.notes] == [path]


def test_short_labels_of_results() -> None:
    short = {"结果维持": "维持", "结果纠正": "纠正", "其他结果": "其他", "尚未审结": "未审结", "总计": "合计"}
    rows = map_cells(review_table(), lambda r, c, cell: cell._replace(text=short.get(cell.text, cell.text)))
    assert values(read(rows)) == expected_review()


def test_a_sum_below_the_numbers_of_section_4_is_reported() -> None:
    found = read([*review_table(), [SpanCell("合计"), SpanCell("120", 1, 14)]])
    assert values(found) == expected_review()
    assert [row.label for row in found.unknown_rows] == ["合计"]


def test_each_row_of_several_bodies_in_section_4_is_reported() -> None:
    rows = review_table()
    rows[0].insert(0, SpanCell("单位", 3))
    bodies = [[SpanCell(name), *rows[3]] for name in ("局机关", "水文站", "合计")]
    found = read([*rows[:3], *bodies])
    assert not [value for value in values(found).values() if value is not None]
    assert [row.label for row in found.unknown_rows] == ["局机关", "水文站", "合计"]


@pytest.mark.parametrize("between", [[], [Paragraph("注：以上为表头。")]])
def test_numbers_right_below_the_table_that_names_them(between: list[Paragraph]) -> None:
    """Pages that scroll draw the header and the rows of a table as two tables."""
    header, numbers = expand(review_table()[:3]), expand(review_table()[3:])
    _, found = read_tables([header, numbers], [header, *between, numbers])
    assert values(found) == ({} if between else expected_review())


def one_sheet() -> Rows:
    """The three tables one below the other as a program writes a sheet: every row goes on to the widest one's end."""
    rows = [*disclosure_table(), *applications_table(), *review_table()]
    return [[*row, *[SpanCell("")] * owners.count(None)] for owners, row in zip(expand(rows).owners, rows, strict=True)]


def test_tables_of_one_sheet_as_wide_as_the_widest() -> None:
    assert values(read(one_sheet())) == {**expected_disclosure(), **APPLICATIONS, **expected_review()}


@pytest.mark.parametrize("column", range(7))
def test_a_number_too_few_in_a_sheet_is_not_made_up_for_by_its_blanks(column: int) -> None:
    rows = one_sheet()
    row = next(row for row in rows if row[0].text.startswith("一、"))
    del row[column + 1]
    row_of_it = {path for path in APPLICATIONS if ".new_received." in path}
    found = read(rows)
    assert {path for path, value in values(found).items() if value is None} == row_of_it
    assert {note.path for note in found.notes} == row_of_it
