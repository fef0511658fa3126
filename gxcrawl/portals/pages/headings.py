"""Years that a page prints once, above the rows of that year."""

import re
from itertools import islice
from typing import Any

_WORDS = r"\s*[【\[(（]?((?:19|20)\d{2})年?度?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告)?[】\])）]?[:：]?\s*"
_YEAR = re.compile(_WORDS)
_IN_MARKUP = re.compile(f">{_WORDS}<")  # a page without it, as most are, is not walked through
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "b", "strong", "dt", "th", "td", "li", "em")
_LONGEST = 24


def years_above(root: Any, markup: str) -> dict[Any, int]:
    """The year of each link that stands below a heading of one year, inside the block which that heading opens.

    Headings side by side with no link between them are tabs: each heads the panel that stands in its place below.
    """
    if not _IN_MARKUP.search(markup):
        return {}
    found: dict[Any, int] = {}
    heads: list[tuple[Any, int]] = []  # the last heading, and the tabs beside it
    below: list[Any] = []
    for element in root.iter("a", *_HEADS):
        if element.tag == "a":
            below.append(element)
        elif (year := _year(element)) and not _is_inside(element, heads[-1][0] if heads else None):
            if below or not heads or heads[-1][0].getnext() is not element:
                found |= _headed(heads, below)
                heads = []
            heads.append((element, year))
            below = []
    return found | _headed(heads, below)


def _headed(heads: list[tuple[Any, int]], below: list[Any]) -> dict[Any, int]:
    if not heads or not below:
        return {}
    return _of_block(*heads[0], below) if len(heads) == 1 else _of_panels(heads)


def _of_panels(tabs: list[tuple[Any, int]]) -> dict[Any, int]:
    """The links of panels that are as many as the tabs: what follows the tabs, or what is inside of that."""
    holder = tabs[0][0].getparent()
    for around in (holder, *islice(holder.iterancestors(), 2)):
        following = list(around.itersiblings("*"))
        inside = list(following[0].iterchildren("*")) if following else []
        for panels in (inside, following):
            if len(panels) == len(tabs) and all(next(panel.iter("a"), None) is not None for panel in panels):
                return {a: year for (_, year), panel in zip(tabs, panels, strict=True) for a in panel.iter("a")}
    return {}


def _of_block(head: Any, year: int, below: list[Any]) -> dict[Any, int]:
    """The links below a heading, as far as the block goes that holds both it and the first of them."""
    around = set(below[0].iterancestors())
    block = next((holder for holder in head.iterancestors() if holder in around), None)
    return {link: year for link in below if block in link.iterancestors()}


def _is_inside(element: Any, head: Any) -> bool:
    """Whether a heading is part of a link, or of the heading before it."""
    return any(holder.tag == "a" or holder is head for holder in element.iterancestors())


def _year(element: Any) -> int:
    """The year that an element's words are, 0 where they are more or other words."""
    words, length = [], 0
    for text in element.itertext():
        words.append(text)
        length += len(text.strip())
        if length > _LONGEST:
            return 0
    found = _YEAR.fullmatch("".join(words))
    return int(found[1]) if found else 0
