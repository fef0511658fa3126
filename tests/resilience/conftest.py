"""One portal for all, both homes, and what an undisturbed crawl of the portal leaves in each."""

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from resilience.crawling import contents, ended, start
from resilience.small_portal import Halting, served, small_site
from servers import database_uri

from gxcrawl.simulation.server import RunningSite


@dataclass(frozen=True, slots=True)
class Portal:
    """The running portal, its registry, and the folder of both."""

    running: RunningSite
    registry: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a crawl that nothing disturbs leaves in one home, where, and in what time; where new databases go."""

    portal: Portal
    server: str | None
    uri: str
    contents: dict[str, dict[str, Any]]
    seconds: float

    def new_uri(self) -> str:
        """An empty database of this home."""
        return _new_uri(self.portal.folder, self.server)


def _new_uri(folder: Path, server: str | None) -> str:
    name = f"gxcrawl_test_{uuid.uuid4().hex[:12]}"
    return f"sqlite:///{folder / name}.db" if server is None else database_uri(server, name)


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal; documents are known by its address, so what crawls leave can be compared only if all ask the same."""
    folder = tmp_path_factory.mktemp("crawls")
    with served(folder) as (running, registry):
        yield Portal(running, registry, folder)


@pytest.fixture(scope="session", params=["embedded", "mongodb"])
def undisturbed(request: pytest.FixtureRequest, portal: Portal) -> Undisturbed:
    """The truth, in each home; a test of one home alone names it: `indirect=True`."""
    home = request.getfixturevalue("server") if request.param == "mongodb" else None
    uri = _new_uri(portal.folder, home)
    started = time.monotonic()
    ended(start(portal.folder, portal.registry, uri), code=1)  # the empty page is a failure
    return Undisturbed(portal, home, uri, contents(uri), time.monotonic() - started)


@pytest.fixture
def halting(portal: Portal) -> Iterator[Halting]:
    """The portal, which for one test halts when the fourth article is asked for."""
    site = portal.running.site
    halts = Halting(small_site(), at_article=4)
    portal.running.site = halts
    yield halts
    halts.go_on.set()
    portal.running.site = site
