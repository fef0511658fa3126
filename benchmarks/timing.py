"""Timing things against each other: interleaved, the best of several rounds, so that a busy machine hurts all alike."""

import time
from collections.abc import Callable, Mapping

_ROUNDS = 7
_SECONDS_PER_ROUND = 0.15


def best_times(calls: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Processor seconds per call of each, the smallest of all rounds."""
    repeats = {name: _repeats(call) for name, call in calls.items()}
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(_ROUNDS):
        for name, call in calls.items():
            started = time.process_time()
            for _ in range(repeats[name]):
                call()
            best[name] = min(best[name], (time.process_time() - started) / repeats[name])
    return best


def _repeats(call: Callable[[], object]) -> int:
    started = time.process_time()
    call()
    return max(1, int(_SECONDS_PER_ROUND / max(time.process_time() - started, 1e-6)))
