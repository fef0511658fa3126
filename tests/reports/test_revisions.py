"""What changed between two versions: every cell and every sentence that did, and nothing else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.reports.revisions import ABSENT, CellChange, ProseChange, changes

COUNTS = st.dictionaries(
    st.sampled_from(["new_received", "granted"]),
    st.dictionaries(st.sampled_from(["total", "business"]), st.none() | st.integers(0, 3)),
)


def a_version(**fields: Any) -> dict[str, Any]:
    sections = [{"number": 1, "heading": "一、总体情况", "text": "一年来平稳。收到申请33件；办结30件。"}]
    return {"title": "2021年度报告", "sections": sections, "applications": {"granted": {"total": 7}}} | fields


def test_nothing_changed() -> None:
    assert not changes(a_version(), a_version())


def test_cells_by_their_path() -> None:
    after = a_version(applications={"granted": {"total": None}, "new_received": {"total": 3}})
    assert changes(a_version(), after).cells == (
        CellChange("applications.granted.total", 7, None),
        CellChange("applications.new_received.total", ABSENT, 3),
    )
    assert changes(after, a_version()).cells == (
        CellChange("applications.granted.total", None, 7),
        CellChange("applications.new_received.total", 3, ABSENT),
    )


def test_an_amount_is_one_value() -> None:
    def fees(value: float) -> dict[str, Any]:
        amount = {"value": value, "unit": "万元", "yuan": value * 10000}
        return a_version(proactive_disclosure={"administrative_fees": {"amount": amount}})

    [change] = changes(fees(1.5), fees(2)).cells
    assert change == CellChange("proactive_disclosure.administrative_fees.amount", "1.5万元", "2万元")


def test_indicators_of_the_older_form() -> None:
    def statistics(*values: int) -> dict[str, Any]:
        return a_version(statistics=[{"key": None, "label": "件", "unit": None, "value": value} for value in values])

    assert changes(statistics(1, 2), statistics(1, 3)).cells == (CellChange("statistics.件#2", 2, 3),)


def test_an_indicator_goes_by_its_key_whatever_its_label() -> None:
    def statistics(label: str, value: int) -> dict[str, Any]:
        return a_version(statistics=[{"key": "complaints", "label": label, "unit": "件", "value": value}])

    assert changes(statistics("举报投诉数量", 1), statistics("六、举报投诉数量", 2)).cells == (
        CellChange("statistics.complaints", 1, 2),
    )


def test_prose_sentence_by_sentence() -> None:
    text = "一年来平稳。收到申请25件；办结30件。"
    after = a_version(title="2021年工作年度报告", sections=[{"number": 1, "heading": "一、总体情况", "text": text}])
    assert changes(a_version(), after).prose == (
        ProseChange(0, "title", ("2021年度报告",), ("2021年工作年度报告",)),
        ProseChange(1, "text", ("收到申请33件；",), ("收到申请25件；",)),
    )


def test_a_section_that_came_or_went() -> None:
    assert [(one.field, one.added) for one in changes(a_version(sections=[]), a_version()).prose] == [
        ("heading", ("一、总体情况",)),
        ("text", ("一年来平稳。", "收到申请33件；", "办结30件。")),
    ]


@given(st.none() | COUNTS, st.none() | COUNTS)
def test_changes_back_are_changes_turned_round(before: Any, after: Any) -> None:
    there = changes({"applications": before}, {"applications": after}).cells
    back = changes({"applications": after}, {"applications": before}).cells
    assert {(one.path, one.before, one.after) for one in there} == {(one.path, one.after, one.before) for one in back}
    assert all(one.before != one.after for one in there)
