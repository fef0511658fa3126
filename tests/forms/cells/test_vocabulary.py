"""Damaged labels: the one row that they are like, and none where two are."""

import pytest

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.vocabulary import most_similar
from gxcrawl.forms.editions.shape import Row
from gxcrawl.forms.sections.applications_rows import ROWS

_CERTAIN = 7  # characters of a label that is told when any one of them is lost


@pytest.mark.parametrize("row", ROWS.entries, ids=lambda row: row.key)
def test_a_label_that_lost_a_character_is_of_its_own_row_or_of_none(row: Row) -> None:
    label = bare(row.label)
    lost = [label[:at] + label[at + 1 :] for at in range(len(label))]
    found = {match and match[0] for match in (most_similar(printed, ROWS.entries) for printed in lost if printed)}
    assert found <= ({row} if len(label) >= _CERTAIN else {row, None})


@pytest.mark.parametrize("printed", ["属于行政执法事项", "属于三类内程性信息", "国家秘", "申请", ""])
def test_a_label_as_like_two_rows_or_like_none_is_of_none(printed: str) -> None:
    assert most_similar(printed, ROWS.entries) is None
