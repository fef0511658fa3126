"""Ways on from a list that any software can have: rows that a script adds, menus that ask instead of leading."""

from scrapy.http import TextResponse

from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.closed import has_closed_next, hidden_pages
from gxcrawl.portals.pages.lists.menus import menu_columns
from gxcrawl.portals.pages.lists.scripted_lists import called_columns, more_by_script
from gxcrawl.portals.pages.lists.widgets import counted_by_widget
from gxcrawl.portals.pages.markup.shapes import Column, ListRequest
from gxcrawl.portals.pages.scripts.submitted import posted_columns

# "$(window).scroll(function(){ … $.get(…) })": rows come as they are looked at
_ON_SIGHT = Marks(
    r"\)\.scroll\(|onscroll|[\"']scroll[\"']|IntersectionObserver|\bflow\.load\(",
    *("scroll", "Intersection", "flow.load"),
)


def further_rows(page: TextResponse) -> tuple[ListRequest | None, str | None]:
    """What brings the rows after those that a page shows, where a script asks for them; or why nothing does."""
    hidden = hidden_pages(page) or counted_by_widget(page)
    asks = hidden or _ON_SIGHT.search(page.text) or has_closed_next(page)
    following = more_by_script(page) if asks else None
    return following, None if following else hidden


def columns_below(page: TextResponse) -> tuple[Column, ...]:
    """What the menus of a page lead to by forms and by functions of the page."""
    return (*posted_columns(page), *menu_columns(page), *called_columns(page))
