"""Whether a year carries over what the year before carried forward."""

from collections.abc import Mapping

from gxcrawl.checks.cells import count_at
from gxcrawl.forms.editions.applications import CARRIED_OVER
from gxcrawl.model import Cell, Check


def check_continuity(cells: Mapping[str, Cell], year: int | None, carried_forward_before: int | None) -> Check:
    """Compares carried_over of this report with carried_forward in the same agency's report of the year before."""
    left, right = count_at(cells, CARRIED_OVER), carried_forward_before
    before = f"{year - 1}年报告" if year else "上年报告"
    if left is None or right is None:
        missing = "上一年度报告尚无可用数字" if left is not None else "本报告没有上年结转数"
        message = f"上年结转数与{before}的结转下年度数无法核对：{missing}。"
        return Check("continuity.carried_over", "not_assessable", left, right, message)
    verdict = "一致" if left == right else "不一致，请核对这两年的报告"
    return Check(
        "continuity.carried_over",
        "pass" if left == right else "fail",
        left,
        right,
        f"本报告“上年结转”{left}件，与{before}“结转下年度继续办理”{right}件{verdict}。",
    )
