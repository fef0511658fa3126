"""Exit codes, and the line printed for an error."""

from gxcrawl.errors import CannotRun, GxcrawlError, TryLater

FAILURES = 1
WRONG_USE = 2
COULD_NOT_RUN = 3
INTERRUPTED = 130
UNREAD = 141  # the exit code that shells give a program ended by SIGPIPE


def exit_code(error: GxcrawlError) -> int:
    """The exit code of an error: 2 if the user can correct the command, 3 if something outside it must change first."""
    return COULD_NOT_RUN if isinstance(error, CannotRun | TryLater) else WRONG_USE


def one_line(error: GxcrawlError) -> str:
    """The error message in one line: what is wrong, where, and what to do."""
    advice = "; try again later" if isinstance(error, TryLater) else ""
    return f"gxcrawl: {' '.join(str(error).split())}{advice}"
