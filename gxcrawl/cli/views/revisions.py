"""Prints the revisions of many reports, of each the first changes."""

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.text import Text

from gxcrawl.cli.views.changes import print_changes
from gxcrawl.cli.views.words import counted, days
from gxcrawl.presenting.overviews.revised import Revision
from gxcrawl.reports.revisions import Changes

_MOST_CELLS, _MOST_PASSAGES = 6, 2  # shown of one revision


def print_revisions(revisions: Iterable[Revision], console: Console, *, history: Callable[[Revision], str]) -> None:
    """Prints each revision: report, when it was seen, day of publication, changes. history: the command for all."""
    for one in revisions:
        seen = f"revision {one.after.revision} seen {days(one.after.first_seen, one.after.last_seen)}"
        before = f"the one before {days(one.before.first_seen, one.before.last_seen)}"
        console.print(
            Text.assemble((f"{one.agency} {one.year}", "bold"), f"  {seen}, {before}; {_dated(one)}"), soft_wrap=True
        )
        _print_first(one.after.changes or Changes((), ()), console, history(one))
        console.print()


def counts(revisions: Sequence[Revision], reports: int) -> str:
    """One line: how many revisions of how many reports, and how many of them print the same date as before."""
    if not revisions:
        return f"No revisions, of {counted(reports, 'report')}."
    revised, same = len({one.report_id for one in revisions}), sum(one.same_date for one in revisions)
    revisions_of = f"{counted(len(revisions), 'revision')} of {revised:,} of {counted(reports, 'report')}"
    return f"{revisions_of}; {same:,} with the date of publication unchanged."


def _dated(one: Revision) -> str:
    before, after = (version.published_on or "none" for version in (one.before, one.after))
    return f"printed date unchanged: {after}" if before == after else f"printed date {before} → {after}"


def _print_first(changes: Changes, console: Console, history: str) -> None:
    """Prints the first changes, and a command for the rest if there are more."""
    shown = Changes(changes.cells[:_MOST_CELLS], changes.prose[:_MOST_PASSAGES])
    print_changes(shown, console)
    if more := len(changes.cells) + len(changes.prose) - len(shown.cells) - len(shown.prose):
        console.print(Text(f"  … {more:,} more changes: {history}", style="dim"), soft_wrap=True)
