"""Both homes, and what an undisturbed crawl of the small portal leaves in each."""

import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from resilience.crawling import contents, ended, start
from resilience.small_portal import served
from servers import database_uri, mongodb_server


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A running portal, its registry, where new databases go; what a crawl that nothing disturbs leaves, and when."""

    registry: Path
    folder: Path
    server: str | None
    contents: dict[str, dict[str, Any]]
    seconds: float

    def new_uri(self) -> str:
        """An empty database of this home."""
        return _new_uri(self.folder, self.server)


def _new_uri(folder: Path, server: str | None) -> str:
    name = f"gxcrawl_test_{uuid.uuid4().hex[:12]}"
    return f"sqlite:///{folder / name}.db" if server is None else database_uri(server, name)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the tests' own, whose databases go with its folder."""
    with mongodb_server(tmp_path_factory.mktemp("ferretdb")) as uri:
        yield uri


@pytest.fixture(scope="module", params=["embedded", "mongodb"])
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """The portal and the truth, in each home."""
    folder = tmp_path_factory.mktemp("crawls")
    home = request.getfixturevalue("server") if request.param == "mongodb" else None
    with served(folder) as (_, registry):
        uri = _new_uri(folder, home)
        started = time.monotonic()
        ended(start(folder, registry, uri), code=1)  # the empty page is a failure
        yield Undisturbed(registry, folder, home, contents(uri), time.monotonic() - started)
