"""From the home page alone, every family's way of listing leads to every report, to no decoy, in few requests.

All sites are crawled at once, each on a port of its own.
"""

from collections.abc import Iterator

import pytest
from spiders.crawled import Crawl, Visit, crawled_together
from spiders.sites import (
    clicked_sites,
    data_sites,
    drawn_sites,
    family_sites,
    gathered_sites,
    joined_sites,
    odd_sites,
    shell_sites,
    turned_sites,
    unnamed_sites,
)
from spiders.sites.parts import TITLES, sites_in
from spiders.sites.several_pages import NAMES, TITLE, several_pages

_MOST_REQUESTS = 30
_SHAPES = sites_in(
    clicked_sites,
    data_sites,
    drawn_sites,
    family_sites,
    gathered_sites,
    joined_sites,
    odd_sites,
    shell_sites,
    turned_sites,
    unnamed_sites,
)
_ALL = {name.replace("_", "-"): make for name, make in _SHAPES.items()}


@pytest.fixture(scope="module")
def visits(crawl_once: Crawl) -> Iterator[dict[str, Visit]]:
    sites = {name: make() for name, make in {**_ALL, "several": several_pages}.items()}
    with crawled_together(crawl_once, sites, "汀北区人民政府") as made:
        yield made


@pytest.mark.parametrize("site", _ALL)
def test_every_report_is_found_from_the_home_page(site: str, visits: dict[str, Visit]) -> None:
    found = visits[site].found
    assert found.reports() == {(f"{site}-{pinyin}", 2020) for pinyin in TITLES}
    assert [failure["failure"] for failure in found.failures] == []
    assert len(visits[site].portal.asked) < _MOST_REQUESTS


def test_the_pages_of_an_article_become_one_document(visits: dict[str, Visit]) -> None:
    whole = {document["title"]: document["text"] for document in visits["several"].found.documents}
    assert set(whole) == {TITLE.format(name) for name in NAMES if name != "财政局"}
    for title, text in whole.items():
        assert [text.count(said) for said in ("甲甲甲", "乙乙乙", "丙丙丙", title)] == [1, 1, 1, 1]
    assert all("下一页" not in whole[TITLE.format(name)] for name in ("水利局", "民政局"))


def test_chapters_on_separate_pages_become_one_document(visits: dict[str, Visit]) -> None:
    for document in visits["chapters-on-pages-of-their-own"].found.documents:
        order = ("总体情况", "甲甲甲", "主动公开", "乙乙乙", "申请", "丙丙丙", "存在的主要问题", "丁丁丁")
        said = [document["text"].rindex(words) for words in order]
        assert said == sorted(said)
        assert document["text"].count("总体情况") == (2 if document["url"].endswith("/b/0.html") else 1)  # its menu


def test_the_response_to_a_script_becomes_part_of_its_article(visits: dict[str, Visit]) -> None:
    visit = visits["articles-that-scripts-ask-for"]
    mine = {document["url"].removeprefix(visit.portal.address): document for document in visit.found.documents}
    assert set(mine) == {"/nb/41.html", "/nb/42.html", "/nb/43.html", "/up/42.pdf"}
    assert ["存在的主要问题" in mine[f"/nb/{n}.html"]["text"] for n in (41, 42, 43)] == [True, False, False]
    assert sorted(path for path in visit.portal.paths() if path.endswith(".do")) == ["/detail.do"] * 3


def test_an_article_with_a_missing_page_is_a_failure(visits: dict[str, Visit]) -> None:
    [failure] = visits["several"].found.failures
    assert failure["url"] == f"{visits['several'].portal.address}/t20210125_4.html"
    assert failure["failure"] == "page 2 of the article: page is gone (status 404)"


def test_the_crawl_delay_of_robots_txt_is_observed(visits: dict[str, Visit]) -> None:
    """How often a request has to wait depends on how fast the crawl is; tests/downloading tests how long."""
    assert "gxcrawl/crawl_delay/waits" in visits["several"].found.stats
