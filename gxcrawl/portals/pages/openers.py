"""Addresses that a page's own scripts join: `location.href='list.jsp?year='+this.value`, `showInfo(12)`."""

import re
from collections.abc import Mapping
from typing import Any

# also what a function shows in a frame: "$('#main').attr('src', …)", "getElementById('main').src = …"
_OPENS = (
    r"(?:window\.open\s*\(|location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\("
    r"|[\])]\.src\s*=(?!=)|\.attr\(\s*[\"']src[\"']\s*,)\s*"
)
_OPENING_WORDS = ("location", "window.open", ").src", "].src", ".attr(")
_TERM = r"(?:\"[^\"]*\"|'[^']*'|[\w.]+)"
# "window.open('/zwgk/')", "location.href='list.jsp?cat=9&page='+n"
_OPENED = re.compile(rf"{_OPENS}({_TERM}(?:\s*\+\s*{_TERM})*)")
_TERMS = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w.]+)")
# "function showInfo(id){ … window.open('/info.do?id='+id) … }": up to the next function
FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(([\w\s,]*)\)\s*\{((?:(?!\bfunction\b).){0,600})", re.DOTALL)
# "javascript:showInfo(12)", "return showInfo('12', this);"
CALL = re.compile(r"\b(\w+)\s*\(([^()]*)\)")
_ARGUMENT = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.]+))\s*(?:,|$)")

Opener = tuple[tuple[str, ...], str]
"""The parameters of a function and the expression of the address that it opens."""


def openers_of(page_text: str) -> Mapping[str, Opener]:
    """The functions of a page's scripts that open an address, by name."""
    if "function" not in page_text or not any(word in page_text for word in _OPENING_WORDS):
        return {}
    found: dict[str, Opener] = {}
    for name, parameters, body in FUNCTION.findall(page_text):
        opened = _OPENED.search(body) if any(word in body for word in _OPENING_WORDS) else None
        if opened:
            named = tuple(one.strip() for one in parameters.split(","))
            found.setdefault(name, (named, _with_texts(opened[1], named, page_text)))
    return found


def _with_texts(expression: str, parameters: tuple[str, ...], page_text: str) -> str:
    """An expression with the names that are no parameters as the texts that the page gives them, `ctx` as `"/gk"`."""
    return _TERMS.sub(lambda term: _known(term, parameters, page_text), expression)


def _known(term: re.Match[str], parameters: tuple[str, ...], page_text: str) -> str:
    if not term[3] or term[3] in parameters:
        return term[0]
    held = re.search(rf"\b{re.escape(term[3])}\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", page_text)
    return held[1] if held else term[0]


def opened_address(handler: str, value: str, openers: Mapping[str, Opener]) -> str:
    """What a handler opens; "" where it opens nothing or what is not known here. value: of the element it stands on."""
    opened = _OPENED.search(handler)
    if opened:
        return _joined(opened[1], {"this.value": value})
    for name, given in CALL.findall(handler):
        if name in openers:
            parameters, expression = openers[name]
            return _joined(expression, dict(zip(parameters, arguments_of(given, value), strict=False)))
    return ""


def arguments_of(given: str, value: str = "") -> list[str]:
    """The arguments of a call, as texts. value: of the element that the call stands on, `this.value`."""
    return [
        double or single or (value if word == "this.value" else word)
        for double, single, word in _ARGUMENT.findall(given)
    ]


def _joined(expression: str, known: Mapping[str, str]) -> str:
    """The text that terms joined by `+` make; "" where one of them is a name that nothing gives a value."""
    parts: list[Any] = [
        known.get(word) if word else double or single for double, single, word in _TERMS.findall(expression)
    ]
    return "" if any(part is None for part in parts) or not parts[0] else "".join(parts)
