"""What one year carries forward, the next must carry over."""

from collections.abc import Mapping

from gxcrawl.checks.cells import count_at
from gxcrawl.forms.editions.applications import CARRIED_OVER
from gxcrawl.model import Cell, Check


def check_continuity(cells: Mapping[str, Cell], year: int | None, carried_forward_before: int | None) -> Check:
    """carried_over of this report against carried_forward of the same agency's report of the year before."""
    left, right = count_at(cells, CARRIED_OVER), carried_forward_before
    says = f"上年结转数与{year - 1}年报告的结转下年度数" if year else "上年结转数与上年报告的结转下年度数"
    if left is None or right is None:
        missing = "上一年度报告尚无可用数字" if left is not None else "本报告没有上年结转数"
        return Check("continuity.carried_over", "not_assessable", left, right, f"{says}无法核对：{missing}。")
    verdict = "一致" if left == right else "不一致"
    return Check(
        "continuity.carried_over",
        "pass" if left == right else "fail",
        left,
        right,
        f"{says}{verdict}：本年表中{left}件，上年表中{right}件。",
    )
