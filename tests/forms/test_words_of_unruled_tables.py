"""The words by which readers find header cells include the labels of every edition of the form.

A reader may not import `forms`, so `gxcrawl.reading.unruled.words` repeats these labels.
"""

import pytest

from gxcrawl.forms.editions import applications, disclosure_2019, disclosure_2021, review
from gxcrawl.forms.editions.shape import CONTENT
from gxcrawl.forms.sections.statistics_header import LABEL, UNIT, VALUE
from gxcrawl.reading.unruled import words
from gxcrawl.text.characters import normalise

_BLOCKS_OF_SECTION_2 = (*disclosure_2019.BLOCKS, *disclosure_2021.BLOCKS)
_COLUMNS = (
    *(column for block in _BLOCKS_OF_SECTION_2 for column in block.columns),
    *applications.COLUMNS,
    *review.RESULTS,
)


@pytest.mark.parametrize("label", sorted({*(column.label for column in _COLUMNS), UNIT, VALUE}))
def test_a_column_of_the_form_is_a_word_of_headers(label: str) -> None:
    assert words.is_column(normalise(label))


@pytest.mark.parametrize("label", [result.label for result in review.RESULTS if result.key != "total"])
def test_a_result_of_section_4_is_known_as_one(label: str) -> None:
    assert words.is_result(normalise(label))


@pytest.mark.parametrize("label", [review.LITIGATION, *(label for _, label in review.BLOCKS)])
def test_a_block_of_section_4_is_known_as_one(label: str) -> None:
    assert words.is_block(normalise(label))


@pytest.mark.parametrize("label", [applications.APPLICANTS, applications.ORGANISATIONS])
def test_a_label_over_several_columns_stands_above_them(label: str) -> None:
    assert words.stands_above(normalise(label))


@pytest.mark.parametrize("label", [CONTENT, LABEL])
def test_a_label_above_the_labels_of_rows_is_a_corner(label: str) -> None:
    assert words.is_corner(normalise(label))
