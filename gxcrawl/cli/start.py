"""Where the program begins: a Ctrl-C while it loads, or while it ends, is one line and its exit code too.

So is SIGTERM, by which service managers end a program: a dump or a site that is being written leaves nothing behind.
Loading takes most of a second, and a second Ctrl-C may come while the first still winds things up. Nothing of ours or
of others is imported before that is taken care of.
"""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from threading import Timer
from types import FrameType
from typing import Any

_INTERRUPTED = 130  # as in exits.py, which others have to load first
_LONGEST_END_SECONDS = 2.0  # what still runs in threads, such as a question to a database that hangs, is left to itself

_interrupted = False


def main() -> None:
    """Runs the command line; ends this process with its exit code."""
    global _interrupted
    atexit.register(_end)  # the first that is registered is the last that is called
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:  # who ignores it has a reason
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
    """What either signal does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """At once: all that had to be said is said, what is left is clearing up."""
    os._exit(_INTERRUPTED)


def _end() -> None:
    """Everything is cleared up, and Python lets go of signals: from here on they are not heard.

    Where a Ctrl-C met code that was being compiled, as a dataclass is made, Python would still end by the signal
    (`unhandled_keyboard_interrupt` in its sources), and so without the exit code.
    """
    _from_now_on(signal.SIG_IGN)
    if _interrupted:
        os._exit(_INTERRUPTED)
