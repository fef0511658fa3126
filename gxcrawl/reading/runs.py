"""Groups consecutive items into runs."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def runs_of(things: Iterable[_T], goes_on: Callable[[list[_T], _T], bool]) -> Iterator[list[_T]]:
    """The items in runs. goes_on: (run so far, item) → True if the item continues the run."""
    run: list[_T] = []
    for one in things:
        if run and not goes_on(run, one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
