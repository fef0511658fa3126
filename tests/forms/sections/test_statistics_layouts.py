"""政府信息公开情况统计表 in the layouts that agencies give it: the numbers stay the same."""

from collections.abc import Callable, Sequence

import pytest
from opencc import OpenCC

from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Table
from gxcrawl.reading.spans import SpanCell, expand, plain

Rows = list[list[str]]
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_TRADITIONAL = OpenCC("s2t")
_SUBHEADINGS = {
    "proactive.gazette": "（二）通过不同渠道和方式公开政府信息的情况",
    "response.press_conferences": "（二）通过不同渠道和方式回应解读的情况",
}
EXPECTED = {one.key: 101 + place for place, one in enumerate(one for part in PARTS for one in part.indicators)}


def printed() -> Rows:
    """The official layout: three columns, headings with a dash for a unit."""
    rows = [["统计指标", "单位", "统计数"]]
    for part in PARTS:
        if part.label != part.indicators[0].label:
            rows.append([part.label, "——", ""])
        for one in part.indicators:
            rows += [[_SUBHEADINGS[one.key], "——", ""]] if one.key in _SUBHEADINGS else []
            rows.append([one.label, one.unit, str(EXPECTED[one.key])])
    return rows


def read(*tables: Table) -> Found:
    form, found = read_tables(tables)
    assert form == "2014"
    return found


def by_key(found: Found) -> dict[str | None, float | None]:
    return {one.key: one.value for one in found.statistics}


def _each(change: Callable[[list[str]], list[str]]) -> Rows:
    return [change(row) for row in printed()]


def _headed(*header: str) -> Rows:
    return [list(header), *printed()[1:]]


LAYOUTS: dict[str, Rows] = {
    "numbers of rows at the left": _each(lambda row: ["序号" if row[0] == "统计指标" else "1", *row]),
    "an empty column at the left": _each(lambda row: ["", *row]),
    "a blank cell more at the end of some rows": [
        row if place % 3 == 0 else [*row, ""] for place, row in enumerate(printed())
    ],
    "title, year and signatures in the table": [
        ["政府信息公开情况统计表", "", ""],
        ["（2016年度）", "", ""],
        ["填报单位（盖章）：霁川县教育局", "", ""],
        *printed(),
        ["单位负责人：某某", "审核人：某某", "填报人：某某"],
        ["联系电话：0000-0000000", "填报日期：2017年1月12日", ""],
    ],
    "traditional characters": _each(lambda row: [_TRADITIONAL.convert(text) for text in row]),
    "full width": _each(lambda row: [text.translate(_FULL_WIDTH) for text in row]),
    "blanks between characters": _each(lambda row: [" ".join(row[0]), *row[1:]]),
    "other words in the header": _headed("指标", "计量单位", "数量"),
    "the year over the numbers": _headed("指标名称", "单位", "2016年度"),
    "no header": printed()[1:],
    "no column of units": _each(lambda row: [row[0], row[2]]),
    "units in the labels": [
        ["统计指标", "统计数"],
        *([row[0] + (f"（{row[1]}）" if row[1] != "——" else ""), row[2]] for row in printed()[1:]),
    ],
    "empty units": _each(lambda row: [row[0], "" if row[0] != "统计指标" else row[1], row[2]]),
    "a total and its parts": [
        ["统计指标", "单位", "合计", "本级", "乡镇"],
        *([*row, "1", "2"] for row in printed()[1:]),
    ],
    "counters after the numbers": _each(lambda row: [*row[:2], row[2] + row[1] if row[2].isdigit() else row[2]]),
    "0 at the headings": _each(lambda row: [*row[:2], row[2] or "0"]),
    "other numbering": _each(
        lambda row: [row[0].replace("1.", "(1)").replace("2.", "⑵").replace("（二）", "㈡"), *row[1:]]
    ),
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_numbers_are_the_same_in_every_layout(rows: Rows) -> None:
    assert by_key(read(plain(rows))) == EXPECTED


def test_parts_at_the_left_of_their_rows() -> None:
    rows: list[Sequence[SpanCell]] = [[SpanCell("统计指标", 1, 2), SpanCell("单位"), SpanCell("统计数")]]
    for part in PARTS:
        for place, one in enumerate(part.indicators):
            left = [SpanCell(part.label, len(part.indicators))] if place == 0 else []
            rows.append([*left, SpanCell(one.label), SpanCell(one.unit), SpanCell(str(EXPECTED[one.key]))])
    assert by_key(read(expand(rows))) == EXPECTED


@pytest.mark.parametrize("cut", [5, 30, 45, 60, 63])
def test_a_page_break_cuts_the_table_in_two(cut: int) -> None:
    rows = printed()
    assert by_key(read(plain(rows[:cut]), plain(rows[cut:]))) == EXPECTED


@pytest.mark.parametrize("cut", [12, 30, 45])
def test_a_page_break_cuts_a_table_without_units(cut: int) -> None:
    rows = [[row[0], row[2]] for row in printed()]
    assert by_key(read(plain(rows[:cut]), plain(rows[cut:]))) == EXPECTED


@pytest.mark.parametrize("cut", [8, 20, 31])
def test_a_page_break_cuts_two_halves_side_by_side(cut: int) -> None:
    body = printed()[1:]
    middle = len(body) // 2
    halves = [[*a, *b] for a, b in zip(body[:middle], body[middle:], strict=False)]
    rows = [printed()[0] * 2, *halves]
    found = read(plain(rows[:cut]), plain(rows[cut:])).statistics
    assert {one.value for one in found} == {int(text) for row in rows for text in row if text.isdigit()}
    assert all(one.value == EXPECTED[one.key] for one in found if one.key)


def test_several_columns_of_numbers_and_none_is_the_forms() -> None:
    rows = [["统计指标", "单位", "区政府统计数", "乡镇统计数"], *([*row, "1"] for row in printed()[1:])]
    found = read(plain(rows))
    assert by_key(found) == dict.fromkeys(EXPECTED)
    assert {note.reason for note in found.notes} == {"unreadable"}


@pytest.mark.parametrize("year", ["本年度", "2016年", "年度"])
def test_the_year_beside_all_years(year: str) -> None:
    rows = [["指标", "单位", year, "历年累计"], *([*row, row[2] and f"{row[2]}9"] for row in printed()[1:])]
    assert by_key(read(expand(rows))).items() >= EXPECTED.items()


def test_a_month_or_quarter_beside_all_years_is_not_the_years() -> None:
    rows = [["指标", "单位", "本月", "历年累计"], *([*row, row[2] and f"{row[2]}9"] for row in printed()[1:])]
    assert set(by_key(read(expand(rows))).values()) == {None}


def test_a_row_without_its_number_is_not_known() -> None:
    rows = [row[:2] if row[0].endswith("举报投诉数量") else row for row in printed()]
    found = read(plain(rows))
    assert by_key(found) == {**EXPECTED, "complaints": None}


def test_a_number_over_two_rows_is_not_known_for_either() -> None:
    rows = [[SpanCell(text) for text in row] for row in printed()]
    place = next(n for n, row in enumerate(rows) if row[0].text == "1.当面申请数")
    rows[place][2] = rows[place][2]._replace(rowspan=2)
    wrong = by_key(read(expand(rows)))
    assert wrong == EXPECTED
    del rows[place + 1][2]
    merged = {"applications.received_in_person": None, "applications.received_by_fax": None}
    found = read(expand(rows))
    assert by_key(found) == {**EXPECTED, **merged}
    assert [note.reason for note in found.notes] == ["unreadable"] * 2
    rows[place][2] = SpanCell("0", 2)
    assert by_key(read(expand(rows))) == {**EXPECTED, **dict.fromkeys(merged, 0)}


def test_a_row_printed_twice_is_no_damaged_label_of_another() -> None:
    rows = printed()
    place = next(n for n, row in enumerate(rows) if row[0] == "2.同意公开答复数")
    rows.insert(place + 1, [*rows[place][:2], "7"])
    found = read(plain(rows))
    assert {one.key: one.value for one in found.statistics if one.key} == EXPECTED
    assert [one.value for one in found.statistics if not one.key] == [7]


REPEATED = ("被依法纠错数", "其他情形数")


def test_labels_of_two_parts_where_only_one_part_is_printed_are_not_told_apart() -> None:
    """What is left may be the end of the lawsuits, whose first rows are lost."""
    lost = ("五、行政诉讼数量", "（一）维持具体行政行为或者驳回原告诉讼请求数")
    rows = [row for row in printed() if row[0] not in lost]
    first = next(n for n, row in enumerate(rows) if row[0][3:] in REPEATED)
    found = read(plain([*rows[:first], *rows[first + 2 :]]))
    left = [row for row in found.statistics if row.label[3:] in REPEATED]
    assert [row.value for row in left] == [EXPECTED["litigation.corrected"], EXPECTED["litigation.other"]]
    assert [row.key for row in left] == [None, None]


def test_a_part_is_known_by_its_own_rows_where_its_heading_is_lost() -> None:
    rows = [row for row in printed() if row[0] != "五、行政诉讼数量"]
    assert by_key(read(plain(rows))) == {key: n for key, n in EXPECTED.items() if key != "litigation.total"}


def test_a_list_of_other_things_is_no_statistics() -> None:
    form, found = read_tables([plain([["项目", "单位", "数量"], ["培训", "次", "2"], ["简报", "期", "12"]])])
    assert (form, found.statistics, found.cells) == ("narrative", [], {})


def test_units_merged_over_rows() -> None:
    rows: list[list[SpanCell]] = [[SpanCell(text) for text in row] for row in printed()]
    for place in range(len(rows) - 1, 1, -1):
        if rows[place][1].text == rows[place - 1][1].text:
            rows[place - 1][1] = rows[place - 1][1]._replace(rowspan=rows[place][1].rowspan + 1)
            del rows[place][1]
    assert by_key(read(expand(rows))) == EXPECTED


def test_parts_at_the_left_under_a_title_of_their_own() -> None:
    rows = [[SpanCell(text) for text in ("项目", "统计指标", "单位", "统计数")]]
    for part in PARTS:
        below = [[SpanCell(one.label), SpanCell(one.unit), SpanCell(str(EXPECTED[one.key]))] for one in part.indicators]
        below[0].insert(0, SpanCell(part.label, len(below)))
        rows += below
    assert by_key(read(expand(rows))) == EXPECTED


@pytest.mark.parametrize("years", [("本年统计数", "历年累计"), ("本年数", "上年数"), ("2017年", "2016年")])
def test_the_year_beside_others(years: tuple[str, str]) -> None:
    rows = [["统计指标", "单位", *years], *([*row, row[2] and "99999"] for row in printed()[1:])]
    assert by_key(read(expand(rows))) == EXPECTED
