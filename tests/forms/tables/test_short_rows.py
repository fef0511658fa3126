"""Rows that lost a cell and that an editor filled up with a blank one at their ends: no number is taken for another."""

from collections.abc import Sequence

import pytest
from support.official import (
    Rows,
    applications_table,
    expected_applications,
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
