"""Pages that only stand in for another: framesets, a list inside an iframe, a script that forwards or asks for it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import TextResponse

from gxcrawl.portals.discovery import DEEPEST, Choice, Trail
from gxcrawl.portals.pages.attachments import is_file_address
from gxcrawl.portals.pages.rows import absolute, base_address
from gxcrawl.portals.pages.shapes import DetailPage, ListEntry

# "location.href='/zwgk/index.html'", "window.location.replace('index.shtml')"
_FORWARD = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\s*\()\s*[\"']([^\"']+)[\"'](?!\s*\+)")
# '$.getJSON("/nb/data.json", …)', '$("#list").load("rows_1.html")', "url: '/nb/list.json'": what a script asks for
_ASKED = re.compile(
    r"(?:\.(?:get|getJSON|load)|\bfetch|\burl\s*:)\s*\(?\s*[\"']([^\"'\s]+)[\"']\s*(?=[,)}\n])", re.IGNORECASE
)
_NO_ROWS = re.compile(r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|mp4|swf)(?:\?|$)", re.IGNORECASE)
_SAYS_LITTLE = 200  # characters: an article with more of its own stands where it is
_FORWARDING_PAGE = 3000  # characters: a longer page does more than forward
_FRAMES_AT_MOST = 4


def stand_ins(page: TextResponse, trail: Trail, *, asked_by_script: bool = False) -> Iterator[Choice]:
    """The pages behind this one, to be read as lists beside it or in its place.

    asked_by_script: with those that its scripts ask for, which on most pages are the weather and the like.
    """
    if page.selector.type == "json":
        return
    sources = _framed(page)
    if asked_by_script:
        texts = page.xpath("//script[not(@src)]/text()").getall()
        found = (source for text in texts for source in _ASKED.findall(text) if not _NO_ROWS.search(source))
        sources += list(found)[:_FRAMES_AT_MOST]
    for source in sources:
        url = absolute(base_address(page), source)
        if url and url != page.url and trail.depth < DEEPEST:
            yield Choice("list", ListEntry(url, ""), replace(trail, depth=trail.depth + 1))


def article_behind(page: TextResponse, read: DetailPage) -> str | None:
    """The page that holds an article which this one only frames or forwards to; None where it stands here."""
    if read.attachments or len(read.text) > _SAYS_LITTLE:
        return None
    urls = (absolute(base_address(page), source) for source in _framed(page))
    return next((url for url in urls if url and url != page.url and not is_file_address(url)), None)


def _framed(page: TextResponse) -> list[str]:
    sources = page.xpath("//frame/@src | //iframe/@src").getall()[:_FRAMES_AT_MOST]
    return sources + (_FORWARD.findall(page.text)[:1] if len(page.text) < _FORWARDING_PAGE else [])
