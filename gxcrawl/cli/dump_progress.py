"""How far a dump is, collection by collection, with its rate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
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

_SHOW_EVERY = 20  # documents; showing each one costs more than writing it


class _Rate(ProgressColumn):
    """Documents a second."""

    @override
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s", style="progress.data.speed")


@contextmanager
def dump_progress(console: Console) -> Iterator[Callable[[str, int], None]]:
    """A bar for each collection; the function it yields takes a collection and how many documents were gone through."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        _Rate(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def show(collection: str, count: int) -> None:
            if collection not in tasks:
                tasks[collection] = bar.add_task(collection, total=None)
            if count % _SHOW_EVERY == 1:
                bar.update(tasks[collection], completed=count)

        yield show
