"""Addresses built by a page's own scripts: `location.href='list.jsp?year='+this.value`, `showInfo(12)`."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from gxcrawl.portals.pages.markup.words import is_number

# also what a function shows in a part of the page: "$('#main').attr('src', …)", "….src = …", "$('#main').load(…)"
_OPENS = (
    r"(?:window\.open\s*\(|location(?:\.href)?\s*=(?!=)|location\.search\s*=(?!=)|location\.(?:assign|replace)\s*\("
    r"|[\])]\.src\s*=(?!=)|\.attr\(\s*[\"']src[\"']\s*,|\.load\s*\((?!\s*function))\s*"
)
_TEMPLATE = re.compile(r"`([^`\n]{0,300})`")
_HOLE = re.compile(r"\$\{\s*([\w.]+)\s*\}")
_OPENING_WORDS = ("location", "window.open", ").src", "].src", ".attr(", ".load(")
_TERM = r"(?:\"[^\"]*\"|'[^']*'|\(\s*[\w.]+\s*[-+]\s*\d+\s*\)|[\w.]+)"
EXPRESSION = rf"{_TERM}(?:\s*\+\s*{_TERM})*"  # 'list.jsp?page=' + n
# "window.open('/zwgk/')", "location.href='list.jsp?cat=9&page='+n", "location.href='index_'+(n-1)+'.html'"
OPENED = re.compile(rf"{_OPENS}({EXPRESSION})")
# only whole expressions, but for what keeps an answer from being remembered
_FORWARDS = re.compile(
    rf"location(?:(?:\.href)?\s*=(?!=)|\.(?:assign|replace)\s*\()\s*({EXPRESSION})(?!\s?\+(?!\s?(?:new Date|Math\.)))"
)
_OF_TELEPHONES = re.compile(r"\b(?:m|wap|mobile|phone|3g)\b", re.IGNORECASE)
_NOTHING_BEFORE = re.compile(r"^(?:\"\"|'')\s*\+\s*(?=[\"'])")  # "'' + '/nb/'": an empty context path
_TERMS = re.compile(r"\"([^\"]*)\"|'([^']*)'|\(?\s*([\w.]+)(?:\s*([-+])\s*(\d+)\s*\))?")
# "function showInfo(id){ … window.open('/info.do?id='+id) … }": up to the next function
_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\(([\w\s,]*)\)\s*\{((?:(?!\bfunction\b).){0,600})", re.DOTALL)
# "show: function(id){", "const show = id => {", "methods: { show(id) {": the same, written in other ways
_NAMED_FUNCTION = re.compile(
    r"\b(?!(?:success|error|complete|callback)\b)(\w{1,40})\s?[:=]\s?(?:async\s)?(?:function\s?\(([\w\s,]{0,80})\)|\(?([\w\s,]{0,80})\)?\s?=>)\s?\{"
    r"|(?<=[{},\s])(?!(?:if|for|while|switch|catch|with|function|success|error|complete)\b)(?<!function\s)(\w{1,40})\(([\w\s,]{0,80})\)\s?\{"
)
# "javascript:showInfo(12)", "return showInfo('12', this);"
CALL = re.compile(r"\b(\w+)\s*\(([^()]*)\)")
_ARGUMENT = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.]+))\s*(?:,|$)")
# "$(this).data('id')", "$(this).attr('rel')", "this.dataset.id", "this.id": an attribute of what is clicked
_OWN_DATA = re.compile(
    r"\$\(this\)(?:\.(?:parents?|closest)\([^()]{0,40}\))?\.data\(\s*[\"']([\w-]+)[\"']\s*\)|this\.dataset\.(\w+)"
    r"|(?:\$\(this\)(?:\.(?:parents?|closest)\([^()]{0,40}\))?\.attr|this\.getAttribute)\(\s*[\"']([\w-]+)[\"']\s*\)"
    r"|\bthis\.(id)\b"
)
# "var id = own.rel; … "
_OWN_KEPT = re.compile(r"\b(\w+)\s*=\s*(own\.\w+)\s*[;,]((?:(?!\bfunction\b).){0,300})", re.DOTALL)
# "o.options[o.selectedIndex].value", "$(o).val()"
_CHOSEN = re.compile(r"\b(\w+)\.options\s*\[\s*\1\.selectedIndex\s*\]\.value\b|\$\(\s*(\w+)\s*\)\.val\(\)")
_ENCODER = re.compile(r"\b(?:encodeURI(?:Component)?|escape)\(\s*(\w+|\"[^\"\n]*\"|'[^'\n]*')\s*\)")
# "location.href = n==1 ? 'index.html' : 'index_'+n+'.html'": both are opened, the second by most numbers
_EITHER = re.compile(
    rf"({_OPENS})\(?\w{{1,30}}\s?[=!<>]{{1,3}}\s?[\w'\"]{{1,12}}\)?\s?\?\s?({EXPRESSION})\s?:\s?({EXPRESSION})"
)
# "location.pathname + '?page='", "location.href.split('?')[0] + '?page='": the page's own address, before a query
_OWN_PATH = re.compile(r"(?:window\.)?location\.(?:pathname|href\.split\([\"'][?#][\"']\)\[0\])\s*\+\s*(?=[\"']\?)")
# "var ctx = '/gk'", "window.ctx = '/gk'"
_NAMED = re.compile(r"(?<![\w.])((?:\w{1,30}+\.){0,4}+)(\w{1,40}+)\s*+=\s*+(\"[^\"\n]*\"|'[^'\n]*')")
_OWN_DATA_WORDS = ("$(this).", "this.dataset", "this.getAttribute", "this.id")
# "$(obj).attr(", "obj.dataset", "obj.id" in a function that is passed what was clicked: `show(this)`
_PASSED_ON = r"\$\(\s*(?:{0})\s*\)(?=\.)|\b(?:{0})(?=\.(?:id\b|dataset|getAttribute))"

Opener = tuple[tuple[str, ...], str]
"""The parameters of a function and the expression of the address that it opens.

Under the name of an attribute, `@data-id`: what a click opens on elements that bear it, which is the one parameter.
"""


@lru_cache(maxsize=4)
def functions_in(script: str) -> list[tuple[str, str, str]]:
    """The name, parameters and body of each named function; a body ends where the next function begins."""
    if "=>" in script or "{" in script:
        script = _NAMED_FUNCTION.sub(_as_declared, script)
    return _FUNCTION.findall(script)


def _as_declared(named: re.Match[str]) -> str:
    return f"function {named[1] or named[4]}({named[2] or named[3] or named[5] or ''}){{"


@lru_cache(maxsize=8)  # called for the rows and the pager of one page
def openers_of(page_text: str) -> Mapping[str, Opener]:
    """Name → parameters and address expression, for the functions of a page's scripts that open an address."""
    if not any(word in page_text for word in _OPENING_WORDS):
        return {}
    page_text = _with_chosen(_ENCODER.sub(r"\1", _OWN_PATH.sub("", without_templates(page_text))))
    page_text = _EITHER.sub(r"\1\2; \1\3", page_text) if "?" in page_text else page_text
    found: dict[str, Opener] = dict(_by_attribute(page_text))
    for name, parameters, body in functions_in(page_text):
        named = tuple(one.strip() for one in parameters.split(","))
        if ".value" in body:  # of the menu that is passed on: `changeYear(this)`
            body = re.sub(rf"\b({'|'.join(map(re.escape, named))})\.value\b", r"\1", body)
        if parameters.strip() and any(word in body for word in _OPENING_WORDS):
            body = with_own_names(re.sub(_PASSED_ON.format("|".join(named)), _as_this, body))
        opened = _opened_by(body, named) if any(word in body for word in _OPENING_WORDS) else None
        if opened:
            found.setdefault(name, (named, _with_texts(opened, named, page_text)))
    return found


def without_templates(script: str) -> str:
    """A script with template strings as concatenations: `/nb/${n}.html` becomes "/nb/"+n+".html"."""
    joined = (lambda written: '"' + _HOLE.sub(r'"+\1+"', written[1]) + '"') if "`" in script else None
    return _TEMPLATE.sub(joined, script) if joined else script


def _with_chosen(script: str) -> str:
    """A script in which every way to read a menu's selected entry is written as `.value`."""
    chosen = "selectedIndex" in script or ".val()" in script
    return _CHOSEN.sub(lambda way: f"{way[1] or way[2]}.value", script) if chosen else script


def _opened_by(body: str, parameters: tuple[str, ...]) -> str | None:
    """The address expression in a function; of several, one that depends on its parameters, as the first page may be
    special.
    """
    opened = [_assigned(one, body) for one in OPENED.findall(body)]
    made = (one for one in opened if any(term[3] in parameters for term in _TERMS.finditer(one)))
    return next(made, opened[0] if opened else None)


def _assigned(expression: str, body: str) -> str:
    """The expression opened by a function; if it is a variable, the one assigned to it: `var url = '/i/' + id`."""
    if not expression.isidentifier():
        return expression
    held = re.search(rf"\b{expression}\s*=\s*({EXPRESSION})", body)
    return held[1] if held else expression


def _by_attribute(page_text: str) -> Iterator[tuple[str, Opener]]:
    if not any(word in page_text for word in _OWN_DATA_WORDS):
        return
    for expression in OPENED.findall(with_own_names(page_text)):
        own = next((term[3] for term in _TERMS.finditer(expression) if (term[3] or "").startswith("own.")), None)
        if own:
            yield f"@{own[4:].replace('_', '-')}", ((own,), _with_texts(expression, (own,), page_text))


def _as_this(passed: re.Match[str]) -> str:
    return "$(this)" if passed[0].startswith("$") else "this"


def with_own_names(script: str) -> str:
    """A script in which every way to read an attribute of what is clicked is written `own.data_id`."""
    if not any(word in script for word in _OWN_DATA_WORDS):
        return script
    plain = _OWN_DATA.sub(lambda own: f"own.{_own_name(own).replace('-', '_')}", script)
    return _OWN_KEPT.sub(lambda kept: re.sub(rf"(?<![.\w]){kept[1]}\b", kept[2], kept[3]), plain)


def _own_name(own: re.Match[str]) -> str:
    """The attribute read by a script: `data-id` for `.data('id')`, `data-art-id` for `.dataset.artId`."""
    return own[3] or own[4] or f"data-{own[1] or re.sub('[A-Z]', lambda sign: '-' + sign[0].lower(), own[2])}"


def _with_texts(expression: str, parameters: tuple[str, ...], page_text: str) -> str:
    """An expression with the page's variables replaced by their values, `ctx` by `"/gk"`; parameters stay."""
    return _TERMS.sub(lambda term: _known(term, parameters, page_text), expression)


def _known(term: re.Match[str], parameters: tuple[str, ...], page_text: str) -> str:
    if not term[3] or term[3] in parameters:
        return term[0]
    return _texts_by_name(page_text).get(term[3], term[0])


@lru_cache(maxsize=2)  # a hostile page has thousands of names to look up
def _texts_by_name(page_text: str) -> Mapping[str, str]:
    """Variable → the quoted text assigned to it first; `window.ctx` is also `ctx`."""
    held: dict[str, str] = {}
    for path, name, text in _NAMED.findall(page_text):
        held.setdefault(path + name, text)
        held.setdefault(name, text)
    return held


def opened_address(
    handler: str, value: str, openers: Mapping[str, Opener], attributes: Mapping[str, str] | None = None
) -> str:
    """The address opened by a handler; "" if it opens none, or it cannot be determined.

    value, attributes: of the handler's element.
    """
    handler = with_own_names(_with_chosen(_ENCODER.sub(r"\1", handler)))
    own = {f"own.{name.replace('-', '_')}": text for name, text in (attributes or {}).items()}
    if opened := OPENED.search(handler):
        return joined_texts(opened[1], {**own, "this.value": value})
    for name, given in CALL.findall(handler):
        if name in openers:
            parameters, expression = openers[name]
            passed = [own.get(word, word) for word in arguments_of(given, value)]
            return joined_texts(expression, {**own, **dict(zip(parameters, passed, strict=False))})
    return ""


def opened_by_attribute(attributes: Mapping[str, str], openers: Mapping[str, Opener]) -> str:
    """The address that a click opens, built from one of the element's attributes; "" if no script defines it."""
    for name, (parameters, expression) in openers.items():
        if name.startswith("@") and name[1:] in attributes:
            return joined_texts(expression, {parameters[0]: attributes[name[1:]]})
    return ""


def forwarded_address(script: str) -> str:
    """The address that a script opens unconditionally; "" if it cannot be determined.

    The first of several, but one for mobile phones comes last.
    """
    plain = script.replace("\\'", "'").replace('\\"', '"')
    opened = (joined_texts(_with_texts(_assigned(one, plain), (), plain), {}) for one in _FORWARDS.findall(plain))
    return next(iter(sorted(filter(None, opened), key=lambda one: _OF_TELEPHONES.search(one) is not None)), "")


def opened_by_number(script: str, number: int) -> str:
    """The address that a script opens, with a number in place of its only variable; "" if there is none."""
    for expression in OPENED.findall(script.replace("()", "")):
        names = {term[3] for term in _TERMS.finditer(expression) if term[3]}
        if len(names) == 1:
            return joined_texts(expression, dict.fromkeys(names, str(number)))
    return ""


def opened_expressions(script: str) -> list[str]:
    """The address expressions that a script opens."""
    return [_assigned(expression, script) for expression in OPENED.findall(script)]


def arguments_of(given: str, value: str = "") -> list[str]:
    """The arguments of a call, as texts. value: that of the calling element, for `this` and `this.value`."""
    return [
        double or single or (value if value and word in ("this", "this.value") else word)
        for double, single, word in _ARGUMENT.findall(given)
    ]


def joined_texts(expression: str, known: Mapping[str, str]) -> str:
    """The address built from terms joined by `+`; "" for a number, or if a name among them has no known value."""
    parts: list[Any] = [
        _shifted(known.get(word, word if word.isdecimal() else None), sign, by) if word else double or single
        for double, single, word, sign, by in _TERMS.findall(_NOTHING_BEFORE.sub("", expression))
    ]
    text = "" if any(part is None for part in parts) or not parts[0] else "".join(parts)
    return "" if text.isdecimal() else text  # "list.load(2)"


def _shifted(value: str | None, sign: str, by: str) -> str | None:
    """A value, or the number above or below it: `(n-1)`."""
    if not by or value is None:
        return value
    return str(int(value) + int(f"{sign}{by}")) if is_number(value) else None
