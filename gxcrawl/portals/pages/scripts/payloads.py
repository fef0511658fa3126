"""Converts the data formats of Nuxt and Next in a page to plain objects."""

import json
import re
from collections.abc import Mapping
from typing import Any

# an unclosed one extends to the end
_STRING = r"\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z)|'(?:[^'\\]|\\.)*+(?:'|\\?\Z)"
# Nuxt 2: "window.__NUXT__=(function(a,b){return {list:[{title:a,url:b}]}}("某局2020年…年报","/nb/1"))"
_CALLED = re.compile(r"__NUXT__\s*+=\s*+\(?\s*+function\s*+\(([\w$,\s]++)\)\s*+\{")
_ARGUMENT = re.compile(rf"{_STRING}|[^,\"']++", re.DOTALL)
# a name used as a value, not a key; strings are skipped
_VALUE = re.compile(rf"({_STRING})|(?<=[:\[,])([A-Za-z_$][\w$]*+)(?=[,}}\]])", re.DOTALL)
# Next 13: "self.__next_f.push([1,"5:[\"$\",\"div\",null,{…}]"])"
_PUSHED = re.compile(r"__next_f\.push\(\[\d,\s*(\"(?:[^\"\\]|\\.)*+\")\]\)")


def unfolded(script: str) -> str:
    """A script's text with its data written out; unchanged if it has no such data."""
    if "__NUXT__" in script and "function" in script:
        return _with_arguments(script)
    if "__next_f" in script:
        return "\n".join(_plain(pushed) for pushed in _PUSHED.findall(script))
    if script.lstrip().startswith("[") and '"Reactive"' in script[:200].replace("Shallow", ""):
        return _with_references(script)
    return script


def _with_arguments(script: str) -> str:
    """Nuxt 2: replaces the parameters of the data function by the values with which it is called."""
    head = _CALLED.search(script)
    if head is None:
        return script
    called = script.rfind("}(", head.end())
    if called < 0:
        return script
    names = [name.strip() for name in head[1].split(",")]
    given = [one.strip() for one in _ARGUMENT.findall(script[called + 2 :])]
    values = dict(zip(names, given, strict=False))
    return _VALUE.sub(lambda one: str(one[1] or values.get(one[2]) or one[2]), script[head.end() : called])


def _with_references(script: str) -> str:
    """Nuxt 3: resolves a flat list in which objects refer to their values by index."""
    try:
        flat = json.loads(script)
    except ValueError:
        return script
    objects = [{name: _at(flat, place) for name, place in one.items()} for one in flat if isinstance(one, Mapping)]
    return json.dumps(objects, ensure_ascii=False)


def _at(flat: list[Any], place: Any) -> Any:
    held = flat[place] if isinstance(place, int) and 0 <= place < len(flat) else None
    return held if isinstance(held, (str, int, float)) else None


def _plain(pushed: str) -> str:
    try:
        return str(json.loads(pushed, strict=False))
    except ValueError:
        return ""
