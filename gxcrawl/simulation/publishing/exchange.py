"""The requests to a simulated portal and its responses."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import Protocol
from urllib.parse import parse_qsl

OK = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    path: decoded, begins with a slash. query, form: the last value of each name. headers: names in lower case.
    serial: number of earlier requests to the server. visit: number of those for the same path and query.
    """

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    serial: int = 0
    visit: int = 0

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a POST body."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def parameters(self) -> Mapping[str, str]:
        """Query and form merged as in JSP; the query takes precedence."""
        return {**self.form, **self.query}

    def number(self, name: str, default: int) -> int:
        """A parameter as a number; `default` if it is missing or not a number."""
        given = self.parameters.get(name, "")
        return int(given) if given.isdigit() else default


@dataclass(frozen=True, slots=True)
class Response:
    """One response. delay_seconds: how long the server waits before it sends the response."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delay_seconds: float = 0.0


class Site(Protocol):
    """A portal: answers every request; for unknown URLs it returns its own 404 page."""

    def respond(self, request: Request) -> Response:
        """The response to one request; equal requests get equal responses."""
        ...


def html_response(page: str, encoding: str = "utf-8", charset: str | None = "utf-8", status: int = 200) -> Response:
    """A page. charset: declared in the header, not necessarily the true one; None to declare none."""
    declared = "text/html" if charset is None else f"text/html;charset={charset}"
    return Response(status, page.encode(encoding, "xmlcharrefreplace"), (("Content-Type", declared),))


def text_response(text: str, content_type: str = "text/plain; charset=utf-8", status: int = 200) -> Response:
    """A text that is not a page, such as XML or robots.txt."""
    return Response(status, text.encode(), (("Content-Type", content_type),))


def json_response(answer: object, content_type: str = "application/json;charset=utf-8", status: int = 200) -> Response:
    """JSON with unescaped Chinese characters."""
    return text_response(json.dumps(answer, ensure_ascii=False), content_type, status)


def robots_response(disallow: Iterable[str]) -> Response:
    """A robots.txt that disallows these paths for all user agents."""
    return text_response("".join(("User-agent: *\n", *(f"Disallow: {path}\n" for path in disallow))))


def file_response(body: bytes, content_type: str = "application/octet-stream") -> Response:
    """A file to download."""
    return Response(200, body, (("Content-Type", content_type),))


def redirect_response(location: str, status: int = 302) -> Response:
    """A redirect to another URL."""
    return Response(status, b"", (("Location", location), ("Content-Type", "text/html")))


def as_static(response: Response, request: Request, changed_on: date) -> Response:
    """The response of a static file server: with ETag and Last-Modified, or 304 if the client's copy is current."""
    etag = f'"{hashlib.sha256(response.body).hexdigest()[:16]}"'
    changed_at = datetime.combine(changed_on, time(8), UTC)
    validators = (("ETag", etag), ("Last-Modified", format_datetime(changed_at, usegmt=True)))
    if _still_holds(request, etag, changed_at):
        return Response(304, b"", validators)
    return Response(response.status, response.body, response.headers + validators, response.delay_seconds)


def _still_holds(request: Request, etag: str, changed_at: datetime) -> bool:
    if "if-none-match" in request.headers:
        return etag in request.headers["if-none-match"]
    if "if-modified-since" in request.headers:
        try:
            return changed_at <= parsedate_to_datetime(request.headers["if-modified-since"])
        except ValueError:  # an invalid date is ignored, as by real servers
            return False
    return False
