"""The smallest change of one cell, or of two by the same amount, with which a failing equation and all others hold.

A guess for whoever looks at the report. It is never applied.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from gxcrawl.checks.cells import count_at
from gxcrawl.checks.equations import Equation
from gxcrawl.model import Cell, Guess

_MOST = 3  # more ways to mend a sum than these say nothing about what is wrong with it

Change = tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The changes that would mend a sum. more: those as likely that are not named, each of `size` cells."""

    named: tuple[Change, ...] = ()
    more: int = 0
    size: int = 1


class Mender:
    """Knows what each cell does to each equation, and how far each equation is off.

    confirmed: the cells whose number the prose states too.
    """

    def __init__(self, equations: Sequence[Equation], cells: Mapping[str, Cell], confirmed: Set[str]) -> None:
        self._equations, self._confirmed = equations, confirmed
        self._counts = {path: count_at(cells, path) for path in cells}
        self._signs: defaultdict[str, dict[int, int]] = defaultdict(dict)  # path -> equation -> +1 at its left, else -1
        for position, equation in enumerate(equations):
            for path in equation.left:
                self._signs[path][position] = 1
            for path in equation.right:
                self._signs[path][position] = -1
        self._off = [self._sum(equation.left) - self._sum(equation.right) for equation in equations]
        sides = ((position, side) for position, one in enumerate(equations) for side in (one.left, one.right))
        self._empty = {position: side for position, side in sides if all(self._counts.get(p) is None for p in side)}

    def ways(self, failing: int) -> Ways:
        """The changes, each of one cell or else of two, that mend this equation and leave none they touch broken.

        The change that mends most sums comes first, then a cell without a number: it is what is missing. Where many
        single changes are as good as each other that of the sum itself stands for them, unless the prose confirms it.
        None is named where none is that simple, or so many pairs would do that none is likely.
        """
        printed = self._printed(failing)
        singles = [(path, -self._off[failing] * self._signs[path][failing]) for path in printed]
        mending = self._best([(path, by) for path, by in singles if not self._still_off({path: by})])
        if mending:
            return self._of_one_cell(mending, self._equations[failing].right)
        known = [(path, by) for path, by in singles if self._counts[path] is not None]
        pairs = _possible(self._pairs(known)) if len(known) == len(singles) else ()
        return Ways(pairs, size=2) if len(pairs) <= _MOST else Ways(more=len(pairs), size=2)

    def _of_one_cell(self, mending: Sequence[tuple[str, int]], sums: Sequence[str]) -> Ways:
        empty = [(path, by) for path, by in mending if self._counts[path] is None and by > 0]
        likely = self._guesses(empty or mending)
        if len(likely) > _MOST:
            mending = [(path, by) for path, by in mending if path not in self._confirmed]
            likely = self._guesses(mending)
        if len(likely) <= _MOST:
            return Ways(likely)
        of_sums = self._guesses((path, by) for path, by in mending if path in sums)
        return Ways(of_sums, more=len(likely) - len(of_sums))

    def _best(self, changes: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Those that mend as many sums as any of them."""
        mended = [sum(self._off[position] != 0 for position in self._signs[path]) for path, _ in changes]
        return [change for change, sums in zip(changes, mended, strict=True) if sums == max(mended)]

    def _guesses(self, changes: Iterable[tuple[str, int]]) -> tuple[Change, ...]:
        return _possible((self._guess(path, by),) for path, by in changes)

    def _pairs(self, singles: Sequence[tuple[str, int]]) -> Iterator[Change]:
        """A cell of the equation together with one other, off by the same amount: it stands where the first breaks."""
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
        """The equations that the changed cells stand in and that do not hold afterwards.

        One of which a side has no number allows no verdict, and holds.
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


def _possible(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those that leave no cell below zero."""
    return tuple(change for change in changes if all(guess.would_be >= 0 for guess in change))
