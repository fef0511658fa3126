"""The response that the spider's pages are, and what is one."""

from functools import cached_property

import parsel
from scrapy.http import HtmlResponse, Response
from scrapy.selector import Selector
from scrapy.utils.response import get_base_url

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
    """A response that its selector does not know, so that a page goes with the last reference to it.

    Scrapy's two name each other, and what a page was parsed into stays until the garbage collector comes: 750 MB
    after 1,000 pages of 100 KB, against 205.
    """

    @cached_property
    def selector(self) -> Selector:
        """As Scrapy's, but for its `response`, which is None."""
        root = parsel.Selector(text=self.text, type="html", base_url=get_base_url(self)).root
        return Selector(root=root, type="html")


def looks_like_html(response: Response) -> bool:
    """Whether the bytes begin as markup does, whatever address and Content-Type say."""
    start = response.body[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    return start.startswith(_HTML_STARTS)
