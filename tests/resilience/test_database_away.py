"""The server goes away in the middle of a crawl: for a while, and for good."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from resilience.conftest import Undisturbed
from resilience.crawling import Process, contents, differences, ended, start, start_scrapy
from resilience.small_portal import Halting
from servers import database_uri, ferretdb

from gxcrawl.storage import open_database

_ON_A_SERVER = pytest.mark.parametrize("undisturbed", ["mongodb"], indirect=True)
_QUICK = {
    "serverSelectionTimeoutMS": "1500",
    "connectTimeoutMS": "1500",
}  # how soon the driver says that nobody is there


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where the server keeps its data, so that the one that takes its place finds them."""
    folder = tmp_path / "server"
    folder.mkdir()
    return folder


def listen_of(server: str) -> str:
    """The address of a server, for the one that takes its place."""
    return urlsplit(server).netloc


@_ON_A_SERVER
def test_a_crawl_waits_for_a_database_that_is_briefly_unreachable(
    tmp_path: Path, files: Path, halting: Halting, undisturbed: Undisturbed
) -> None:
    registry = undisturbed.portal.registry
    with ferretdb(files) as (server, process):
        uri = database_uri(server, "interrupted", **_QUICK)
        crawl = start(tmp_path, registry, uri, GXCRAWL_DATABASE_PATIENCE="60")
        assert halting.reached.wait(60)
        process.kill()
        process.wait()
        halting.go_on.set()
        assert crawl.stderr is not None
        said = next(line for line in crawl.stderr if "is away" in line)
    with ferretdb(files, listen_of(server)):
        said += ended(crawl, code=1)
        assert said.count("is away; ") == 1
        assert said.count("is back; going on") == 1
        assert differences(contents(uri), undisturbed.contents) == []
    assert not (tmp_path / "gxcrawl-spool").exists()


@_ON_A_SERVER
@pytest.mark.parametrize("begin", [start, start_scrapy], ids=["gxcrawl", "scrapy"])
def test_documents_of_a_crawl_that_lost_its_database_are_stored_by_the_next(
    begin: "Callable[..., Process]",
    tmp_path: Path,
    files: Path,
    halting: Halting,
    undisturbed: Undisturbed,
) -> None:
    registry = undisturbed.portal.registry
    with ferretdb(files) as (server, process):
        uri = database_uri(server, "interrupted", **_QUICK)
        crawl = begin(tmp_path, registry, uri, GXCRAWL_DATABASE_PATIENCE="1")
        assert halting.reached.wait(60)
        process.kill()
        process.wait()
        halting.go_on.set()
        last = ended(crawl, code=3).splitlines()[-1]
    assert last.startswith("gxcrawl: mongodb://")
    assert "the next crawl into this database stores them first" in last
    waiting = list((tmp_path / "gxcrawl-spool").rglob("*.warc.gz"))
    assert f"{len(waiting)} fetched document" in last
    with ferretdb(files, listen_of(server)):
        ended(start(tmp_path, registry, uri), code=1)
        assert differences(contents(uri), undisturbed.contents) == []
        with open_database(uri) as database:
            assert [run.outcome for run in database.runs.latest()] == ["finished", "failed"]
    assert list((tmp_path / "gxcrawl-spool").rglob("*.warc.gz")) == []
