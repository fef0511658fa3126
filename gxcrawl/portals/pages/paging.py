"""Further pages of a list, found in ways that several families share."""

import re

from scrapy.http import TextResponse

from gxcrawl.portals.pages.rows import absolute, attribute, base_address, one_line
from gxcrawl.portals.pages.shapes import ListRequest

_NEXT = re.compile(r"^[\[【<(]*\s*(?:下一?页|后一页|下页|next|next page|›|»|>|>>)\s*[\]】>)]*$", re.IGNORECASE)


def next_link(page: TextResponse) -> ListRequest | None:
    """The page that an anchor called 下一页 leads to; None where there is none, or it leads back to this page."""
    for anchor in page.xpath("//a[@href]"):
        name = one_line(anchor.xpath("string(.)").get() or "") or one_line(attribute(anchor, "title"))
        if _NEXT.match(name):
            url = absolute(base_address(page), attribute(anchor, "href"))
            if url and url != page.url:
                return ListRequest(url)
    return None
