"""The date that a list prints beside a link."""

from datetime import date
from typing import Any

from lxml.etree import XPath

from gxcrawl.portals.pages.places import Places

_LINKS_IN_A_ROW = 3  # more links under one date are a block of another kind
# Compiled, and on lxml's own elements: a Selector for each step takes most of a crawl
_BLOCK: Any = XPath(
    "ancestor::*[self::p or self::div or self::td or self::dl or self::section or self::h3 or self::h4][1]"
)


def row_date(anchor: Any, places: Places) -> date | None:
    """The date of the row that the anchor stands in; of a block only where no other anchor shares it."""
    row = places.row(anchor)
    if row is None:
        blocks = _BLOCK(anchor)
        row = places.of(blocks[0]) if blocks else None
        if row is not None and row.anchors > 1:
            return None
    if row is None or row.anchors > _LINKS_IN_A_ROW:
        return None
    return row.day
