"""Articles that a page carries as data for its scripts: `__INITIAL_STATE__`, `__NUXT__`, JSON, a form field.

No script is run. `reading` finds the tables of a report in the same bytes; this module only determines whether there is
an article and which files it offers.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count

from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.markup.sections import is_report_body
from gxcrawl.portals.pages.markup.words import text_of
from gxcrawl.portals.pages.scripts.payloads import unfolded

_HOLDERS = "//script[not(@src)]/text() | //textarea/text() | //input[@type='hidden']/@value"
_TOKEN = re.compile(r"\\.|[\"'`{}]", re.DOTALL)
_SHORTEST = 20  # characters of a body that consists of one link to a file
_LONGEST_TITLE = 300
_MOST_BODIES = 20  # candidates parsed per page, since each needs a parser
_IS_DATA = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"])")
_ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})|\\(?=')")
_TAG = re.compile(r"<[a-zA-Z]")
_NOT_WORDS = re.compile(r"<[^>]*>|\W+")
# data with an article contains one of these, escaped or not
_MARKS = ("总体情况", "u603b", "u603B", ".pdf", ".doc", ".wps", ".ofd", ".xls")

_Held = tuple[int, str]
"""A text and the number of the object that contains it."""


def held_article(page: TextResponse, titles: Sequence[str] = ()) -> HtmlResponse | None:
    """The body of the article in a page's script data, as a page of its own; None if there is none.

    The data may contain neighbouring articles: the body is taken from the object with one of the titles, the most
    reliable first; if none has one, a body counts only if it is the only one.
    """
    if not any(mark in page.text for mark in _MARKS):
        return None
    numbers = count()
    texts = [one for held in map(unfolded, page.xpath(_HOLDERS).getall()) for one in _texts_in(held, numbers)]
    likely = sorted((one for one in texts if _may_be_body(one[1])), key=_likelihood, reverse=True)[:_MOST_BODIES]
    bodies = [(place, made) for place, text in likely if (made := _as_page(page, text))]
    for title in filter(None, map(_words, titles)) if bodies else ():
        places = {place for place, text in texts if len(text) < _LONGEST_TITLE and _words(text) == title}
        if mine := [made for place, made in bodies if place in places]:
            return _only(mine)
    return _only([made for _, made in bodies])


def _only(bodies: list[HtmlResponse]) -> HtmlResponse | None:
    return bodies[0] if len({made.body for made in bodies}) == 1 else None


def _may_be_body(text: str) -> bool:
    return len(text) > _SHORTEST and bool(_TAG.search(text)) and ("href" in text or is_report_body(text))


def _likelihood(held: _Held) -> tuple[bool, int]:
    return is_report_body(held[1]), len(held[1])


def _words(title: str) -> str:
    return _NOT_WORDS.sub("", title)


def _texts_in(held: str, numbers: Iterator[int]) -> Iterator[_Held]:
    """The strings of a script, including those in strings that are data themselves; for a form field, its whole
    value.
    """
    if _TAG.match(held.lstrip()):
        yield next(numbers), held
        return
    for place, written in _literals(held, numbers):
        text = _plain(written)
        if _IS_DATA.match(text):
            yield from _texts_in(text, numbers)
        else:
            yield place, text


def _literals(script: str, numbers: Iterator[int]) -> Iterator[_Held]:
    """The string literals of a script, in one pass because pages may be hostile. Outside objects each gets its own
    number.
    """
    quote, start = "", 0
    objects: list[int] = []
    for token in _TOKEN.finditer(script):
        if quote and token[0] == quote:
            yield objects[-1] if objects else next(numbers), script[start : token.start()]
            quote = ""
        elif quote or token[0][0] == "\\":
            continue
        elif token[0] == "{":
            objects.append(next(numbers))
        elif token[0] == "}":
            del objects[-1:]
        else:
            quote, start = token[0], token.end()


def _plain(written: str) -> str:
    """A string without the escapes with which it was written into a script; "" if it is invalid."""
    if "\\" not in written:
        return written
    unified = _ESCAPED.sub(lambda code: f"\\u00{code[1]}" if code[1] else "", written)
    try:
        return str(json.loads('"' + re.sub(r'(?<!\\)"', r"\"", unified) + '"', strict=False))
    except ValueError:
        return ""


def _as_page(page: TextResponse, markup: str) -> HtmlResponse | None:
    """The markup as a page at the same address; None if it is no body of a report."""
    made = HtmlResponse(
        page.url,
        body=f'<html><head><meta charset="utf-8"></head><body>{markup}</body></html>'.encode(errors="replace"),
        headers={"Content-Type": "text/html; charset=utf-8"},
        encoding="utf-8",
        request=page.request,
    )
    return made if is_report_body(text_of(made.selector.root)) or find_attachments(made) else None
