"""Pictures of a page that may be the report itself: scanned pages placed in the article one below the other."""

import re
from collections.abc import Sequence

from lxml import etree

from gxcrawl.model import Link
from gxcrawl.reading.html.facts.links import leads_to_file
from gxcrawl.reading.html.texts import put_tail
from gxcrawl.reading.whitespace import LINE_BREAK

_SMALLEST = 200  # pixels; what is narrower or lower is an icon or a rule
_SHORTEST_DATA = 4_000  # characters of a picture inside the page
_FURNITURE = re.compile(
    r"icon|logo|arrow|qr_?code|ewm|weixin|wechat|weibo|share|print|file_?type|blank|spacer|loading|\.gif(?:$|\?)",
    re.IGNORECASE,
)
_SOURCES = ("src", "data-src", "data-original", "oldsrc")  # pictures loaded late have their address elsewhere
_HEADING = re.compile(r"\s*[一二三四五六]\s*[、．.]\s*[^\s\d]{4,40}\s*")  # alt="一、总体情况"
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$")


def pages_as_pictures(content: etree._Element, links: Sequence[Link]) -> int:
    """The number of pictures that may be pages; 0 if the page links files, since the report is then in those."""
    if any(map(leads_to_file, links)):
        return 0
    return sum(_may_be_page(picture) for picture in content.iter("img"))


def show_headings(content: etree._Element) -> None:
    """Inserts the `alt` text of a picture that shows a heading after that picture."""
    for picture in content.iter("img"):
        named = picture.get("alt") or picture.get("title")
        if named and _HEADING.fullmatch(named):
            put_tail(picture, LINE_BREAK.join(("", named, picture.tail or "")))


def _may_be_page(picture: etree._Element) -> bool:
    if any(_is_small(picture.get(side)) for side in ("width", "height")):
        return False
    address = next((source for name in _SOURCES if (source := picture.get(name))), "")
    if address.startswith("data:"):
        return len(address) >= _SHORTEST_DATA
    return bool(address) and not _FURNITURE.search(address)


def _is_small(length: str | None) -> bool:
    found = _PIXELS.match(length) if length else None
    return found is not None and int(found.group(1)) < _SMALLEST
