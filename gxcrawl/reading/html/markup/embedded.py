"""Articles that a page carries in a script or hidden field and shows by script.

Guangdong's platform stores every article like that: `_CONFIG.DETAIL.content`. In other pages only tables of a report
are searched for, and only if the page itself shows none.
"""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from gxcrawl.reading.html.tables.elements import is_report_text
from gxcrawl.reading.html.texts import text_of

_MARK = b"_CONFIG"
_DETAIL = re.compile(r"\bDETAIL\b")
_CONTENT = re.compile(r'["\']?\bcontent["\']?\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)  # a JSON string of markup
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_CELL = re.compile(r"(?:<|&lt;|%3C|\\u003c|\\x3c)t[dh]\b", re.IGNORECASE)  # however it is escaped
_FEWEST_CELLS = 20  # section 2 has about 30
_WHOLE = 200  # cells of a whole report, which has about 280
_AS_TEXT = re.compile(r"text/(?:plain|html|(?:x-)?template)", re.IGNORECASE)  # script types that are not JavaScript
_TAG = re.compile(r"<[^<>]*>|&nbsp;|\s")
_DIGITS = re.compile(r"\d+")
_QUOTE = re.compile(r"\\.|[\"'`]", re.DOTALL)
# "<table>" + "<tr>", and strings that a script writes, or adds to one, one after another
_JOINED = re.compile(r"\s*+(?:\+|(?:\)\s*+)?;\s*+(?:document\.write(?:ln)?\s*+\(|[\w.$]{1,40}+\s*+\+=))\s*+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))", re.DOTALL | re.IGNORECASE)
_CODE_UNIT = re.compile(r"%u([0-9a-f]{4})", re.IGNORECASE)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\n": ""}


def carries_article(source: bytes) -> bool:
    """True if a page may carry its article in a script."""
    return _MARK in source


def with_article(text: str) -> str:
    """The page with the article of its script appended to its body; unchanged if there is none.

    The script need not be valid JSON as a whole, only its longest `content` string.
    """
    start = _DETAIL.search(text)
    if start is None:
        return text
    found = (_decoded(match.group(1)) for match in _CONTENT.finditer(text, start.end()))
    article = max(found, key=len, default="")
    return text if "<" not in article else put_at_end(text, article)


def _decoded(literal: str) -> str:
    try:
        decoded = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return decoded if isinstance(decoded, str) else ""


def put_at_end(text: str, article: str) -> str:
    """The page with an article appended to its body."""
    ends = list(_BODY_END.finditer(text))
    at = ends[-1].start() if ends else len(text)
    return f'{text[:at]}<div id="zoom">{article}</div>{text[at:]}'


def take_held_report(root: etree._Element) -> str | None:
    """The longest markup with tables of a report in a script or field, removed from the tree; None if there is none.

    Also None if there are several different whole reports, as for previous and next articles: it is unknown which one
    is shown.
    """
    found: list[str] = []
    for holder in root.iter("script", "textarea", "xmp", "input"):
        held = list(filter(_is_report, _held_in(holder)))
        found += held
        if held and holder.tag != "script":
            holder.text = None
            holder.attrib.pop("value", "")
    return max(found, key=len) if found and _is_one_report(found) else None


def _is_one_report(found: list[str]) -> bool:
    """True if all whole reports print the same numbers; one may be escaped twice or have more text around it."""
    whole = (_TAG.sub(" ", one) for one in found if len(_CELL.findall(one)) >= _WHOLE)
    numbers = sorted((" ".join(_DIGITS.findall(text)) for text in whole), key=len)
    return all(one in numbers[-1] for one in numbers)


def _held_in(holder: etree._Element) -> Iterator[str]:
    """The texts in an element that may be markup, unescaped."""
    text = (holder.get("value") or "") if holder.tag == "input" else text_of(holder)
    if not _CELL.search(text):
        return
    is_code = holder.tag == "script" and not _AS_TEXT.fullmatch(holder.get("type") or "")
    for one in _literals(text) if is_code else (text,):
        unescaped = html.unescape(one) if "&lt;t" in one.lower() else one
        yield _unquoted(unescaped) if "%3ct" in unescaped.lower() else unescaped


def _unquoted(text: str) -> str:
    """The text decoded like decodeURIComponent, or like unescape if it has letters as %u4E00."""
    if not _CODE_UNIT.search(text):
        return unquote(text)
    units = _CODE_UNIT.sub(lambda unit: chr(int(unit[1], 16)), text)
    return unquote(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "latin-1")


def _is_report(markup: str) -> bool:
    return len(_CELL.findall(markup)) >= _FEWEST_CELLS and "<t" in markup and is_report_text(_TAG.sub("", markup))


def _literals(script: str) -> Iterator[str]:
    """The string literals of a script, concatenated ones joined. In one pass, because pages may be hostile."""
    quote, start, end = "", 0, 0
    parts: list[str] = []
    for match in _QUOTE.finditer(script):
        char = match.group()
        if char == quote:
            parts.append(_ESCAPE.sub(_unescaped, script[start : match.start()]))
            quote, end = "", match.end()
        elif not quote and char[0] != "\\":
            if parts and not _JOINED.fullmatch(script, end, match.start()):
                yield "".join(parts)
                parts = []
            quote, start = char, match.end()
    yield "".join(parts)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])
