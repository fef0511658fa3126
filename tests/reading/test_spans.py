"""The span grid against a plain reference, and what careless pages write as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.errors import Unreadable
from gxcrawl.reading.spans import MAX_COLUMNS, SpanCell, expand, parse_span, plain, tidy

spans = st.one_of(st.integers(1, 4), st.integers(-2, 8), st.sampled_from([1000, 10**6]))
grids = st.lists(
    st.lists(
        st.builds(SpanCell, st.text("零一二三01", max_size=2), spans, st.integers(-1, 5), st.just(value=False)),
        max_size=5,
    ),
    max_size=6,
)


def painted(rows):
    """The HTML standard's rule, slowly: paint each cell over all its slots at once, never over another's."""
    slots = {}
    for y, row in enumerate(rows):
        for cell in row:
            x = next(x for x in range(10**6) if (y, x) not in slots)
            height = len(rows) if cell.rowspan == 0 else max(cell.rowspan, 1)
            for down in range(y, min(y + height, len(rows))):
                for right in range(x, x + max(cell.colspan, 1)):
                    slots.setdefault((down, right), ((y, x), cell.text))
    return slots


@given(grids)
def test_the_span_grid_equals_a_plain_reference(rows):
    table = expand(rows)
    slots = painted(rows)
    for y, row in enumerate(table.rows):
        for x, text in enumerate(row):
            assert (table.owners[y][x], text) == slots.get((y, x), (None, ""))
    assert all(x < len(table.rows[y]) for y, x in slots)


@given(grids)
def test_grid_is_rectangular_and_spells_out_every_cell_in_order(rows):
    table = expand(rows)
    assert len({len(row) for row in (*table.rows, *table.owners)}) <= 1
    assert [[text for _, text in table.own_cells(y)] for y in range(len(rows))] == [[c.text for c in r] for r in rows]


@given(grids)
def test_tidying_keeps_all_text_and_valid_owners(rows):
    table = tidy(expand(rows))
    printed = {cell.text for row in rows for cell in row if cell.text}
    assert printed == {text for row in table.rows for text in row if text}
    for y, row in enumerate(table.owners):
        for x, owner in enumerate(row):
            assert owner is None or table.rows[owner[0]][owner[1]] == table.rows[y][x]


@pytest.mark.parametrize(
    ("printed", "number"),
    [(None, 1), ("", 1), ("3", 3), ("2;", 2), (" 4px", 4), ("+2", 2), ("-1", 1), ("two", 1), ("0", 1), ("1e9", 1)],
)
def test_span_attributes_are_parsed_leniently(printed, number):
    assert parse_span(printed) == number


def test_a_rowspan_of_zero_extends_to_the_last_row():
    assert parse_span("0", zero_allowed=True) == 0
    table = expand([[SpanCell("三", 0), SpanCell("1")], [SpanCell("2")], [SpanCell("3")]])
    assert table.rows == (("三", "1"), ("三", "2"), ("三", "3"))


def test_huge_spans_are_bounded():
    table = expand([[SpanCell("一", 10**9, 10**9)], [SpanCell("二")]])
    assert len(table.rows) == 2
    assert len(table.rows[0]) == MAX_COLUMNS + 1


def test_a_table_too_large_is_refused():
    with pytest.raises(Unreadable, match="positions"):
        expand([[SpanCell("一", 1, 1000)]] * 500)
    with pytest.raises(Unreadable, match="positions"):
        plain([["1"] * 1000] + [["1"]] * 1000)


def test_a_short_row_is_padded_with_positions_without_a_cell():
    table = plain([["一", "二", "三"], ["1"]])
    assert table.rows[1] == ("1", "", "")
    assert table.owners[1] == ((1, 0), None, None)


def test_a_gap_leaves_positions_without_a_cell():
    table = expand([[SpanCell("一"), SpanCell("二")], [SpanCell("", 1, 1, gap=True), SpanCell("3")]])
    assert table.rows[1] == ("", "3")
    assert table.owners[1] == (None, (1, 1))


def test_spacer_columns_under_a_header_are_left_out():
    rows = [
        [SpanCell("申请人情况", 1, 3)],
        [SpanCell("自然人"), SpanCell(""), SpanCell("总计")],
        [SpanCell("1"), SpanCell(""), SpanCell("2")],
    ]
    table = tidy(expand(rows))
    assert table.rows == (("申请人情况", "申请人情况"), ("自然人", "总计"), ("1", "2"))
    assert table.owners[2] == ((2, 0), (2, 1))


def test_a_blank_column_without_a_header_is_kept():
    """The lower half of a table cut by a page break: nobody filled in the middle column."""
    table = tidy(plain([["2.重复申请", "1", "", "1"], ["3.其他", "0", "", "0"]]))
    assert table.rows[0] == ("2.重复申请", "1", "", "1")


def test_columns_that_only_a_too_large_span_reaches_are_left_out():
    table = tidy(expand([[SpanCell("行政诉讼", 1, 7)], [SpanCell("维持"), SpanCell("纠正")]]))
    assert table.rows == (("行政诉讼", "行政诉讼"), ("维持", "纠正"))


@given(grids)
def test_tables_of_equal_layout_never_share_text(rows):
    alike = [[cell._replace(text=f"{number}·{cell.text}") for number, cell in enumerate(row)] for row in rows]
    first, second = expand(rows), expand(alike)
    assert second.owners == first.owners
    said = {cell.text for row in alike for cell in row}
    assert {text for row in second.rows for text in row} <= said | {""}
