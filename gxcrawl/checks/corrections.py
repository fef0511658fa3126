"""The smallest change (one cell, or two by the same amount) that makes a failing equation and all others hold.

It is a guess for whoever reviews the report, and is never applied.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from gxcrawl.checks.cells import count_at
from gxcrawl.checks.equations import Equation
from gxcrawl.model import Cell, Guess

_MOST = 3  # repairs to list; if more are possible, none of them is likely

Change = tuple[Guess, ...]
_Changed = TypeVar("_Changed")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The changes that would repair a sum.

    more: how many equally likely changes are not in `named`, each of `size` cells.
    """

    named: tuple[Change, ...] = ()
    more: int = 0
    size: int = 1


class CorrectionFinder:
    """Knows the sign of each cell in each equation, and the difference between the sides of each equation.

    confirmed: paths of cells whose number the prose also states.
    """

    def __init__(self, equations: Sequence[Equation], cells: Mapping[str, Cell], confirmed: Set[str]) -> None:
        self._equations, self._confirmed = equations, confirmed
        self._counts = {path: count_at(cells, path) for path in cells}
        self._signs: defaultdict[str, dict[int, int]] = defaultdict(dict)  # path -> equation -> +1 left, -1 right
        for position, equation in enumerate(equations):
            for path in equation.left:
                self._signs[path][position] = 1
            for path in equation.right:
                self._signs[path][position] = -1
        self._off = [self._sum(equation.left) - self._sum(equation.right) for equation in equations]
        sides = ((position, side) for position, one in enumerate(equations) for side in (one.left, one.right))
        self._empty = {position: side for position, side in sides if all(self._counts.get(p) is None for p in side)}

    def corrections(self, failing: int) -> Corrections:
        """The changes of one cell, otherwise of two, that repair this equation without breaking another.

        Changes that repair the most failing sums are preferred, then cells without a number, since these are missing.
        If many single changes are equally good, the change of the sum itself is named for them, unless the prose
        confirms it. Returns nothing if no 1- or 2-cell change works, or if a cell of the equation is not printed, which
        explains the difference; if too many pairs work, only their number.
        """
        printed, equation = self._printed(failing), self._equations[failing]
        if not equation.varies and len(printed) < len(equation.left) + len(equation.right):
            return Corrections()
        singles = [(path, -self._off[failing] * self._signs[path][failing]) for path in printed]
        mending = [(path, by) for path, by in singles if not self._still_off({path: by})]
        if mending:
            mended = [self._repaired((path,)) for path, _ in mending]
            return self._of_one_cell(_best(mending, mended), equation.right)
        known = [(path, by) for path, by in singles if self._counts[path] is not None]
        pairs = _possible(self._pairs(known)) if len(known) == len(singles) else ()
        pairs = tuple(_best(pairs, [self._repaired([guess.path for guess in pair]) for pair in pairs]))
        return Corrections(pairs, size=2) if len(pairs) <= _MOST else Corrections(more=len(pairs), size=2)

    def _of_one_cell(self, mending: Sequence[tuple[str, int]], sums: Sequence[str]) -> Corrections:
        empty = [(path, by) for path, by in mending if self._counts[path] is None and by > 0]
        likely = self._guesses(empty or mending)
        if len(likely) > _MOST:
            mending = [(path, by) for path, by in mending if path not in self._confirmed]
            likely = self._guesses(mending)
        if len(likely) <= _MOST:
            return Corrections(likely)
        of_sums = self._guesses((path, by) for path, by in mending if path in sums)
        return Corrections(of_sums, more=len(likely) - len(of_sums))

    def _repaired(self, paths: Iterable[str]) -> int:
        """The number of failing sums that these cells are in."""
        return len({position for path in paths for position in self._signs[path] if self._off[position]})

    def _guesses(self, changes: Iterable[tuple[str, int]]) -> tuple[Change, ...]:
        return _possible((self._guess(path, by),) for path, by in changes)

    def _pairs(self, singles: Sequence[tuple[str, int]]) -> Iterator[Change]:
        """Pairs of cells, changed by the same amount: one of this equation, one of an equation that its change
        breaks.
        """
        for path, by in singles:
            broken = self._still_off({path: by})
            for other in self._printed(broken[0]) if broken else ():
                for other_by in (by, -by):
                    if (
                        other != path
                        and self._counts[other] is not None
                        and not self._still_off({path: by, other: other_by})
                    ):
                        yield (self._guess(path, by), self._guess(other, other_by))

    def _printed(self, position: int) -> list[str]:
        equation = self._equations[position]
        return [path for path in (*equation.left, *equation.right) if path in self._counts]

    def _still_off(self, changes: Mapping[str, int]) -> list[int]:
        """The equations of the changed cells that do not hold after the change.

        An equation with a side without any number cannot be checked and counts as holding.
        """
        after: dict[int, int] = {}
        for path, by in changes.items():
            for position, sign in self._signs[path].items():
                after[position] = after.get(position, self._off[position]) + sign * by
        return [position for position, off in after.items() if off and self._is_told(position, changes)]

    def _is_told(self, position: int, changes: Mapping[str, int]) -> bool:
        empty = self._empty.get(position)
        return empty is None or not changes.keys().isdisjoint(empty)

    def _sum(self, paths: Sequence[str]) -> int:
        return sum(self._counts.get(path) or 0 for path in paths)

    def _guess(self, path: str, by: int) -> Guess:
        return Guess(path, self._counts[path], (self._counts[path] or 0) + by)


def _best(changes: Sequence[_Changed], mended: Sequence[int]) -> list[_Changed]:
    """The changes that repair the most failing sums. mended: how many each of them repairs."""
    most = max(mended, default=0)
    return [change for change, sums in zip(changes, mended, strict=True) if sums == most]


def _possible(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that leave no cell below zero."""
    return tuple(change for change in changes if all(guess.would_be >= 0 for guess in change))
