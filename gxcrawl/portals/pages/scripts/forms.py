"""Forms of a page, as browsers send them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import joined
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import is_number

READS = re.compile(r"list|query|select|find|search|load|get|page|data|info|article|content|news", re.IGNORECASE)
"""The last segment of an address that returns rows: /getFileListByCodeId, /queryList, /search."""

_NOT_SENT = frozenset(("submit", "button", "image", "reset", "file"))
_CHOSEN = frozenset(("checkbox", "radio"))


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


def form_around(element: Any) -> Any:
    """The form that an element is in; None if it is in none."""
    return next(element.iterancestors("form"), None)


def form_named(page: TextResponse, name: str) -> Any:
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
