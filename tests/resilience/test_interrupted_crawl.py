"""Ctrl-C: once ends the crawl cleanly, twice at once. A disk that takes no more, a place that cannot be written."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from resilience.crawling import contents, differences, ended, gxcrawl, start
from resilience.small_portal import Halting, served

from gxcrawl.storage import open_database


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Halting, Path]]:
    """The small portal, which halts at its fourth article."""
    reached, go_on = Event(), Event()
    with served(tmp_path, lambda site: Halting(site, 4, reached, go_on)) as (running, registry):
        assert isinstance(running.site, Halting)
        yield running.site, registry
        go_on.set()


def outcomes(uri: str) -> list[str | None]:
    with open_database(uri) as database:
        return [run.outcome for run in database.runs.latest()]


def test_once_it_ends_cleanly_and_goes_on_next_time(tmp_path: Path, site: tuple[Halting, Path]) -> None:
    halting, registry = site
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    crawl = start(tmp_path, registry, uri)
    assert halting.reached.wait(60)
    crawl.send_signal(signal.SIGINT)
    time.sleep(0.3)
    halting.go_on.set()
    assert "run it again to go on" in ended(crawl, code=130)
    assert outcomes(uri) == ["interrupted"]
    ended(start(tmp_path, registry, uri))
    whole = f"sqlite:///{tmp_path / 'whole.db'}"
    ended(start(tmp_path, registry, whole))
    assert differences(contents(uri), contents(whole)) == []


def test_twice_it_ends_at_once(tmp_path: Path, site: tuple[Halting, Path]) -> None:
    halting, registry = site
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    crawl = start(tmp_path, registry, uri)
    assert halting.reached.wait(60)
    crawl.send_signal(signal.SIGINT)
    time.sleep(0.5)
    crawl.send_signal(signal.SIGINT)
    ended(crawl, code=130)
    assert not halting.go_on.is_set()
    ended(start(tmp_path, registry, uri))  # 0 or 1: the page without report fell to one of the two
    assert outcomes(uri) == ["finished", "failed"]


_WITH_SMALL_FILES = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
runpy.run_module("gxcrawl.cli", run_name="__main__")
"""


def test_a_disk_that_takes_no_more_stops_the_crawl_and_loses_nothing(
    tmp_path: Path, site: tuple[Halting, Path]
) -> None:
    halting, registry = site
    halting.go_on.set()
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    full = start(tmp_path, registry, uri, program=("-c", _WITH_SMALL_FILES))
    last = ended(full, code=3).splitlines()[-1]
    assert last.startswith(f"gxcrawl: {uri}: ")
    assert "disk" in last
    assert "stores them first" in last
    ended(start(tmp_path, registry, uri))
    whole = f"sqlite:///{tmp_path / 'whole.db'}"
    ended(start(tmp_path, registry, whole))
    assert differences(contents(uri), contents(whole)) == []


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    # nobody may make files there, not even root
    said = ended(gxcrawl(tmp_path, "status", uri="sqlite:////proc/gxcrawl.db"), code=3)
    assert len(said.strip().splitlines()) == 1
    assert said.startswith("gxcrawl: sqlite:////proc/gxcrawl.db: ")
