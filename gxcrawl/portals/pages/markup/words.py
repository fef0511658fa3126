"""The text of elements, on lxml's own elements: a Selector for each would take most of a crawl's time."""

import re
from collections.abc import Iterable
from typing import Any

from lxml.etree import XPath
from scrapy.http import TextResponse

_SPACE = re.compile(r"\s+")
_TEXTS: Any = XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
_ALL: Any = XPath("string(.)")


def one_line(text: str) -> str:
    """Text with its white space, of any width, collapsed to single blanks."""
    return _SPACE.sub(" ", text).strip()


def unspaced(texts: Iterable[str]) -> str:
    """Texts joined without any white space, as articles are compared."""
    return _SPACE.sub("", "".join(texts))


def is_number(text: str, most_digits: int = 6) -> bool:
    """True if a text is an integer of plausible length; Python refuses to convert thousands of digits."""
    return len(text) <= most_digits and text.isdecimal()


def texts_of(element: Any) -> list[str]:
    """The texts inside an element, scripts and styles aside."""
    found: list[str] = _TEXTS(element)
    return found


def text_of(element: Any) -> str:
    """The same as one text."""
    return "".join(texts_of(element))


def words_in(element: Any) -> str:
    """The same in one line."""
    return one_line(text_of(element))


def all_words_in(element: Any) -> str:
    """The text of an element in one line, without excluding scripts and styles; takes half the time."""
    return one_line(_ALL(element))


def body_text(page: TextResponse) -> str:
    """All text of a page's body, in which the number of pages may be stated."""
    return page.xpath("string(//body)").get() or ""
