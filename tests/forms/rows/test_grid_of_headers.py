"""A header whose grid does not tell which number stands below which label: cells are known otherwise, or not at all."""

import pytest
from support.official import (
    BLOCKS_2019,
    BLOCKS_2021,
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    map_cells,
    spread,
)
from support.official import (
    values as values_of,
)

from gxcrawl.forms.editions.shape import FormBlock
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount, Table
from gxcrawl.reading.spans import SpanCell, expand, plain, tidy

EXPECTED = expected_applications(divided=True)


def values(rows: Rows) -> dict[str, int | float | None]:
    cells = read_tables([tidy(expand(rows))])[1].cells
    return {path: cell.value.value if isinstance(cell.value, Amount) else cell.value for path, cell in cells.items()}


def known(rows: Rows) -> dict[str, int | float | None]:
    return {path: value for path, value in values(rows).items() if value is not None}


@pytest.mark.parametrize("blocks", [BLOCKS_2019, BLOCKS_2021])
@pytest.mark.parametrize("title", ["信息内容", "项目", ""])
def test_a_label_pushed_below_a_label_that_counts(blocks: tuple[FormBlock, ...], title: str) -> None:
    """规章 spans a row too many, and of the row below two numbers are merged: neither is the one its place says."""
    rows = disclosure_table(blocks)
    rows = [[cell._replace(text=title) if cell.text == "信息内容" else cell for cell in row] for row in rows]
    rows[2][0] = rows[2][0]._replace(rowspan=2)
    for merged in (1, 2):
        changed = [list(row) for row in rows]
        changed[3][merged : merged + 2] = [rows[3][merged]._replace(colspan=2)]
        wanted = {path: n for path, n in expected_disclosure(blocks).items() if ".normative_documents." not in path}
        assert known(changed) == wanted


@pytest.mark.parametrize("lost", ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "其他"])
def test_a_label_lost_with_its_cell(lost: str) -> None:
    """Those at its right stand over the numbers of others."""
    rows = applications_table()
    rows[:3] = [[cell for cell in row if cell.text != lost] for row in rows[:3]]
    assert known(rows).items() <= EXPECTED.items()


@pytest.mark.parametrize("lost", ["商业企业", "科研机构", "社会公益组织", "法律服务机构"])
def test_below_a_label_that_is_blank_a_row_with_a_number_too_few_is_not_known(lost: str) -> None:
    rows = applications_table()
    rows[2] = [cell._replace(text="") if cell.text == lost else cell for cell in rows[2]]
    del rows[3][5]
    assert known(rows).items() <= {path: n for path, n in EXPECTED.items() if ".new_received." not in path}.items()


@pytest.mark.parametrize("lost", range(2, 9))
@pytest.mark.parametrize("label", ["自然人", "总计"])
def test_a_label_lost_at_either_end_and_a_number_in_one_row(label: str, lost: int) -> None:
    """The row has as many numbers as the header has labels, and its neighbours one more."""
    for change in (lambda row: [cell for cell in row if cell.text != label],
                   lambda row: [cell._replace(text="") if cell.text == label else cell for cell in row]):  # fmt: skip
        rows = applications_table()
        rows[1] = change(rows[1])
        del rows[6][lost - 1]
        assert known(rows).items() <= EXPECTED.items()


def test_a_cell_too_many_that_ends_in_a_blank_beyond_the_table() -> None:
    """A blank was put in before 其他, and 总计 is blank: read by the grid 其他 would be 总计."""
    rows = applications_table()
    rows[8] = [*rows[8][:-2], SpanCell(""), rows[8][-2], SpanCell("")]
    assert not [path for path in known(rows) if ".prohibited_by_law." in path]


def test_a_blank_column_beyond_the_header_in_every_row_costs_nothing() -> None:
    rows = applications_table()
    rows = [row if n < 3 else [*row, SpanCell("")] for n, row in enumerate(rows)]
    assert known(rows) == EXPECTED


def test_a_blank_among_the_labels_and_a_number_too_few() -> None:
    """Another row, cut off from its group's label, stands a column to the left: this one does not stand as it does."""
    rows = applications_table()[:12]
    rows[5] = rows[5][1:]
    rows[4] = [rows[4][0]._replace(colspan=2), SpanCell(""), *rows[4][1:4], *rows[4][5:]]
    assert not [path for path in known(rows) if ".carried_over." in path]


@pytest.mark.parametrize("off", [-2, -1, 1, 2])
def test_a_header_beside_rows_that_all_have_blanks_when_merged_cells_were_written_out(off: int) -> None:
    """The corner spans too many columns or too few, and blanks keep the places of merged cells, also at the right."""
    rows = map_cells(
        applications_table(),
        lambda r, c, cell: cell._replace(text="") if cell.text.isdigit() and int(cell.text) % 3 == 0 else cell,
    )
    rows[0][0] = rows[0][0]._replace(colspan=3 + off)
    grid = expand(rows)
    written = [
        [
            SpanCell(text if owner == (r, c) else "")
            for c, (text, owner) in enumerate(zip(row, grid.owners[r], strict=True))
        ]
        for r, row in enumerate(grid.rows)
    ]
    assert {path: value for path, value in known(written).items() if value != EXPECTED[path]} == {}


def texts_without(rows: Rows, label: str, lost: int) -> Table:
    """Only the texts of the cells, of most rows without a number, which was blank; the header without a label."""
    texts = [[cell.text for cell in row if cell.text != label] for row in rows]
    for place, row in enumerate(texts):
        numbers = [n for n, text in enumerate(row) if text.isdigit()]
        if place % 8 and len(numbers) > 2:
            del row[numbers[lost]]
    return plain(texts, spans_known=False)


@pytest.mark.parametrize("lost", [0, 1])
@pytest.mark.parametrize(
    ("rows", "label", "expected"),
    [(applications_table(), "科研机构", EXPECTED), (applications_table(), "总计", EXPECTED),
     (disclosure_table(), "本年废止件数", expected_disclosure()),
     (disclosure_table(BLOCKS_2019), "本年新制作数量", expected_disclosure(BLOCKS_2019))],
)  # fmt: skip
def test_a_label_lost_where_blank_cells_are_lost_too(
    rows: Rows, label: str, expected: dict[str, int], lost: int
) -> None:
    found = values_of(read_tables([texts_without(rows, label, lost)])[1])
    assert {path: value for path, value in found.items() if value not in (None, expected[path])} == {}


def test_numbers_at_the_left_of_all_labels_speak_against_the_header() -> None:
    """It stands a column too far to the right and lacks 总计; blanks make up for the numbers."""
    rows = applications_table()
    header = [[SpanCell(""), *[cell for cell in row if cell.text != "总计"]] for row in rows[:3]]
    header[1:] = [row[1:] for row in header[1:]]
    header[0][0] = header[0][0]._replace(rowspan=3)
    blank = [
        [cell._replace(text="") if n == len(row) - 7 + place % 3 * 2 else cell for n, cell in enumerate(row)]
        for place, row in enumerate(rows[3:])
    ]
    found = known([*header, *blank])
    assert {path: value for path, value in found.items() if value != EXPECTED[path]} == {}


def test_a_header_printed_above_each_of_its_columns_is_read() -> None:
    assert values(spread(applications_table())) == EXPECTED
