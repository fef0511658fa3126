"""Forms sent by scripts: ASP.NET's `__doPostBack`, and functions that fill in a form and submit it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.pages.markup.openers import CALL, EXPRESSION, arguments_of, functions_in, joined_texts
from gxcrawl.portals.pages.markup.shapes import Column, ListRequest
from gxcrawl.portals.pages.markup.words import is_number, texts_of, unspaced, words_in

# "javascript:__doPostBack('pager','2')", "setTimeout('__doPostBack(\'ddlYear\',\'\')', 0)"
_POST_BACK = re.compile(r"__doPostBack\s*\(\s*\\?[\"']([^\"'\\]*)\\?[\"']\s*,\s*\\?[\"']([^\"'\\]*)\\?[\"']")
# "document.pageForm.pageNo.value = n", "getElementById('pageNo').value='2'", "$('#pageNo').val(n)"
_FILLED = re.compile(
    r"\b(\w+)[\"'\])]*\.value\s*=\s*([\w.]+|\"[^\"]*\"|'[^']*')|[\"'#=](\w+)\]?[\"']\s*\)\.val\(\s*([\w.]+|\"[^\"]*\"|'[^']*')"
)
# "document.pageForm.submit()", "$('#pageForm').submit()", "forms[0].submit()", "this.form.submit()"
_SUBMITS = re.compile(r"\b(\w+)[\"'\])]*\.submit\s*\(")
_NAMED_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\([\w\s,]*\)\s*\{")
_WORD = re.compile(r"\w+")
_BRACE = re.compile("[{}]")
# "f.action = 'list.jsp?page=' + n", "$('#f').attr('action', '/list')"
_ACTION = re.compile(rf"(?:\.action\s*=\s*|\.attr\(\s*[\"']action[\"']\s*,\s*)({EXPRESSION})")
# the last segment of an address that returns rows: "/getFileListByCodeId", "/queryList", "/search"
READS = re.compile(r"list|query|select|find|search|load|get|page|data|info|article|content|news", re.IGNORECASE)
_SAYS_LITTLE = 200  # characters: a page with more text is a page in its own right
_NOT_SENT = frozenset(("submit", "button", "image", "reset", "file"))
_CHOSEN = frozenset(("checkbox", "radio"))


def submitted(
    page: TextResponse, element: Any, handler: str, chosen: Mapping[str, str] | None = None
) -> ListRequest | None:
    """The form request made by a handler; None if it sends none, or one that asks for a password.

    element: lxml element with the handler. chosen: fields filled in by a visitor.
    """
    if posted := _POST_BACK.search(handler):
        form = _form_around(element)
        target = {"__EVENTTARGET": posted[1], "__EVENTARGUMENT": posted[2]}
        return form_request(page, _form_named(page, "") if form is None else form, {**target, **(chosen or {})})
    if ".submit" in handler:
        return _submitted_by(page, element, handler, {}, chosen or {})
    for name, given in CALL.findall(handler):
        parameters, body = _submitters(page.text).get(name, ((), ""))
        if body:
            known = dict(zip(parameters, arguments_of(given), strict=False))
            return _submitted_by(page, element, body, known, chosen or {})
    return None


def sent_on_load(page: TextResponse) -> ListRequest | None:
    """The request that a page makes by sending its form as soon as it is shown; None for any other page.

    Also None for a form that a visitor could fill in, unless its address suggests reading.
    """
    if ".submit" not in page.text or len(unspaced(texts_of(page.selector.root))) > _SAYS_LITTLE:
        return None
    scripts = "\n".join(page.xpath("//script[not(@src)]/text() | //body/@onload").getall())
    name = _SUBMITS.search(_run_at_once(scripts))
    form = _form_named(page, name[1]) if name else None
    asked = form_request(page, form, {})
    if form is None or asked is None or asked.method == "GET" or READS.search(urlsplit(asked.url).path):
        return asked
    fields = form.iter("input", "select", "textarea")
    return asked if all(field.get("type") == "hidden" for field in fields) else None


def _run_at_once(scripts: str) -> str:
    """The statements that run as soon as a page is shown: those outside named functions, and functions named there."""
    outside: list[str] = []
    bodies: dict[str, str] = {}
    at = 0
    for begin in _NAMED_FUNCTION.finditer(scripts):
        if begin.start() >= at:
            outside.append(scripts[at : begin.start()])
            at = _end_of_block(scripts, begin.end())
            bodies[begin[1]] = scripts[begin.end() : at]
    run = "".join((*outside, scripts[at:]))
    named = set(_WORD.findall(run))
    return "\n".join((run, *(body for name, body in bodies.items() if name in named)))


def _end_of_block(script: str, begin: int) -> int:
    """The end of the block that starts at `begin`."""
    depth = 1
    for brace in _BRACE.finditer(script, begin):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(script)


def posted_columns(page: TextResponse) -> tuple[Column, ...]:
    """The lists (years, agencies) to which menus lead that send a form when an entry is selected."""
    return tuple(_columns(page)) if "__doPostBack" in page.text or ".submit" in page.text else ()


def form_request(
    page: TextResponse, form: Any, filled: Mapping[str, str], action: str | None = None
) -> ListRequest | None:
    """A form as sent by a browser, with some of its fields filled in; None if there is no form."""
    if form is None or any(control.get("type", "").lower() == "password" for control in form.iter("input")):
        return None
    fields = dict(controls(form))
    named = {control.get("id"): control.get("name") for control in form.iter("input", "select", "textarea")}
    fields |= {named.get(name) or name: value for name, value in filled.items()}
    url = joined(page.url, action or form.get("action") or page.url)
    sent = urlencode(fields, encoding=page.encoding, errors="replace")
    if (form.get("method") or "get").lower() != "post":
        return ListRequest(f"{url.partition('?')[0]}?{sent}")
    return ListRequest(
        url, "POST", sent, (("Content-Type", "application/x-www-form-urlencoded"), ("Referer", page.url))
    )


def _columns(page: TextResponse) -> Iterator[Column]:
    for menu in page.xpath("//select[@name][@onchange]"):
        name, handler = menu.root.get("name"), menu.root.get("onchange")
        for option in menu.root.iter("option"):
            words, value = words_in(option), option.get("value")
            if value and option.get("selected") is None:
                asked = submitted(page, menu.root, handler, {name: value})
                if asked is not None:
                    yield Column(words, asked)


def _submitted_by(
    page: TextResponse, element: Any, body: str, known: Mapping[str, str], chosen: Mapping[str, str]
) -> ListRequest | None:
    """The request made by the statements of a function. known: values of its parameters."""
    name = _SUBMITS.search(body)
    form = None if name is None else _form_around(element) if name[1] == "form" else _form_named(page, name[1])
    filled = dict(chosen)
    for field, value, by_jquery, its_value in _FILLED.findall(body):
        written = value or its_value
        said = written[1:-1] if written[0] in "\"'" else known.get(written, written if written.isdecimal() else None)
        if said is None:
            return None
        filled[field or by_jquery] = said
    sent_to = _ACTION.search(body)
    action = joined_texts(sent_to[1], known) if sent_to else None
    return None if action == "" else form_request(page, form, filled, action)


@lru_cache(maxsize=2)  # called for each link of a page
def _submitters(text: str) -> Mapping[str, tuple[tuple[str, ...], str]]:
    """Name → parameters and body, for the functions of a page that submit a form."""
    if ".submit" not in text:
        return {}
    found = functions_in(text)
    return {
        name: (tuple(one.strip() for one in parameters.split(",")), body)
        for name, parameters, body in found
        if ".submit" in body
    }


def _form_around(element: Any) -> Any:
    return next(element.iterancestors("form"), None)


def _form_named(page: TextResponse, name: str) -> Any:
    """A form by name, id or index; if there is no such form, the page's only form."""
    forms = list(page.selector.root.iter("form"))
    for form in forms:
        if name and name in (form.get("name"), form.get("id")):
            return form
    if is_number(name) and int(name) < len(forms):
        return forms[int(name)]
    return forms[0] if len(forms) == 1 or (forms and not name) else None


def controls(form: Any) -> Iterator[tuple[str, str]]:
    """The fields of a form with their values, as a browser sends them."""
    for control in form.iter("input", "select", "textarea"):
        kind = control.get("type", "").lower()
        if not control.get("name") or kind in _NOT_SENT or (kind in _CHOSEN and control.get("checked") is None):
            continue
        if control.tag == "select":
            options = list(control.iter("option"))
            chosen = next((one for one in options if one.get("selected") is not None), next(iter(options), None))
            yield control.get("name"), "" if chosen is None else chosen.get("value") or ""
        else:
            yield control.get("name"), (control.get("value") if control.tag == "input" else control.text) or ""
