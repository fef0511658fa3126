"""How the work of a call grows with its input: with what is hostile too it may not grow by the square."""

from collections.abc import Callable
from time import process_time

_MORE = 4  # times as much: looked through once it takes as many times as long, looked through from each place 16 times
_MOST = 10
_ROUNDS = 3  # of both in turn, the best of each: the machine does other things too


def grows_evenly(call: Callable[[int], object], size: int) -> bool:
    """Whether a call with four times as much takes less than ten times as long, counted by processor.

    size: of the smaller input; large enough to take some milliseconds.
    """
    rounds = [(_time(call, size), _time(call, _MORE * size)) for _ in range(_ROUNDS)]
    least, most = map(min, zip(*rounds, strict=True))
    return most < _MOST * least


def _time(call: Callable[[int], object], size: int) -> float:
    begun = process_time()
    call(size)
    return process_time() - begun
