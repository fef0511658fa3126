"""A small threaded HTTP server on the loopback address for one simulated portal, with a log of requests."""

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
    """All requests in the order of arrival."""

    requests: list[Request] = field(default_factory=list)
    _visits: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def record(self, target: str, method: str, headers: dict[str, str], body: bytes) -> Request:
        """Add a request to the log; returns it as the site receives it, with its serial number."""
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
        """The requested paths without queries."""
        return [request.path for request in self.requests]

    def clear(self) -> None:
        """Empty the log; serial numbers and visits restart at 0."""
        with self._lock:
            self.requests.clear()
            self._visits.clear()


class RunningSite(ThreadingHTTPServer):
    """A running portal. site: may be replaced while it runs, as a portal publishes, corrects and removes articles."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.site = site
        self.log = RequestLog()

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print a traceback to stderr, except if the client closed the connection, as a stopped crawl does."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """The URL of the home page: http://127.0.0.1:port/."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: RunningSite
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""
    timeout = 30
    wbufsize = 1 << 16  # sends head and body together: two small writes would wait for an acknowledgement
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Record the request, pass it to the site and send the response."""
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
        """Print nothing; requests are in the request log."""


@contextmanager
def serve(site: Site, ports: Sequence[int] = (0,)) -> Iterator[RunningSite]:
    """Serve the site until the block ends, on the first port that is free; 0 means any free port.

    Raises OSError if none is free.
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
        except OSError:  # in use: try the next one
            continue
    return RunningSite(site, ports[-1])
