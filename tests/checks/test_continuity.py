"""The number carried over must be the one that the year before carried forward."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.checks import check_continuity
from gxcrawl.model import Cell

CARRIED_OVER = "applications.carried_over.total"


@pytest.mark.parametrize(
    ("carried_over", "before", "status"),
    [(3, 3, "pass"), (0, 0, "pass"), (3, 5, "fail"), (0, 1, "fail"), (3, None, "not_assessable"),
     (None, 3, "not_assessable"), (None, None, "not_assessable")],
)  # fmt: skip
def test_carried_over_is_what_the_year_before_carried_forward(
    carried_over: int | None, before: int | None, status: str
) -> None:
    check = check_continuity({CARRIED_OVER: Cell(carried_over, (0, 4, 9))}, 2022, before)
    assert (check.id, check.status, check.left, check.right) == (
        "continuity.carried_over",
        status,
        carried_over,
        before,
    )


def test_the_message_names_the_year_and_both_numbers() -> None:
    check = check_continuity({CARRIED_OVER: Cell(3, (0, 4, 9))}, 2022, 5)
    assert check.message == "本报告“上年结转”3件，与2021年报告“结转下年度继续办理”5件不一致，请核对这两年的报告。"


def test_a_report_without_section_3_has_nothing_to_compare() -> None:
    check = check_continuity({}, 2022, 5)
    assert (check.status, check.message) == (
        "not_assessable",
        "上年结转数与2021年报告的结转下年度数无法核对：本报告没有上年结转数。",
    )


known = st.none() | st.integers(0, 9999)


@given(known, known, st.none() | st.integers(2009, 2040))
def test_status_and_message_follow_from_the_numbers(over: int | None, before: int | None, year: int | None) -> None:
    check = check_continuity({CARRIED_OVER: Cell(over, None)}, year, before)
    assert (check.left, check.right) == (over, before)
    assert (f"{year - 1}年报告" if year else "上年报告") in check.message
    if over is None or before is None:
        assert check.status == "not_assessable"
    else:
        assert check.status == ("pass" if over == before else "fail")
        assert f"“上年结转”{over}件" in check.message
        assert f"“结转下年度继续办理”{before}件" in check.message
        assert ("不一致" in check.message) == (over != before)
