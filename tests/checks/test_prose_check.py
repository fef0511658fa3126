"""Prose against table: which numbers agree, which contradict, and which cannot be compared."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxcrawl.checks import checked
from gxcrawl.checks.prose import check_prose
from gxcrawl.forms.claims import find_claims
from gxcrawl.model import Cell, Check, Report, Section, Statistic

law = settings(deadline=None)  # a busy machine is no broken law
RECEIVED = "applications.new_received.total"
CARRIED_OVER = "applications.carried_over.total"
GRANTED = "applications.granted.total"
PARTIALLY = "applications.partially_granted.total"
DIRECT = "review_litigation.litigation_direct.total"
AFTER = "review_litigation.litigation_after_review.total"
REVIEW = "review_litigation.review.total"


def report(text: str, values: Mapping[str, int | None], heading: str = "一、总体情况", number: int = 1) -> Report:
    sections = (Section(number, heading, text),)
    cells = {path: Cell(value, (0, 0, 0)) for path, value in values.items()}
    return Report(
        "html", "某局2021年报告", 2021, "2021", sections=sections, cells=cells, claims=find_claims(sections, 2021)
    )


def verdicts(text: str, values: Mapping[str, int | None]) -> dict[str, str]:
    return {check.id: check.status for check in check_prose(report(text, values))}


def only(checks: object) -> Check:
    (check,) = checks  # type: ignore[misc]
    return check


def test_agreement() -> None:
    check = only(check_prose(report("2021年收到政府信息公开申请5件。", {RECEIVED: 5})))
    assert (check.id, check.status, check.left, check.right) == ("prose.received", "pass", 5, 5)
    assert check.message == "正文“收到政府信息公开申请5件”与表中收到申请数5一致。"


def test_contradiction_names_both_numbers_and_the_place() -> None:
    check = only(check_prose(report("2021年收到政府信息公开申请5件。", {RECEIVED: 6, CARRIED_OVER: 0})))
    assert (check.status, check.left, check.right, check.delta) == ("fail", 5, 6, -1)
    assert check.message == "正文第一部分称“收到政府信息公开申请5件”，表中收到申请数为6，请核对。"


def test_a_contradiction_names_every_acceptable_number() -> None:
    check = only(check_prose(report("2021年收到政府信息公开申请5件。", {RECEIVED: 6, CARRIED_OVER: 2})))
    assert "称“收到政府信息公开申请5件”，表中收到申请数为6，新收与上年结转合计为8，请核对。" in check.message
    both = only(check_prose(report("2021年答复予以公开和部分公开12件。", {GRANTED: 6, PARTIALLY: 2})))
    assert "表中予以公开与部分公开合计为8，请核对。" in both.message
    suits = only(check_prose(report("2021年因政府信息公开被提起行政诉讼4件。", {DIRECT: 2, AFTER: 1})))
    assert "表中行政诉讼数（未经复议直接起诉与复议后起诉合计）为3，请核对。" in suits.message


def test_if_one_number_agrees_a_different_one_is_still_mentioned() -> None:
    text = "2021年我局收到政府信息公开申请5件。2021年收到政府信息公开申请6件。"
    check = only(check_prose(report(text, {RECEIVED: 6, CARRIED_OVER: 0})))
    assert check.status == "pass"
    assert check.message.endswith("；正文第一部分称“收到政府信息公开申请5件”，统计范围或许不同。")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({RECEIVED: 4, CARRIED_OVER: 1}, "pass"),  # counted with those of the year before
        ({RECEIVED: 4, CARRIED_OVER: 2}, "fail"),
        ({RECEIVED: 4, CARRIED_OVER: None}, "not_assessable"),  # the blank cell may hold the one that is missing
        ({RECEIVED: 6, CARRIED_OVER: None}, "fail"),  # whatever the blank cell holds
        ({RECEIVED: None, CARRIED_OVER: None}, "not_assessable"),
        ({}, "not_assessable"),
    ],
)
def test_what_can_be_compared(values: Mapping[str, int | None], status: str) -> None:
    assert verdicts("2021年收到政府信息公开申请5件。", values) == {"prose.received": status}


def test_one_agreement_is_enough() -> None:
    text = "2021年，全区收到政府信息公开申请90件。2021年，我办收到政府信息公开申请7件。"
    assert verdicts(text, {RECEIVED: 90}) == {"prose.received": "pass"}
    assert verdicts(text, {RECEIVED: 7}) == {"prose.received": "pass"}


def test_a_number_that_may_count_other_bodies_contradicts_nothing() -> None:
    check = only(check_prose(report("2021年，全区收到政府信息公开申请90件。", {RECEIVED: 7, CARRIED_OVER: 0})))
    assert (check.status, check.left, check.right) == ("not_assessable", 90, 7)
    assert "统计范围" in check.message


def test_numbers_of_several_bodies_that_add_up_contradict_nothing() -> None:
    text = "2021年，区政府收到政府信息公开申请15件。2021年，我办收到政府信息公开申请20件。"
    assert verdicts(text, {RECEIVED: 35, CARRIED_OVER: 0}) == {"prose.received": "not_assessable"}
    assert verdicts(text, {RECEIVED: 36, CARRIED_OVER: 0}) == {"prose.received": "fail"}


def test_several_bodies_in_one_sentence_contradict_nothing() -> None:
    text = "2021年，县教育局收到政府信息公开申请30件，县民政局收到政府信息公开申请28件。"
    assert verdicts(text, {RECEIVED: 90, CARRIED_OVER: 0}) == {"prose.received": "not_assessable"}
    assert verdicts(text, {RECEIVED: 28, CARRIED_OVER: 0}) == {"prose.received": "pass"}


def test_a_total_confirmed_by_the_prose_is_not_guessed() -> None:
    parts = dict(zip(("upheld", "corrected", "other", "pending", "total"), (2, 1, 1, 1, 4), strict=True))
    values = {f"review_litigation.review.{result}": value for result, value in parts.items()}
    sums = {
        stated: next(
            check
            for check in checked(report(f"因政府信息公开被申请行政复议{stated}件。", values)).checks
            if check.id == "review_litigation.total.review"
        )
        for stated in (4, 5)
    }
    assert [len(sums[stated].guesses) for stated in (4, 5)] == [0, 1]


def test_every_claim_has_a_verdict_of_its_own() -> None:
    text = "2021年收到政府信息公开申请5件，上年结转2件。全区收到政府信息公开申请90件。结转下年度1件。"
    judged = checked(report(text, {RECEIVED: 6, CARRIED_OVER: 2}))
    assert [(claim.what, claim.value, claim.verdict) for claim in judged.claims] == [
        ("received", 5, "fail"), ("carried_over", 2, "pass"), ("received", 90, "not_assessable"),
        ("carried_forward", 1, "not_assessable"),
    ]  # fmt: skip


def test_if_one_number_agrees_no_other_of_its_kind_fails() -> None:
    judged = checked(report("2021年，全区收到政府信息公开申请90件。我办收到政府信息公开申请7件。", {RECEIVED: 90}))
    assert [claim.verdict for claim in judged.claims] == ["pass", "not_assessable"]


def test_granted_may_count_what_was_granted_in_part() -> None:
    text = "所答复的申请中，予以公开的12件。"
    assert verdicts(text, {GRANTED: 9, PARTIALLY: 3}) == {"prose.granted": "pass"}
    assert verdicts(text, {GRANTED: 9, PARTIALLY: 2}) == {"prose.granted": "fail"}


@pytest.mark.parametrize(("stated", "name"), [(9, "收到申请数9"), (11, "新收与上年结转合计11"), (10, "办理结果总计10")])
def test_the_message_names_the_number_that_agrees(stated: int, name: str) -> None:
    values = {RECEIVED: 9, CARRIED_OVER: 2, "applications.result_total.total": 10}
    check = only(check_prose(report(f"2021年办理政府信息公开申请{stated}件。", values)))
    assert (check.status, check.message) == ("pass", f"正文“办理政府信息公开申请{stated}件”与表中{name}一致。")


def test_lawsuits_are_the_sum_of_both_blocks() -> None:
    text = "因政府信息公开被提起行政诉讼3件，未发生因政府信息公开引起的行政复议。"
    assert verdicts(text, {DIRECT: 2, AFTER: 1, REVIEW: 0}) == {"prose.review": "pass", "prose.litigation": "pass"}
    assert verdicts(text, {DIRECT: 2, AFTER: 0, REVIEW: 1}) == {"prose.review": "fail", "prose.litigation": "fail"}


def test_numbers_closed_after_the_end_of_the_year_contradict_nothing() -> None:
    values = {"applications.result_total.total": 10}
    assert verdicts("收到政府信息公开申请12件，本年度办结11件。", values)["prose.closed"] == "fail"
    assert verdicts("收到政府信息公开申请12件，已办结11件。", values)["prose.closed"] == "not_assessable"


def older(text: str, number: int, heading: str, statistics: Mapping[str, int]) -> Report:
    sections = (Section(number, heading, text),)
    rows = tuple(Statistic(key, key, "件", value) for key, value in statistics.items())
    return Report(
        "html", "某局2016年报告", 2016, "2014", sections=sections, statistics=rows, claims=find_claims(sections, 2016)
    )


def test_the_edition_of_2014_is_compared_with_its_indicators() -> None:
    heading = "二、主动公开政府信息情况"
    found = older("2016年主动公开政府信息88条。", 2, heading, {"proactive.published": 88})
    assert [(check.id, check.status) for check in check_prose(found)] == [("prose.published_items", "pass")]
    found = older("2016年受理政府信息公开申请3件。", 9, "九、依申请公开情况", {"applications.received": 4})
    check = only(check_prose(found))
    assert (check.status, check.left, check.right) == ("fail", 3, 4)
    assert check.message.startswith("正文第九部分")


def test_items_published_have_no_table_since_2019() -> None:
    found = report("2021年主动公开政府信息88条。", {RECEIVED: 1}, "二、主动公开政府信息情况", 2)
    assert [claim.what for claim in found.claims] == ["published_items"]
    assert not list(check_prose(found))


@law
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 60))
def test_a_verdict_follows_from_the_numbers(stated: int, received: int, carried_over: int) -> None:
    found = verdicts(f"2021年收到政府信息公开申请{stated}件。", {RECEIVED: received, CARRIED_OVER: carried_over})
    agrees = stated in (received, received + carried_over)
    assert found == {"prose.received": "pass" if agrees else "fail"}


TRUE = "2021年收到政府信息公开申请{0}件，上年结转{1}件；予以公开{2}件。因政府信息公开被申请行政复议{3}件。"
OTHERS = st.sampled_from(
    [
        "举办培训{}次，",
        "办理人大代表建议{}件，",
        "受理信访事项{}件，",
        "发布信息{}条，",
        "印发文件{}份，",
        "较上年增加{}件，",
    ]
)
NUMBERS = st.integers(0, 400)


@law
@given(
    st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), st.lists(st.tuples(OTHERS, NUMBERS), max_size=4), st.integers(0, 2)
)
def test_numbers_of_other_things_make_no_check_fail(
    true: tuple[int, ...], others: list[tuple[str, int]], place: int
) -> None:
    noise = "".join(other.format(number) for other, number in others)
    parts = [TRUE.format(*true)]
    parts.insert(min(place, 1), f"全年{noise}成效明显。")
    values = dict(zip((RECEIVED, CARRIED_OVER, GRANTED, REVIEW), true, strict=True))
    assert set(verdicts("".join(parts), values).values()) == {"pass"}
    assert set(verdicts("\n".join(parts), values).values()) == {"pass"}
