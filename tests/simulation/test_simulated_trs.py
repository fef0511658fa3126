"""The simulated TRS portal does what docs/portals/trs.md says."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest

from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.trs import TrsColumn, TrsSite
from gxcrawl.simulation.publishing.exchange import Request, Response
from gxcrawl.simulation.publishing.postings import Fate, Posting, post_report

NB = "/zwgk/zfxxgk/zfxxgknb/"


def postings(count: int = 45) -> tuple[Posting, ...]:
    return tuple(
        Posting(700 + n, f"漱玉区第{n}号文件", date(2023, 1, 28), "漱玉区档案馆", "<p>㙍村正文。</p>")
        for n in range(count)
    )


SITE = TrsSite(
    "漱玉区人民政府",
    (
        TrsColumn("/zwgk/", "政务公开"),
        TrsColumn("/zwgk/zfxxgk/", "政府信息公开"),
        TrsColumn(NB, "政府信息公开年报", postings()),
    ),
)


def ask(site: TrsSite, path: str, **headers: str) -> Response:
    return site.respond(Request(path, headers={name.replace("_", "-"): value for name, value in headers.items()}))


def text(site: TrsSite, path: str) -> str:
    answer = ask(site, path)
    assert answer.status == 200
    return answer.body.decode("gb18030" if site.encoding == "gb18030" else "utf-8")


def links(site: TrsSite, path: str) -> list[str]:
    return [urljoin(path, href) for href in re.findall(r'href="([^"]+)"', text(site, path))]


def articles(site: TrsSite, path: str) -> list[str]:
    return [link for link in links(site, path) if re.search(r"/t\d{8}_\d+\.html$", link)]


def test_the_column_is_reached_from_home_by_relative_links() -> None:
    assert "/zwgk/" in links(SITE, "/")
    assert "/zwgk/zfxxgk/" in links(SITE, "/zwgk/")
    assert NB in links(SITE, "/zwgk/zfxxgk/")
    assert NB not in links(SITE, "/")
    assert not re.search(r'href="/', text(SITE, NB))


def test_only_a_script_contains_the_number_of_pages() -> None:
    assert 'createPageHTML(3, 0, "index", "html")' in text(SITE, NB)
    assert 'createPageHTML(3, 2, "index", "html")' in text(SITE, f"{NB}index_2.html")
    assert not [link for link in links(SITE, NB) if "index_" in link]


def test_the_pages_hold_every_article_once() -> None:
    found = [link for name in ("", "index_1.html", "index_2.html") for link in articles(SITE, NB + name)]
    assert len(found) == len(set(found)) == 45
    assert ask(SITE, f"{NB}index_3.html").status == 404
    assert all("<h1>漱玉区第" in text(SITE, link) for link in found)


def test_one_site_has_no_index_1() -> None:
    site = replace(SITE, skips_index_1=True)
    assert ask(site, f"{NB}index_1.html").status == 404
    assert articles(site, f"{NB}index_2.html") == articles(SITE, f"{NB}index_1.html")
    assert articles(site, f"{NB}index_3.html") == articles(SITE, f"{NB}index_2.html")


def test_a_counted_page_may_be_a_stub() -> None:
    site = replace(SITE, stub_pages=1)
    assert "createPageHTML(4, 0" in text(site, NB)
    stub = ask(site, f"{NB}index_3.html")
    assert stub.status == 200
    assert 300 <= len(stub.body) <= 400
    assert ask(site, f"{NB}index_4.html").status == 404


def test_declared_gb2312_is_gb18030() -> None:
    site = replace(SITE, encoding="gb18030", charset="gb2312")
    answer = ask(site, articles(site, NB)[0])
    assert ("Content-Type", "text/html;charset=gb2312") in answer.headers
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("gb2312")
    assert "㙍村" in answer.body.decode("gb18030")


def test_the_url_may_contain_a_later_day_than_the_page() -> None:
    posting = replace(postings(1)[0], filed_on=date(2023, 7, 21))
    site = replace(SITE, columns=(TrsColumn(NB, "年报", (posting,)),))
    address = articles(site, NB)[0]
    assert address.endswith("/202307/t20230721_700.html")
    assert 'content="2023-01-28 10:12:45"' in text(site, address)
    assert "2023年01月28日" in text(site, address)


def test_attachments_are_in_the_folder_of_the_article() -> None:
    posting = post_report(731, invent_report(SHUYU[1], 2022), "pdf")
    site = replace(SITE, columns=(TrsColumn(NB, "年报", (posting,)),))
    address = articles(site, NB)[0]
    file = next(link for link in links(site, address) if "/P0" in link)
    assert file.rpartition("/")[0] == address.rpartition("/")[0]
    assert ask(site, file).body == posting.attachments[0].body
    original = re.search(r'OLDSRC="([^"]+)"', text(site, address))
    assert original is not None
    assert ask(site, original[1]).status == 404


def test_a_portal_can_require_a_referer_for_attachments() -> None:
    posting = post_report(731, invent_report(SHUYU[1], 2022), "docx")
    site = replace(SITE, columns=(TrsColumn(NB, "年报", (posting,)),), wants_referer=True)
    file = next(link for link in links(site, articles(site, NB)[0]) if "/P0" in link)
    assert ask(site, file).status == 501
    assert ask(site, file, referer="http://127.0.0.1/x").status == 200


def test_conditional_requests_are_answered() -> None:
    address = articles(SITE, NB)[0]
    headers = dict(ask(SITE, address).headers)
    assert ask(SITE, address, if_none_match=headers["ETag"]).status == 304
    assert ask(SITE, address, if_none_match='"other"').status == 200
    assert ask(SITE, address, if_modified_since=headers["Last-Modified"]).status == 304
    assert ask(SITE, address, if_modified_since="Mon, 02 Jan 2012 08:00:00 GMT").status == 200
    assert ask(SITE, address, if_modified_since="yesterday").status == 200


@pytest.mark.parametrize(
    ("fate", "statuses"),
    [("gone", [404, 404]), ("redirected_home", [301, 301]), ("fails_twice", [502, 502, 200]), ("slow", [200])],
)
def test_the_fate_of_a_posting(fate: Fate, statuses: list[int]) -> None:
    site = replace(SITE, columns=(TrsColumn(NB, "年报", (replace(postings(1)[0], fate=fate),)),))
    address = articles(site, NB)[0]
    assert [site.respond(Request(address, visit=visit)).status for visit in range(len(statuses))] == statuses


@pytest.mark.parametrize("path", ["/nothing/", "/zwgk/index_1.html", f"{NB}202301/t20230129_700.html", "/x.css"])
def test_an_unknown_url_is_404(path: str) -> None:
    assert ask(SITE, path).status == 404
