"""From the home page alone, every family's way of listing leads to every report, to no decoy, in few requests.

All sites are crawled at once, each on a port of its own.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from spiders import (
    data_sites,
    drawn_sites,
    family_sites,
    gathered_sites,
    odd_sites,
    shell_sites,
    turned_sites,
    unnamed_sites,
)
from spiders.crawled import Crawl, Crawled
from spiders.local_portal import LocalPortal, serve
from spiders.several_pages import NAMES, TITLE, several_pages
from spiders.site_parts import TITLES, sites_in

_MOST_REQUESTS = 30
_SHAPES = sites_in(
    data_sites, drawn_sites, family_sites, gathered_sites, odd_sites, shell_sites, turned_sites, unnamed_sites
)
_ALL = {name.replace("_", "-"): make for name, make in _SHAPES.items()}
_Outcome = tuple[Crawled, dict[str, LocalPortal]]


@pytest.fixture(scope="module")
def outcome(crawl_once: Crawl) -> Iterator[_Outcome]:
    with ExitStack() as stack:
        sites = {**_ALL, "several": several_pages}
        portals = {name: stack.enter_context(serve(make())) for name, make in sites.items()}
        entries = (f"- {{id: {name}, name: 汀北区人民政府, home: '{at.address}/'}}\n" for name, at in portals.items())
        yield crawl_once("".join(entries)), portals


@pytest.mark.parametrize("site", _ALL)
def test_every_report_is_found_from_home(site: str, outcome: _Outcome) -> None:
    found, portals = outcome
    address = portals[site].address
    mine = {(d["agency_id"], d["year"]) for d in found.documents if d["url"].startswith(address)}
    assert mine == {(f"{site}-{pinyin}", 2020) for pinyin in TITLES}
    assert [failure["failure"] for failure in found.failures if failure["url"].startswith(address)] == []
    assert len(portals[site].asked) < _MOST_REQUESTS


def test_pages_of_an_article_are_one_document(outcome: _Outcome) -> None:
    found, portals = outcome
    mine = [document for document in found.documents if document["url"].startswith(portals["several"].address)]
    whole = {document["title"]: document["text"] for document in mine}
    assert set(whole) == {TITLE.format(name) for name in NAMES if name != "财政局"}
    for title, text in whole.items():
        assert [text.count(said) for said in ("甲甲甲", "乙乙乙", "丙丙丙", title)] == [1, 1, 1, 1]
    assert all("下一页" not in whole[TITLE.format(name)] for name in ("水利局", "民政局"))


def test_chapters_on_pages_of_their_own_are_one_document(outcome: _Outcome) -> None:
    found, portals = outcome
    address = portals["chapters-on-pages-of-their-own"].address
    for document in (one for one in found.documents if one["url"].startswith(address)):
        order = ("总体情况", "甲甲甲", "主动公开", "乙乙乙", "申请", "丙丙丙", "存在的主要问题", "丁丁丁")
        said = [document["text"].rindex(words) for words in order]
        assert said == sorted(said)
        assert document["text"].count("总体情况") == (2 if document["url"].endswith("/b/0.html") else 1)  # its menu


def test_what_a_script_asks_for_is_part_of_its_article(outcome: _Outcome) -> None:
    found, portals = outcome
    portal = portals["articles-that-scripts-ask-for"]
    mine = {d["url"].removeprefix(portal.address): d for d in found.documents if d["url"].startswith(portal.address)}
    assert set(mine) == {"/nb/41.html", "/nb/42.html", "/nb/43.html", "/up/42.pdf"}
    assert ["存在的主要问题" in mine[f"/nb/{n}.html"]["text"] for n in (41, 42, 43)] == [True, False, False]
    assert sorted(path for path in portal.paths() if path.endswith(".do")) == ["/detail.do"] * 3


def test_an_article_of_which_a_page_is_lost_is_a_failure(outcome: _Outcome) -> None:
    found, portals = outcome
    address = portals["several"].address
    [(url, reason)] = [(f["url"], f["failure"]) for f in found.failures if f["url"].startswith(address)]
    assert url == f"{address}/t20210125_4.html"
    assert reason == "page 2 of the article: page is gone (status 404)"


def test_the_delay_that_a_robots_txt_asks_for_is_waited(outcome: _Outcome) -> None:
    assert outcome[0].stats["gxcrawl/crawl_delay/waits"] > len(NAMES)
