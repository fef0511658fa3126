"""A small portal with all that a crawl stores: pages, attachments, both at once, copies, a page without report."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from threading import Event

import yaml

from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import Posting, post_report
from gxcrawl.simulation.server import RunningSite, serve

_FORMS = ("plain", "docx", "word+docx", "wps")
_YEARS = (2020, 2021, 2022)
AGENCIES = SHUYU[1:4]


def small_site() -> Site:
    """Nine reports of three bodies, one of them published twice, and an empty page titled as a report."""
    return FAMILIES["trs"]("漱玉区人民政府", _newest_first())


@cache
def _newest_first() -> tuple[Posting, ...]:
    """What every such site publishes; its files take half a second to write."""
    postings = [
        post_report(
            4000 + 10 * number + year - 2020, invent_report(agency, year, 5), _FORMS[(number + year) % len(_FORMS)]
        )
        for number, agency in enumerate(AGENCIES)
        for year in _YEARS
    ]
    postings.append(post_report(4090, invent_report(AGENCIES[0], 2021, 5), "wps", filed_on=date(2022, 3, 1)))
    title = f"{AGENCIES[2].name}2019年政府信息公开工作年度报告"
    postings.append(Posting(4091, title, date(2020, 1, 20), AGENCIES[2].name, "<p>内容整理中。</p>"))
    return tuple(sorted(postings, key=lambda posting: (posting.published_on, posting.id), reverse=True))


@dataclass(slots=True)
class Halting:
    """A site that holds its breath when the article of a given number is asked for, until it is let go."""

    site: Site
    at_article: int
    reached: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)
    articles: int = 0

    def respond(self, request: Request) -> Response:
        """The site's answer."""
        if "/t20" in request.path:
            self.articles += 1
            if self.articles == self.at_article:
                self.reached.set()
                self.go_on.wait(60)
        return self.site.respond(request)


@contextmanager
def served(folder: Path) -> Iterator[tuple[RunningSite, Path]]:
    """The portal, running, and the registry file that names it."""
    with serve(small_site()) as running:
        registry = folder / "portals.yaml"
        agencies = [{"id": agency.id, "name": agency.name} for agency in AGENCIES[:-1]]
        entry = {"id": "shuyu", "name": "漱玉区人民政府", "home": running.url, "agencies": agencies}
        registry.write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
        yield running, registry
