"""The fallback for any portal whose lists are anchors in the page."""

from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scrapy.http import TextResponse
from typing_extensions import override

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.lists.scripted_lists import read_answer, read_script_file, total_told
from gxcrawl.portals.pages.lists.ways_on import columns_below, further_rows
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE_NAME
from gxcrawl.portals.pages.markup.shapes import ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import is_number
from gxcrawl.portals.pages.rows.anchors import page_entries


class Generic(Family):
    """Reads anchors, the dates beside them and links called 下一页. Recognises every page, so it is tried last.

    See docs/portals/generic.md.
    """

    name: ClassVar[str] = "generic"

    @override
    def recognises(self, page: TextResponse) -> bool:
        """Always true: pages that no other family recognises are read by this one."""
        return True

    @override
    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Every anchor of the page, and the page that 下一页 leads to; trouble if only a script can open that page."""
        if state.get("script_of"):
            return read_script_file(page, state)
        if state.get("scripted"):
            return read_answer(page, state)
        entries = tuple(page_entries(page))
        if page.selector.type != "html":
            return ListPage(entries, _next_of_api(page.url) if entries else (), total_told(page.text))
        linked = next_link(page)
        following, hidden = (linked, None) if linked else further_rows(page)
        return ListPage(entries, (following,) if following else (), columns=columns_below(page), trouble=hidden)


def _next_of_api(url: str) -> tuple[ListRequest, ...]:
    """The same API request with the next page number, if it has one; a page of repeated rows ends the list."""
    parts = urlsplit(url)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True))
    counter = next((name for name, value in fields.items() if PAGE_NAME.fullmatch(name) and is_number(value)), None)
    if counter is None:
        return ()
    query = urlencode(fields | {counter: str(int(fields[counter]) + 1)})
    return (ListRequest(urlunsplit(parts._replace(query=query))),)
