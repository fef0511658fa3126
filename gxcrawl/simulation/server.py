"""A small threaded HTTP server on the loopback address for one simulated portal, with a log of what was asked."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, Site

LOOPBACK = "127.0.0.1"
_LONGEST_BODY = 1 << 20


@dataclass(slots=True)
class RequestLog:
    """Every request in the order of arrival."""

    requests: list[Request] = field(default_factory=list)
    _visits: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def record(self, target: str, method: str, headers: dict[str, str], body: bytes) -> Request:
        """The request as the site will see it, numbered."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        with self._lock:
            request = Request(
                unquote(parts.path), query, method, body, headers, len(self.requests), self._visits[target]
            )
            self._visits[target] += 1
            self.requests.append(request)
        return request

    def paths(self) -> list[str]:
        """The paths asked for, without queries."""
        return [request.path for request in self.requests]

    def clear(self) -> None:
        """Forget the requests; serial numbers and visits begin again."""
        with self._lock:
            self.requests.clear()
            self._visits.clear()


class RunningSite(ThreadingHTTPServer):
    """A portal that can be asked. site: may be replaced while it runs, as a portal publishes, corrects and removes."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.site = site
        self.log = RequestLog()

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A traceback on stderr, but not for a client that went away, as a crawl that is stopped does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """Its home: http://127.0.0.1:port/."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: RunningSite
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    timeout = 30
    wbufsize = 1 << 16  # head and body leave together: two small writes wait for each other's acknowledgement
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Any request: recorded, put to the site, its answer sent."""
        length = min(int(self.headers.get("Content-Length") or 0), _LONGEST_BODY)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = self.server.log.record(self.path, self.command, headers, self.rfile.read(length))
        self._send(self.server.site.respond(request))

    do_POST = do_HEAD = do_GET  # noqa: N815 - names given by http.server

    def _send(self, response: Response) -> None:
        time.sleep(response.delay_seconds)
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD" and response.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the request log is the record."""


@contextmanager
def serve(site: Site, ports: Sequence[int] = (0,)) -> Iterator[RunningSite]:
    """The site, served on the first of the ports that is free until the block ends; 0 is any free port.

    Raises OSError where none is free.
    """
    server = _bind(site, ports)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _bind(site: Site, ports: Sequence[int]) -> RunningSite:
    for port in ports[:-1]:
        try:
            return RunningSite(site, port)
        except OSError:  # in use: the next one
            continue
    return RunningSite(site, ports[-1])
