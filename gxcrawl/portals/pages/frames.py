"""Pages that only stand in for another: framesets, a list inside an iframe, a script that forwards."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import TextResponse

from gxcrawl.portals.discovery import DEEPEST, Choice, Trail
from gxcrawl.portals.pages.rows import absolute, base_address
from gxcrawl.portals.pages.shapes import ListEntry

# "location.href='/zwgk/index.html'", "window.location.replace('index.shtml')"
_FORWARD = re.compile(r"location(?:\.href)?\s*(?:=|\.replace\s*\()\s*[\"']([^\"']+)[\"']")
_FORWARDING_PAGE = 3000  # characters: a longer page does more than forward
_FRAMES_AT_MOST = 4


def stand_ins(page: TextResponse, trail: Trail) -> Iterator[Choice]:
    """The pages behind this one, to be read as lists beside it or in its place."""
    if page.selector.type == "json":
        return
    sources = page.xpath("//frame/@src | //iframe/@src").getall()[:_FRAMES_AT_MOST]
    if len(page.text) < _FORWARDING_PAGE:
        sources += _FORWARD.findall(page.text)[:1]
    for source in sources:
        url = absolute(base_address(page), source)
        if url and url != page.url and trail.depth < DEEPEST:
            yield Choice("list", ListEntry(url, ""), replace(trail, depth=trail.depth + 1))
