"""Menus and tabs that only a script turns: what they have chosen, and what of it nobody asked for."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import XPath
from scrapy.http import TextResponse

from gxcrawl.portals.bodies import agency_like
from gxcrawl.portals.pages.menus import is_year, menu_of
from gxcrawl.portals.pages.shapes import ListEntry
from gxcrawl.portals.pages.words import one_line, texts_of
from gxcrawl.portals.titles import judge_title, report_year

_SEVERAL = 2
_TABS: Any = XPath(
    "//ul[count(li) > 1] | //ol[count(li) > 1] | //div[count(a) > 1 or count(span) > 1] | //p[count(a) > 1]"
)
_LINKS: Any = XPath(
    "boolean(descendant-or-self::a[@href][not(starts-with(@href, 'javascript:') or starts-with(@href, '#'))])"
)
_CLICKED: Any = XPath("boolean(descendant-or-self::*[@onclick or self::a])")
_ACTIVE = re.compile(r"\b(?:active|on|cur(?:rent)?|sel(?:ected)?|act|this|now)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen, and what the page marks as chosen; "" where it marks nothing."""

    names: tuple[str, ...]
    chosen: str


def body_shown(page: TextResponse) -> str | None:
    """The body whose rows a page shows by a menu of bodies' codes; "" where the menu does not mark which; None without.

    Not of a menu that opens other sites, nor where the rows of all bodies are shown.
    """
    found = next((one for one in _choices(page) if all(map(agency_like, one.names))), None)
    return found.chosen if found else None


def not_asked(page: TextResponse, entries: Collection[ListEntry], *, mute: bool) -> str | None:
    """One line where a page shows the rows of one body or year, and nothing leads to those of the others it offers.

    entries: whatever the page leads to. mute: whether reports among them name no body.
    """
    known = {entry.title for entry in entries}
    titles = [entry.title for entry in entries if judge_title(entry.title) == "report"]
    shown = {year for title in titles if (year := report_year(title)) is not None}
    for choice in _choices(page):
        others = {name for name in choice.names if name != choice.chosen}
        bodies = mute and choice.chosen and all(map(agency_like, choice.names))
        years = all(map(is_year, choice.names)) and len(shown) == 1
        if years and {int(name[:4]) for name in choice.names} > shown:
            others = {name for name in choice.names if int(name[:4]) not in shown}
        elif not bodies:
            continue
        if others.isdisjoint(known):
            more = f"{len(others)} {'years' if years else 'bodies'} more than the one shown"
            return f"list needs a browser: a menu that only a script turns has {more}"
    return None


def _choices(page: TextResponse) -> Iterator[Choice]:
    """The menus of codes, and the rows of tabs without an address, where all of them name bodies or all name years."""
    if page.selector.type != "html":
        return
    for element in page.xpath("//select[count(option) > 1]") if "<select" in page.text.lower() else ():
        menu = menu_of("", element.root)
        names = tuple(words for words, _ in menu.choices)
        of_codes = not any("/" in value or "." in value for _, value in menu.choices)
        if of_codes and _are_alike((*names, menu.chosen)):
            yield Choice(names, menu.chosen if menu.marked else "")
    for holder in _TABS(page.selector.root):
        tabs = [one for one in holder if isinstance(one.tag, str)]
        names = tuple(one_line("".join(texts_of(one))) for one in tabs)
        if _are_alike(names) and all(_CLICKED(one) and not _LINKS(one) for one in tabs):
            yield Choice(names, next((name for one, name in zip(tabs, names, strict=True) if _is_active(one)), ""))


def _are_alike(names: tuple[str, ...]) -> bool:
    return len(names) >= _SEVERAL and (all(map(is_year, names)) or all(map(agency_like, names)))


def _is_active(tab: Any) -> bool:
    return any(_ACTIVE.search(one.get("class") or "") for one in (tab, *tab))
