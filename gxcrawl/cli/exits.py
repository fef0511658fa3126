"""Exit codes, and the one line that an error leaves behind."""

from gxcrawl.errors import CannotRun, GxcrawlError, TryLater

FAILURES = 1
WRONG_USE = 2
COULD_NOT_RUN = 3
INTERRUPTED = 130
UNREAD = 141  # as of a program that SIGPIPE ends


def exit_code(error: GxcrawlError) -> int:
    """2 where the user can mend it in the command, 3 where the world has to change first."""
    return COULD_NOT_RUN if isinstance(error, CannotRun | TryLater) else WRONG_USE


def one_line(error: GxcrawlError) -> str:
    """What is wrong, where, and what to do."""
    advice = "; try again later" if isinstance(error, TryLater) else ""
    return f"gxcrawl: {' '.join(str(error).split())}{advice}"
