"""The smallest change of one cell, or of two by the same amount, with which a failing equation and all others hold.

A guess for whoever looks at the report. It is never applied.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gxcrawl.checks.cells import count_at
from gxcrawl.checks.equations import Equation
from gxcrawl.model import Cell, Guess

_MOST = 3  # more ways to mend a sum than these say nothing about what is wrong with it

_Effects = Mapping[str, Mapping[int, int]]  # path -> equation's position -> +1 at its left, -1 at its right


def mend(
    failing: Equation, all_equations: Sequence[Equation], cells: Mapping[str, Cell]
) -> tuple[tuple[Guess, ...], ...]:
    """The changes, each of one cell or else of two, that mend this equation and leave none they touch broken.

    Empty where none is that simple, or where so many would do that none is likely.
    """
    effects = _effects(all_equations)
    residuals = {
        position: _sum(cells, equation.left) - _sum(cells, equation.right)
        for position, equation in enumerate(all_equations)
    }
    position = all_equations.index(failing)
    off = residuals[position]
    mine = [path for path in (*failing.left, *failing.right) if count_at(cells, path) is not None]
    singles = [(path, -off * effects[path][position]) for path in mine]
    one = [(_guess(cells, path, by),) for path, by in singles if _mends({path: by}, effects, residuals)]
    return _likely(one) or _likely(list(_pairs(singles, effects, residuals, cells)))


def _likely(changes: Sequence[tuple[Guess, ...]]) -> tuple[tuple[Guess, ...], ...]:
    possible = [change for change in changes if all(guess.would_be >= 0 for guess in change)]
    return tuple(possible) if len(possible) <= _MOST else ()


def _pairs(
    singles: Sequence[tuple[str, int]], effects: _Effects, residuals: Mapping[int, int], cells: Mapping[str, Cell]
) -> Iterator[tuple[Guess, ...]]:
    """A cell of the equation together with one other, off by the same amount."""
    for path, by in singles:
        for other in effects:
            if other == path or count_at(cells, other) is None:
                continue
            for other_by in (by, -by):
                if _mends({path: by, other: other_by}, effects, residuals):
                    yield (_guess(cells, path, by), _guess(cells, other, other_by))


def _mends(changes: Mapping[str, int], effects: _Effects, residuals: Mapping[int, int]) -> bool:
    """Whether every equation that the changed cells stand in holds afterwards."""
    after: dict[int, int] = {}
    for path, by in changes.items():
        for position, sign in effects[path].items():
            after[position] = after.get(position, residuals[position]) + sign * by
    return not any(after.values())


def _effects(all_equations: Sequence[Equation]) -> _Effects:
    effects: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for position, equation in enumerate(all_equations):
        for path in equation.left:
            effects[path][position] = 1
        for path in equation.right:
            effects[path][position] = -1
    return effects


def _sum(cells: Mapping[str, Cell], paths: Sequence[str]) -> int:
    return sum(count_at(cells, path) or 0 for path in paths)


def _guess(cells: Mapping[str, Cell], path: str, by: int) -> Guess:
    printed = count_at(cells, path) or 0
    return Guess(path, printed, printed + by)
