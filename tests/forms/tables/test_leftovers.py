"""Rows with figures where the official tables stand, of which nothing came: they are reported, those elsewhere not."""

import pytest
from support.official import HEADINGS, applications_table, disclosure_table, review_table

from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Block, Paragraph, UnknownRow
from gxcrawl.reading.spans import SpanCell, expand

TABLES = {1: disclosure_table(), 2: applications_table(), 3: review_table()}


def unknown(rows: list[list[str]], below: int, *, headings: bool = True) -> tuple[UnknownRow, ...]:
    """What is reported where a table with these rows stands below the other one of a section."""
    blocks: list[Block] = []
    for number, heading in enumerate(HEADINGS):
        blocks += [Paragraph(heading)] if headings else []
        blocks += [expand(TABLES[number])] if number in TABLES else []
        blocks += [Paragraph("其中："), expand(rows)] if number == below else []
    tables = [block for block in blocks if not isinstance(block, Paragraph)]
    return tuple(read_tables(tables, blocks)[1].unknown_rows)


@pytest.mark.parametrize("headings", [True, False])
@pytest.mark.parametrize("row", [["3269", "1563"], ["（三）不予", "191 | 786"], ["乡镇街道", "12?"]])
def test_figures_among_the_official_tables_are_reported(row: list[str], headings: bool) -> None:
    (reported,) = unknown([row], 2, headings=headings)
    assert (reported.section, reported.cells) == (3, tuple(row))


@pytest.mark.parametrize(
    ("row", "below"), [(["3269", "1563"], 0), (["3269", "1563"], 4), (["见附件", "2021年"], 2), (["", "—"], 2)]
)
def test_figures_elsewhere_and_words_are_not(row: list[str], below: int) -> None:
    assert unknown([row], below) == ()


def test_numbers_beyond_the_labels_of_section_4_are_reported() -> None:
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [[SpanCell("行政复议", 1, 5)], [SpanCell(label) for label in labels], [SpanCell(str(n)) for n in range(15)]]
    (reported,) = read_tables([expand(rows)])[1].unknown_rows
    assert reported.cells == tuple(map(str, range(15)))
