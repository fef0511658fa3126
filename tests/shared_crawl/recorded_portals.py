"""Several small portals that note when each request came and when its answer left."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier

import yaml
from resilience.small_portal import small_site

from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.server import serve

_ANSWERING_SECONDS = 0.02  # long enough that two requests at once are seen to be
_MEETING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as its server saw it, by the monotonic clock. process, sent: as the crawler signed it."""

    address: str
    process: str
    sent: float
    came: float
    left: float


@dataclass(slots=True)
class Recorded:
    """A site, and what it was asked but for robots.txt, which each process reads for itself.

    meeting: where its first answer waits until other portals are asked too.
    """

    site: Site
    meeting: Barrier | None = None
    asked: list[Asked] = field(default_factory=list)

    def respond(self, request: Request) -> Response:
        """The site's answer, a little later."""
        if request.path == "/robots.txt":
            return self.site.respond(request)
        came = time.monotonic()
        if self.meeting is not None and not self.asked:
            self.meeting.wait(_MEETING_SECONDS)
        time.sleep(_ANSWERING_SECONDS)
        response = self.site.respond(request)
        address = f"{request.method} {request.path}?{sorted(request.query.items())} {request.body!r}"
        process, sent = request.headers.get("x-process", ""), float(request.headers.get("x-sent", 0))
        self.asked.append(Asked(address, process, sent, came, time.monotonic()))
        return response

    def addresses(self) -> list[str]:
        """What was asked, sorted."""
        return sorted(asked.address for asked in self.asked)


@contextmanager
def recorded_portals(folder: Path, count: int) -> Iterator[tuple[list[Recorded], Path]]:
    """The portals, each a host of its own, and the registry file that names them."""
    sites = [Recorded(small_site()) for _ in range(count)]
    with ExitStack() as stack:
        running = [stack.enter_context(serve(site)) for site in sites]
        registry = folder / "portals.yaml"
        entries = [
            {"id": f"shuyu-{number}", "name": "漱玉区人民政府", "home": one.url} for number, one in enumerate(running)
        ]
        registry.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
        yield sites, registry
