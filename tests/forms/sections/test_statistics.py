"""政府信息公开情况统计表, the edition of 2014."""

import pytest

from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Statistic
from gxcrawl.reading.spans import SpanCell, expand

Rows = list[list[str]]


def printed() -> tuple[Rows, dict[str, float]]:
    """The whole table, every number another one, and what must be read."""
    rows: Rows = [["统 计 指 标", "单位", "统计数"]]
    expected: dict[str, float] = {}
    for part in PARTS:
        first = part.indicators[0] if part.indicators and part.indicators[0].label == part.label else None
        if first is None:
            rows.append([part.label, "——", ""])
        for indicator in part.indicators:
            value = len(expected) + 1 + (0.5 if indicator.unit == "万元" else 0)
            rows.append([indicator.label, indicator.unit, f"{value:g}"])
            expected[indicator.key] = value
    return rows, expected


def read(rows: Rows) -> Found:
    form, found = read_tables([expand([[SpanCell(text) for text in row] for row in rows])])
    assert form == "2014"
    return found


def by_key(found: Found) -> dict[str | None, float | None]:
    return {statistic.key: statistic.value for statistic in found.statistics}


def test_every_indicator_of_the_form() -> None:
    rows, expected = printed()
    found = read(rows)
    assert by_key(found) == expected
    assert not found.notes


def test_every_value_leads_back_to_its_cell() -> None:
    rows, _ = printed()
    found = read(rows)
    for index, statistic in enumerate(found.statistics):
        at = found.cells[f"statistics.{index}.value"].at
        assert at is not None
        assert float(rows[at[1]][at[2]]) == statistic.value


def test_a_table_without_its_column_of_units() -> None:
    rows, expected = printed()
    found = read([[row[0], row[2]] for row in rows])
    headings = {part.label for part in PARTS} - {i.label for part in PARTS for i in part.indicators}
    values = {s.key: s.value for s in found.statistics if s.label not in headings}
    assert values == expected


def test_two_halves_side_by_side() -> None:
    rows, expected = printed()
    body = rows[1:]
    middle = next(r for r, row in enumerate(body) if row[0].startswith("三、依申请公开"))
    left, right = body[:middle], body[middle:]
    left += [["", "", ""]] * (len(right) - len(left))
    found = read([rows[0] * 2, *(a + b for a, b in zip(left, right, strict=True))])
    assert by_key(found) == expected


def test_an_indicator_of_their_own_is_kept_without_a_key() -> None:
    rows, expected = printed()
    rows.insert(6, ["6.电子显示屏公开政府信息数", "条", "99"])
    found = read(rows)
    assert Statistic(None, "6.电子显示屏公开政府信息数", "条", 99) in found.statistics
    assert {k: v for k, v in by_key(found).items() if k} == expected


def test_a_label_of_two_indicators_is_neither() -> None:
    rows, expected = printed()
    at = next(number for number, row in enumerate(rows) if row[0] == "2.政府网站在线访谈次数")
    rows[at : at + 2] = [[f"{rows[at][0]}\n{rows[at + 1][0]}", *rows[at][1:]]]
    kept: dict[str | None, float | None] = {**expected, None: expected["response.online_interviews"]}
    for key in ("response.online_interviews", "response.online_interviews_by_head"):
        del kept[key]
    assert by_key(read(rows)) == kept


OTHERS = {
    "制发规范性文件总数": ("废止规范性文件总数", "修订规范性文件总数"),
    "其中：主动公开规范性文件数": ("其中：规范性文件数",),
    "3.政务微博公开政府信息数": (
        "3.政务新媒体公开政府信息数",
        "3.政务微博、微信公开政府信息数",
        "3.政务公开栏公开政府信息数",
    ),
    "1.政府公报公开政府信息数": ("1.政府网站公报公开政府信息数",),
    "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": ("（一）历年累计主动公开政府信息数",),
    "2.延期办结数": ("2.逾期办结数",),
    "（二）申请办结数": ("（二）办结数",),
    "（一）维持具体行政行为数": ("（一）撤销具体行政行为数",),
    "1.专职人员数（不包括政府公报及政府网站工作人员数）": ("1.全职人员数", "1.挂职人员数"),
}


@pytest.mark.parametrize(("label", "other"), [(label, other) for label, others in OTHERS.items() for other in others])
def test_what_is_like_an_indicator_and_another_one_has_no_key(label: str, other: str) -> None:
    rows, expected = printed()
    found = read([[other if row[0] == label else row[0], *row[1:]] for row in rows])
    assert {key: value for key, value in by_key(found).items() if key}.items() < expected.items()
    assert [one.label for one in found.statistics if one.key is None] == [other]


@pytest.mark.parametrize(
    ("label", "printed_as"),
    [
        ("制发规范性文件总数", "制定规范性文件总数"),
        ("2.同意公开答复数", "2.同意公开数"),
        ("4.不同意公开答复数", "4.不予公开答复数"),
        ("4.政务微信公开政府信息数", "4.政务微信公众号公开政府信息数"),
        ("3.政务微博公开政府信息数", "3.政务微博开政府信息数"),
        ("3.网络申请数", "3.网上申请数"),
    ],
)
def test_other_words_for_an_indicator(label: str, printed_as: str) -> None:
    rows, expected = printed()
    assert by_key(read([[printed_as if row[0] == label else row[0], *row[1:]] for row in rows])) == expected


def test_odd_cells_are_noted() -> None:
    rows, _ = printed()
    rows[2][2], rows[3][2] = "", "约300"
    found = read(rows)
    assert [(note.path, note.reason) for note in found.notes] == [
        ("statistics.0.value", "blank"),
        ("statistics.1.value", "text"),
    ]
