"""The tables as they are shown: every value once, under the labels and groups of the form."""

from typing import Any

import pytest
from presenting.stored import stored, truth

from gxcrawl.presenting.doubts.numbers import doubts_of
from gxcrawl.presenting.labels import HEADINGS
from gxcrawl.presenting.tables.sheet import Sheet
from gxcrawl.presenting.tables.sheets import sheets_of
from gxcrawl.presenting.values import cells_of


def sheets(document: dict[str, Any]) -> tuple[Sheet, ...]:
    cells = cells_of(document)
    return sheets_of(document, cells, doubts_of(document, cells))


@pytest.mark.parametrize("year", [2016, 2020, 2022])
def test_every_value_is_shown_once_and_none_is_missing(year: int) -> None:
    document = stored(truth(year))
    shown = [cell.path for sheet in sheets(document) for row in sheet.rows for cell in row.cells]
    assert sorted(shown) == sorted(cells_of(document))
    assert [sheet.missing for sheet in sheets(document)] == [()] * len(sheets(document))


def test_the_kinds_of_result_stand_below_their_groups() -> None:
    rows = [(row.depth, row.label) for row in sheets(stored(truth(2022)))[1].rows]
    assert rows[2:4] == [(0, "三、本年度办理结果"), (1, "（一）予以公开")]
    denied = rows.index((1, "（三）不予公开"))
    assert rows[denied + 1] == (2, "1.属于国家秘密")
    assert rows[-1] == (0, "四、结转下年度继续办理")


@pytest.mark.parametrize("irregularity", ["", "one_row_other_handling"])
def test_neither_shape_of_other_handling_misses_the_other(irregularity: str) -> None:
    applications = sheets(stored(truth(2022, *filter(None, [irregularity]))))[1]
    assert applications.missing == ()


def test_a_row_that_the_report_does_not_print_is_named() -> None:
    document = stored(truth(2022))
    del document["applications"]["result_total"]
    assert sheets(document)[1].missing == ("（七）总计",)


def test_a_form_without_rows_of_a_table_has_no_such_table() -> None:
    document = {**stored(truth(2022)), "review_litigation": None}
    assert [sheet.heading for sheet in sheets(document)] == list(HEADINGS.values())[:2]


def test_the_older_form_shows_its_parts_and_units() -> None:
    [sheet] = sheets(stored(truth(2016)))
    rows = [(row.depth, row.label, len(row.cells)) for row in sheet.rows]
    assert (0, "一、主动公开情况", 0) in rows
    assert (0, "四、行政复议数量（件）", 1) in rows
    assert (2, "其中：1.涉及国家秘密（件）", 1) in rows


def test_a_damaged_label_is_marked() -> None:
    rows = [row for sheet in sheets(stored(truth(2022, "damaged_label"))) for row in sheet.rows]
    assert sum(row.bridged for row in rows) == 1
