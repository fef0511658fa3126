"""Whether a process that recorded its host and id is still alive."""

import os
import platform
from datetime import datetime, timedelta

HEARTBEAT_SECONDS = 60.0  # between two heartbeats
_SILENT = timedelta(seconds=15 * HEARTBEAT_SECONDS)


def is_gone(host: str | None, pid: int | None, last_sign: datetime, now: datetime) -> bool:
    """True if a process is dead: no longer running on this machine, or without heartbeat for a long time on any.

    Host names may repeat and clocks differ, so a process wrongly taken for dead must be able to revoke that. A
    heartbeat in the future was written with a wrong clock and is ignored; otherwise the process would count as alive
    until then.
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
