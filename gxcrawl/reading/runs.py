"""What goes on from one thing to the next, and where it ends."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def runs_of(things: Iterable[_T], goes_on: Callable[[list[_T], _T], bool]) -> Iterator[list[_T]]:
    """The things in runs. goes_on: whether one is of the run of those right before it."""
    run: list[_T] = []
    for one in things:
        if run and not goes_on(run, one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
