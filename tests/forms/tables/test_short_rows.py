"""Rows that lost a cell and that an editor filled up with a blank one at their ends: no number is taken for another."""

from collections.abc import Sequence

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
    read,
    review_table,
    values,
)

from gxcrawl.reading.spans import SpanCell

GRANTED = 5  # the row of （一）予以公开 among those of the table
TOTALS = (8, 0, 1, 0, 0, 2, 11)
RESULTS = (1, 0, 2, 0, 3, 4, 0, 0, 1, 5, 0, 3, 1, 0, 4)


def with_numbers(rows: Rows, place: int, numbers: Sequence[object]) -> Rows:
    """The table with other numbers in one row."""
    labels = [cell for cell in rows[place] if not cell.text.isdigit()]
    return [*rows[:place], [*labels, *(SpanCell(str(n)) for n in numbers)], *rows[place + 1 :]]


def short(numbers: Sequence[int], lost: int) -> list[object]:
    return [*numbers[:lost], *numbers[lost + 1 :], ""]


@pytest.mark.parametrize("lost", range(6))
def test_a_short_row_of_section_3_is_not_known(lost: int) -> None:
    found = read(with_numbers(applications_table(), GRANTED, short(TOTALS, lost)))
    row = {path for path in expected_applications(divided=True) if path.startswith("applications.granted.")}
    assert {path for path, value in values(found).items() if value is None} == row
    assert {note.path for note in found.notes} == row


@pytest.mark.parametrize("lost", range(14))
def test_a_short_row_of_section_4_is_not_known(lost: int) -> None:
    found = read(with_numbers(review_table(), 3, short(RESULTS, lost)))
    assert values(found) == dict.fromkeys(expected_review())


@pytest.mark.parametrize("lost", range(5))
def test_zeros_at_the_end_of_a_short_row_do_not_hide_it(lost: int) -> None:
    found = read(with_numbers(review_table(), 3, short((1, 0, 2, 0, 3, *[0] * 10), lost)))
    assert values(found) == dict.fromkeys(expected_review())


def test_a_row_of_section_4_without_its_last_total_is_known_where_the_others_add_up() -> None:
    found = read(with_numbers(review_table(), 3, (1, 0, 2, 0, 3, *[0] * 9, "")))
    assert [value for value in values(found).values() if value] == [1, 2, 3]


@pytest.mark.parametrize(
    "numbers", [(8, 0, 1, 0, 0, 2), (0, 0, 0, 0, 0, 0), (3, "", "", "", "", ""), (9, 9, 0, 0, 0, 0)]
)
def test_of_a_row_without_its_total_all_else_is_known(numbers: Sequence[object]) -> None:
    found = read(with_numbers(applications_table(), GRANTED, (*numbers, "")))
    row = [value for path, value in values(found).items() if path.startswith("applications.granted.")]
    assert row == [None if number == "" else number for number in (*numbers, "")]


def test_a_layout_met_before_does_not_hide_a_short_row() -> None:
    read(with_numbers(applications_table(), GRANTED, (*TOTALS[:-1], "")))
    found = read(with_numbers(applications_table(), GRANTED, short(TOTALS, 1)))
    assert values(found)["applications.granted.natural_person"] is None


@pytest.mark.parametrize("lost", range(4))
def test_labels_of_a_short_header_that_was_filled_up_name_no_column(lost: int) -> None:
    rows = applications_table()
    rows[2] = [*rows[2][:lost], *rows[2][lost + 1 :], SpanCell("")]
    found = read(rows)
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(expected_applications(divided=True))


def test_a_label_that_is_blank_in_its_place_moves_no_other() -> None:
    rows = applications_table()
    rows[2][2] = SpanCell("")
    known = {path: number for path, number in values(read(rows)).items() if number is not None}
    lost = ".public_welfare_organization"
    assert known == {path: n for path, n in expected_applications(divided=True).items() if not path.endswith(lost)}


@pytest.mark.parametrize("numbers", [(1, 25, ""), (0, 3, "")])
def test_a_short_row_of_section_2_is_not_known(numbers: Sequence[object]) -> None:
    """The number in force stands below 本年废止件数, being more than were issued."""
    found = read(with_numbers(disclosure_table(), 2, numbers))
    row = {f"proactive_disclosure.rules.{key}" for key in ("issued", "repealed", "in_force")}
    assert {path for path, value in values(found).items() if value is None} == row
    assert {note.path for note in found.notes} == row


@pytest.mark.parametrize("numbers", [(5, 1, ""), (3, 3, ""), (0, 0, ""), ("", 4, "")])
def test_of_a_row_of_section_2_that_only_lacks_its_last_number_all_else_is_known(numbers: Sequence[object]) -> None:
    found = values(read(with_numbers(disclosure_table(), 2, numbers)))
    row = [found[f"proactive_disclosure.rules.{key}"] for key in ("issued", "repealed", "in_force")]
    assert row == [None if number == "" else number for number in numbers]


@pytest.mark.parametrize("numbers", [(-8, 442, ""), (-8, 442, 0), ("", 5, -8), (-8, "", 442), (5, 442, "减少3项")])
def test_a_negative_number_outside_its_column_makes_the_row_unknown(numbers: Sequence[object]) -> None:
    licensing = next(place for place, row in enumerate(disclosure_table(BLOCKS_2019)) if row[0].text == "行政许可")
    found = read(with_numbers(disclosure_table(BLOCKS_2019), licensing, numbers))
    prefix = "proactive_disclosure.administrative_licensing."
    row = {path for path in expected_disclosure(BLOCKS_2019) if path.startswith(prefix)}
    assert {path for path, value in values(found).items() if value is None} == row
    assert {note.path for note in found.notes} == row


def without_column(label: str, numbers: int) -> Rows:
    """Section 3 whose every row adds up, less a label and one column of numbers."""
    rows: Rows = []
    for line in applications_table():
        labels = [cell for cell in line if not cell.text.isdigit() and cell.text != label]
        parts = [int(cell.text) for cell in line if cell.text.isdigit()][:6]
        printed = [SpanCell(str(number)) for number in (*parts, sum(parts))] if parts else []
        rows.append([*labels, *printed[:numbers], *printed[numbers + 1 :]])
    return rows


@pytest.mark.parametrize(
    ("label", "numbers"), [*(("总计", place) for place in range(6)), *((label, 6) for label in APPLICANTS[:6])]
)
def test_a_header_that_lost_another_column_than_its_rows_names_none(label: str, numbers: int) -> None:
    found = read(without_column(label, numbers))
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(expected_applications(divided=True))


@pytest.mark.parametrize("place", range(7))
def test_a_table_without_one_of_its_columns_is_known(place: int) -> None:
    found = read(without_column(APPLICANTS[place], place))
    assert sum(value is not None for value in values(found).values()) == 6 * 25
