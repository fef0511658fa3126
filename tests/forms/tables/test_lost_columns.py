"""A header that lost a label above rows that lost another column: no number is read below another one's label."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from support.official import (
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    read,
    review_table,
    values,
)

from gxcrawl.forms.sections import review_labels
from gxcrawl.reading.spans import SpanCell

RESULTS = (1, 3, 2, 1, 7, 2, 2, 5, 1, 10, 4, 1, 3, 2, 10)
At = tuple[int, int]
# by the place of a label: its row and cell, and those of the cells that span it
RESULT_LABELS: list[tuple[At, list[At]]] = [
    *(((1, n), [(0, 0)]) for n in range(5)),
    *(((2, n), [(0, 1), (1, 5 + n // 5)]) for n in range(10)),
]


def without(label: int, lost: int, *, spans: bool) -> Rows:
    """Section 4 without a label and a number. spans: those of the cells above the label are smaller."""
    (row, place), above = RESULT_LABELS[label]
    table = [list(cells) for cells in review_table()[:3]]
    for r, c in above if spans else ():
        table[r][c] = table[r][c]._replace(colspan=table[r][c].colspan - 1)
    del table[row][place]
    return [*table, [SpanCell(str(number)) for place, number in enumerate(RESULTS) if place != lost]]


@pytest.mark.parametrize("spans", [True, False])
def test_of_the_results_of_section_4_none_is_read_below_another_label(spans: bool) -> None:
    right = dict(zip(review_labels.COLUMNS, RESULTS, strict=True))
    for label, lost in permutations(range(15), 2):
        found = read(without(label, lost, spans=spans))
        by_path = {path: value for path, value in values(found).items() if value is not None}
        assert not [path for path, value in by_path.items() if right[path.partition(".")[2]] != value], (label, lost)
        assert found.notes or found.unknown_rows


def section_3(rows: Sequence[Sequence[int]], label: str, lost: int) -> Rows:
    """Section 3 without a label of its header and a number of each row; rows beyond the given ones are 0."""
    table: Rows = []
    for line, cells in enumerate(applications_table()):
        labels = [cell for cell in cells if not cell.text.isdigit() and cell.text != label]
        numbers = rows[line - 3] if 0 <= line - 3 < len(rows) else (0,) * 7
        printed = [SpanCell(str(number)) for place, number in enumerate(numbers) if place != lost]
        table.append([*labels, *(printed if line > 2 else [])])
    return table


@pytest.mark.parametrize("lost", range(1, 6))
def test_rows_that_add_up_below_a_header_without_natural_persons_lost_another_column(lost: int) -> None:
    found = read(section_3([(3, 0, 0, 0, 0, 0, 3), (1, 0, 0, 0, 0, 0, 1)], "自然人", lost))
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(expected_applications(divided=True))


def test_zeros_without_natural_persons_are_known() -> None:
    found = read(section_3([], "自然人", 0))
    assert set(values(found).values()) == {0, None}


@pytest.mark.parametrize("lost", range(6))
def test_a_header_without_totals_above_applications_of_natural_persons_only_names_no_column(lost: int) -> None:
    """The totals stand below 其他."""
    found = read(section_3([(3, 0, 0, 0, 0, 0, 3), (1, 0, 0, 0, 0, 0, 1)], "总计", lost))
    assert set(values(found).values()) == {None}


def test_one_row_whose_total_is_too_small_does_not_make_totals_the_numbers_of_others() -> None:
    rows = [(3, 2, 0, 0, 0, 1, 6), (1, 0, 0, 1, 0, 0, 2), (4, 1, 0, 0, 0, 0, 2)]
    assert set(values(read(section_3(rows, "总计", 4))).values()) == {None}


def test_zeros_of_section_4_do_not_hide_a_lost_column() -> None:
    """Below 结果纠正 stands the 0 of another result, and each block still adds up."""
    rows = without(10, 13, spans=True)
    results = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)
    rows[3] = [SpanCell(str(number)) for place, number in enumerate(results) if place != 13]
    assert set(values(read(rows)).values()) == {None}


@pytest.mark.parametrize(("label", "lost"), list(permutations(range(3), 2)))
def test_a_header_of_section_2_that_ends_before_the_edge_of_its_table_names_no_column(label: int, lost: int) -> None:
    """Its block heading is as wide as the whole form, so that a label is missing."""
    rows = disclosure_table()
    for line in (1, 2, 3):
        del rows[line][1 + (label if line == 1 else lost)]
    found = read(rows)
    block = {path for path in values(found) if path.split(".")[1] in ("rules", "normative_documents")}
    assert {path for path, value in values(found).items() if value is None} == block
    assert {note.path for note in found.notes} == block


def test_a_last_column_of_section_2_that_is_blank_below_a_blank_label_hides_no_other() -> None:
    rows = disclosure_table()
    for line in (1, 2, 3):
        rows[line][3] = SpanCell("")
    found = read(rows)
    block = {
        path: value for path, value in values(found).items() if path.split(".")[1] in ("rules", "normative_documents")
    }
    right = {path: value for path, value in values(read(disclosure_table())).items() if path in block}
    assert block == {path: None if path.endswith(".in_force") else value for path, value in right.items()}
