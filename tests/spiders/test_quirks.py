"""What a registry entry says of a portal's servers holds for that portal alone."""

import ssl
import warnings
from pathlib import Path

import pytest
from spiders.crawled import Crawl
from spiders.sites.local_portal import Answer, LocalPortal, Page, serve
from spiders.sites.parts import HEAD
from support.certificate import self_signed

_TITLE = "甲县教育局2020年政府信息公开工作年度报告"


def _server(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _old_server(file: Path) -> ssl.SSLContext:
    """TLS 1.0 with SHA-1 and no key exchange by curves, as servers of 2010 have it."""
    context = _server(file)
    try:
        context.set_ciphers("AES128-SHA:DES-CBC3-SHA:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    except (ssl.SSLError, ValueError) as error:
        pytest.skip(f"OpenSSL of this machine serves no TLS 1.0 ({error}): the legacy handshake is NOT tested")
    return context


def _pages() -> dict[str, Page]:
    row = f'<li><a href="/t20210125_1.html">{_TITLE}</a></li>'
    return {
        "/": f'{HEAD}<a href="/nb/">政府信息公开年报</a></html>',
        "/nb/": f"{HEAD}<ul>{row}</ul></html>",
        "/t20210125_1.html": f'{HEAD}<h1>{_TITLE}</h1><div id="zoom">一、总体情况</div></html>',
    }


def _entry(portal_id: str, portal: LocalPortal, more: str = "") -> str:
    return f"- {{id: {portal_id}, name: 甲县人民政府, home: '{portal.address}/'{more}}}\n"


def test_legacy_tls_is_used_only_for_hosts_registered_for_it(crawl: Crawl, tmp_path: Path) -> None:
    file = self_signed(tmp_path)
    with (
        serve(_pages(), _old_server(file)) as registered,
        serve(_pages(), _old_server(file)) as unknown,
        serve(_pages(), _server(file)) as modern,
    ):
        old = _entry("old", registered, ", quirks: {legacy_tls: true}")
        found = crawl(old + _entry("unknown", unknown) + _entry("modern", modern), RETRY_TIMES=0)
        homes = {portal.address for portal in (registered, modern)}
    assert {document["url"].removesuffix("/t20210125_1.html") for document in found.documents} == homes
    assert [failure["url"] for failure in found.failures] == [f"{unknown.address}/"]
    assert "legacy_tls" in found.failures[0]["failure"]
    assert unknown.asked == []


def test_an_undetectable_encoding_is_taken_from_the_registry_entry(crawl: Crawl) -> None:
    def pages() -> dict[str, Page]:
        header = (("Content-Type", "text/html; charset=euc-kr"),)
        return {
            path: Answer(str(body).replace("utf-8", "euc-kr").encode("gb18030"), headers=header)
            for path, body in _pages().items()
        }

    with serve(pages()) as portal:
        found = crawl(_entry("a", portal, ", quirks: {encoding: gbk}"))
    assert [(document["title"], document["year"]) for document in found.documents] == [(_TITLE, 2020)]
