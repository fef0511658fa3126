"""The ASGI application: every address and the function that answers it. Read-only; `hardening` checks requests."""

import logging
from collections.abc import Iterable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from gxcrawl.errors import GxcrawlError
from gxcrawl.web.api import api_routes
from gxcrawl.web.loading.library import Library
from gxcrawl.web.queries import read_query
from gxcrawl.web.rendering.html import QUERIES, render_page, source_style_hash
from gxcrawl.web.rendering.links import PATHS, Kind, Place, ServedLinks
from gxcrawl.web.responses.answers import answer, error_answer, refusal
from gxcrawl.web.responses.dumps import Dumps
from gxcrawl.web.responses.files import raw_answer
from gxcrawl.web.responses.hardening import LOOPBACK, Hardened

_log = logging.getLogger(__name__)
_SOURCE_POLICY = (
    f"default-src 'none'; style-src '{source_style_hash()}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)
_ASSETS = {"style.css": "text/css", "enhance.js": "text/javascript"}


def create_app(library: Library, hosts: Iterable[str] = LOOPBACK) -> ASGIApp:
    """The web interface of a database. hosts: the host names that requests may use."""
    routes = [
        *(_page_route(kind, library) for kind in PATHS),
        Route("/assets/{name}", _asset),
        Route("/raw/{key:path}", lambda request: raw_answer(library.raw(request.path_params["key"]), request)),
        Route("/dumps", Dumps(library).answer),
        *api_routes(library),
    ]
    handlers = {GxcrawlError: _refused, HTTPException: _no_such_page, Exception: _broken}
    return Hardened(Starlette(routes=routes, exception_handlers=handlers), hosts)


def _page_route(kind: Kind, library: Library) -> Route:
    def page(request: Request) -> Response:
        query = read_query(QUERIES[kind], request.query_params.multi_items())
        place = Place(kind, request.path_params.get("key", ""), tuple(sorted(query.but(lang="zh").items())))
        html = render_page(library, place, query, ServedLinks(place, query.lang))
        headers = {"content-security-policy": _SOURCE_POLICY} if kind == "source" else None
        return answer(request, html, "text/html", headers)

    path = PATHS[kind]
    return Route(path if path == "/" or not path.endswith("/") else f"{path}{{key:path}}", page, name=kind)


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise HTTPException(404)
    text = (files("gxcrawl.web") / "assets" / name).read_text(encoding="utf-8")
    return answer(request, text, _ASSETS[name])


def _refused(request: Request, error: Exception) -> Response:
    response = error_answer(request, error)
    if response.status_code >= 500:
        _log.error("%s", error)
    return response


def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refusal(request, 405 if status == 405 else 404, f"there is nothing at {request.url.path}")


def _broken(request: Request, error: Exception) -> Response:
    """The response to an unexpected error, in one line; Starlette logs the traceback."""
    del error
    return refusal(request, 500, "this page could not be made; the server's log says why")
