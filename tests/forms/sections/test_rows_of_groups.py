"""Rows that an agency added to a group of section 3, and sums of groups: none is taken for a row of the form."""

import pytest
from support.growth import grows_evenly
from support.official import Rows, applications_table, expected_applications, map_cells, read, relabelled, values

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


@pytest.mark.parametrize("label", ["（六）其他", "（六）其他情形", "六、其它"])
def test_the_sixth_group_is_known_by_its_number_if_its_label_is_cut_short(label: str) -> None:
    rows = relabelled(applications_table(divided=False), {"（六）其他处理": label})
    assert values(read(rows)) == expected_applications(divided=False)


@pytest.mark.parametrize("label", ["6.其他", "（六）其他"])
def test_a_row_beside_the_three_of_the_sixth_group_is_none_of_them(label: str) -> None:
    rows = with_row("（六）其他处理", label, divided=True)
    found = values(read(rows))
    expected = expected_applications(divided=True)
    assert {path: value for path, value in found.items() if value not in (None, expected.get(path))} == {}


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


@pytest.mark.parametrize(
    ("label", "printed", "notes"),
    [
        ("1.申请人无正当理由逾期不补正、", "1.申请人无正当理由逾期未补正、", 1),
        ("2.其他法律", "2.其它法律", 0),
        ("（七）总计", "（七）共计", 0),
    ],
)
def test_labels_worded_otherwise(label: str, printed: str, notes: int) -> None:
    rows = map_cells(applications_table(), lambda r, c, one: one._replace(text=one.text.replace(label, printed)))
    found = read(rows)
    assert values(found) == expected_applications(divided=True)
    assert (len(found.label_notes), found.unknown_rows) == (notes, [])


def test_a_row_of_the_opposite_is_no_damaged_one() -> None:
    rows = map_cells(
        applications_table(), lambda r, c, one: one._replace(text=one.text.replace("予以公开", "不予公开"))
    )
    found = read(rows)
    assert not any(".granted." in path and "partially" not in path for path in found.cells)
    assert len(found.unknown_rows) == 1
