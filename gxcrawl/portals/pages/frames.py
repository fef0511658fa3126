"""Pages that only stand in for another: framesets, a list inside an iframe, a script that forwards."""

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
_SAYS_LITTLE = 200  # characters: an article with more of its own stands where it is
_FORWARDING_PAGE = 3000  # characters: a longer page does more than forward
_FRAMES_AT_MOST = 4


def stand_ins(page: TextResponse, trail: Trail) -> Iterator[Choice]:
    """The pages behind this one, to be read as lists beside it or in its place."""
    if page.selector.type == "json":
        return
    for source in _framed(page):
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
