"""Rows that an agency added to a group of section 3, and sums of groups: none is taken for a row of the form."""

import pytest
from support.growth import grows_evenly
from support.official import Rows, applications_table, expected_applications, read

from gxcrawl.forms.sections.applications_rows import row_named
from gxcrawl.reading.spans import SpanCell


def with_row(group: str, label: str, *, divided: bool) -> Rows:
    """Section 3 with one more row at the end of a group."""
    rows = applications_table(divided=divided)
    place, at = next((r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.text == group)
    height = rows[place][at].rowspan
    rows[place][at] = rows[place][at]._replace(rowspan=height + 1)
    rows[5][0] = rows[5][0]._replace(rowspan=rows[5][0].rowspan + 1)
    rows.insert(place + height, [SpanCell(label), *(SpanCell(str(9000 + n)) for n in range(7))])
    return rows


@pytest.mark.parametrize("divided", [True, False])
@pytest.mark.parametrize("group", ["（三）不予公开", "（四）无法提供", "（五）不予处理"])
@pytest.mark.parametrize("label", ["9.其他", "其它", "其他情形", "小计", "合计", "总计"])
def test_what_an_agency_adds_is_reported(group: str, label: str, divided: bool) -> None:
    found = read(with_row(group, label, divided=divided))
    assert {path: cell.value for path, cell in found.cells.items()} == expected_applications(divided=divided)
    assert [row.label for row in found.unknown_rows] == [label]


def test_a_label_of_marks_alone_is_looked_through_once() -> None:
    assert row_named("-" * 60_000) is None
    assert grows_evenly(lambda size: row_named("-" * size), 15_000)


def test_two_totals_one_below_the_other_are_both_doubted() -> None:
    rows = applications_table()
    total = next(n for n, row in enumerate(rows) if row[0].text == "（七）总计")
    rows.insert(total, [cell if cell.text.startswith("（") else SpanCell("1") for cell in rows[total]])
    values = {path: cell.value for path, cell in read(rows).cells.items() if ".result_total." in path}
    assert set(values.values()) == {None}


def test_a_total_before_its_parts() -> None:
    rows = applications_table()
    total = rows.pop(next(n for n, row in enumerate(rows) if row[0].text == "（七）总计"))
    rows[5:6] = [[rows[5][0], *total], rows[5][1:]]
    assert {path: cell.value for path, cell in read(rows).cells.items()} == expected_applications(divided=True)
