"""Section 3 cut between its columns: natural persons in one table, organisations in another."""

import pytest
from support.official import (
    APPLICANTS,
    COLUMNS,
    Rows,
    applications_table,
    expected_applications,
    read,
    values,
    with_larger_numbers,
)

from gxcrawl.reading.spans import SpanCell

APPLICATIONS = expected_applications(divided=True)
TABLE = applications_table()
TOTALS = {path for path in APPLICATIONS if path.endswith(".total")}


def part(*columns: int) -> Rows:
    """The table with these of its seven columns."""
    organisations = [SpanCell(APPLICANTS[column]) for column in columns if 0 < column < 6]
    others = [SpanCell(APPLICANTS[column], 2 if organisations else 1) for column in columns if column in (0, 6)]
    group = [SpanCell("法人或其他组织", 1, len(organisations))] if organisations else []
    middle = 1 if columns[0] == 0 else 0
    header = [
        [TABLE[0][0]._replace(rowspan=2 + bool(organisations)), SpanCell("申请人情况", 1, len(columns))],
        [*others[:middle], *group, *others[middle:]],
        *([organisations] if organisations else []),
    ]
    numbers = [[cell for cell in row if cell.text.isdigit()] for row in TABLE[3:]]
    labels = [[cell for cell in row if not cell.text.isdigit()] for row in TABLE[3:]]
    return header + [[*left, *(row[column] for column in columns)] for left, row in zip(labels, numbers, strict=True)]


@pytest.mark.parametrize("cut", [((0,), (1, 2, 3, 4, 5)), ((0, 1, 2, 3), (4, 5)), ((1, 2, 3, 4, 5), (0,))])
def test_what_one_part_does_not_name_the_other_gives(cut: tuple[tuple[int, ...], ...]) -> None:
    found = read(*(part(*columns) for columns in cut))
    assert values(found) == APPLICATIONS | dict.fromkeys(TOTALS, None)
    assert {note.path for note in found.notes} == TOTALS
    assert not found.unknown_rows


@pytest.mark.parametrize("cut", [((0,), (1, 2, 3, 4, 5, 6)), ((0, 6), (1, 2, 3, 4, 5))])
def test_the_total_beside_one_part_may_be_that_of_the_part(cut: tuple[tuple[int, ...], ...]) -> None:
    found = read(*(part(*columns) for columns in cut))
    assert values(found) == APPLICATIONS | dict.fromkeys(TOTALS, None)
    assert {note.path for note in found.notes} == TOTALS


def test_a_part_before_the_whole_table() -> None:
    assert values(read(part(0), TABLE)) == APPLICATIONS


def test_a_part_of_another_year_before_the_whole_table_gives_no_number() -> None:
    found = read(with_larger_numbers(part(0), 5000), TABLE)
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(APPLICATIONS)


def test_a_row_that_lacks_a_number_in_its_part_is_not_known_in_that_part_alone() -> None:
    organisations = part(1, 2, 3, 4, 5)
    del organisations[3][2]
    read_so = values(read(part(0), organisations))
    lost = {f"applications.new_received.{column}" for column in COLUMNS[1:]} | TOTALS
    assert read_so == APPLICATIONS | dict.fromkeys(lost, None)


def test_a_table_without_a_label_of_its_own_is_no_part_of_another_bodys() -> None:
    """Seven numbers below six labels: nothing says that the other table is its other part."""
    own = [list(row) for row in TABLE]
    own[1].pop()
    found = read(own, with_larger_numbers(TABLE, 5000))
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(APPLICATIONS)
