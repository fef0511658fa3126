"""A portal on 127.0.0.1 made of canned answers: tiny, and independent of the simulation that the demo uses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answers to one request."""

    body: bytes | str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the portal saw it; `fields` joins query and form."""

    method: str
    path: str
    fields: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


Page = Answer | str | Callable[[Asked], Answer | str]


@dataclass(slots=True)
class LocalPortal:
    """The pages by path, and every request that was answered."""

    pages: dict[str, Page]
    address: str = ""
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked) -> Answer:
        """The page of the path, 404 where there is none."""
        self.asked.append(asked)
        page = self.pages.get(asked.path, Answer("<html>nothing here</html>", 404))
        made = page(asked) if callable(page) else page
        return made if isinstance(made, Answer) else Answer(made, headers=(("Content-Type", "text/html"),))

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.asked]


@contextmanager
def serve(pages: dict[str, Page], tls: SSLContext | None = None) -> Iterator[LocalPortal]:
    """The portal, served on a free port until the block ends; over https where a context is given."""
    portal = LocalPortal(pages)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(portal))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    portal.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(portal: LocalPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._respond("GET", b"")

        def do_POST(self) -> None:
            self._respond("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _respond(self, method: str, form: bytes) -> None:
            parts = urlsplit(self.path)
            fields = dict(parse_qsl(f"{parts.query}&{form.decode()}", keep_blank_values=True))
            answer = portal.answer(Asked(method, parts.path, fields, dict(self.headers), form))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: the tests read `asked`."""

    return Handler
