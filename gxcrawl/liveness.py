"""Whether a process that wrote itself down is still there."""

import os
import platform
from datetime import datetime, timedelta

BEAT_SECONDS = 60.0  # between two signs of life
_SILENT = timedelta(seconds=15 * BEAT_SECONDS)


def is_gone(host: str | None, pid: int | None, last_sign: datetime, now: datetime) -> bool:
    """Whether a process is dead: it is no process of this machine any more, or it was silent for long anywhere.

    Host names may repeat and clocks differ, so a process taken for dead by mistake has to be able to take that back.
    A sign that lies ahead was given by a clock that was wrong, and would keep the process alive until then.
    """
    if host == platform.node() and pid is not None and not _is_running(pid):
        return True
    return abs(now - last_sign) > _SILENT


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # there, and somebody else's
        return True
    return True
