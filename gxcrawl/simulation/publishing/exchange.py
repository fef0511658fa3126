"""What a simulated portal is asked and what it answers."""

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
    serial: how many requests the server had before; visit: how many of them for the same path and query.
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
        """Query and form together, as JSP sees them: the query wins."""
        return {**self.form, **self.query}

    def number(self, name: str, default: int) -> int:
        """A parameter as a number; `default` where it is none."""
        given = self.parameters.get(name, "")
        return int(given) if given.isdigit() else default


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. delay_seconds: how long the server waits before it sends it."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delay_seconds: float = 0.0


class Site(Protocol):
    """A portal: answers every request, unknown addresses with its own 404 page."""

    def respond(self, request: Request) -> Response:
        """The answer to one request; the same request gives the same answer."""
        ...


def html_response(page: str, encoding: str = "utf-8", charset: str | None = "utf-8", status: int = 200) -> Response:
    """A page. charset: what the header declares, which need not be true; None to declare none."""
    declared = "text/html" if charset is None else f"text/html;charset={charset}"
    return Response(status, page.encode(encoding, "xmlcharrefreplace"), (("Content-Type", declared),))


def text_response(text: str, content_type: str = "text/plain; charset=utf-8", status: int = 200) -> Response:
    """Anything that is text and no page: XML, robots.txt."""
    return Response(status, text.encode(), (("Content-Type", content_type),))


def json_response(answer: object, content_type: str = "application/json;charset=utf-8", status: int = 200) -> Response:
    """JSON with its Chinese as it is."""
    return text_response(json.dumps(answer, ensure_ascii=False), content_type, status)


def robots_response(disallow: Iterable[str]) -> Response:
    """robots.txt: where no program shall go."""
    return text_response("".join(("User-agent: *\n", *(f"Disallow: {path}\n" for path in disallow))))


def file_response(body: bytes, content_type: str = "application/octet-stream") -> Response:
    """A file to download."""
    return Response(200, body, (("Content-Type", content_type),))


def redirect_response(location: str, status: int = 302) -> Response:
    """To another address."""
    return Response(status, b"", (("Location", location), ("Content-Type", "text/html")))


def as_static(response: Response, request: Request, changed_on: date) -> Response:
    """The answer as a static file server gives it: with validators, and 304 where the client's still hold."""
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
        except ValueError:  # a date that is none is ignored, as servers do
            return False
    return False
