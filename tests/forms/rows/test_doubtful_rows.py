"""Rows and columns that do not say what they count: nothing is guessed, nothing is dropped in silence."""

import pytest
from support.official import (
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    read,
    relabelled,
    values,
)

from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount
from gxcrawl.reading.spans import SpanCell, plain

EXPECTED = expected_applications(divided=True)
BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def two_dates(this_year: str) -> list[list[SpanCell]]:
    """The number at the year's beginning at the left of that at its end, both below the label of their column."""
    rows = applications_table()
    wide = {"申请人情况": 14, "法人或其他组织": 10}
    header = [[cell._replace(colspan=wide.get(cell.text, 2)) for cell in row] for row in rows[:3]]
    header[0][0] = rows[0][0]
    body = []
    for row in rows[3:]:
        pairs = [[SpanCell("99"), cell] if cell.text.isdigit() else [cell] for cell in row]
        body.append([cell for pair in pairs for cell in pair])
    body[1] = [cell if cell.text == "99" or not cell.text.isdigit() else SpanCell(this_year) for cell in body[1]]
    return [*header, [SpanCell("", 1, 3), *(SpanCell(year) for _ in range(7) for year in ("年初", "年末"))], *body]


@pytest.mark.parametrize("this_year", ["", "5"])
def test_of_two_numbers_below_one_label_neither_is_taken(this_year: str) -> None:
    found = read(two_dates(this_year))
    assert set(values(found)) == set(EXPECTED)
    assert not {path: value for path, value in values(found).items() if value is not None}
    assert {note.path for note in found.notes} == set(EXPECTED)


def test_rows_with_blanks_stand_where_the_full_rows_stand() -> None:
    """法人或其他组织 spans a column too many, so that the header's grid is off by one; the rows show it is."""
    rows = applications_table()
    rows[1][1] = rows[1][1]._replace(colspan=6)
    rows[9] = [
        cell._replace(text="") if cell.text.endswith(("2", "4")) and cell.text.isdigit() else cell for cell in rows[9]
    ]
    found = read(rows)
    blank = {path: value for path, value in values(found).items() if value is None}
    assert len(blank) == 2
    assert values(found) == EXPECTED | blank


def test_a_row_without_a_label_is_reported() -> None:
    rows = applications_table()
    rows[8] = [cell if cell.text.isdigit() else cell._replace(text="") for cell in rows[8]]
    found = read(rows)
    lost = EXPECTED.keys() - found.cells.keys()
    assert len(lost) == 7
    assert [row.cells[-7:] for row in found.unknown_rows] == [
        tuple(str(EXPECTED[path]) for path in EXPECTED if path in lost)
    ]


def test_numbers_behind_the_label_of_a_group_are_reported() -> None:
    rows = applications_table()
    place = next(n for n, row in enumerate(rows) if any(cell.text.startswith("1.申请人无正当理由") for cell in row))
    rows[place] = [cell._replace(text="") if cell.text.startswith("1.") else cell for cell in rows[place]]
    found = read(rows)
    wanted = {path: n for path, n in EXPECTED.items() if ".no_correction." not in path}
    assert values(found) == wanted
    assert len(found.unknown_rows) == 1


def test_a_header_that_a_page_break_cuts_is_one() -> None:
    rows = applications_table()
    upper, lower = rows[:2], rows[2:]
    upper = [[cell._replace(rowspan=1) for cell in row] for row in upper]
    upper[1] = [SpanCell("", 1, 3), *upper[1]]
    lower[0] = [SpanCell("", 1, 3), SpanCell(""), *lower[0], SpanCell("")]
    assert values(read(upper, lower)) == EXPECTED


def test_a_header_alone_above_a_table_that_has_none_is_its_header() -> None:
    rows = applications_table()
    assert values(read(rows[:3], rows[3:])) == EXPECTED


@pytest.mark.parametrize("numbers_first", [True, False])
@pytest.mark.parametrize("cut", ["、行政机关不再处理其", "，不计其他情形", "全一稳定", "”", "信息公开申请数量"])
def test_a_label_that_a_page_break_cuts_is_one(cut: str, numbers_first: bool) -> None:
    rows: Rows = []
    for row in applications_table():
        place = next((n for n, cell in enumerate(row) if cut in cell.text and n == len(row) - 8), None)
        if place is None:
            rows.append(row)
            continue
        label, numbers = row[place], row[place + 1 :]
        at = label.text.index(cut)
        blanks = [SpanCell("")] * len(numbers)
        upper, lower = (numbers, blanks) if numbers_first else (blanks, numbers)
        rows.append([*row[:place], label._replace(text=label.text[:at]), *upper])
        rows.append([label._replace(text=label.text[at:]), *lower])
    found = read(rows)
    assert values(found) == EXPECTED
    assert not found.unknown_rows


@pytest.mark.parametrize("below", ["小计", "（其中涉企）", "其他"])
def test_numbers_below_a_row_without_any_are_not_that_rows(below: str) -> None:
    rows = applications_table()
    place = next(n for n, row in enumerate(rows) if any("予以公开" in cell.text for cell in row))
    numbers = rows[place][-7:]
    rows[place][-7:] = [SpanCell("")] * 7
    rows.insert(place + 1, [SpanCell(below, 1, 2), *numbers])
    found = read(rows)
    assert {value for path, value in values(found).items() if ".granted." in path} == {None}
    assert found.unknown_rows


def test_the_beginning_of_a_label_whose_rest_stands_elsewhere() -> None:
    rows = [
        [cell._replace(text=cell.text.replace("危及“三安全一稳定”", "危及“三")) for cell in row]
        for row in applications_table()
    ]
    found = read(rows)
    assert values(found) == EXPECTED
    assert [note.printed for note in found.label_notes] == ["3.危及“三"]


def test_section_2_of_no_edition_is_reported() -> None:
    rows = [["项目", "指标", "数字"], ["规章", "件数", "3"], ["行政许可", "决定", "4"]]
    found = read(rows, applications_table())
    assert values(found) == EXPECTED
    assert [row.cells for row in found.unknown_rows] == [tuple(row) for row in rows[1:]]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("本年收费金额（单位：千元）", None),
        ("本年收费金额（单位：百万元）", None),
        ("本年收费金额（美元）", None),
        ("本年收费金额（单位：□元）", None),
        ("本年收费金额（单位：万）", "万元"),
        ("本年收费金额【单位：元】", "元"),
        ("本年收费金额/亿元", "亿元"),
    ],
)
def test_a_unit_is_known_or_it_is_not(label: str, unit: str | None) -> None:
    table = disclosure_table()
    found = read([[cell._replace(text=label) if "收费金额" in cell.text else cell for cell in row] for row in table])
    path = "proactive_disclosure.administrative_fees.amount"
    fee = found.cells[path].value
    assert isinstance(fee, Amount)
    assert (fee.value, fee.unit, fee.yuan is None) == (expected_disclosure()[path], unit, unit is None)


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("本年收费金额", "行政事业性收费（万元）", "万元"),
        ("本年收费金额（单位：万元）", "行政事业性收费（万元）", "万元"),
        ("本年收费金额（单位：万元）", "行政事业性收费（元）", None),
        ("本年收费金额（单位：千元）", "行政事业性收费（万元）", None),
    ],
)
def test_the_unit_beside_a_rows_own_label(header: str, label: str, unit: str | None) -> None:
    labels = {"本年收费金额（单位：万元）": header, "行政事业性收费": label}
    fee = read(relabelled(disclosure_table(), labels)).cells["proactive_disclosure.administrative_fees.amount"].value
    assert isinstance(fee, Amount)
    assert (fee.unit, fee.yuan is None) == (unit, unit is None)


def other_numbers(rows: list[list[SpanCell]]) -> list[list[SpanCell]]:
    return [[cell._replace(text=f"9{cell.text}") if cell.text.isdigit() else cell for cell in row] for row in rows]


@pytest.mark.parametrize("other_first", [True, False])
def test_a_blank_is_not_filled_from_a_table_with_other_numbers(other_first: bool) -> None:
    """This year's table leaves two cells blank and one label unreadable; last year's prints numbers for all of them."""
    own = applications_table()
    own[3] = [cell._replace(text="") if cell.text in ("101", "106") else cell for cell in own[3]]
    own[8] = [cell if cell.text.isdigit() else cell._replace(text="甲") for cell in own[8]]
    tables = [own, other_numbers(applications_table())]
    found = read(*reversed(tables)) if other_first else read(*tables)
    assert set(values(found).values()) == {None}
    assert {note.path for note in found.notes} == set(EXPECTED)


def test_a_row_that_a_page_break_prints_twice_costs_itself_only() -> None:
    rows = applications_table()
    head, body = rows[:3], rows[3:]
    again = [cell._replace(text="1") if cell.text == "2306" else cell for cell in body[22]]
    found = read([*head, *body[:23]], [*head, again, *body[23:]])
    assert {path for path, value in values(found).items() if value is None} == {
        "applications.other_handling.other.total"
    }


def test_numbers_of_section_2_without_a_label_are_reported() -> None:
    rows = disclosure_table()
    rows[2][0] = SpanCell("")
    found = read(rows)
    lost = {path: n for path, n in expected_disclosure().items() if ".rules." in path}
    assert values(found) == {path: n for path, n in expected_disclosure().items() if path not in lost}
    assert [row.cells[1:] for row in found.unknown_rows] == [tuple(map(str, lost.values()))]


def test_a_label_and_its_number_in_one_cell_are_reported() -> None:
    rows = [row if row[0].text != "行政许可" else [SpanCell("1.行政许可：31件", 1, 4)] for row in disclosure_table()]
    assert [row.label for row in read(rows).unknown_rows] == ["1.行政许可：31件"]


def test_a_label_of_section_2_without_any_cell_behind_it_is_a_row_without_numbers() -> None:
    rows = [row[:1] if row[0].text in ("规章", "行政许可") else row for row in disclosure_table()]
    found = read(rows)
    lost = {path for path in expected_disclosure() if ".rules." in path or ".administrative_licensing." in path}
    assert values(found) == expected_disclosure() | dict.fromkeys(lost, None)
    assert {(note.path, note.reason) for note in found.notes} == {(path, "blank") for path in lost}
    assert values(read(rows, disclosure_table())) == expected_disclosure()


def test_an_amount_whose_label_says_too_little_is_reported() -> None:
    rows = [["规章本年制发件数", "3"], ["行政许可处理决定数量", "7"], ["行政事业性收费总额", "5.5"]]
    assert [row.label for row in read(rows).unknown_rows] == ["行政事业性收费总额"]


_HEADER = ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def test_numbers_before_a_label_are_of_another_row_beside() -> None:
    row = ["（一）予以公开", *"1234567", "（二）部分公开", *"2345678"]
    _, found = read_tables([plain([_HEADER * 2, row])])
    assert not [path for path, cell in found.cells.items() if cell.value is not None]
    assert [one.cells for one in found.unknown_rows] == [tuple(row)]


@pytest.mark.parametrize("blank", [" ", "\u00a0\u00a0", "\n"])
@pytest.mark.parametrize("label", ["（一）予以公开", "（七）总计", "3.其他"])
def test_a_label_and_all_numbers_of_its_row_in_one_cell_are_reported(label: str, blank: str) -> None:
    rows = [_HEADER, ["（二）部分公开", *"1234567"], [blank.join((label, *"1234567"))]]
    _, found = read_tables([plain(rows)])
    assert {path.split(".")[1] for path in found.cells} == {"partially_granted"}
    assert [one.row for one in found.unknown_rows] == [2]


def test_a_row_that_stands_alone_and_may_be_of_another_section_is_reported() -> None:
    _, found = read_tables([plain([_HEADER, ["（一）予以公开", *"1234567"]]), plain([["总计", *"1234567"]])])
    assert [one.cells[0] for one in found.unknown_rows] == ["总计"]
    _, found = read_tables([plain([["类别", "数量"], ["文件", "3"], ["总计", "3"]])])
    assert found.unknown_rows == []


def test_blank_cells_behind_a_label_do_not_push_its_numbers_to_the_right() -> None:
    """Text tables print the places that a label spans as blank cells, where columns of an agency's own stand beside."""
    aside = [["比上年", "增减"], ["单位", "备注"], ["页", "栏"]]
    header = [["", BALANCE, "", "申请人情况"], ["", "自然人", "法人或其他组织", "总计"], ["", *ORGANISATIONS]]
    body = [
        [label, "", "", *map(str, range(10, 17)), "3", "件"] for label in ("一、本年新收申请数量", "（一）予以公开")
    ]
    rows = [*([*row, *other] for row, other in zip(header, aside, strict=True)), *body]
    _, found = read_tables([plain(rows, spans_known=False)])
    assert not {path: value for path, value in values(found).items() if value is not None}
    assert {note.reason for note in found.notes} == {"unreadable"}


@pytest.mark.parametrize("table", [disclosure_table(), applications_table()], ids=["section 2", "section 3"])
def test_numbers_behind_a_label_that_counts_itself_are_of_another_row(table: Rows) -> None:
    """Where a line 行政许可;300 stands above one that lost its label, the extractors' layout makes one row of both."""
    place = next(n for n, row in enumerate(table) if row[0].text in ("行政许可", "二、上年结转政府信息公开申请数量"))
    rows = [list(row) for row in table]
    rows[place][0] = rows[place][0]._replace(text=f"{rows[place][0].text};300")
    found = read(rows)
    assert len(found.unknown_rows) == 1
    assert not {path for path in values(found) if "carried_over" in path or "licensing" in path}
