"""A portal of canned answers by path, served as simulated portals are."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ssl import SSLContext

from gxcrawl.simulation import server
from gxcrawl.simulation.publishing.exchange import Request, Response


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answers to one request."""

    body: bytes | str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the portal saw it; `fields` joins query and form, `headers` are named as in Content-Type."""

    method: str
    path: str
    fields: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Page = Answer | str | Callable[[Asked], Answer | str]


@dataclass(slots=True)
class LocalPortal:
    """The pages by path, and every request that was answered."""

    pages: dict[str, Page]
    address: str = ""
    asked: list[Asked] = field(default_factory=list)

    def respond(self, request: Request) -> Response:
        """The page of the path, 404 where there is none."""
        headers = {name.title(): value for name, value in request.headers.items()}
        asked = Asked(request.method, request.path, {**request.query, **request.form}, headers, request.body)
        self.asked.append(asked)
        page = self.pages.get(asked.path, Answer("<html>nothing here</html>", 404))
        made = page(asked) if callable(page) else page
        answer = made if isinstance(made, Answer) else Answer(made, headers=(("Content-Type", "text/html"),))
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        return Response(answer.status, body, answer.headers)

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]


@contextmanager
def serve(pages: dict[str, Page], tls: SSLContext | None = None) -> Iterator[LocalPortal]:
    """The portal, served on a free port until the block ends; over https where a context is given."""
    portal = LocalPortal(pages)
    with server.serve(portal) as running:
        portal.address = running.url.rstrip("/")
        if tls is not None:  # nobody knows the address yet
            running.socket = tls.wrap_socket(running.socket, server_side=True)
            portal.address = portal.address.replace("http", "https")
        yield portal
