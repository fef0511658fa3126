"""Addresses that a page's own scripts join: `location.href='list.jsp?year='+this.value`, `showInfo(12)`."""

import re
from collections.abc import Mapping
from typing import Any

_OPENS = r"(?:window\.open\s*\(|location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\()\s*"
_TERM = r"(?:\"[^\"]*\"|'[^']*'|[\w.]+)"
# "window.open('/zwgk/')", "location.href='list.jsp?cat=9&page='+n"
_OPENED = re.compile(rf"{_OPENS}({_TERM}(?:\s*\+\s*{_TERM})*)")
_TERMS = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w.]+)")
# "function showInfo(id){ … window.open('/info.do?id='+id) … }": up to the next function
_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(([\w\s,]*)\)\s*\{((?:(?!\bfunction\b).){0,600})", re.DOTALL)
# "javascript:showInfo(12)", "return showInfo('12', this);"
_CALL = re.compile(r"\b(\w+)\s*\(([^()]*)\)")
_ARGUMENT = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.]+))\s*(?:,|$)")

Opener = tuple[tuple[str, ...], str]
"""The parameters of a function and the expression of the address that it opens."""


def openers_of(page_text: str) -> Mapping[str, Opener]:
    """The functions of a page's scripts that open an address, by name."""
    if "function" not in page_text or not ("location" in page_text or "window.open" in page_text):
        return {}
    found: dict[str, Opener] = {}
    for name, parameters, body in _FUNCTION.findall(page_text):
        if opened := _OPENED.search(body):
            found.setdefault(name, (tuple(one.strip() for one in parameters.split(",")), opened[1]))
    return found


def opened_address(handler: str, value: str, openers: Mapping[str, Opener]) -> str:
    """What a handler opens; "" where it opens nothing or what is not known here. value: of the element it stands on."""
    opened = _OPENED.search(handler)
    if opened:
        return _joined(opened[1], {"this.value": value})
    for name, given in _CALL.findall(handler):
        if name in openers:
            parameters, expression = openers[name]
            arguments = (
                double or single or (value if word == "this.value" else word)
                for double, single, word in _ARGUMENT.findall(given)
            )
            return _joined(expression, dict(zip(parameters, arguments, strict=False)))
    return ""


def _joined(expression: str, known: Mapping[str, str]) -> str:
    """The text that terms joined by `+` make; "" where one of them is a name that nothing gives a value."""
    parts: list[Any] = [
        known.get(word) if word else double or single for double, single, word in _TERMS.findall(expression)
    ]
    return "" if any(part is None for part in parts) or not parts[0] else "".join(parts)
