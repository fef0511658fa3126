"""The engine against the official tables in every shape that agencies give them."""

from itertools import pairwise

import pytest
from support.official import (
    BLOCKS_2019,
    BLOCKS_2021,
    COLUMNS,
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    expected_review,
    map_cells,
    review_table,
    values,
)

from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount, Origin, Table
from gxcrawl.reading.spans import SpanCell, expand


def read(*tables: Rows, spans_known: bool = True) -> Found:
    """What the engine finds in tables on consecutive pages."""
    grids: list[Table] = [
        expand(rows, Origin(page=page), spans_known=spans_known) for page, rows in enumerate(tables, 1)
    ]
    return read_tables(grids)[1]


def unspanned(rows: Rows) -> Rows:
    """What is left of a table when its spans are lost: each row its own cells, a covered position empty."""
    grid = expand(rows)
    out: Rows = []
    for r in range(len(grid.rows)):
        row: list[SpanCell] = []
        for c, owner in enumerate(grid.owners[r]):
            if owner == (r, c):
                row.append(SpanCell(grid.rows[r][c]))
            elif owner is not None and owner[0] < r and owner[1] == c:
                row.append(SpanCell(""))
        out.append(row)
    return out


@pytest.mark.parametrize("divided", [True, False])
def test_section_3_in_both_editions(divided: bool) -> None:
    found = read(applications_table(divided=divided))
    assert values(found) == expected_applications(divided=divided)
    assert not found.notes
    assert not found.unknown_rows


@pytest.mark.parametrize(("blocks", "form"), [(BLOCKS_2019, "2019"), (BLOCKS_2021, "2021")])
def test_section_2_tells_the_edition(blocks: tuple, form: str) -> None:
    table = disclosure_table(blocks)
    assert read_tables([expand(table)])[0] == form
    assert values(read(table)) == expected_disclosure(blocks)


@pytest.mark.parametrize(
    ("blocks", "form"),
    [((BLOCKS_2019[0], *BLOCKS_2021[1:]), "2021"), ((BLOCKS_2021[0], *BLOCKS_2019[1:]), "2019")],
)
def test_the_block_of_documents_of_the_other_edition_costs_no_other_block(blocks: tuple, form: str) -> None:
    table = disclosure_table(blocks)
    assert read_tables([expand(table)])[0] == form
    expected = expected_disclosure(blocks[1:])
    found = read(table)
    known = {path: value for path, value in values(found).items() if value is not None}
    assert known.keys() == expected.keys()
    assert {note.path.split(".")[1] for note in found.notes} == {"rules", "normative_documents"}


def test_section_4() -> None:
    assert values(read(review_table())) == expected_review()


@pytest.mark.parametrize("divided", [True, False])
def test_the_extractors_layout_without_spans(divided: bool) -> None:
    tables = [disclosure_table(BLOCKS_2019), applications_table(divided=divided), review_table()]
    found = read(*map(unspanned, tables), spans_known=False)
    assert values(found) == (
        expected_disclosure(BLOCKS_2019) | expected_applications(divided=divided) | expected_review()
    )


def test_every_value_leads_back_to_its_cell() -> None:
    tables = [expand(rows) for rows in (disclosure_table(), applications_table(), review_table())]
    _, found = read_tables(tables)
    for path, cell in found.cells.items():
        assert cell.at is not None
        table, row, column = cell.at
        value = cell.value.value if isinstance(cell.value, Amount) else cell.value
        assert tables[table].rows[row][column] == str(value), path


def test_rowspans_one_too_large_do_not_shift_rows() -> None:
    rows = map_cells(
        applications_table(),
        lambda r, c, cell: cell._replace(rowspan=cell.rowspan + 1) if cell.text.startswith("（三）不予公开") else cell,
    )
    assert values(read(rows)) == expected_applications(divided=True)


def test_spans_all_missing() -> None:
    rows = map_cells(applications_table(), lambda r, c, cell: SpanCell(cell.text))
    assert values(read(rows)) == expected_applications(divided=True)


def test_spacer_columns_between_the_numbers() -> None:
    def widen(r: int, c: int, cell: SpanCell) -> list[SpanCell]:
        return [cell, SpanCell("")] if cell.text.isdigit() or (r == 2 and c < 5) else [cell]

    rows = [
        [new for c, cell in enumerate(row) for new in widen(r, c, cell)] for r, row in enumerate(applications_table())
    ]
    rows[0][1] = SpanCell("申请人情况", 1, 14)
    rows[1] = [SpanCell("自然人", 2, 2), SpanCell("法人或其他组织", 1, 10), SpanCell("总计", 2, 2)]
    assert values(read(rows)) == expected_applications(divided=True)


def test_a_page_break_with_header_and_group_label_printed_again() -> None:
    rows = applications_table()
    head, body = rows[:3], rows[3:]
    second = [[SpanCell("三、本年度办理结果"), SpanCell("（五）不予处理"), *body[17][-8:]], *body[18:]]
    found = read(head + body[:17], head + second)
    assert values(found) == expected_applications(divided=True)
    assert not found.unknown_rows


def test_a_page_break_without_header_goes_on_under_the_one_before() -> None:
    rows = applications_table()
    second = [[SpanCell("三、本年度办理结果"), SpanCell("（五）不予处理"), *rows[20][-8:]], *rows[21:]]
    assert values(read(rows[:20], second)) == expected_applications(divided=True)


def test_a_row_with_a_number_too_few_is_not_known_and_shifts_nothing() -> None:
    rows = applications_table(divided=False)
    position = next(r for r, row in enumerate(rows) if row[0].text == "（七）总计")
    del rows[position][3]
    found = read(rows)
    wanted = expected_applications(divided=False)
    for path, value in values(found).items():
        assert value == (None if ".result_total." in path else wanted[path]), path
    assert {note.reason for note in found.notes} == {"unreadable"}
    assert len(found.notes) == len(COLUMNS)


def test_a_row_without_any_cells_is_blank() -> None:
    rows = applications_table(divided=False)
    position = next(r for r, row in enumerate(rows) if row[0].text == "（六）其他处理")
    rows[position] = rows[position][:1]
    found = read(rows)
    notes = {note.path: note.reason for note in found.notes}
    assert notes == {f"applications.other_handling.undivided.{column}": "blank" for column in COLUMNS}


def test_a_merged_value_cell_is_not_guessed() -> None:
    rows = applications_table()
    rows[3][1:4] = [SpanCell("5", 1, 3)]
    found = read(rows)
    got = {path: cell.value for path, cell in found.cells.items() if path.startswith("applications.new_received")}
    assert list(got.values())[:3] == [None, None, None]
    assert list(got.values())[3:] == [103, 104, 105, 106]


def test_a_damaged_label_is_bridged_and_leaves_a_trace() -> None:
    rows = map_cells(
        applications_table(),
        lambda r, c, cell: cell._replace(text="2.其他法律行政止公开") if cell.text.startswith("2.其他法律") else cell,
    )
    found = read(rows)
    assert values(found) == expected_applications(divided=True)
    assert [note.path for note in found.label_notes] == ["applications.denied.prohibited_by_law"]


def test_an_unknown_row_is_reported_and_moves_nobody() -> None:
    rows = applications_table()
    rows.insert(9, [SpanCell("9.某地自设的情形"), *[SpanCell("7") for _ in range(7)]])
    rows[5][0] = rows[5][0]._replace(rowspan=rows[5][0].rowspan + 1)
    found = read(rows)
    assert values(found) == expected_applications(divided=True)
    assert [row.label for row in found.unknown_rows] == ["9.某地自设的情形"]


@pytest.mark.parametrize("rows", [applications_table(), disclosure_table(BLOCKS_2021)])
def test_a_row_that_no_section_knows_on_the_next_page_is_of_the_table_before(rows: Rows) -> None:
    width = len(expand(rows).rows[0])
    own = [SpanCell("9.某地自设的情形", 1, width - 3), *map(SpanCell, "123")]
    found = read(rows, [own])
    assert values(found) == values(read(rows))
    assert [row.label for row in found.unknown_rows] == ["9.某地自设的情形"]


@pytest.mark.parametrize("other_first", [False, True])
def test_a_table_printed_twice_with_other_numbers_leaves_none_in_doubt(other_first: bool) -> None:
    other = map_cells(applications_table(), lambda r, c, cell: cell._replace(text="1") if cell.text == "100" else cell)
    tables = [applications_table(), other]
    found = read(*(reversed(tables) if other_first else tables))
    doubted = next(path for path, value in expected_applications(divided=True).items() if value == 100)
    assert values(found) == {**expected_applications(divided=True), doubted: None}
    assert [(note.path, note.reason) for note in found.notes] == [(doubted, "unreadable")]
    assert len(found.unknown_rows) == 1


def test_labels_in_the_wild() -> None:
    wild = {
        "自然人": "自 然 人",
        "商业企业": "商業\n企業",
        "其他": "其 他",
        "1.属于国家秘密": "1、属于国家秘密",
        "2.重复申请": "（2）重复申请",
        "（一）予以公开": "（一）\n予以公开",
        "（七）总计": "(七)總計",
        "3.危及“三安全一稳定”": '3．危及"三安全一稳定"',
        "二、上年结转政府信息公开申请数量": "二、上年結轉政府信息公開申請數量",
    }
    rows = map_cells(applications_table(), lambda r, c, cell: cell._replace(text=wild.get(cell.text, cell.text)))
    found = read(rows)
    assert values(found) == expected_applications(divided=True)
    assert not found.label_notes


def test_section_2_cut_into_small_tables() -> None:
    rows = disclosure_table()
    starts = [r for r, row in enumerate(rows) if row[0].text.startswith("第二十条")] + [len(rows)]
    tables = [rows[start:end] for start, end in pairwise(starts)]
    assert values(read(*tables)) == expected_disclosure()


def test_a_block_whose_header_stands_on_the_page_before() -> None:
    rows = disclosure_table()
    assert values(read(rows[:2], rows[2:])) == expected_disclosure()


def test_values_that_fill_one_of_the_columns_under_a_wide_header() -> None:
    rows = map_cells(
        disclosure_table(),
        lambda r, c, cell: cell._replace(colspan=1) if cell.text.isdigit() else cell,
    )
    rows = [row + [SpanCell("")] * (4 - len(row)) if row[-1].text.isdigit() else row for row in rows]
    assert values(read(rows)) == expected_disclosure()


def test_section_4_with_fourteen_numbers_is_not_known() -> None:
    rows = review_table()
    del rows[3][7]
    found = read(rows)
    assert set(values(found).values()) == {None}


def test_nothing_official_is_found_in_other_tables() -> None:
    form, found = read_tables(
        [expand([[SpanCell("索引号"), SpanCell("123")], [SpanCell("发布机构"), SpanCell("某局")]])]
    )
    assert form == "narrative"
    assert not found.cells
    assert not found.unknown_rows
