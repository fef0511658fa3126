"""`gxcrawl schedule`: runs crawls at scheduled times, and lists the schedule."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from gxcrawl.cli.arguments.options import (
    DatabaseOption,
    PortalsOption,
    SettingsOption,
    comma_list,
    database_uri,
    opened,
)
from gxcrawl.cli.arguments.settings_module import settings_module
from gxcrawl.cli.arguments.typer_app import App
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.json_log import errors_as_json, log_as_json
from gxcrawl.cli.output.messages import log_level as as_level
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.listing import listing
from gxcrawl.cli.views.words import counted
from gxcrawl.errors import NoDatabaseYet, WrongUse
from gxcrawl.portals.registry import load_registry
from gxcrawl.scheduling.crawl_processes import CrawlProcesses
from gxcrawl.scheduling.dispatcher import Dispatcher, Scheduled, scheduled
from gxcrawl.scheduling.service import Service
from gxcrawl.storage import Turn
from gxcrawl.text.dates import CHINA

app = App(help="Crawl portals by the clock.", no_args_is_help=True)


@app.command()
def run(
    portals: PortalsOption = None,
    database: DatabaseOption = None,
    at_once: Annotated[int, typer.Option(metavar="N", min=1, help="Crawls at the same time; others wait.")] = 2,
    settings: SettingsOption = "settings.base",
    log_level: Annotated[
        str, typer.Option(metavar="LEVEL", help="The crawls' log: DEBUG, INFO, WARNING, ERROR.")
    ] = "WARNING",
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON, an object to a line; crawls too.")] = False,
) -> None:
    """Crawl every registered portal when it is due, until SIGINT or SIGTERM."""
    if log_json:
        log_as_json()
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
    else:
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%Y-%m-%d %H:%M:%S%z")
    logging.getLogger("gxcrawl.scheduling").setLevel(logging.INFO)
    with errors_as_json() if log_json else nullcontext():
        settings_module(settings)  # checked now, because otherwise each crawl would fail later
        comma_list(portals)  # likewise
        uri = database_uri(database, settings)
        arguments = ["--settings", settings, "--log-level", as_level(log_level), *(["--log-json"] if log_json else [])]
        for path in portals or ():
            arguments += ["--portals", str(path)]
        _run(_scheduled(portals), uri, at_once, arguments)


def _run(chosen: list[Scheduled], uri: str, at_once: int, arguments: list[str]) -> None:
    """Starts crawls when they are due, until a signal stops the process. arguments: options of each crawl."""
    with opened(uri, read_only=False) as db:
        # By the environment, because other users of the machine can see the arguments, and so a password.
        processes = CrawlProcesses(arguments, {"GXCRAWL_DATABASE": uri})
        dispatcher = Dispatcher(db.schedules, processes.crawl, lambda: datetime.now(UTC))
        under = counted(len(chosen), "portal")
        logging.getLogger("gxcrawl.scheduling").info("%s under the schedule; Ctrl-C ends it", under)
        Service(dispatcher, processes, at_once).run(chosen)


@app.command("list")
def list_schedule(portals: PortalsOption = None, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List each portal's last scheduled crawl, how it ended, and when the next is due (China's time)."""
    chosen = _scheduled(portals)
    turns = {turn.portal_id: turn for turn in _turns(database)}
    now = datetime.now(UTC)
    rows = [_row(one, turns.get(one.portal.id), now) for one in chosen]
    if as_json:
        print_json(rows)
    else:
        terminal().print(_table(rows))


def _turns(database: str | None) -> list[Turn]:
    """The stored turns of the schedule; empty if there is no database yet, since the next turns are known without."""
    try:
        with opened(database) as db:
            return db.schedules.all()
    except NoDatabaseYet:
        return []


def _scheduled(portals: Sequence[Path] | None) -> list[Scheduled]:
    chosen = scheduled(load_registry(portals).portals)
    if not chosen:
        raise WrongUse("every portal of the registry says `schedule: never`; there is nothing to wait for")
    return chosen


def _row(one: Scheduled, turn: Turn | None, now: datetime) -> dict[str, str | None]:
    started = turn.started_at if turn else None
    return {
        "portal": one.portal.id,
        "schedule": one.portal.schedule or "default",
        "last_run": _moment(started),
        "outcome": ("running" if turn.is_running else turn.ending) if turn and started else None,
        "finished": _moment(turn.finished_at) if turn else None,
        "next_run": _moment(one.timetable.next_after(now)),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(CHINA).isoformat(timespec="seconds")


def _table(rows: list[dict[str, str | None]]) -> Table:
    table = listing("portal", "schedule", "last run", "outcome", "next run")
    for row in rows:
        last, following = (_minute(row[field]) for field in ("last_run", "next_run"))
        table.add_row(row["portal"], row["schedule"], last, row["outcome"] or "", following)
    return table


def _minute(moment: str | None) -> str:
    return "never" if moment is None else moment[:16].replace("T", " ")
