"""What one crawl of a test brings, from a process of its own: a reactor runs once in a process."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiders.sites.local_portal import LocalPortal, Page, serve
from support import warm

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Crawled:
    """What one crawl brought. evidence: pages that were not what was asked for."""

    documents: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str

    def reports(self) -> set[tuple[str, int | None]]:
        """Agency id and year of every document."""
        return {(document["agency_id"], document["year"]) for document in self.documents}

    def at(self, address: str) -> "Crawled":
        """What it brought of one portal."""
        items = (self.documents, self.evidence, self.failures)
        own = ([one for one in kind if one["url"].startswith(address)] for kind in items)
        return Crawled(*own, self.stats, self.log)


Crawl = Callable[..., Crawled]


@dataclass(frozen=True, slots=True)
class Visit:
    """One of several portals that were crawled at once, each on a port of its own, and what that brought of it."""

    portal: LocalPortal
    found: Crawled


@contextmanager
def crawled_together(crawl: Crawl, sites: Mapping[str, dict[str, Page]], name: str) -> Iterator[dict[str, Visit]]:
    """All of these portals, crawled from their home pages. name: of every one."""
    with ExitStack() as stack:
        portals = {site: stack.enter_context(serve(pages)) for site, pages in sites.items()}
        entries = (f"- {{id: {site}, name: {name}, home: '{at.address}/'}}\n" for site, at in portals.items())
        found = crawl("".join(entries))
        yield {site: Visit(portal, found.at(portal.address)) for site, portal in portals.items()}


def run_once(program: str, *arguments: str) -> tuple[dict[str, Any], str]:
    """What a program of this folder prints in its last line, JSON, and its standard error."""
    path = f"{_ROOT}{os.pathsep}{_ROOT / 'tests'}"
    done = warm.run(["-m", f"spiders.{program}", *arguments], _ROOT, {**os.environ, "PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr
