"""The columns of annual reports that a `sitemap.xml` names, for portals whose own pages lead nowhere."""

import re
import zlib
from collections.abc import Iterable

from gxcrawl.portals.addresses import column_of, name_in_path
from gxcrawl.portals.pages.rows import absolute
from gxcrawl.portals.pages.shapes import ListEntry

_PLACE = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
_COLUMNS = re.compile(r"channel|column|list|xxgk|zwgk|lanmu", re.IGNORECASE)
_MOST = 40  # one for each agency of a county; the reports themselves are found there
_MOST_MAPS = 12  # maps of columns are few, those of articles hundreds
_MOST_BYTES = 50 * 1024**2  # sitemaps.org allows no more


def mapped_columns(body: bytes, url: str) -> list[ListEntry]:
    """One entry per column that addresses of a map are of by their words, the topmost ones first."""
    columns = {column for place in _places(body, url) if (column := column_of(place))}
    return [ListEntry(one, name_in_path(one)) for one in sorted(columns, key=lambda one: (len(one), one))[:_MOST]]


def further_maps(body: bytes, url: str) -> list[str]:
    """The maps that a map of maps names, those of columns first."""
    if b"<sitemapindex" not in body[:4096].lower():
        return []
    return sorted(_places(body, url), key=lambda place: not _COLUMNS.search(place))[:_MOST_MAPS]


def _places(body: bytes, url: str) -> Iterable[str]:
    if body.startswith(b"\x1f\x8b"):
        body = _unpacked(body)
    found = _PLACE.findall(body.decode("utf-8", "replace"))
    return [place for one in found if (place := absolute(url, one.replace("&amp;", "&")))]


def _unpacked(body: bytes) -> bytes:
    """What a map holds that was packed to save room; b"" where it is broken."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, _MOST_BYTES)
    except zlib.error:
        return b""
