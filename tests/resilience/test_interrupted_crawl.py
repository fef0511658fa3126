"""Ctrl-C: once ends the crawl cleanly, twice at once. A disk that takes no more, a place that cannot be written."""

import shutil
import time
from pathlib import Path

import pytest
from resilience.conftest import Portal, Undisturbed
from resilience.crawling import contents, differences, ended, gxcrawl, interrupt, start
from resilience.small_portal import Halting

from gxcrawl.storage import open_database

_EMBEDDED = pytest.mark.parametrize("undisturbed", ["embedded"], indirect=True)


@pytest.fixture
def undisturbed_database(undisturbed: Undisturbed, tmp_path: Path) -> str:
    """A copy of what a crawl left in a file."""
    shutil.copy(undisturbed.uri.removeprefix("sqlite:///"), tmp_path / "copy.db")
    return f"sqlite:///{tmp_path / 'copy.db'}"


def outcomes(uri: str) -> list[str | None]:
    with open_database(uri) as database:
        return [run.outcome for run in database.runs.latest()]


@_EMBEDDED
def test_one_interrupt_ends_a_crawl_cleanly_and_the_next_continues_it(
    tmp_path: Path, halting: Halting, undisturbed: Undisturbed
) -> None:
    uri, registry = f"sqlite:///{tmp_path / 'test.db'}", undisturbed.portal.registry
    crawl = start(tmp_path, registry, uri, fresh=True)
    assert halting.reached.wait(60)
    interrupt(crawl)
    time.sleep(0.3)
    halting.go_on.set()
    assert "run it again to go on" in ended(crawl, code=130)
    assert not (tmp_path / "test.db-wal").exists()  # one file, which can be copied
    assert outcomes(uri) == ["interrupted"]
    ended(start(tmp_path, registry, uri))
    assert not (tmp_path / "test.db-wal").exists()
    assert differences(contents(uri), undisturbed.contents) == []


def test_a_second_interrupt_ends_a_crawl_at_once(tmp_path: Path, halting: Halting, portal: Portal) -> None:
    uri, registry = f"sqlite:///{tmp_path / 'test.db'}", portal.registry
    crawl = start(tmp_path, registry, uri, fresh=True)
    assert halting.reached.wait(60)
    interrupt(crawl)
    time.sleep(0.5)
    interrupt(crawl)
    ended(crawl, code=130)
    assert not halting.go_on.is_set()
    ended(start(tmp_path, registry, uri))  # 0 or 1: the page without report fell to one of the two
    assert outcomes(uri) == ["finished", "failed"]


@_EMBEDDED
def test_an_interrupt_before_the_workers_have_started_prints_no_traceback(
    tmp_path: Path, undisturbed_database: str
) -> None:
    program = ("-c", _WITH_EARLY_INTERRUPT)
    again = gxcrawl(tmp_path, "reparse", "--all", uri=undisturbed_database, program=program, fresh=True)
    assert ended(again, code=130) == "gxcrawl: interrupted\n"


_WITH_EARLY_INTERRUPT = """
import os, runpy, signal
from pipelines.workers import processes
start = processes._start_fork_server
def start_and_be_interrupted():
    start()
    os.killpg(0, signal.SIGINT)
processes._start_fork_server = start_and_be_interrupted
runpy.run_module("gxcrawl.cli", run_name="__main__")
"""

_WITH_SMALL_FILES = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
runpy.run_module("gxcrawl.cli", run_name="__main__")
"""


@_EMBEDDED
def test_a_full_disk_stops_the_crawl_and_loses_nothing(tmp_path: Path, undisturbed: Undisturbed) -> None:
    uri, registry = f"sqlite:///{tmp_path / 'test.db'}", undisturbed.portal.registry
    full = start(tmp_path, registry, uri, program=("-c", _WITH_SMALL_FILES))
    last = ended(full, code=3).splitlines()[-1]
    assert last.startswith(f"gxcrawl: {uri}: ")
    assert "disk" in last
    assert "stores them first" in last
    ended(start(tmp_path, registry, uri))
    assert differences(contents(uri), undisturbed.contents) == []


def test_a_directory_without_write_permission_is_reported_in_one_line(tmp_path: Path) -> None:
    # nobody may make files there, not even root
    said = ended(gxcrawl(tmp_path, "status", uri="sqlite:////proc/gxcrawl.db"), code=3)
    assert len(said.strip().splitlines()) == 1
    assert said.startswith("gxcrawl: sqlite:////proc/gxcrawl.db: ")
