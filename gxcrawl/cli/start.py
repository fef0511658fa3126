"""Where the program begins: a Ctrl-C while it loads, or while it ends, is one line and its exit code too.

Loading takes most of a second, and a second Ctrl-C may come while the first still winds things up. Nothing of ours or
of others is imported before that is taken care of.
"""

import atexit
import os
import signal
import sys
from threading import Timer
from types import FrameType

_INTERRUPTED = 130  # as in exits.py, which others have to load first
_LONGEST_END_SECONDS = 2.0  # what still runs in threads, such as a question to a database that hangs, is left to itself

_interrupted = False


def main() -> None:
    """Runs the command line; ends this process with its exit code."""
    global _interrupted
    atexit.register(_end)  # the first that is registered is the last that is called
    try:
        from gxcrawl.cli.main import main as run

        run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, _leave)
        sys.stderr.write("gxcrawl: interrupted\n")
        _interrupted = True
        patience = Timer(_LONGEST_END_SECONDS, os._exit, (_INTERRUPTED,))
        patience.daemon = True
        patience.start()
        sys.exit(_INTERRUPTED)
    finally:
        signal.signal(signal.SIGINT, _leave)


def _leave(_number: int, _frame: FrameType | None) -> None:
    """At once: all that had to be said is said, what is left is clearing up."""
    os._exit(_INTERRUPTED)


def _end() -> None:
    """Everything is cleared up, and Python lets go of signals: from here on they are not heard.

    Where a Ctrl-C met code that was being compiled, as a dataclass is made, Python would still end by the signal
    (`unhandled_keyboard_interrupt` in its sources), and so without the exit code.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _interrupted:
        os._exit(_INTERRUPTED)
