"""Section 4 laid out in other ways than the official form: every number is known by its labels, or it is not known."""

import pytest
from support.official import expected_review, read, relabelled, review_table, values

from gxcrawl.forms.editions import review
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Block, Paragraph, Table
from gxcrawl.reading.spans import SpanCell, plain

EXPECTED = expected_review()
BLOCKS = [label for _, label in review.BLOCKS]
RESULTS = [column.label for column in review.RESULTS]
NUMBERS = [[str(5 * block + result + 1) for result in range(5)] for block in range(3)]

Rows = list[list[SpanCell | str]]


def blocks_as_rows() -> Rows:
    return [["类别", *RESULTS], *([block, *row] for block, row in zip(BLOCKS, NUMBERS, strict=True))]


def blocks_as_rows_with_lawsuits_merged() -> Rows:
    header, first, second, third = blocks_as_rows()
    lawsuits = SpanCell(review.LITIGATION, 2)
    return [
        [SpanCell("类别", 1, 2), *header[1:]],
        [SpanCell(first[0], 1, 2), *first[1:]],
        [lawsuits, *second],
        third,
    ]


def results_as_rows() -> Rows:
    return [["结果", *BLOCKS], *([result, *(row[n] for row in NUMBERS)] for n, result in enumerate(RESULTS))]


def one_number_to_a_row() -> Rows:
    return [
        [*([SpanCell(block, 5)] if number == 0 else []), result, row[number]]
        for block, row in zip(BLOCKS, NUMBERS, strict=True)
        for number, result in enumerate(RESULTS)
    ]


def a_list_with_a_header() -> Rows:
    return [
        ["类别", "结果", "数量"],
        *(
            [block, result, value]
            for block, row in zip(BLOCKS, NUMBERS, strict=True)
            for result, value in zip(RESULTS, row, strict=True)
        ),
    ]


def labels_of_block_and_result() -> Rows:
    return [[f"{block}{result}" for block in BLOCKS for result in RESULTS], [n for row in NUMBERS for n in row]]


def totals_first() -> Rows:
    order = [4, 0, 1, 2, 3]
    first, _, _, _ = review_table()
    return [
        [first[0]._replace(rowspan=2), first[1]],
        [SpanCell(BLOCKS[1], 1, 5), SpanCell(BLOCKS[2], 1, 5)],
        [RESULTS[n] for _ in BLOCKS for n in order],
        [row[n] for row in NUMBERS for n in order],
    ]


def lawsuits_first() -> Rows:
    return [
        [SpanCell(review.LITIGATION, 1, 10), SpanCell(BLOCKS[0], 1, 5)],
        [SpanCell(BLOCKS[1], 1, 5), SpanCell(BLOCKS[2], 1, 5), *(SpanCell(result, 2) for result in RESULTS)],
        [*RESULTS, *RESULTS],
        [*NUMBERS[1], *NUMBERS[2], *NUMBERS[0]],
    ]


def lawsuits_after_review_first() -> Rows:
    first, second, third, _ = review_table()
    return [first, [*second[:5], second[6], second[5]], third, [*NUMBERS[0], *NUMBERS[2], *NUMBERS[1]]]


LAYOUTS = [
    blocks_as_rows, blocks_as_rows_with_lawsuits_merged, results_as_rows, one_number_to_a_row, a_list_with_a_header,
    labels_of_block_and_result, totals_first, lawsuits_first, lawsuits_after_review_first,
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_number_is_known_by_its_labels(layout) -> None:
    found = read(layout())
    assert values(found) == EXPECTED
    assert not found.unknown_rows


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_number_too_few_shifts_nothing(layout) -> None:
    """The cell with 7 is not printed: its row may be unknown or reported, no value may be a neighbour's."""
    rows = [[cell for cell in row if cell != "7"] for row in layout()]
    for path, value in values(read(rows)).items():
        assert value in (None, EXPECTED[path]), path


def test_a_block_named_by_the_last_row_of_a_narrower_table_heads_the_next() -> None:
    narrow = plain([["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "5", "7万元"], [BLOCKS[0]]])
    found = read_blocks([narrow, plain([RESULTS, NUMBERS[0]])])
    reviews = {path: value for path, value in values(found).items() if path.startswith("review")}
    assert reviews == {path: n for path, n in EXPECTED.items() if ".review." in path}


def test_a_row_that_names_no_result_is_reported() -> None:
    rows = [*blocks_as_rows(), ["合计件数", "1", "2", "3", "4", "5"]]
    found = read(rows)
    assert values(found) == EXPECTED
    assert [row.label for row in found.unknown_rows] == ["合计件数"]


def test_a_block_whose_label_names_none_is_not_the_one_before() -> None:
    rows = [["复议后" if cell == BLOCKS[2] else cell for cell in row] for row in a_list_with_a_header()]
    found = read(rows)
    assert values(found) == {path: n for path, n in EXPECTED.items() if "after_review" not in path}
    assert len(found.unknown_rows) == 5


@pytest.mark.parametrize("layout", [lawsuits_first, lawsuits_after_review_first])
def test_no_number_is_known_if_blocks_are_moved_and_spans_are_lost(layout) -> None:
    rows = [[SpanCell(cell.text) if isinstance(cell, SpanCell) else cell for cell in row] for row in layout()]
    found = read(rows)
    assert values(found) == {}
    assert found.unknown_rows


def captioned(*captions: str) -> list[Block]:
    """Three tables of five numbers, each below a paragraph."""
    blocks: list[Block] = []
    for caption, row in zip(captions, NUMBERS, strict=True):
        blocks += [Paragraph(caption), plain([RESULTS, row])]
    return blocks


def read_blocks(blocks: list[Block]) -> Found:
    return read_tables([block for block in blocks if isinstance(block, Table)], blocks)[1]


def test_blocks_that_a_paragraph_above_each_table_names() -> None:
    for second, third in (
        ("（二）未经复议直接起诉情况", "（三）复议后起诉"),
        ("（二）行政诉讼（未经复议直接起诉）", "行政诉讼情况：复议后起诉"),
    ):
        assert values(read_blocks(captioned("（一）行政复议", second, third))) == EXPECTED
    lawsuits = captioned("（一）行政复议", "（二）行政诉讼", "行政诉讼（未经复议直接起诉、复议后起诉）")
    assert values(read_blocks(lawsuits)) == {path: n for path, n in EXPECTED.items() if ".review." in path}


def test_the_same_tables_under_other_captions_are_no_others() -> None:
    read_blocks(captioned("（一）行政复议", "（二）未经复议直接起诉情况", "（三）复议后起诉"))
    found = read_blocks(captioned("复议后起诉", "未经复议直接起诉", "行政复议"))
    assert found.cells["review_litigation.review.upheld"].value == 11
    assert values(read_blocks(captioned("总体", "其中", "其他"))) == {}


def test_several_labels_that_lost_characters_are_bridged() -> None:
    damaged = {"结果纠正": "结纠正", "尚未审结": "未审结束", "未经复议直接起诉": "未经复议直起诉"}
    found = read(relabelled(review_table(), damaged))
    assert values(found) == EXPECTED
    assert {note.printed for note in found.label_notes} == {"结纠正", "未审结束"}


def test_a_label_that_is_as_like_two_others_is_neither() -> None:
    assert (
        values(read(relabelled(review_table(), {"结果维持": "结果", "结果纠正": "结纠正", "尚未审结": "未审结束"})))
        == {}
    )


def test_a_label_that_is_another_is_never_bridged() -> None:
    for label, printed in (("结果纠正", "结果维持"), ("其他结果", "调解"), ("结果维持", "驳回")):
        found = read(relabelled(review_table(), {label: printed}))
        assert values(found) == {}
        assert found.unknown_rows


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("其他结果", "其它"),
        ("总计", "小计"),
        ("结果纠正", "被依法纠正"),
        ("结果维持", "维持数"),
        ("行政复议", "行政复议情况"),
    ],
)
def test_labels_worded_otherwise(label: str, printed: str) -> None:
    assert values(read(relabelled(review_table(), {label: printed}))) == expected_review()


@pytest.mark.parametrize("number", [0, 7, 14])
def test_a_label_and_a_number_that_are_both_lost_shift_nothing(number: int) -> None:
    rows = review_table()
    del rows[1][1], rows[3][number]
    found = read(rows)
    assert values(found) == {}
    assert found.unknown_rows


def test_a_row_that_nobody_filled_in_is_null_with_notes() -> None:
    rows = [*review_table()[:3], [""] * 15]
    found = read(rows)
    assert values(found) == dict.fromkeys(EXPECTED)
    assert {note.reason for note in found.notes} == {"blank"}


def test_a_block_that_nobody_filled_in_leaves_the_next_one_alone() -> None:
    tables = [[[SpanCell(block, 1, 5)], RESULTS, row] for block, row in zip(BLOCKS, NUMBERS, strict=True)]
    tables[0][2] = [""] * 5
    assert values(read(*tables)) == EXPECTED | dict.fromkeys(list(EXPECTED)[:5])


@pytest.mark.parametrize("shown", [8, 10, 12])
def test_columns_beyond_the_edge_of_the_paper_are_null_with_notes(shown: int) -> None:
    _, results, labels, numbers = review_table()
    blocks = [SpanCell("行政复议", 1, 5), SpanCell("行政诉讼", 1, shown - 5)]
    titles = [SpanCell("未经复议直接起诉", 1, min(5, shown - 5))]
    titles += [SpanCell("复议后起诉", 1, shown - 10)] if shown > 10 else []
    found = read([blocks, [*results[:5], *titles], labels[: shown - 5], numbers[:shown]])
    assert values(found) == EXPECTED | dict.fromkeys(list(EXPECTED)[shown:])
    assert [note.path for note in found.notes] == list(EXPECTED)[shown:]


def test_rows_without_cells_between_those_of_the_header() -> None:
    header, numbers = review_table()[:3], review_table()[3]
    assert values(read([*(row for line in header for row in (line, [])), numbers])) == EXPECTED


@pytest.mark.parametrize("sign", ["零", "〇", "O", "…"])
def test_a_row_of_signs_that_are_no_numbers_keeps_its_numbers(sign: str) -> None:
    rows = review_table()
    rows[3] = [cell if n % 5 == 4 else SpanCell(sign) for n, cell in enumerate(rows[3])]
    found = read(rows)
    assert values(found) == {path: n if path.endswith(".total") else None for path, n in EXPECTED.items()}
    assert {note.raw for note in found.notes} == {sign}


def test_a_label_before_a_row_with_a_number_too_few_is_no_number() -> None:
    rows = review_table()
    rows[3] = [SpanCell("数量"), *rows[3][1:]]
    assert not [value for value in values(read(rows)).values() if value is not None]


def test_a_number_below_a_blank_corner_does_not_make_up_for_one_that_lacks() -> None:
    rows = review_table()
    rows[0].insert(0, SpanCell("", 3))
    rows[3] = [SpanCell("9"), *rows[3][:6], *rows[3][7:]]
    found = read(rows)
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(EXPECTED)


def test_a_second_row_of_numbers_leaves_none_where_the_first_is_blank() -> None:
    rows = review_table()
    below = [SpanCell("") if n == 2 else SpanCell(str(50 + n)) for n in range(15)]
    found = read([*rows, below])
    assert set(values(found).values()) == {None}
    assert found.unknown_rows
