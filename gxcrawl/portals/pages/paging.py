"""Further pages of a list, found in ways that several families share."""

import re
from collections.abc import Iterator

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.pages.rows import absolute, attribute, base_address, one_line
from gxcrawl.portals.pages.shapes import ListRequest

_IS_NUMBER = "@href and string-length(normalize-space(.)) < 4 and number(normalize-space(.)) > 0"
_SHOWN_NUMBER = (
    "span//text() | b//text() | strong//text() | em//text() | li[not(a[@href])]//text() | a[not(@href)]//text()"
)
_NEXT = re.compile(r"^[\[【<(]*\s*(?:下一?页|后一页|下页|next|next page|›|»|>|>>)\s*[\]】>)]*$", re.IGNORECASE)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页, or the pager's next number, leads to.

    None where there is none, or it leads back to this page.
    """
    return _called_next(page) or _next_number(page)


def _called_next(page: TextResponse) -> ListRequest | None:
    for anchor in page.xpath("//a[@href]"):
        name = one_line(anchor.xpath("string(.)").get() or "") or one_line(attribute(anchor, "title"))
        if _NEXT.match(name):
            url = absolute(base_address(page), attribute(anchor, "href"))
            if url and url != page.url:
                return ListRequest(url)
    return None


def _next_number(page: TextResponse) -> ListRequest | None:
    """In a row of anchors 1 2 3 … the one after the page shown: the number that links here, or that is no link."""
    for pager in page.xpath(f"//*[count(a[{_IS_NUMBER}]) >= 1 or count(*/a[{_IS_NUMBER}]) >= 2]"):
        linked = dict(_numbered_links(page, pager))
        here = next((number for number, url in linked.items() if url == page.url), None)
        shown = pager.xpath(_SHOWN_NUMBER).getall()
        unlinked = [int(text) for text in map(str.strip, shown) if text.isdecimal() and int(text) not in linked]
        number = here if here is not None else unlinked[0] if len(unlinked) == 1 else None
        if number is not None and linked.get(number + 1, page.url) != page.url:
            return ListRequest(linked[number + 1])
    return None


def _numbered_links(page: TextResponse, pager: Selector) -> Iterator[tuple[int, str]]:
    for anchor in pager.xpath(f"a[{_IS_NUMBER}] | */a[{_IS_NUMBER}]"):
        text = one_line(anchor.xpath("string(.)").get() or "")
        url = absolute(base_address(page), attribute(anchor, "href"))
        if url and text.isdecimal():
            yield int(text), url
