"""Counts in hundreds or thousands: what is printed is not the number."""

import pytest
from support.official import (
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    read,
    relabelled,
    values,
)

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@pytest.mark.parametrize(
    ("label", "printed", "lost"),
    [
        ("总计", "总计（万件）", ".total"),
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量（百件）", ".new_received."),
        ("申请人情况", "申请人情况（单位：千件）", ""),
        (CORNER, "单位：万件", ""),
    ],
)
def test_counts_of_section_3_in_larger_units_are_not_known(label: str, printed: str, lost: str) -> None:
    found = read(relabelled(applications_table(), {label: printed}))
    unknown = {path for path, value in values(found).items() if value is None}
    assert unknown == {path for path in expected_applications(divided=True) if lost in path}
    assert {note.path for note in found.notes} == unknown


def test_counts_of_one_block_of_section_2_and_money_beside() -> None:
    label = "本年处理决定数量"
    found = read(relabelled(disclosure_table(), {label: f"{label}（万件）"}))
    expected = {path: None if path.endswith(".decisions") else n for path, n in expected_disclosure().items()}
    assert values(found) == expected


def test_nothing_of_any_unit_is_nothing_and_hides_no_later_figure() -> None:
    def table(number: str) -> list[list[str]]:
        return [["信息内容", "本年处理决定数量（万件）"], ["行政许可", number]]

    path = "proactive_disclosure.administrative_licensing.decisions"
    assert values(read(table("0"))) == {path: 0}
    assert values(read(table("12"))) == {path: None}


@pytest.mark.parametrize("column", ["统计数据（千条）", "统计数（万）"])
def test_statistics_in_larger_units_are_not_known_but_money_is(column: str) -> None:
    rows = [["统计指标", "单位", column], ["（一）主动公开政府信息数", "条", "12"], ["六、举报投诉数量", "件", "0"]]
    rows.append(["（四）政府信息公开专项经费", "万元", "3.5"])
    found = read(rows)
    assert [row.value for row in found.statistics] == [None, 0, 3.5]
    assert [note.path for note in found.notes] == ["statistics.0.value"]
