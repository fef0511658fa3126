"""The block below a page's own heading; it distinguishes an article of pictures from a list of articles."""

from itertools import islice
from typing import Any

from scrapy.http import TextResponse

from gxcrawl.portals.pages.markup.words import one_line
from gxcrawl.portals.titles import judge_title

_HEADINGS = ("h1", "h2", "h3", "h4", "p", "div", "span", "b", "strong", "td", "font")
_BLOCKS_AROUND = 4
_SAYS_SOMETHING = 100  # characters beside the heading


def shows_report_itself(page: TextResponse, title: str) -> bool:
    """True if a heading that is the title of a report has pictures or text beside it, and no link to another report.

    Links to the newest reports at the side of an article do not make it a list.
    """
    plain = one_line(title)
    heads = (one for one in page.selector.root.iter(*_HEADINGS) if plain and one_line(one.text or "") == plain)
    return any(_has_more_than(plain, block) for head in heads if (block := _own_block(head)) is not None)


def _own_block(head: Any) -> Any:
    """The widest of the few blocks around a heading without a link to a report; None if the heading is in a link."""
    block = None
    for around in (head, *islice(head.iterancestors(), _BLOCKS_AROUND)):
        if around.tag in ("a", "body") or any(judge_title(_words(link)) == "report" for link in around.iter("a")):
            break
        block = around
    return block if all(one.tag != "a" for one in head.iterancestors()) else None


def _has_more_than(title: str, block: Any) -> bool:
    return next(block.iter("img"), None) is not None or len(_words(block)) > len(title) + _SAYS_SOMETHING


def _words(element: Any) -> str:
    return one_line("".join(element.itertext()))
