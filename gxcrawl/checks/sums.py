"""Comparing two sides, either of which may hold cells that are not known."""

from collections.abc import Mapping, Sequence

from gxcrawl.model import Cell, Check, Status


def count_at(cells: Mapping[str, Cell], path: str) -> int | None:
    """The whole number at a path; None where it is not known or not printed."""
    cell = cells.get(path)
    return cell.value if cell is not None and isinstance(cell.value, int) else None


def compare(
    check_id: str, cells: Mapping[str, Cell], left: Sequence[str], right: Sequence[str], says: str
) -> Check:
    """Whether the cells at the left add up to those at the right.

    A cell that is not known counts as 0 and the message says so; a side of which nothing is known makes the check
    not assessable. says: what is compared, in Chinese, for the message.
    """
    left_side, left_unknown = _side(cells, left)
    right_side, right_unknown = _side(cells, right)
    unknown = [*left_unknown, *right_unknown]
    if left_side is None or right_side is None:
        return Check(check_id, "not_assessable", left_side, right_side, f"{says}：缺少可用数字，无法核对。")
    status: Status = "pass" if left_side == right_side else "fail"
    return Check(check_id, status, left_side, right_side, _message(says, left_side, right_side, unknown))


def _side(cells: Mapping[str, Cell], paths: Sequence[str]) -> tuple[int | None, list[str]]:
    """The sum, None where no number is known; the printed cells that are not known."""
    values = {path: count_at(cells, path) for path in paths if path in cells}
    known = [value for value in values.values() if value is not None]
    return (sum(known) if known else None), [path for path, value in values.items() if value is None]


def _message(says: str, left: int, right: int, unknown: Sequence[str]) -> str:
    verdict = f"一致（{left}）" if left == right else f"不一致：前者{left}，后者{right}，相差{abs(left - right)}"
    caveat = f"；其中{len(unknown)}格无数字，按0计：{'、'.join(unknown[:3])}" if unknown else ""
    return f"{says}{verdict}{caveat}。"
