"""The columns of annual reports that a `sitemap.xml` names, for portals whose own pages lead nowhere."""

import re
import zlib

from gxcrawl.portals.addresses import column_of, name_in_path
from gxcrawl.portals.pages.markup.links import absolute
from gxcrawl.portals.pages.markup.shapes import ListEntry

_PLACE = re.compile(r"<loc>\s*+(?:<!\[CDATA\[\s*+)?([^<\]\s]+)", re.IGNORECASE)
_COLUMNS = re.compile(r"channel|column|list|xxgk|zwgk|lanmu", re.IGNORECASE)
_MOST = 40  # one for each agency of a county; the reports themselves are found there
_MOST_MAPS = 12  # maps of columns are few, those of articles hundreds
_MOST_BYTES = 50 * 1024**2  # sitemaps.org allows no more


def mapped_columns(body: bytes, url: str) -> list[ListEntry]:
    """One entry per column named in the addresses of a site map, topmost columns first."""
    columns = {column for place in _places(_text(body), url) if (column := column_of(place))}
    return [ListEntry(one, name_in_path(one)) for one in sorted(columns, key=lambda one: (len(one), one))[:_MOST]]


def further_maps(body: bytes, url: str) -> list[str]:
    """The maps named in an index of site maps, those of columns first."""
    text = _text(body)
    if "<sitemapindex" not in text[:4096].lower():
        return []
    return sorted(_places(text, url), key=lambda place: not _COLUMNS.search(place))[:_MOST_MAPS]


def _places(text: str, url: str) -> list[str]:
    found = _PLACE.findall(text)
    return [place for one in found if (place := absolute(url, one.replace("&amp;", "&")))]


def _text(body: bytes) -> str:
    """The text of a map, decompressed if necessary; "" if it is damaged."""
    try:
        packed = body.startswith(b"\x1f\x8b")
        plain = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, _MOST_BYTES) if packed else body
    except zlib.error:
        return ""
    return plain.decode("utf-8", "replace")
