"""Menus and tabs operated by scripts only: the selected entry, and entries that were not requested."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from lxml.etree import XPath
from scrapy.http import TextResponse

from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.pages.lists.blocks import turned_years
from gxcrawl.portals.pages.lists.menus import is_year, menu_of
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.markup.words import words_in
from gxcrawl.portals.titles import judge_title, report_year

_Kind = Literal["years", "bodies"]

_SEVERAL = 2
_TABS: Any = XPath("//*[(self::ul or self::ol) and li[2] or (self::div or self::p) and a[2] or self::div and span[2]]")
_LINKS: Any = XPath(
    "boolean(descendant-or-self::a[@href][not(starts-with(@href, 'javascript:') or starts-with(@href, '#'))])"
)
_CLICKED: Any = XPath("boolean(descendant-or-self::*[@onclick or self::a])")
_OF_BOTH_MENUS = re.compile(r"(.{2,40})((?:19|20)\d{2})年年报")
_BINDING = (".click(", "'click'", '"click"')  # from outside: `$('.years li').click(…)`
_ACTIVE = re.compile(r"\b(?:active|on|cur(?:rent)?|sel(?:ected)?|act|this|now)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries of a menu, and the one marked as selected; "" if none is marked."""

    kind: _Kind
    names: tuple[str, ...]
    chosen: str


def body_shown(page: TextResponse) -> str | None:
    """The body selected in a menu of bodies; "" if the menu does not mark which; None if there is no such menu.

    Menus that open other sites do not count, nor if the rows of all bodies are shown.
    """
    found = next((one for one in _choices(page) if one.kind == "bodies"), None)
    return found.chosen if found else None


def not_asked(page: TextResponse, entries: Collection[ListEntry], *, without_body: bool) -> str | None:
    """One line if a page shows the rows of one body or year only, and nothing leads to the other entries; else None.

    entries: all links of the page. without_body: some reports among them name no body.
    """
    known = {part for entry in entries for part in _parts_of(entry.title)}
    titles = [entry.title for entry in entries if judge_title(entry.title) == "report"]
    shown = {year for title in titles if (year := report_year(title)) is not None}
    one_year = len(shown) == 1
    for choice in _choices(page) if without_body or one_year else ():
        if choice.kind == "years" and one_year and {int(name[:4]) for name in choice.names} > shown:
            others = {name for name in choice.names if int(name[:4]) not in shown}
        elif choice.kind == "bodies" and without_body:
            others = {name for name in choice.names if name != choice.chosen}
        else:
            continue
        if others.isdisjoint(known):
            more = f"{len(others)} {choice.kind} more than the one shown"
            return f"list needs a browser: a menu that only a script turns has {more}"
    if one_year and page.selector.type == "html" and turned_years(page):
        return "list needs a browser: arrows that only a script turns lead to other years than the one shown"
    return None


def _parts_of(title: str) -> tuple[str, ...]:
    """The title, and its body with year if menus of both lead there: 县教育局2020年年报."""
    both = _OF_BOTH_MENUS.fullmatch(title)
    return (title, both[1], both[2], f"{both[2]}年", f"{both[2]}年度") if both else (title,)


def _choices(page: TextResponse) -> Iterator[Choice]:
    """The menus with codes, and rows of tabs without addresses, if all entries are bodies or all are years."""
    if page.selector.type != "html":
        return
    for element in page.xpath("//select[count(option) > 1]") if "<select" in page.text.lower() else ():
        menu = menu_of("", element.root)
        names = tuple(words for words, _ in menu.choices)
        of_codes = not any("/" in value or "." in value for _, value in menu.choices)
        if of_codes and (kind := _kind((*names, menu.chosen))):
            yield Choice(kind, names, menu.chosen if menu.marked else "")
    if radios := page.xpath("//label[.//input[@type='radio']]"):
        names = tuple(words_in(one.root) for one in radios)
        if kind := _kind(names):
            yield Choice(kind, names, "")
    bound = any(word in page.text for word in _BINDING)
    for holder in _TABS(page.selector.root):
        tabs = [one for one in holder if isinstance(one.tag, str)]
        names = tuple(words_in(one) for one in tabs)
        kind = _kind(names)
        if kind and all((bound or _CLICKED(one)) and not _LINKS(one) for one in tabs):
            chosen = next((name for one, name in zip(tabs, names, strict=True) if _is_active(one)), "")
            yield Choice(kind, names, chosen)


def _kind(names: tuple[str, ...]) -> _Kind | None:
    """The kind that all names share; None if they differ."""
    if len(names) < _SEVERAL:
        return None
    if all(map(is_year, names)):
        return "years"
    return "bodies" if all(map(agency_like, names)) else None


def _is_active(tab: Any) -> bool:
    return any(_ACTIVE.search(one.get("class") or "") for one in (tab, *tab))
