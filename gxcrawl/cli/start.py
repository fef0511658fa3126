"""The entry point of the program. Ctrl-C and SIGTERM end it with one line and an exit code at any time.

That includes the time while it loads (most of a second) and a second Ctrl-C while the first is still being handled.
Therefore other modules are imported only after the handlers are installed. SIGTERM, which service managers send, is
handled like Ctrl-C, so that a dump or site being written is cleaned up.
"""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from threading import Timer
from types import FrameType
from typing import Any

_INTERRUPTED = 130  # as in output/exits.py, which imports other modules
_LONGEST_END_SECONDS = 2.0  # threads that still run then, such as a query to a database that hangs, are abandoned

_interrupted = False


def main() -> None:
    """Runs the command line and ends this process with its exit code."""
    global _interrupted
    atexit.register(_end)  # registered first, so called last
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:  # if the parent process set it to be ignored, keep that
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from gxcrawl.cli.main import main as run

        run()
    except KeyboardInterrupt:
        _from_now_on(_leave)
        sys.stderr.write("gxcrawl: interrupted\n")
        _interrupted = True
        patience = Timer(_LONGEST_END_SECONDS, os._exit, (_INTERRUPTED,))
        patience.daemon = True
        patience.start()
        sys.exit(_INTERRUPTED)
    finally:
        _from_now_on(_leave)


def _from_now_on(handler: Callable[[int, FrameType | None], Any] | signal.Handlers) -> None:
    """Sets the handler of SIGINT and SIGTERM."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Ends the process at once: the message is printed already, only cleaning up would be left."""
    os._exit(_INTERRUPTED)


def _end() -> None:
    """Ignores further signals once everything is cleaned up, and ends an interrupted process with its exit code.

    If Ctrl-C came while code was being compiled (for example of a dataclass), Python would otherwise end itself by the
    signal (`unhandled_keyboard_interrupt` in its sources) and not with the exit code.
    """
    _from_now_on(signal.SIG_IGN)
    if _interrupted:
        os._exit(_INTERRUPTED)
