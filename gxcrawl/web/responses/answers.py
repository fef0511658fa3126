"""HTTP responses: contents with an ETag, so that unchanged pages are not sent again, and errors as one line."""

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from gxcrawl.errors import CannotRun, GxcrawlError, NotThere, TryLater, WrongUse
from gxcrawl.web.queries import Lang
from gxcrawl.web.rendering.html import render
from gxcrawl.web.rendering.links import Place, ServedLinks

API = "/api/"
_STATUS: Mapping[type[GxcrawlError], int] = {NotThere: 404, WrongUse: 400, TryLater: 503, CannotRun: 503}
_RETRY_SECONDS = 30
_AWAY = "the database cannot be read now; try again in a while"


class Busy(TryLater):
    """The server is already making as many dumps as it allows. Raised by `dumps`; the reader sees its message."""


def answer(request: Request, body: str, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """Returns a response with the body, or 304 without it if the request names the same ETag."""
    content = body.encode("utf-8", "backslashreplace")
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    shared = {"etag": etag, "cache-control": "no-cache", **(headers or {})}
    if _has_already(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=shared)
    return Response(content, media_type=media_type, headers=shared)


def _has_already(given: str, etag: str) -> bool:
    """True if an If-None-Match header (RFC 9110, 13.1.2) names this ETag: in a list, as a weak tag, or by `*`."""
    tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
    return etag in tags or "*" in tags


def error_answer(request: Request, error: Exception) -> Response:
    """The response to an error that gxcrawl raised.

    The cause of a database error goes to the log only, because it may contain the database's address.
    """
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    hidden = status == 503 and not isinstance(error, Busy)
    message = _AWAY if hidden else " ".join(str(error).split())
    headers = {"retry-after": str(_RETRY_SECONDS)} if status == 503 else {}
    return refusal(request, status, message, headers)


def _in_the_other_language(request: Request, lang: Lang) -> str:
    """The address of the requested page in the other language, on this host: a path of `//host` loses one slash."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    asked = urlencode([*query, ("lang", "en")] if lang == "zh" else query)
    return quote("/" + str(request.scope["path"]).lstrip("/")) + (f"?{asked}" if asked else "")


def refusal(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """The response with an error message in one line: JSON below /api/, an HTML page elsewhere."""
    if request.url.path.startswith(API):
        content = json.dumps({"error": message}, ensure_ascii=False).encode("utf-8", "backslashreplace")
        return Response(content, status, media_type="application/json", headers=headers)
    lang: Lang = "en" if request.query_params.get("lang") == "en" else "zh"
    links = ServedLinks(Place("coverage"), lang)
    page = render("error.html", links, status=status, message=message, elsewhere=_in_the_other_language(request, lang))
    return Response(page.encode("utf-8", "backslashreplace"), status, media_type="text/html", headers=headers)
