"""Years and bodies printed once, as headings above the rows of that year or body."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from gxcrawl.portals.addresses import NO_ADDRESS
from gxcrawl.portals.bodies.words import agency_like, inside_region, is_region
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.spacing import compact

_WORDS = r"\s*[【\[(（]?((?:19|20)\d{2})年?度?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告)?[】\])）]?[:：]?\s*"
_YEAR = re.compile(_WORDS)
_IN_MARKUP = re.compile(f">{_WORDS}<")  # a page without it, as most are, is not walked through
_TAGS_OF_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption")
_HEADS = (*_TAGS_OF_HEADINGS, "p", "div", "span", "b", "strong", "th", "td", "li", "em")
_REGION_IN_MARKUP = re.compile(r">\s*([\u4e00-\u9fff]{2,8}[县市区旗州])\s*</(?!a>)")
_SEVERAL = 2
_LONGEST = 24
SERIAL = re.compile(r"^(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、])")  # "1.", "(2)", "三、"
_Head = TypeVar("_Head", int, str)


def years_above(root: Any, markup: str) -> dict[Any, int]:
    """The year of each link below a heading of one year, inside the block which that heading opens.

    Headings side by side without a link between them are tabs: each heads the panel at its position below.
    """
    return _below_heads(root, _year) if _IN_MARKUP.search(markup) else {}


def bodies_above(links: Mapping[str, Any]) -> dict[str, str]:
    """The body of each link below a body's name, by the link's key.

    Only if several bodies have such links: a single one may be the name of the site, or the last entry of a menu.
    """
    root = next((link.getroottree().getroot() for link in links.values()), None)
    if below := _bodies_below(root, links) if len(links) > 1 else {}:
        return below
    heads = {} if root is None else _below_heads(root, _body)
    found = {key: heads[link] for key, link in links.items() if link in heads}
    return found if len(set(found.values())) > 1 else {}


def regions_above(root: Any, markup: str) -> dict[Any, str]:
    """The region of each link below its name, if a page is divided by several: 霁川县, 云溪县.

    Links there may name bodies that exist in every region, such as 城关镇.
    """
    if len(set(_REGION_IN_MARKUP.findall(markup))) < _SEVERAL:
        return {}
    heads = _below_heads(root, lambda element: region if is_region(region := _body(element)) else "")
    return heads if len(set(heads.values())) >= _SEVERAL else {}


def of_region(row: ListEntry, region: str) -> ListEntry:
    """A row below a region's name; a body that many regions have, 城关镇, becomes that of this region."""
    if not region:
        return row
    title = row.title if agency_like(row.title) else None  # of a link to that body's column
    named = row.agency or (agency_in_title(row.title) if judge_title(row.title) == "report" else title)
    return replace(row, agency=inside_region(region, named)) if named else row


def _bodies_below(root: Any, links: Mapping[str, Any]) -> dict[str, str]:
    """The body of each link whose name follows it, if links and names alternate and a link comes first."""
    keys = {link: key for key, link in links.items()}
    found: list[tuple[str, str]] = []  # key of a link, or "" and a body
    last: Any = None
    for element in root.iter("a", *_HEADS):
        if element in keys:
            found.append((keys[element], ""))
        elif (body := _body(element) if element.tag != "a" else "") and not _is_inside(element, last):
            found.append(("", body))
            last = element
    pairs = list(zip(found[::2], found[1::2], strict=False))
    takes_turns = len(found) == 2 * len(links) and all(link[0] and body[1] for link, body in pairs)
    return {link[0]: body[1] for link, body in pairs} if takes_turns else {}


def _below_heads(root: Any, read: Callable[[Any], _Head]) -> dict[Any, _Head]:
    """Element → its heading. read: returns what an element heads, or nothing if it is no heading."""
    found: dict[Any, _Head] = {}
    heads: list[tuple[Any, _Head]] = []  # the last heading, and the tabs beside it
    below: list[Any] = []
    for element in root.iter("a", *_HEADS):
        if element.tag == "a" and not (element.get("href") or "#").startswith(NO_ADDRESS):
            below.append(element)  # others are a tab's own
        elif (head := read(element)) and not _is_inside(element, heads[-1][0] if heads else None):
            if below or not heads or heads[-1][0].getnext() is not element:
                found |= _headed(heads, below)
                heads = []
            heads.append((element, head))
            below = []
        elif heads and below and _is_heading_like(element, heads[-1][0]):
            found |= _headed(heads, below)  # 县政府年报, below the last of the bodies: another block
            heads, below = [], []
    return found | _headed(heads, below)


def _is_heading_like(element: Any, head: Any) -> bool:
    """True if an element without a year or body stands beside a heading and looks like it."""
    beside = element.tag == head.tag and element.getparent() is head.getparent()
    if not beside or next(element.iter("a"), None) is not None:
        return False
    of_class = bool(head.get("class")) and element.get("class") == head.get("class")
    return (of_class or element.tag in _TAGS_OF_HEADINGS) and bool(_short_words(element).strip())


def _headed(heads: list[tuple[Any, _Head]], below: list[Any]) -> dict[Any, _Head]:
    if not heads or not below:
        return {}
    return _of_block(*heads[0], below) if len(heads) == 1 else _of_panels(heads)


def _of_panels(tabs: list[tuple[Any, _Head]]) -> dict[Any, _Head]:
    """The links of panels with their tabs; the panels, as many as tabs, follow them or are inside the next element."""
    holder: Any = tabs[0][0].getparent()
    for around in (holder, *islice(holder.iterancestors(), 2)):
        following = list(around.itersiblings("*"))
        inside = list(following[0].iterchildren("*")) if following else []
        for panels in (inside, following):
            if len(panels) == len(tabs) and all(next(panel.iter("a"), None) is not None for panel in panels):
                return {a: head for (_, head), panel in zip(tabs, panels, strict=True) for a in panel.iter("a")}
    return {}


def _of_block(element: Any, head: _Head, below: list[Any]) -> dict[Any, _Head]:
    """The links below a heading, inside the block that holds both the heading and the first link."""
    around = set(below[0].iterancestors())
    block = next((holder for holder in element.iterancestors() if holder in around), None)
    return {link: head for link in below if block in link.iterancestors()}


def _is_inside(element: Any, head: Any) -> bool:
    """True if a heading is part of a link or of the heading before."""
    return any(holder.tag == "a" or holder is head for holder in element.iterancestors())


def _year(element: Any) -> int:
    """The year that is an element's only text; otherwise 0."""
    found = _YEAR.fullmatch(_short_words(element))
    return int(found[1]) if found else 0


def _body(element: Any) -> str:
    """The body whose name is the only text of an element; otherwise ""."""
    words = SERIAL.sub("", compact(_short_words(element))).rstrip(":")
    return words if agency_like(words) else ""


def _short_words(element: Any) -> str:
    """An element's text; "" if it is too long for a heading."""
    words, length = [], 0
    for text in element.itertext():
        words.append(text)
        length += len(text.strip())
        if length > _LONGEST:
            return ""
    return "".join(words)
