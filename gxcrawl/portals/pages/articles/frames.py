"""Pages that only refer to another: framesets, a list inside an iframe, a script that forwards."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import Response, TextResponse

from gxcrawl.portals.discovery import DEEPEST, Choice, Trail
from gxcrawl.portals.pages.articles.attachments import is_file_address
from gxcrawl.portals.pages.markup.javascript.elements import elements
from gxcrawl.portals.pages.markup.javascript.shown import runs_at_once
from gxcrawl.portals.pages.markup.javascript.syntax import arguments_of, callee_of, object_of, target_of, value_of
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListEntry
from gxcrawl.portals.pages.scripts.calls import openers_shown, scope_of

# "Refresh: 0; url=/portal/"
_REFRESH = re.compile(r"(?<!\d)\d++\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
_WRITTEN_FRAME = re.compile(r"<i?frame\b[^>]*?\ssrc=[\"']?([^\"'\s>]+)", re.IGNORECASE)
# "top.html", "/inc/left_menu.jsp": the frames around the article in a frameset
_FURNITURE = re.compile(
    r"(?:top|head(?:er)?|banner|left|menu|nav|foot(?:er)?|bottom|copyright)\w*\.\w+$", re.IGNORECASE
)
_SAYS_LITTLE = 200  # characters: a page with more text of its own is itself the article
_FORWARDING_PAGE = 3000  # characters: a longer page does more than forward
_FRAMES_AT_MOST = 4


def refreshed(page: Response) -> list[str]:
    """The addresses to which the `Refresh` header of an answer forwards."""
    return _REFRESH.findall((page.headers.get("Refresh") or b"").decode("latin-1"))


def stand_ins(page: TextResponse, trail: Trail) -> Iterator[Choice]:
    """The pages framed or forwarded to, to be read as lists beside this page or instead of it."""
    if page.selector.type == "json":
        return
    for source in _framed(page):
        url = absolute(base_address(page), source)
        if url and url != page.url and trail.depth < DEEPEST:
            yield Choice("list", ListEntry(url, ""), replace(trail, depth=trail.depth + 1))


def article_behind(page: TextResponse, read: DetailPage) -> str | None:
    """The page with an article that this page only frames or forwards to; None if the article is on this page."""
    if read.attachments or len(read.text) > _SAYS_LITTLE:
        return None
    framed = sorted([*_framed(page), *_loaded(page)], key=lambda source: _FURNITURE.search(source) is not None)
    urls = (absolute(base_address(page), source) for source in framed)
    return next((url for url in urls if url and url != page.url and not is_file_address(url)), None)


def _framed(page: TextResponse) -> list[str]:
    sources = page.xpath(
        "//frame/@src | //iframe/@src | //iframe/@data-src | //object[contains(@type, 'html')]/@data"
    ).getall()
    forward = openers_shown(page).forwarded() if len(page.text) < _FORWARDING_PAGE and "location" in page.text else ""
    return [
        *(sources or [*_written(page), *_filled(page)])[:_FRAMES_AT_MOST],
        *refreshed(page),
        *filter(None, [forward]),
    ]


def _written(page: TextResponse) -> list[str]:
    """The addresses of frames that a script writes into the page: `document.write('<iframe src="' + url + '">')`."""
    if "frame" not in page.text or "document.write" not in page.text:
        return []
    scope = scope_of(page)
    calls = [call for name in ("write", "writeln") for call in scope.script.calls_by_name.get(name, ())]
    given = [one for call in calls[:_FRAMES_AT_MOST] for one in arguments_of(call)]
    return _WRITTEN_FRAME.findall("".join(str(scope.value(one) or "") for one in given))


def _loaded(page: TextResponse) -> Iterator[str]:
    """The addresses of pages that a script inserts at once into empty elements: `$('#con').load('/nb/2023.inc')`."""
    if ".load(" not in page.text:
        return
    scope = scope_of(page)
    for call in scope.script.calls_by_name.get("load", ())[:_FRAMES_AT_MOST]:
        into = elements(scope, object_of(callee_of(call))) or ()
        address = next(map(scope.value, arguments_of(call)), None)
        if isinstance(address, str) and any(not len(one) for one in into) and runs_at_once(call, scope.script):
            yield address.partition(" ")[0]  # "/nb/2023.html #content"


def _filled(page: TextResponse) -> Iterator[str]:
    """The addresses that a script loads at once into empty frames of a page: `$('#f').attr('src', '/list.html')`."""
    frames = [one.root for one in page.xpath("//iframe[not(@src)][@id or @name]")]
    if not frames or "src" not in page.text:
        return
    scope = scope_of(page)
    loaded = [(object_of(target_of(one)), value_of(one)) for one in scope.script.assignments.get("src", ())]
    for call in scope.script.calls_by_name.get("attr", ()):
        given = arguments_of(call)
        if len(given) > 1 and scope.value(given[0]) == "src":
            loaded.append((object_of(callee_of(call)), given[1]))
    for frame in frames[:_FRAMES_AT_MOST]:
        into = (source for holder, source in loaded if source and frame in (elements(scope, holder) or ()))
        address = next(map(scope.value, into), None)
        if isinstance(address, str):
            yield address
