"""Names of bodies that stand before their links in one line, or on them: 县教育局：2022年 | 2021年."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from gxcrawl.portals.bodies.words import agency_like, is_uploader
from gxcrawl.portals.pages.markup.places import has_at_most
from gxcrawl.portals.pages.rows.headings import SERIAL
from gxcrawl.portals.pages.rows.unnamed_links import names_no_body
from gxcrawl.portals.titles import judge_title
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.spacing import compact
from gxcrawl.text.years import years_in

_LONGEST = 40
_WORD = re.compile(r"[\u4e00-\u9fff]")
_AROUND_NAME = re.compile(
    r"^[^\u4e00-\u9fff]+|(?:(?:历年)?(?:政府)?(?:信息公开)?(?:年报|年度报告))?[^\u4e00-\u9fff)]*$"
)
_WRAPPED = 2  # "<span><a>2022年</a></span>"


def bodies_beside(nameless: Mapping[str, Any]) -> dict[str, str]:
    """The body of each link that names only a year: from its `title`, or from the text before it in its line.

    nameless: by address, the links of reports that name no body.
    """
    in_line = cache(_in_line)
    found = ((url, _titled(anchor) or _before(anchor, in_line)) for url, anchor in nameless.items())
    return {url: body for url, body in found if body}


def _titled(anchor: Any) -> str:
    """The body on a link of a year: its `title` is its name, or the whole title of its report."""
    title = (anchor.get("title") or "") if _is_year(_short_words(anchor)) else ""
    named = agency_in_title(title) if judge_title(title) == "report" else title
    return _name(named or "")


def _before(anchor: Any, in_line: Any) -> str:
    child = anchor
    for holder in islice(anchor.iterancestors(), _WRAPPED):
        if body := in_line(holder).get(child, ""):
            return str(body)
        if not has_at_most(holder, 1) or (holder.text or "").strip() or (child.tail or "").strip():
            break
        child = holder
    return ""


def _in_line(holder: Any) -> dict[Any, str]:
    """Link → the name before it. None if a link precedes all names, since then names may follow their links."""
    found: dict[Any, str] = {}
    body = ""
    for element, words in _parts(holder):
        if element is not None and _is_year(words):
            if not body:
                return {}
            found[element] = body
        elif _WORD.search(words):
            body = _name(words)
    return found


def _parts(holder: Any) -> Iterator[tuple[Any, str]]:
    """The contents of an element in order: its own texts, and its child elements with their words."""
    yield None, (holder.text or "")[:_LONGEST]
    for element in holder:
        if isinstance(element.tag, str):
            yield element, _short_words(element)
        yield None, (element.tail or "")[:_LONGEST]


def _short_words(element: Any) -> str:
    """An element's words, cut off once they are too long for a name."""
    return "".join(islice((text.strip()[:_LONGEST] for text in element.itertext()), _LONGEST))[: _LONGEST + 1]


def _is_year(words: str) -> bool:
    return len(words) <= _LONGEST and bool(years_in(words)) and names_no_body(words)


def _name(words: str) -> str:
    name = _AROUND_NAME.sub("", SERIAL.sub("", compact(words))) if len(words) <= _LONGEST else ""
    return name if agency_like(name) and not is_uploader(name) else ""
