"""What names a document that only its page can ask for, and what may be asked for by itself."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from gxcrawl.model import Portal
from gxcrawl.portals.addresses import can_be_asked, joined, lasting_address, lasting_addresses
from gxcrawl.portals.pages.markup.links import absolute
from gxcrawl.portals.pages.markup.viewers import behind_viewer
from gxcrawl.portals.sites import Scope

_PAGE = "http://127.0.0.1:8001/nb/1.html"
_JPAAS = "http://127.0.0.1:8001/gateway/document/download"


@pytest.mark.parametrize(
    ("url", "lasting"),
    [
        ("http://127.0.0.1:8001/file/down?id=7&token=ab12", "http://127.0.0.1:8001/file/down?id=7#/nb/1.html"),
        (f"{_JPAAS}?fileUrl=ab12&fileName=1.pdf", f"{_JPAAS}?fileName=1.pdf#/nb/1.html"),
    ],
)
def test_urls_with_tickets_are_identified_without_them_and_not_requested_alone(url: str, lasting: str) -> None:
    assert lasting_address(url, _PAGE) == lasting
    assert lasting_address(lasting, _PAGE) == lasting
    assert (can_be_asked(url), can_be_asked(lasting)) == (False, False)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8001/show.jsp?id=7&token=ab12",  # an article, not a download
        "http://127.0.0.1:8001/downfile.jsp?token=ab12",  # nothing else says which file
        "http://127.0.0.1:8001/download?type=1&token=ab12",
        "http://127.0.0.1:8001/download?siteId=3&token=ab12",
        "http://127.0.0.1:8001/down.jsp?fileUrl=/up/1.pdf&name=1",
        "http://127.0.0.1:8001/up/1.pdf",
    ],
)
def test_parameters_that_may_identify_a_document_are_kept(url: str) -> None:
    assert lasting_address(url, _PAGE) == url
    assert can_be_asked(url)


def test_files_with_one_name_are_distinguished_by_path_and_query_of_their_pages() -> None:
    url = "http://127.0.0.1:8001/download?name=nb.pdf&token=ab12"
    shown = "http://127.0.0.1:8001/detail.do?id="
    assert lasting_address(url, f"{shown}7") == "http://127.0.0.1:8001/download?name=nb.pdf#/detail.do?id=7"
    assert lasting_address(url, f"{shown}7") != lasting_address(url, f"{shown}8")


def test_a_ticket_that_distinguishes_two_files_of_a_page_is_kept() -> None:
    alike = [f"http://127.0.0.1:8001/download?id=7&token={ticket}" for ticket in ("ab12", "cd34")]
    other = "http://127.0.0.1:8001/download?id=8&token=ef56"
    names = lasting_addresses([*alike, other], _PAGE)
    assert names == {**{url: url for url in alike}, other: "http://127.0.0.1:8001/download?id=8#/nb/1.html"}


def test_the_url_of_a_viewer_becomes_that_of_its_file() -> None:
    host = "http://127.0.0.1:8001"
    assert behind_viewer(f"{host}/pdfjs/web/viewer.html?file=%2Fup%2F1.pdf&zoom=9") == f"{host}/up/1.pdf"
    assert behind_viewer(f"{host}/pdfjs/web/viewer.html?file=1.pdf") == f"{host}/pdfjs/web/1.pdf"
    assert behind_viewer(f"{host}/pdfjs/web/viewer.html?file=..%252F1.pdf") == f"{host}/pdfjs/1.pdf"
    encoded = b64encode(f"{host}/up/1.docx".encode()).decode()
    assert behind_viewer(f"{host}/onlinePreview?url={quote(encoded)}") == f"{host}/up/1.docx"
    for plain in (f"{host}/onlinePreview?url=12345", f"{host}/down.jsp?file=/up/1.pdf", f"{host}/list.html?cid=9"):
        assert behind_viewer(plain) == plain


@pytest.mark.parametrize(
    "href", ["../2.html", "/nb/../2.html", "http://127.0.0.1:8001/nb/../2.html", "HTTP://127.0.0.1:8001/./2.html"]
)
def test_dot_segments_in_urls_are_resolved_like_browsers_do(href: str) -> None:
    assert absolute(_PAGE, href) == "http://127.0.0.1:8001/2.html"


@pytest.mark.parametrize("broken", ["http://[", "http://127.0.0.1:99999/2.html", "//127.0.0.1:80:80/2.html"])
def test_an_invalid_url_resolves_to_nothing(broken: str) -> None:
    assert joined(_PAGE, broken) == _PAGE
    assert joined(_PAGE, "2.html") == "http://127.0.0.1:8001/nb/2.html"


@pytest.mark.parametrize("broken", ["http://[", "http://127.0.0.1:99999/sitemap.xml", "/sitemap.xml", ""])
def test_an_invalid_url_belongs_to_no_portal(broken: str) -> None:
    assert not Scope(Portal("p", "", _PAGE)).holds(broken)
    assert Scope(Portal("p", "", _PAGE)).holds("http://127.0.0.1:8001/sitemap.xml")
