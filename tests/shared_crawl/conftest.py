"""A Redis and a MongoDB server of the tests' own, emptied for each test, and crawls that share them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from resilience.crawling import Process, gxcrawl
from servers import database_uri
from shared_crawl.recorded_portals import Recorded, recorded_portals
from shared_crawl.redis_server import redis_server

TESTS = Path(__file__).parents[1]
OURS = os.pathsep.join(map(str, (TESTS.parent, TESTS)))  # this checkout before any that is installed
CRAWLER = ("-m", "shared_crawl.crawler")


@dataclass(frozen=True, slots=True)
class Shared:
    """Portals that note what they are asked, and where the processes of a crawl meet."""

    folder: Path
    sites: list[Recorded]
    registry: Path
    redis: str
    database: str

    def start(self, *arguments: str, delay: float = 0.0, **environment: str) -> Process:
        """One more process of the crawl."""
        command = ("crawl", "--portals", str(self.registry), "--settings", "settings.distributed", *arguments)
        ours = {"GXCRAWL_REDIS": self.redis, "GXCRAWL_TEST_DELAY": str(delay), "PYTHONPATH": OURS}
        return gxcrawl(self.folder, *command, uri=self.database, program=CRAWLER, **(ours | environment))

    def asked(self) -> list[str]:
        """Every request that any portal got, with the portal's number."""
        return sorted(f"{number} {a}" for number, site in enumerate(self.sites) for a in site.addresses())


@pytest.fixture
def shared(tmp_path: Path, database_name: str, server: str) -> Iterator[Shared]:
    """Two portals that nobody has asked yet, an empty queue, an empty database."""
    database = database_uri(server, database_name)
    with redis_server(tmp_path) as redis, recorded_portals(tmp_path, 2) as (sites, registry):
        yield Shared(tmp_path, sites, registry, redis, database)
