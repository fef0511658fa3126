"""`gxcrawl demo`: simulates two portals on this machine and crawls them from their home pages into a database file."""

import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.text import Text

from gxcrawl.cli.crawling.crawl import crawl_into, exit_code_of, report_result, spider_arguments
from gxcrawl.cli.crawling.running import CrawlResult
from gxcrawl.cli.output.exits import INTERRUPTED
from gxcrawl.cli.output.messages import Messages
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.viewing.status import coverage_of
from gxcrawl.cli.views.checks import print_failing
from gxcrawl.cli.views.coverage import coverage_tables, legend
from gxcrawl.presenting.overviews.survey import FIELDS, survey
from gxcrawl.simulation.demo import Demo, run_demo
from gxcrawl.storage import open_database

_DATABASE = "gxcrawl-demo.db"


def demo(
    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="Where its database goes.")] = Path(_DATABASE),
) -> None:
    """Crawl two simulated portals with different software and show what came of it."""
    console = terminal(stderr=True)
    messages = Messages(console, {"LOG_LEVEL": "ERROR"})
    uri = f"sqlite:///{file}"
    with run_demo() as running, tempfile.TemporaryDirectory() as folder:
        registry = Path(folder) / "demo.yaml"
        registry.write_text(yaml.safe_dump(running.registry, allow_unicode=True), encoding="utf-8")
        _introduce(running, console)
        result = crawl_into(uri, spider_arguments(None, None, [registry]), "settings.demo", messages)
    # the simulated portals end with this command, so gxcrawl retry could not reach them
    report_result(result, uri, messages, again=f"{_this_command()} demo --file {shlex.quote(str(file))}")
    if exit_code_of(result) == INTERRUPTED:
        raise typer.Exit(INTERRUPTED)
    _show(uri, file, result, terminal())


def _introduce(running: Demo, console: Console) -> None:
    for portal, site in zip(running.portals, running.running, strict=True):
        console.print(f"{portal.name} at {site.url}: {len(portal.reports)} invented reports")


def _show(uri: str, file: Path, result: CrawlResult, console: Console) -> None:
    with open_database(uri, read_only=True) as database:
        grid = coverage_of(database)
        failing = survey(database.reports.find(projection=FIELDS)).failing
    console.print()
    console.print(*coverage_tables(grid, console.width))
    console.print(legend(grid), soft_wrap=True)
    console.print()
    console.print(Text("Failing checks", "italic"))
    print_failing(failing, console)
    if not result.summary["documents_new"]:
        console.print("Nothing new: every document was there already.\n")
    console.print(f"The database is {file}. Next:")
    for command, why in (
        ("status", "this table again"),
        ("serve", "the same to look at: pages in a browser, each report beside its source"),
        ("failures", "what could not be fetched or read, and why"),
        ("export jsonl --out demo-dump", "everything as JSON lines, with a manifest"),
        ("status --json", "the coverage for a program to read"),
    ):
        console.print(f"  {_this_command()} {command} --database {shlex.quote(uri)}", soft_wrap=True)
        console.print(f"      {why}", style="dim", soft_wrap=True)


def _this_command() -> str:
    """How advice should name this command: `gxcrawl`, or its path if it is not on the PATH (as under `make run`)."""
    called = Path(sys.argv[0])
    return "gxcrawl" if shutil.which("gxcrawl") else os.path.relpath(called)
