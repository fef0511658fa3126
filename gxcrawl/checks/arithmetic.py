"""The checks on the form's own arithmetic."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from gxcrawl.checks.corrections import Change, CorrectionFinder, Corrections
from gxcrawl.checks.equations import Equation, equations
from gxcrawl.forms.names import name_of
from gxcrawl.model import Cell, Check, Guess, Status

_MOST_NAMED = 3
_Counts = Mapping[str, int | None]  # path of a printed cell -> its whole number, None if unknown


def check_arithmetic(cells: Mapping[str, Cell], confirmed: Callable[[], Set[str]] = frozenset) -> tuple[Check, ...]:
    """One check per equation; a failing one names a change of cells that would repair it, if there is a simple one.

    confirmed: returns the paths of cells whose number the prose also states; called only if an equation fails.
    """
    all_equations = equations(cells)
    counts = {path: cell.value if isinstance(cell.value, int) else None for path, cell in cells.items()}
    checks = tuple(_check(equation, counts) for equation in all_equations)
    if all(check.status != "fail" for check in checks):
        return checks
    binding = [equation for equation in all_equations if not equation.loose]
    finder = CorrectionFinder(binding, cells, confirmed())
    position_of = {equation.id: position for position, equation in enumerate(binding)}
    return tuple(
        _with_guesses(check, finder.corrections(position_of[check.id])) if check.status == "fail" else check
        for check in checks
    )


def _check(equation: Equation, counts: _Counts) -> Check:
    """The check of one equation.

    An unknown cell counts as 0, and the message says so. The check is not assessable if one side has no number at all,
    or if the sides differ although they need not agree (`loose`).
    """
    left, left_unknown = _side(counts, equation.left, equation.varies)
    right, right_unknown = _side(counts, equation.right, equation.varies)
    if left is None or right is None:
        return Check(equation.id, "not_assessable", left, right, f"{equation.says}：缺少可用数字，无法核对。")
    status: Status = "pass" if left == right else "not_assessable" if equation.loose else "fail"
    verdict = f"一致（{left}）" if left == right else f"不一致：前者{left}，后者{right}，相差{abs(left - right)}"
    unknown = [*left_unknown, *right_unknown]
    caveat = f"；其中{len(unknown)}格数字不明，按0计：{_names(unknown)}" if unknown else ""
    if status == "not_assessable":
        caveat += "；跨年办理等情形可使两数不同，仅供参考"
    return Check(equation.id, status, left, right, f"{equation.says}{verdict}{caveat}。")


def _side(counts: _Counts, paths: Sequence[str], varies: bool) -> tuple[int | None, list[str]]:
    """The sum of one side, None if no number is known; and the paths of unknown cells, printed or not.

    varies: cells that are not printed are not missing.
    """
    asked = [path for path in paths if path in counts] if varies else paths
    known = [count for path in asked if (count := counts.get(path)) is not None]
    unknown = [path for path in asked if counts.get(path) is None] if len(known) < len(asked) else []
    return (sum(known) if known else None), unknown


def _with_guesses(check: Check, corrections: Corrections) -> Check:
    if not corrections.named and not corrections.more:
        return check
    return replace(
        check, message=f"{check.message}推测（未作更改）：{_in_words(corrections)}。", guesses=corrections.named
    )


def _in_words(corrections: Corrections) -> str:
    if not corrections.named:
        how, which = ("改动一格", "一") if corrections.size == 1 else ("同时改动两格", "两")
        return f"有{corrections.more}种{how}的办法都能相符，无法判断是哪{which}格"
    more = f"；也可能是其余{corrections.more}格中的一格有误" if corrections.more else ""
    either = "，或" if corrections.size == 1 else "；或"
    return f"如果{either.join(map(_way, corrections.named))}，就能相符{more}"


def _way(changes: Change) -> str:
    return "，同时".join(map(_change, changes))


def _change(guess: Guess) -> str:
    printed = "不明" if guess.printed is None else guess.printed
    return f"{name_of(guess.path)}由{printed}改为{guess.would_be}"


def _names(paths: Sequence[str]) -> str:
    more = "等" if len(paths) > _MOST_NAMED else ""
    return "、".join(map(name_of, paths[:_MOST_NAMED])) + more
