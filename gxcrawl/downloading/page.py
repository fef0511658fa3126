"""The response class of the spider's pages, and the test for HTML."""

from functools import cached_property

import parsel
from scrapy.http import HtmlResponse, Response
from scrapy.selector import Selector
from scrapy.utils.response import get_base_url

from gxcrawl.text.end_tags import without_early_ends

_HTML_STARTS = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<?xml",
    b"<body",
    b"<div",
    b"<script",
    b"<meta",
    b"<!--",
    b"<table",
    b"<p",
)


class Page(HtmlResponse):
    """A response without a reference cycle with its selector, so that memory is freed with its last reference.

    Scrapy's response and selector refer to each other, so parsed pages stay until garbage collection: 750 MB after
    1,000 pages of 100 KB, against 205 MB.
    """

    @cached_property
    def selector(self) -> Selector:
        """Like Scrapy's, but its `response` is None, and all of the page is below one root."""
        root = parsel.Selector(text=without_early_ends(self.text), type="html", base_url=get_base_url(self)).root
        return Selector(root=root, type="html")


def looks_like_html(response: Response) -> bool:
    """True if the bytes begin like markup, whatever the address and Content-Type."""
    return _start(response).startswith(_HTML_STARTS)


def has_html_root(response: Response) -> bool:
    """True if the bytes begin like markup with the root element `html`; other XML is data, such as rows of a list."""
    return looks_like_html(response) and b"<html" in _start(response)


def _start(response: Response) -> bytes:
    return response.body[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
