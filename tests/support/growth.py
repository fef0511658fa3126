"""Measures how the running time of a call grows with its input; it must not be quadratic, even on hostile input."""

from collections.abc import Callable
from time import process_time

_MORE = 4  # how much larger the second input is: a linear call takes 4 times as long, a quadratic one 16 times
_MOST = 10
_ROUNDS = 3  # both inputs in turn, the best time of each, because the machine may be busy


def grows_evenly(call: Callable[[int], object], size: int) -> bool:
    """True if a call with four times the input takes less than ten times the processor time.

    size: of the smaller input; large enough for some milliseconds.
    """
    rounds = [(_time(call, size), _time(call, _MORE * size)) for _ in range(_ROUNDS)]
    least, most = map(min, zip(*rounds, strict=True))
    return most < _MOST * least


def _time(call: Callable[[int], object], size: int) -> float:
    begun = process_time()
    call(size)
    return process_time() - begun
