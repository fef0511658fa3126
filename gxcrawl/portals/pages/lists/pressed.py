"""Pagers without links: buttons that send a form, a menu of numbers, a field for typing the number."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.pages.markup.links import PICTURE, absolute, base_address, link_of
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import all_words_in, body_text, is_number, one_line, text_of, words_in
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.pages.scripts.forms import form_request
from gxcrawl.portals.pages.scripts.submitted import submitted

NEXT = re.compile(
    r"^[\[【<(\s]*(?:下\s{0,9}[一1]?\s{0,9}[页頁]|后一?页|往后翻?|[上前]一年度?|(?:较早|更早)的?文章"
    r"|older(?: posts)?|next(?: page)?|[›»→>▶►])[\]】>)›»→▶►\s]*$",
    re.IGNORECASE,
)
# "共5页", "1/5"
_PAGES_SAID = re.compile(r"共\s*(\d{1,3})\s*页|(?<![\d/])1\s*/\s*(\d{1,3})(?![\d/])")
_OF_PAGES = re.compile(r"(?<![\d/])\d{1,3}\s?/\s?(\d{1,3})\s?页")  # "2/2页"
_NUMBER = re.compile(r"(?:第\s*)?(\d{1,3})\s*页?")
PAGE_SHOWN = re.compile(r"(?:第|页次:|当前页?:?)\s*(\d{1,3})\s*[页/]")
_NEXT_ARROW = re.compile(
    r"(?:^|[/_-])(?:page|btn)?_?(?:next|xiayiye)(?:_?page)?\d?\.(?:gif|png|jpe?g|svg)$", re.IGNORECASE
)
_PICTURE: Any = XPath("string(.//img/@alt)")
_TURNS = re.compile(r"page|go|jump|turn|skip|fenye|fanye", re.IGNORECASE)
_BUTTONS = "//form//input[@type='submit' or @type='image'][@name] | //form//button[@name][not(@type='button')]"


def called(element: Any) -> str:
    """The name of an element: its words, title, button label, or the text of its picture."""
    label = element.get("title") or (element.get("value") if element.tag == "input" else "") or ""
    words = all_words_in(element) or one_line(label) or one_line(_PICTURE(element))
    return words or ("下一页" if _NEXT_ARROW.search(PICTURE(element)) else "")  # "/images/next.gif"


def pages_said_in(words: str) -> int | None:
    """The number of pages stated in a text; None if there is none."""
    said = _PAGES_SAID.search(words)
    return int(said[1] or said[2]) if said else None


def last_page_in(words: str) -> int | None:
    """The same, also where the page shown is not the first: 2/3页."""
    of_pages = _OF_PAGES.search(words)
    return int(of_pages[1]) if of_pages else pages_said_in(words)


def pressed_next(page: TextResponse) -> ListRequest | None:
    """The page requested by a button that sends a form: one called 下一页, or the number after the page shown."""
    numbered = {}
    for button in page.xpath(_BUTTONS):
        element = button.root
        name, words = element.get("name"), one_line(text_of(element) or element.get("value") or "")
        form = next(element.iterancestors("form"))
        if NEXT.match(words) and element.get("disabled") is None:
            return form_request(page, form, {name: element.get("value") or ""})
        if is_number(words):
            numbered[int(words)] = (form, name, element.get("value") or "")
    if len(numbered) < 2:
        return None
    sent = sent_with(page).get(numbered[min(numbered)][1], "1")
    form, name, value = numbered.get(int(sent) + 1 if is_number(sent) else 2, (None, "", ""))
    return form_request(page, form, {name: value})


def chosen_next(page: TextResponse) -> ListRequest | None:
    """The page after the one selected in a menu of all numbers from 1."""
    for menu in page.xpath("//select[count(option) > 1]"):
        options = {words_in(option.root): option for option in menu.xpath("option")}
        numbered = {int(found[1]): one for words, one in options.items() if (found := _NUMBER.fullmatch(words))}
        if len(numbered) < len(options) or set(numbered) != set(range(1, len(numbered) + 1)):
            continue
        following = numbered.get(_chosen(numbered) + 1)
        if following is not None:
            return _asked_by(page, menu, following)
    return None


def typed_next(page: TextResponse) -> ListRequest | None:
    """The page whose number a visitor would type: "共3页 第1页", and a function that opens the typed number."""
    words = body_text(page) if "页" in page.text else ""
    said, shown = pages_said_in(words), PAGE_SHOWN.search(words)
    number = int(shown[1]) + 1 if shown else 2
    if said is None or number > said:
        return None
    for address in openers_of(page).turned_by(_TURNS, number):
        if address and joined(page.url, address) != page.url:
            return ListRequest(joined(page.url, address))
    return None


def _chosen(numbered: dict[int, Selector]) -> int:
    marked = (number for number, option in numbered.items() if option.root.get("selected") is not None)
    return next(marked, 1)


def _asked_by(page: TextResponse, menu: Selector, option: Selector) -> ListRequest | None:
    url = absolute(base_address(page), link_of(option, openers_of(page)))
    if url:
        return ListRequest(url) if url != page.url else None
    name, handler = menu.root.get("name"), menu.root.get("onchange") or ""
    return submitted(page, menu.root, handler, {name: option.root.get("value") or ""} if name else {})


def sent_with(page: TextResponse) -> dict[str, str]:
    """The fields sent with the request for this page."""
    body = page.request.body.decode(errors="replace") if page.request else ""
    fields = parse_qs(f"{urlsplit(page.url).query}&{body}")
    return {name: values[-1] for name, values in fields.items()}
