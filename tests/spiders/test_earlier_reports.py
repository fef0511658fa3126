"""Reports of earlier years that only later reports of their body link, below the article or as the one before it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spiders.sites.local_portal import LocalPortal, Page
from spiders.sites.parts import HEAD, home
from spiders.sites.simulated_portals import crawl_into, serve_all

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_html
from gxcrawl.storage import open_database

_BODIES = JICHUAN[1:4]
_YEARS = (2022, 2021, 2020)


def _article(number: int, year: int, beside: str) -> str:
    report = invent_report(_BODIES[number], year, published_on=date(year + 1, 1, 20))
    head = f"<h1>{report.title}</h1><p>发布日期：{report.published_on}</p>"
    return f"{HEAD}{head}<div id='zoom'>{write_html(report)}</div>{beside}</html>"


def _links(number: int, year: int) -> str:
    """What stands below an article: titles, years alone, and the titles of the other bodies' reports."""
    others = [one for one in _YEARS if one != year]
    titles = {one: f"{_BODIES[number].name}{one}年政府信息公开工作年度报告" for one in others}
    words = titles if number else {one: f"{one}年" for one in others}
    return "历年年报：" + " ".join(f"<a href='/nb/{number}-{one}.html'>{words[one]}</a>" for one in others)


def _portal() -> LocalPortal:
    pages: dict[str, Page] = {
        f"/nb/{n}-{year}.html": _article(n, year, _links(n, year)) for n in range(len(_BODIES)) for year in _YEARS
    }
    rows = "".join(
        f"<li><a href='/nb/{n}-2022.html'>{body.name}2022年政府信息公开工作年度报告</a><span>2023-01-20</span></li>"
        for n, body in enumerate(_BODIES)
    )
    return LocalPortal(pages | {"/": home("/nb/"), "/nb/": f"{HEAD}<ul>{rows}</ul></html>"})


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalPortal, Path]]:
    portal, folder = _portal(), tmp_path_factory.mktemp("earlier")
    with serve_all({"jc": portal}) as running:
        crawl_into(folder, running)
        portal.asked.clear()
        crawl_into(folder, running)
        yield portal, folder


def _stored(folder: Path) -> tuple[list[dict[str, Any]], list[str]]:
    with open_database(f"sqlite:///{folder / 'crawl.db'}") as database:
        return [*database.reports.find()], [kept.failure.reason for kept in database.failures.find()]


def test_earlier_reports_linked_by_an_article_get_its_agency_and_their_year(crawled: tuple[LocalPortal, Path]) -> None:
    reports, _ = _stored(crawled[1])
    found = {(report["agency"]["name"], report["year"]) for report in reports}
    assert found == {(body.name, year) for body in _BODIES for year in _YEARS}


def test_earlier_reports_are_not_marked_as_gone_while_the_linking_article_exists(
    crawled: tuple[LocalPortal, Path],
) -> None:
    portal, folder = crawled
    reports, failures = _stored(folder)
    assert ({report["gone_since"] for report in reports}, failures) == ({None}, [])
    assert [path for path in portal.paths() if "-" in path] == []
