"""Answers over HTTP: with an ETag, so that what a reader has already is not sent again; errors as one clear line."""

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from gxcrawl.errors import CannotRun, GxcrawlError, NotThere, TryLater, WrongUse
from gxcrawl.web.links import Place, ServedLinks
from gxcrawl.web.queries import Lang
from gxcrawl.web.rendering import render

API = "/api/"
_STATUS: Mapping[type[GxcrawlError], int] = {NotThere: 404, WrongUse: 400, TryLater: 503, CannotRun: 503}
_RETRY_SECONDS = 30
_AWAY = "the database cannot be read now; try again in a while"


class Busy(TryLater):
    """The server has as much to do as it takes on at once. Raised by `dumps`; what it says goes to the reader."""


def answer(request: Request, body: str, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """The body, or 304 where the reader has it already."""
    content = body.encode("utf-8", "backslashreplace")
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    shared = {"etag": etag, "cache-control": "no-cache", **(headers or {})}
    if _has_already(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=shared)
    return Response(content, media_type=media_type, headers=shared)


def _has_already(given: str, etag: str) -> bool:
    """RFC 9110, section 13.1.2: a list of tags, weak ones too, or `*`."""
    tags = {tag.strip().removeprefix("W/") for tag in given.split(",")}
    return etag in tags or "*" in tags


def error_answer(request: Request, error: Exception) -> Response:
    """An error of ours. What went wrong with the database is said in the log: its name may be nobody's business."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    hidden = status == 503 and not isinstance(error, Busy)
    message = _AWAY if hidden else " ".join(str(error).split())
    headers = {"retry-after": str(_RETRY_SECONDS)} if status == 503 else {}
    return refusal(request, status, message, headers)


def _in_the_other_language(request: Request, lang: Lang) -> str:
    """What was asked for, in the other language. Never an address of another host, as `//host` would be."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    asked = urlencode([*query, ("lang", "en")] if lang == "zh" else query)
    return quote("/" + str(request.scope["path"]).lstrip("/")) + (f"?{asked}" if asked else "")


def refusal(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page, or JSON for a program, with one clear line."""
    if request.url.path.startswith(API):
        content = json.dumps({"error": message}, ensure_ascii=False).encode("utf-8", "backslashreplace")
        return Response(content, status, media_type="application/json", headers=headers)
    lang: Lang = "en" if request.query_params.get("lang") == "en" else "zh"
    links = ServedLinks(Place("coverage"), lang)
    page = render("error.html", links, status=status, message=message, elsewhere=_in_the_other_language(request, lang))
    return Response(page.encode("utf-8", "backslashreplace"), status, media_type="text/html", headers=headers)
