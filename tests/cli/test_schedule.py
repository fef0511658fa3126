"""`gxcrawl schedule` as its user has it: a process that crawls what is due, and stops cleanly."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from support import warm
from support.waiting import wait_for

from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import post_report
from gxcrawl.simulation.server import serve
from gxcrawl.storage import Turn, open_database

PATIENCE_SECONDS = 60


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'schedule.db'}"


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Path]:
    """One portal that publishes one report, due every January."""
    with serve(a_site()) as running:
        yield registered(tmp_path, running.url)


def a_site() -> Site:
    return FAMILIES["trs"]("漱玉区人民政府", (post_report(5001, invent_report(SHUYU[1], 2022, 5)),))


def registered(folder: Path, home: str) -> Path:
    file = folder / "portals.yaml"
    entry = {"id": "shuyu", "name": "漱玉区人民政府", "home": home, "schedule": "0 3 1 1 *"}
    file.write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
    return file


def start(uri: str, registry: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "gxcrawl.cli", "schedule", "run", "--portals", str(registry)]
    return subprocess.Popen(
        [*command, "--settings", "settings.demo"],
        env={**os.environ, "GXCRAWL_DATABASE": uri},
        cwd=registry.parent,
        stderr=subprocess.PIPE,
        text=True,
    )


def listed(uri: str, registry: Path) -> dict[str, str | None]:
    command = ["-m", "gxcrawl.cli", "schedule", "list", "--json", "--portals", str(registry), "--database", uri]
    done = warm.run(command, registry.parent, os.environ)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    return dict(row)


def miss_one(uri: str) -> None:
    """As if the portal had come under the schedule before its last due time, and no scheduler had been up since."""
    with open_database(uri) as database:
        database.schedules.enrol("shuyu", datetime.now(UTC) - timedelta(days=370))


def test_two_schedulers_make_up_once_for_what_was_missed_and_stop_cleanly(uri: str, registry: Path) -> None:
    miss_one(uri)
    schedulers = [start(uri, registry) for _ in range(2)]
    try:
        wait_for(lambda: listed(uri, registry)["outcome"] == "finished", PATIENCE_SECONDS)
    finally:
        for scheduler in schedulers:
            scheduler.send_signal(signal.SIGTERM)
        said = [scheduler.communicate(timeout=PATIENCE_SECONDS)[1] for scheduler in schedulers]
    assert [scheduler.returncode for scheduler in schedulers] == [0, 0], said
    assert not any("Traceback" in one for one in said)
    with open_database(uri) as database:
        (run,) = database.runs.latest()
        assert (run.trigger, run.outcome) == ("schedule", "finished")
        assert len(list(database.reports.find())) == 1


class Slow:
    """A site that takes its time."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def respond(self, request: Request) -> Response:
        """The answer, late."""
        return replace(self.site.respond(request), delay_seconds=2.0)


def test_the_crawl_of_a_scheduler_that_was_killed_ends_too(uri: str, tmp_path: Path) -> None:
    """Whoever takes over crawls the portal again, and two would be at it."""
    miss_one(uri)
    with serve(Slow(a_site())) as running:
        scheduler = start(uri, registered(tmp_path, running.url))
        with open_database(uri, read_only=True) as database:
            wait_for(lambda: database.runs.latest() != [], PATIENCE_SECONDS)
            scheduler.kill()
            wait_for(lambda: database.runs.unfinished() == [], PATIENCE_SECONDS)
            (run,) = database.runs.latest()
        scheduler.communicate()
    assert (run.trigger, run.outcome, run.presumed) == ("schedule", "interrupted", False)


@pytest.mark.parametrize("as_json", [False, True])
def test_every_line_of_a_scheduled_crawl_names_its_portal(as_json: bool, uri: str, registry: Path) -> None:
    options = ["--portals", str(registry), "--settings", "settings.demo", "--log-level", "INFO"]
    result = subprocess.run(
        [sys.executable, "-m", "gxcrawl.cli", "crawl", "--portal", "shuyu", *options, *(["--log-json"] * as_json)],
        env={**os.environ, "GXCRAWL_DATABASE": uri, "GXCRAWL_SCHEDULER": str(os.getpid())},
        cwd=registry.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = result.stderr.splitlines()
    assert any("1 new, 0 revised" in line or '"reports_new": 1' in line for line in lines)
    if as_json:
        assert {json.loads(line)["portal"] for line in lines} == {"shuyu"}
    else:
        told = [
            line for line in lines if line[:1].isalnum()
        ]  # Scrapy's lists and figures go on over lines of their own
        assert [line for line in told if " shuyu [" not in line and not line.startswith("shuyu: ")] == []


def test_a_portal_that_is_not_due_is_left_alone(uri: str, registry: Path) -> None:
    scheduler = start(uri, registry)
    try:
        wait_for(lambda: Path(registry.parent / "schedule.db").exists() and _turns(uri) != [], PATIENCE_SECONDS)
    finally:
        scheduler.send_signal(signal.SIGINT)
        _, said = scheduler.communicate(timeout=PATIENCE_SECONDS)
    assert scheduler.returncode == 0, said
    row = listed(uri, registry)
    assert (row["last_run"], row["outcome"]) == (None, None)
    assert str(row["next_run"]).startswith(f"{datetime.now(UTC).year + 1}-01-01T03:0")


def test_what_is_due_is_told_before_anything_was_crawled_and_makes_no_database(uri: str, registry: Path) -> None:
    row = listed(uri, registry)
    assert (row["portal"], row["last_run"], row["outcome"]) == ("shuyu", None, None)
    assert not (registry.parent / "schedule.db").exists()


def _turns(uri: str) -> list[Turn]:
    with open_database(uri) as database:
        return database.schedules.all()


@pytest.mark.parametrize("schedule", ["0 99 * * *", "0 3 * * * *", "often"])
def test_a_broken_cron_line_is_one_line_that_names_the_entry(tmp_path: Path, schedule: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(f"- {{id: shuyu, name: 某区, home: 'http://127.0.0.1/', schedule: '{schedule}'}}", encoding="utf-8")
    done = warm.run(["-m", "gxcrawl.cli", "schedule", "run", "--portals", str(file)], tmp_path, os.environ)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    for word in ("broken.yaml", "shuyu", "schedule", schedule):
        assert word in done.stderr
    assert list(tmp_path.iterdir()) == [file]
