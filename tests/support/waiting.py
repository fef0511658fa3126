"""Waits for events in other processes."""

import time
from collections.abc import Callable


def wait_for(happened: Callable[[], bool], seconds: float) -> None:
    """Returns once `happened` returns True; fails the test after `seconds`."""
    give_up_at = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
