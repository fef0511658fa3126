"""The simulated Hanweb portal does what docs/portals/hanweb.md says."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.hanweb import HanwebColumn, HanwebSite
from gxcrawl.simulation.publishing.exchange import Request
from gxcrawl.simulation.publishing.postings import Fate, Posting, post_report

PROXY = "/module/web/jpage/dataproxy.jsp"
COLUMN = "/col/col500/index.html"


def postings(count: int = 64) -> tuple[Posting, ...]:
    days = [date(2023 - number // 20, 1, 28 - number % 20) for number in range(count)]
    return tuple(
        Posting(9_000 + number, f"霁川县第{number}号文件的标题", day, "霁川县档案馆", "<p>正文。</p>")
        for number, day in enumerate(days)
    )


SITE = HanwebSite(
    "霁川县人民政府", (HanwebColumn(499, "政府信息公开"), HanwebColumn(500, "政府信息公开年报", postings()))
)


def page(site: HanwebSite, path: str, serial: int = 0, **query: str) -> str:
    response = site.respond(Request(path, query, serial=serial))
    assert response.status == 200
    return response.body.decode()


def records(text: str) -> list[str]:
    rows = re.findall(r"<record><!\[CDATA\[(.*?)\]\]></record>", text, re.S)
    return [re.search(r'href="([^"]+)"', row)[1] for row in rows]  # type: ignore[index]


def ask_proxy(site: HanwebSite, **query: str) -> list[str]:
    answer = site.respond(Request(PROXY, {"columnid": "500", "unitid": "5001", **query}))
    return records(answer.body.decode())


def test_the_column_is_reached_from_home_in_two_steps() -> None:
    assert "/col/col499/index.html" in page(SITE, "/")
    assert COLUMN not in page(SITE, "/")
    assert COLUMN in page(SITE, "/col/col499/index.html")


def test_the_rows_are_not_elements_of_the_page() -> None:
    root = html.fromstring(page(SITE, COLUMN).encode())
    assert not [a for a in root.iter("a") if "art_" in a.get("href", "")]
    assert [script.get("type") for script in root.iter("script")].count("text/xml") == 2


def test_the_page_contains_the_first_group_under_two_unit_ids() -> None:
    found = records(page(SITE, COLUMN))
    assert len(found) == 60
    assert found[:30] == found[30:]


def test_the_page_contains_a_false_total_too() -> None:
    assert set(re.findall(r"totalRecord:(\d+)", page(SITE, COLUMN))) == {"64", "1000"}


def test_one_column_links_articles_in_both_forms_of_url() -> None:
    addresses = ask_proxy(SITE, startrecord="1", endrecord="64", perpage="64")
    assert any(re.fullmatch(r"/art/2021/1/\d+/art_500_\d+\.html", address) for address in addresses)
    assert any(re.fullmatch(r"/col/col500/art/2023/art_[0-9a-f]{32}\.html", address) for address in addresses)
    assert all("<h1>霁川县第" in page(SITE, address) for address in addresses)


def test_the_proxy_counts_records_from_one() -> None:
    assert ask_proxy(SITE, startrecord="31", endrecord="60", perpage="10") == ask_proxy(SITE, page="2")
    assert len(ask_proxy(SITE, startrecord="61", endrecord="90", perpage="10")) == 4


def test_the_first_page_of_the_proxy_is_the_group_of_the_column_page() -> None:
    assert ask_proxy(SITE, page="1") == records(page(SITE, COLUMN))[:30]
    assert ask_proxy(SITE, page="4") == []


def test_the_proxy_takes_its_parameters_from_the_body_too() -> None:
    request = Request(PROXY, {"startrecord": "31", "endrecord": "60"}, "POST", b"columnid=500&unitid=5001&col=1")
    assert len(records(SITE.respond(request).body.decode())) == 30


def test_the_proxy_returns_at_most_a_hundred_rows() -> None:
    site = HanwebSite("霁川县人民政府", (HanwebColumn(500, "政府信息公开年报", postings(150)),))
    assert len(ask_proxy(site, startrecord="1", endrecord="150")) == 100


@pytest.mark.parametrize(("ignored", "obeyed"), [("startrecord", "page"), ("page", "startrecord")])
def test_an_ignored_parameter_gives_the_first_rows_again(ignored: str, obeyed: str) -> None:
    site = replace(SITE, ignores=frozenset({ignored}))
    second = {"page": {"page": "2"}, "startrecord": {"startrecord": "31", "endrecord": "60"}}
    assert ask_proxy(site, **second[ignored]) == ask_proxy(site, page="1")
    assert ask_proxy(site, **second[obeyed]) != ask_proxy(site, page="1")


@pytest.mark.parametrize("query", [{}, {"columnid": "7", "unitid": "1"}, {"columnid": "500", "unitid": "x"}])
def test_an_unknown_column_gets_an_almost_empty_answer(query: dict[str, str]) -> None:
    answer = SITE.respond(Request(PROXY, query))
    assert answer.status == 200
    assert len(answer.body) < 60


@pytest.mark.parametrize(
    "path", ["/col/col500/index_1.html", "/col/col7/index.html", "/art/2021/1/28/art_500_1.html", "/nothing"]
)
def test_an_unknown_url_is_404(path: str) -> None:
    assert SITE.respond(Request(path)).status == 404


def test_an_article_answers_at_its_own_address_only() -> None:
    old = next(address for address in ask_proxy(SITE, page="2") if address.startswith("/art/"))
    year, month, day = old.split("/")[2:5]
    assert (
        SITE.respond(Request(old.replace(f"/{year}/{month}/{day}/", f"/{year}/{month}/{int(day) + 1}/"))).status == 404
    )


def test_pages_change_with_every_request_but_not_in_their_content() -> None:
    address = ask_proxy(SITE, page="1")[0]
    first, second = (page(SITE, address, serial) for serial in (4, 5))
    assert first != second
    zoom = re.compile(r'<div id="zoom">.*?</div>', re.S)
    assert zoom.findall(first) == zoom.findall(second)


def test_titles_are_cut_and_may_have_no_attribute() -> None:
    site = replace(SITE, titles=False, cut_at=6)
    listed = page(site, PROXY, columnid="500", unitid="5001", page="1")
    assert "霁川县第0号…</a>" in listed
    assert "title=" not in listed


def test_a_report_as_attachment_downloads_with_its_bytes() -> None:
    posting = post_report(1, invent_report(JICHUAN[1], 2021), "docx")
    site = HanwebSite("霁川县人民政府", (HanwebColumn(500, "年报", (posting,)),))
    article = page(site, ask_proxy(site, page="1")[0])
    name = re.search(r"downfile\.jsp\?classid=0&amp;filename=([0-9a-f]{32}\.docx)", article)
    assert name is not None
    answer = site.respond(Request("/module/download/downfile.jsp", {"classid": "0", "filename": name[1]}))
    assert answer.body == posting.attachments[0].body
    assert b"alert" in site.respond(Request("/module/download/downfile.jsp", {"filename": "no.pdf"})).body


@pytest.mark.parametrize(
    ("fate", "statuses"),
    [("gone", [404, 404]), ("redirected_home", [301, 301]), ("fails_twice", [502, 502, 200]), ("slow", [200])],
)
def test_the_fate_of_a_posting(fate: Fate, statuses: list[int]) -> None:
    posting = replace(postings()[0], fate=fate)
    site = HanwebSite("霁川县人民政府", (HanwebColumn(500, "年报", (posting,)),))
    address = ask_proxy(site, page="1")[0]
    answers = [site.respond(Request(address, visit=visit)) for visit in range(len(statuses))]
    assert [answer.status for answer in answers] == statuses
    assert (answers[0].delay_seconds > 0) == (fate == "slow")


def test_robots_allow_the_column() -> None:
    assert page(SITE, "/robots.txt") == "User-agent: *\nDisallow: /module/search/\n"
