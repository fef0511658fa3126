"""The county "channel" platform of Shandong: a script renders its lists."""

import re

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.addresses import is_article_address
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.shapes import ListPage, State
from gxcrawl.portals.pages.rows.anchors import page_entries

_MARKS = Marks(r"/gongkai/channel_|/doc_[0-9a-f]{24}\.html|/channel_[cx]_", "/channel_", "/doc_")
_COLUMN = re.compile(r"/channel_(?:[0-9a-f]{24}|[cx]_)")


class Channel(Family):
    """Recognised by `/gongkai/channel_…` and `/doc_<24 hex>.html`.

    Habits: list pages contain no `a` elements; their list API is not known and not guessed. A list page without rows
    is a failure with its own reason; articles that are linked from elsewhere are read.
    See docs/portals/channel.md.
    """

    name = "channel"
    marks = _MARKS

    @override
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """The anchors of the page; trouble if a channel page shows no article."""
        entries = page_entries(page)
        drawn = bool(_COLUMN.search(page.url)) and not any(is_article_address(entry.url) for entry in entries)
        trouble = "list needs a browser: its rows are drawn by script (Shandong channel platform)" if drawn else None
        return ListPage(tuple(entries), trouble=trouble)
