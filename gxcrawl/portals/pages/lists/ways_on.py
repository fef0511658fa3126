"""Ways to more rows that occur with any software: rows added by scripts, and menus that make requests instead of
linking.
"""

from scrapy.http import TextResponse

from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.bare_pagers import counted_bare
from gxcrawl.portals.pages.lists.closed import has_closed_next, hidden_pages
from gxcrawl.portals.pages.lists.menus import menu_columns
from gxcrawl.portals.pages.lists.scripted_lists import called_columns, more_by_script
from gxcrawl.portals.pages.lists.widgets import counted_by_widget
from gxcrawl.portals.pages.markup.javascript.clicks import bound_to
from gxcrawl.portals.pages.markup.javascript.syntax import text_of
from gxcrawl.portals.pages.markup.links import names_report
from gxcrawl.portals.pages.markup.shapes import Column, ListRequest
from gxcrawl.portals.pages.scripts.calls import CALLING_WORDS, scope_of
from gxcrawl.portals.pages.scripts.submitted import posted_columns

# "$(window).scroll(function(){ … $.get(…) })": rows are loaded on scrolling
_ON_SIGHT = Marks(
    r"\)\.scroll\(|onscroll|[\"']scroll[\"']|IntersectionObserver|\bflow\.load\(",
    *("scroll", "Intersection", "flow.load"),
)


def further_rows(page: TextResponse) -> tuple[ListRequest | None, str | None]:
    """The request for the next rows if a script makes it; or one line saying why there is none."""
    hidden = hidden_pages(page) or counted_by_widget(page) or counted_bare(page)
    on_sight = _ON_SIGHT.search(page.text)
    following = more_by_script(page) if hidden or on_sight or has_closed_next(page) else None
    return following, None if following else hidden or (_loads_on_scroll(page) if on_sight else None)


def _loads_on_scroll(page: TextResponse) -> str | None:
    """One line if scrolling makes a script of a list of reports request something; else None."""
    scope = scope_of(page)
    handlers = (text_of(function) for _, _, function in bound_to("scroll", scope))
    if not any(word in handler for handler in handlers for word in CALLING_WORDS):
        return None
    if not any(map(names_report, page.selector.root.iter("a"))):
        return None
    return "list needs a browser: a script loads more rows on scrolling, only the first could be read"


def columns_below(page: TextResponse) -> tuple[Column, ...]:
    """The lists to which the menus of a page lead through forms and functions."""
    return (*posted_columns(page), *menu_columns(page), *called_columns(page))
