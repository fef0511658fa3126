"""Pages cut short or damaged: a family reads what is left, and raises nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portals.family_pages import NAMES, meta_of, page_of
from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.families import FAMILIES, recognise
from gxcrawl.portals.obstacles import find_obstacle

_PIECES = [
    "<",
    ">",
    '"',
    "'",
    "<a href=",
    "]]>",
    "<![CDATA[",
    "{",
    "}",
    "\x00",
    "http://[",
    "//",
    "&#x0;",
    "年",
    "%zz",
    "-1",
    "0",
]
_ADDRESS = re.compile(rb"([\"'])[^\"'<>\s]*/[^\"'<>\s]*\1")


@settings(max_examples=12, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_page_is_read_without_an_error(name: str, data: st.DataObject) -> None:
    page = page_of(name)
    start = data.draw(st.integers(0, len(page.body)))
    end = data.draw(st.integers(start, len(page.body)))
    piece = data.draw(st.sampled_from(_PIECES)).encode()
    damaged: TextResponse = page.replace(body=page.body[:start] + piece + page.body[end:])
    _read(name, damaged)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_with_invalid_urls_is_read_without_an_error(name: str) -> None:
    page = page_of(name)
    _read(name, page.replace(body=_ADDRESS.sub(rb"\1http://[\1", page.body)))


def _read(name: str, page: TextResponse) -> None:
    meta = meta_of(name)
    family = FAMILIES[meta["family"]]
    family.recognises(page)
    find_obstacle(page)
    if meta["read"] == "detail":
        family.read_detail(page)
    else:
        family.read_list(page, meta.get("state", {}))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<a href='t20210125_1.html'>", "</a>", "<li>", "<table>", "<frame src=x>", "年报", *_PIECES])
    )
)
def test_any_markup_is_read_by_the_family_that_claims_it(pieces: list[str]) -> None:
    page = HtmlResponse("http://127.0.0.1:8001/nb/", body="".join(pieces).encode(), encoding="utf-8")
    family = recognise(page)
    family.read_list(page, {})
    family.read_detail(page)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<html></html>", b"<" * 5000, b"<div>" * 20000])
def test_empty_and_deeply_nested_pages_are_read_without_an_error(family: str, body: bytes) -> None:
    page = HtmlResponse("http://127.0.0.1:8001/nb/", body=body, encoding="utf-8")
    FAMILIES[family].read_list(page, {})
    FAMILIES[family].read_detail(page)


def test_an_anchor_with_an_invalid_attribute_name_is_read() -> None:
    page = HtmlResponse("http://127.0.0.1:8001/nb/", body="<a href='t1.html' {}})<>年报</a>".encode(), encoding="utf-8")
    assert FAMILIES["generic"].read_list(page, {}).entries[0].url == "http://127.0.0.1:8001/nb/t1.html"
