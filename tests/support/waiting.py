"""Waiting for what another process does."""

import time
from collections.abc import Callable


def wait_for(happened: Callable[[], bool], seconds: float) -> None:
    """Returns once it happened; fails where that takes longer."""
    give_up_at = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
