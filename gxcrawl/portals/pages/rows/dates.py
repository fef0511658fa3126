"""The date that a list prints beside a link."""

from datetime import date
from typing import Any

from gxcrawl.portals.pages.markup.places import LINKS_IN_A_ROW, Places

_BLOCKS = ("p", "div", "td", "dl", "section", "h3", "h4")


def row_date(anchor: Any, places: Places) -> date | None:
    """The date of the row that contains the anchor; of a block only if it contains no other anchor."""
    row = places.row(anchor)
    if row is None:
        block = next(anchor.iterancestors(*_BLOCKS), None)
        row = None if block is None else places.of(block)
        if row is not None and row.anchors > 1:
            return None
    if row is None or row.anchors > LINKS_IN_A_ROW:
        return None
    return row.day
