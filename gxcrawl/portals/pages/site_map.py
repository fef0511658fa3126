"""The columns of annual reports that a `sitemap.xml` names, for portals whose own pages lead nowhere."""

import re

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_column_address, name_in_path
from gxcrawl.portals.pages.rows import absolute, base_address
from gxcrawl.portals.pages.shapes import ListEntry

_PLACE = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
_MOST = 40  # one for each agency of a county; the reports themselves are found there


def mapped_columns(page: TextResponse) -> list[ListEntry]:
    """One entry per address that is a column's by its words, the topmost ones first."""
    urls = (absolute(base_address(page), place.replace("&amp;", "&")) for place in _PLACE.findall(page.text))
    columns = {url for url in urls if url and is_column_address(url)}
    return [ListEntry(url, name_in_path(url)) for url in sorted(columns, key=lambda url: (len(url), url))[:_MOST]]
