"""Markup that a page keeps in a script without running it: `<script type="text/template">`."""

import re
from collections.abc import Iterator
from itertools import islice

from scrapy.http import TextResponse

_TEMPLATE = re.compile(
    r"<script\b[^>]{0,200}?\btype\s?=\s?[\"']?text/(?:html|(?:[\w-]{0,20}-)?template|x-[\w-]{1,30})[\"'\s>][^>]{0,200}",
    re.IGNORECASE,
)
_MOST = 20
_HOLE = re.compile(r"\{\{|\{%|<%|[$#]\{")  # what a script fills in for each row


def with_templates(page: TextResponse) -> TextResponse:
    """The page with such markup inserted: rows and pagers without holes to fill."""
    if page.selector.type != "html" or "<script" not in page.text:
        return page
    markup = "".join(_complete(page.text))
    return page.replace(body=f"{page.text}{markup}".encode(errors="replace"), encoding="utf-8") if markup else page


def _complete(text: str) -> Iterator[str]:
    for found in islice(_TEMPLATE.finditer(text), _MOST):
        held = text[found.end() : text.find("</script", found.end())].lstrip(">")
        if "<a " in held and not _HOLE.search(held):
            yield f"<div>{held}</div>"
