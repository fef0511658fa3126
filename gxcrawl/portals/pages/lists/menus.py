"""Menus of years and bodies sent by a button: by a form, or by a function that appends the selected entry to a URL."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.pages.markup.javascript.scope import Expression
from gxcrawl.portals.pages.markup.shapes import Column, ListRequest
from gxcrawl.portals.pages.markup.words import words_in
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.pages.scripts.forms import READS, form_request

_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_EVERY = re.compile(r"全部|所有|不限")
_NONE = re.compile(r"全部|所有|不限|选择")
_MOST_BODIES, _MOST_YEARS = 150, 20  # a city's departments and towns; since the Regulation
_SENT_BY_BUTTON = "//form[.//select][.//*[@type='submit' or @type='image'] or .//button[not(@type)]]"
_Ask = Callable[[Mapping[str, str]], ListRequest | None]


@dataclass(frozen=True, slots=True)
class Menu:
    """One menu: its field, the words and values of its entries, and the words of the selected entry.

    marked: the page marks that entry as selected; if False, it is the first, which browsers show.
    """

    field: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    marked: bool

    @property
    def shows_all(self) -> bool:
        """True if the page shows the rows of every entry, or none is selected."""
        return not self.chosen or _EVERY.search(self.chosen) is not None

    def names(self, known: Callable[[str], bool]) -> bool:
        """True if `known` is true for every entry."""
        return bool(self.choices) and all(known(words) for words, _ in self.choices)


def menu_columns(page: TextResponse) -> Iterator[Column]:
    """Lists for the years, otherwise for the bodies, or for each pair if both must be selected.

    Nothing if the page itself is the result of such a selection.
    """
    if "<select" not in page.text.lower():
        return
    for fields, ask in (*_forms(page), *_joined_addresses(page)):
        if parse_qs(urlsplit(page.url).query).keys().isdisjoint(fields):
            yield from _gone_through([menu_of(field, menu) for field, menu in fields.items()], ask)


def is_year(words: str) -> bool:
    """True if the words of an entry are a year: 2020年度."""
    return bool(_YEAR.fullmatch(words))


def _gone_through(menus: list[Menu], ask: _Ask) -> Iterator[Column]:
    years = next((menu for menu in menus if menu.names(is_year) and not menu.shows_all), None)
    bodies = next((menu for menu in menus if menu.names(agency_like) and not menu.shows_all), None)
    if years and bodies:
        for (year, its_value), (body, value) in product(years.choices[:_MOST_YEARS], bodies.choices[:_MOST_BODIES]):
            asked = ask({years.field: its_value, bodies.field: value})
            if asked is not None:
                yield Column(f"{body}{year[:4]}年年报", asked)
        return
    one = years or bodies
    for words, value in one.choices[:_MOST_BODIES] if one else ():
        asked = ask({one.field: value}) if one and not (one.marked and words == one.chosen) else None
        if asked is not None:
            yield Column(words, asked)


def _forms(page: TextResponse) -> Iterator[tuple[dict[str, Any], _Ask]]:
    for form in page.xpath(_SENT_BY_BUTTON) if "submit" in page.text else ():
        url = joined(page.url, form.root.get("action") or page.url)
        if (form.root.get("method") or "get").lower() == "post" and not READS.search(urlsplit(url).path):
            continue
        menus = {menu.get("name"): menu for menu in form.root.iter("select") if menu.get("onchange") is None}
        root = form.root
        yield menus, lambda filled, root=root: form_request(page, root, filled)  # type: ignore[misc]


def _joined_addresses(page: TextResponse) -> Iterator[tuple[dict[str, Any], _Ask]]:
    """The addresses that scripts build from selected entries: `location.href='/nb.jsp?year='+$('#year').val()`."""
    handlers = page.xpath("//@onclick").getall()
    if not any("val" in one for one in (page.text, *handlers)):
        return
    for fields, address in openers_of(page).depending_on_fields(dict.fromkeys(handlers)):
        menus = {field: menu for field in sorted(fields) if (menu := _found(page, field)) is not None}
        known = {key for menu in menus.values() for key in (menu.get("id"), menu.get("name"))}
        if menus and fields <= known:
            single = {field: menu for field, menu in menus.items() if field == (menu.get("id") or menu.get("name"))}
            yield single, lambda filled, address=address: _address(page, address, filled)  # type: ignore[misc]


def _found(page: TextResponse, field: str) -> Any:
    return next((menu.root for menu in page.xpath("//select[@id=$field or @name=$field]", field=field)), None)


def _address(page: TextResponse, expression: Expression, filled: Mapping[str, str]) -> ListRequest | None:
    address = expression.filled_with(filled)
    return ListRequest(joined(page.url, address)) if isinstance(address, str) and address else None


def menu_of(field: str, menu: Any) -> Menu:
    """One menu. menu: lxml's `select` element."""
    options = [(words_in(one), one) for one in menu.iter("option")]
    chosen = next((words for words, one in options if one.get("selected") is not None), None)
    shown = chosen if chosen is not None else next((words for words, _ in options), "")
    named = ((words, one.get("value") or words) for words, one in options if words and not _NONE.search(words))
    return Menu(field, tuple(named), shown, chosen is not None)
