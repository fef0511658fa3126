"""A header that lost a label above rows that lost another column: no number is read below another one's label."""

from itertools import permutations

import pytest
from support.official import Rows, read, review_table, values

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
