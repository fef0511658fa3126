"""The progress of a dump: one bar per collection, with its rate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text
from typing_extensions import override

_SHOW_EVERY = 20  # documents; updating the display for each would cost more than writing it


class _Rate(ProgressColumn):
    """A column with the number of documents per second."""

    @override
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s", style="progress.data.speed")


@contextmanager
def dump_progress(console: Console) -> Iterator[Callable[[str, int, int | None], None]]:
    """Shows a bar per collection. Yields a function to call with a collection, the documents done, and their total."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def show(collection: str, count: int, total: int | None) -> None:
            if collection not in tasks:
                tasks[collection] = bar.add_task(collection, total=total)
            if count % _SHOW_EVERY == 1 or count == total:
                bar.update(tasks[collection], completed=count)

        yield show
