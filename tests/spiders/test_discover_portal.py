"""A look round a site: the entry it would have, the evidence, and no report fetched."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from scrapy.http import HtmlResponse, Request
from scrapy.utils.test import get_crawler
from spiders.crawled import Crawl, run_once
from spiders.sites import family_sites
from spiders.sites.local_portal import serve
from spiders.sites.parts import SECTIONS, TITLES, sites_in
from support import warm

from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.registry import load_registry
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.portal_discovery import PortalDiscoverySpider

_ROOT = Path(__file__).parents[2]
_SITES = sites_in(family_sites)


def _discover(address: str) -> dict[str, Any]:
    return run_once("discover_once", address)[0]


@pytest.mark.parametrize(
    ("site", "column", "family"),
    [
        ("ucap", "/tb/c11/list.shtml", "ucap"),
        ("vsb", "/xxgk/nb.htm", "vsb"),
        ("year_then_agency", "/nb/", "trs"),
    ],
)
def test_proposed_entry_is_a_registry_and_names_the_column(tmp_path: Path, site: str, column: str, family: str) -> None:
    with serve(_SITES[site]()) as portal:
        found = _discover(f"{portal.address}/")
        paths = portal.paths()
    file = tmp_path / "found.yaml"
    file.write_text(found["entry"], encoding="utf-8")
    proposed = load_registry([file]).portals[0]
    assert (proposed.column, proposed.cms) == (f"{portal.address}{column}", family)
    assert any("教育局" in line for line in found["evidence"])
    assert [path for path in paths if "t20210125" in path or "/info/" in path or "/202101/" in path] == []


@pytest.mark.parametrize("site", ["ucap", "lonsun"])
def test_the_proposed_entry_passes_the_check_and_finds_the_reports_in_a_crawl(
    tmp_path: Path, crawl: Crawl, site: str
) -> None:
    file = tmp_path / "found.yaml"
    with serve(_SITES[site]()) as portal:
        printed = _command("discover", f"{portal.address}/", "--settings", "settings.demo")
        file.write_text(printed.stdout, encoding="utf-8")
        checked = _command("check", str(file))
        found = crawl(printed.stdout)
    assert [line.split(":")[0] for line in printed.stderr.splitlines() if line.startswith(("name", "column", "cms"))]
    assert checked.returncode == 0, checked.stderr
    assert len(found.reports()) == len(TITLES)
    assert found.failures == []


def test_earlier_years_linked_by_a_report_are_not_rows_of_a_list() -> None:
    url, title = "http://a.example/nb/r.jsp?y=2020", "汀北区{}年政府信息公开工作年度报告"
    other = "<ul><li><a href='/nb/r.jsp?y=2019'>2019年政府信息公开工作年度报告</a></li></ul>"
    report = f"<html><title>{title.format(2020)}</title>{other}<h1>{title.format(2020)}</h1>{SECTIONS * 9}"
    page = HtmlResponse(url, body=report.encode(), encoding="utf-8", request=Request(url))
    spider = PortalDiscoverySpider("http://a.example/", 10)
    spider._set_crawler(get_crawler())
    listing = Listing(Trail("discovered", "column", 1), ListRequest(url), title=title.format(2020))
    assert [found.url for found in spider.parse_list(page, listing)] == [url]


def _command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return warm.run(["-m", "gxcrawl.cli", "portals", *arguments], _ROOT, os.environ)


def test_a_site_without_reports_gets_no_entry_but_the_pages_visited() -> None:
    with serve({"/": "<html><title>x</title><a href='/news/'>要闻</a></html>"}) as portal:
        found = _discover(f"{portal.address}/")
    assert found["entry"] is None
    assert portal.address in found["evidence"][0]
    assert yaml.safe_load(found["entry"] or "null") is None
