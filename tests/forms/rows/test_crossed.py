"""Section 2 turned round or as a list: every number is known by the two labels that name it, or it is reported."""

from collections.abc import Callable, Sequence

import pytest
from support.official import BLOCKS_2019, BLOCKS_2021, disclosure_table, expected_disclosure, values

from gxcrawl.forms.editions.shape import FormBlock
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount, Form
from gxcrawl.reading.spans import SpanCell, expand

Blocks = tuple[FormBlock, ...]
Cells = Sequence[Sequence[SpanCell | str]]
Layout = Callable[[Blocks], list[Cells]]
EDITIONS: list[tuple[Blocks, Form]] = [(BLOCKS_2019, "2019"), (BLOCKS_2021, "2021")]


def number(blocks: Blocks, row: str, column: str) -> str:
    return str(expected_disclosure(blocks)[f"proactive_disclosure.{row}.{column}"])


def turned_round(blocks: Blocks) -> list[Cells]:
    """A table for each block, its rows beside each other and what they count below each other."""
    return [
        [
            [SpanCell(block.header or "", 1, 1 + len(block.rows))],
            ["信息内容", *(row.label for row in block.rows)],
            *[[one.label, *(number(blocks, row.key, one.key) for row in block.rows)] for one in block.columns],
        ]
        for block in blocks
    ]


def one_below_the_other(blocks: Blocks) -> list[Cells]:
    """The same as one table."""
    return [[row for rows in turned_round(blocks) for row in rows]]


def a_list(blocks: Blocks) -> list[Cells]:
    return [
        [
            [row.label + one.label, number(blocks, row.key, one.key)]
            for block in blocks
            for row in block.rows
            for one in block.columns
        ]
    ]


def a_list_in_three_columns(blocks: Blocks) -> list[Cells]:
    return [
        [
            [
                *([SpanCell(row.label, len(block.columns))] if n == 0 else []),
                one.label,
                number(blocks, row.key, one.key),
            ]
            for block in blocks
            for row in block.rows
            for n, one in enumerate(block.columns)
        ]
    ]


LAYOUTS = [turned_round, one_below_the_other, a_list, a_list_in_three_columns]


def read(tables: Sequence[Cells]) -> tuple[Form, Found]:
    return read_tables([expand(rows) for rows in tables])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize(("blocks", "form"), EDITIONS, ids=["2019", "2021"])
def test_every_number_is_known_by_its_labels(layout: Layout, blocks: Blocks, form: Form) -> None:
    edition, found = read(layout(blocks))
    assert edition == form
    assert values(found) == expected_disclosure(blocks)
    assert not found.unknown_rows


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("lost", ["100", "201", "行政规范性文件", "本年废止件数", "信息内容"])
def test_a_cell_too_few_shifts_nothing(layout: Layout, lost: str) -> None:
    tables = [
        [[cell for cell in row if (cell.text if isinstance(cell, SpanCell) else cell) != lost] for row in rows]
        for rows in layout(BLOCKS_2021)
    ]
    expected = expected_disclosure(BLOCKS_2021)
    for path, value in values(read(tables)[1]).items():
        assert value in (None, expected[path]), path


def test_the_unit_stands_in_the_label_at_the_left() -> None:
    fee = read(turned_round(BLOCKS_2021))[1].cells["proactive_disclosure.administrative_fees.amount"].value
    assert isinstance(fee, Amount)
    assert fee.unit == "万元"


def test_pairs_of_label_and_number_in_one_row_are_reported() -> None:
    pairs = ["规章", "本年制发件数", "1", "本年废止件数", "2", "现行有效件数", "3"]
    _, found = read([[*disclosure_table()[4:]], [["行政规范性文件", "本年制发件数", "9"], pairs]])
    assert not [path for path in found.cells if ".rules." in path]
    assert [row.cells for row in found.unknown_rows] == [tuple(pairs)]
