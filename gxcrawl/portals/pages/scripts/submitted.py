"""Forms sent by scripts: ASP.NET's `__doPostBack`, and functions that fill in a form and submit it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import TextResponse
from tree_sitter import Node

from gxcrawl.portals.pages.markup.javascript.elements import attributes_of, elements
from gxcrawl.portals.pages.markup.javascript.openers import parsed_handler
from gxcrawl.portals.pages.markup.javascript.scope import Expression, Scope
from gxcrawl.portals.pages.markup.javascript.shown import runs_at_once
from gxcrawl.portals.pages.markup.javascript.syntax import (
    Script,
    arguments_of,
    callee_of,
    object_of,
    target_of,
    text_of,
    value_of,
    within,
)
from gxcrawl.portals.pages.markup.shapes import Column, ListRequest
from gxcrawl.portals.pages.markup.words import texts_of, unspaced, words_in
from gxcrawl.portals.pages.scripts.calls import scope_of
from gxcrawl.portals.pages.scripts.forms import READS, form_around, form_named, form_request

# "javascript:__doPostBack('pager','2')", "setTimeout('__doPostBack(\\'ddlYear\\',\\'\\')', 0)"
_POST_BACK = re.compile(r"__doPostBack\s*\(\s*\\?[\"']([^\"'\\]*)\\?[\"']\s*,\s*\\?[\"']([^\"'\\]*)\\?[\"']")
_WORD = re.compile(r"[\w$-]+")
_SAYS_LITTLE = 200  # characters: a page with more text is a page in its own right


def submitted(
    page: TextResponse, element: Any, handler: str, chosen: Mapping[str, str] | None = None
) -> ListRequest | None:
    """The form request made by a handler; None if it sends none, or one that asks for a password.

    element: lxml element with the handler. chosen: fields filled in by a visitor.
    """
    if posted := _POST_BACK.search(handler):
        form = form_around(element)
        target = {"__EVENTTARGET": posted[1], "__EVENTARGUMENT": posted[2]}
        return form_request(page, form_named(page, "") if form is None else form, {**target, **(chosen or {})})
    if "(" not in handler or (".submit" not in handler and ".submit" not in page.text):
        return None
    script = parsed_handler(handler)
    scope = replace(scope_of(page), element=attributes_of(element), filled=chosen or {}, paged=False, detached=True)
    if script.calls_by_name.get("submit"):
        return _submitted_by(page, element, script.root, script, scope, chosen or {})
    for call in script.calls:
        for function in scope.script.functions_by_name.get(script.name(callee_of(call)), ())[:1]:
            if any(within(scope.script.calls_by_name.get("submit", []), function)):
                called = scope.called_with(function, [Expression(one, scope) for one in arguments_of(call)])
                return _submitted_by(page, element, function, scope.script, called, chosen or {})
    return None


def sent_on_load(page: TextResponse) -> ListRequest | None:
    """The request that a page makes by sending its form as soon as it is shown; None for any other page.

    Also None for a form that a visitor could fill in, unless its address suggests reading.
    """
    if ".submit" not in page.text or len(unspaced(texts_of(page.selector.root))) > _SAYS_LITTLE:
        return None
    script = Script("\n".join(page.xpath("//script[not(@src)]/text() | //body/@onload").getall()))
    scope = replace(scope_of(page), script=script, paged=False)
    sends = (call for call in script.calls_by_name.get("submit", ()) if runs_at_once(call, script))
    form = next((_form(page, None, object_of(callee_of(call)), scope) for call in sends), None)
    request = form_request(page, form, {})
    if form is None or request is None or request.method == "GET" or READS.search(urlsplit(request.url).path):
        return request
    fields = form.iter("input", "select", "textarea")
    return request if all(field.get("type") == "hidden" for field in fields) else None


def posted_columns(page: TextResponse) -> tuple[Column, ...]:
    """The lists (years, agencies) to which menus lead that send a form when an entry is selected."""
    return tuple(_columns(page)) if "__doPostBack" in page.text or ".submit" in page.text else ()


def _columns(page: TextResponse) -> Iterator[Column]:
    for menu in page.xpath("//select[@name][@onchange]"):
        name, handler = menu.root.get("name"), menu.root.get("onchange")
        for option in menu.root.iter("option"):
            words, value = words_in(option), option.get("value")
            if value and option.get("selected") is None:
                request = submitted(page, menu.root, handler, {name: value})
                if request is not None:
                    yield Column(words, request)


def _submitted_by(
    page: TextResponse, element: Any, root: Node, script: Script, scope: Scope, chosen: Mapping[str, str]
) -> ListRequest | None:
    """The request made by the statements of a function or handler."""
    send = next(within(script.calls_by_name["submit"], root))
    form = _form(page, element, object_of(callee_of(send)), scope)
    filled, actions = dict(chosen), []
    for holder, key, value in _settings(root, script):
        set_to = scope.value(value)
        if key == "action":
            actions.append(set_to)
        elif set_to is None:
            return None
        else:
            filled[_field(holder, scope)] = str(set_to)
    action = actions[0] if actions else ""
    return form_request(page, form, filled, action or None) if isinstance(action, str) else None


def _settings(root: Node, script: Script) -> Iterator[tuple[Node | None, str, Node]]:
    """What statements set of a form: the field or form, `value` or `action`, and the expression."""
    for key in ("value", "action"):
        for node in within(script.assignments.get(key, []), root):
            target, value = target_of(node), value_of(node)
            if value is not None and target is not None and target.type == "member_expression":
                yield object_of(target), key, value
    for call in within(script.calls_by_name.get("val", []), root):
        if given := arguments_of(call):
            yield object_of(callee_of(call)), "value", given[0]
    for call in within(script.calls_by_name.get("attr", []), root):
        given = arguments_of(call)
        if len(given) > 1 and script.name(given[0]) in ("action", "value"):
            yield object_of(callee_of(call)), script.name(given[0]), given[1]


def _field(holder: Node | None, scope: Scope) -> str:
    """The id or name of a field: `document.pageForm.pageNo`, `$('#pageNo')`."""
    found = elements(scope, holder) or []
    named = next((name for one in found if (name := one.get("id") or one.get("name"))), "")
    return named or scope.script.name(holder) or (_WORD.findall(text_of(holder) if holder else "") or [""])[-1]


def _form(page: TextResponse, element: Any, holder: Node | None, scope: Scope) -> Any:
    """The form of `document.pageForm`, `forms[0]`, `$('#pageForm')`, `this.form`."""
    name = scope.script.name(holder)
    if name == "form" and element is not None:
        return form_around(element)
    found = next(iter(elements(scope, holder) or ()), None)
    if found is not None:
        return found if found.tag == "form" else form_around(found)
    index = holder.child_by_field_name("index") if holder is not None else None
    return form_named(page, text_of(index) if index is not None and not name else name)
