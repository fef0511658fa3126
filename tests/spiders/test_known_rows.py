"""A row that is known to lead to a report is not asked for again, whatever its address looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from scrapy import Request
from scrapy.utils.test import get_crawler

from gxcrawl.model import Portal, Remembered, Source, UnchangedDocument
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.memory import NoMemory
from gxcrawl.spiders.requests import visit_of
from gxcrawl.spiders.selection import Selection

_HOME = "http://127.0.0.1:8001/"
_ROW = ListEntry(f"{_HOME}show?id=7", "霁川县教育局2021年政府信息公开工作年度报告", date(2022, 1, 25))
_BODY = ListEntry(f"{_HOME}show?id=9", "霁川县教育局", date(2022, 1, 25), year=2021)
_TRAIL = Trail("jc", "column", 1)


class _Remembers(NoMemory):
    def seen(self, urls: Iterable[str]) -> Mapping[str, Remembered]:
        now = datetime.now(UTC)
        known = {
            row.url: Source(row.url, "jc-jiaoyuju", now, now, listed=f"{row.title} 2022-01-25", checked_at=now)
            for row in (_ROW, _BODY)
        }
        return {url: Remembered("r1", known[url]) for url in urls if url in known}


def _followed(row: ListEntry) -> list[object]:
    spider = AnnualReportsSpider(Selection((Portal("jc", "霁川县人民政府", _HOME),)), 300, recheck_days=30)
    spider._set_crawler(get_crawler(AnnualReportsSpider))
    spider.remember(_Remembers())
    return list(spider.parts.rows.follow([row], _TRAIL, f"{_HOME}nb/"))


def test_a_known_row_is_marked_as_seen_without_a_request() -> None:
    [found] = _followed(_ROW)
    assert isinstance(found, UnchangedDocument)


def test_a_known_report_matched_by_agency_and_year_is_marked_as_seen_without_a_request() -> None:
    [new] = _followed(replace(_BODY, url=f"{_HOME}show?id=8"))
    assert isinstance(new, Request)
    assert visit_of(new.cb_kwargs["listing"]).listed == "霁川县教育局 2022-01-25"
    [found] = _followed(_BODY)
    assert isinstance(found, UnchangedDocument)


def test_a_new_row_is_requested_as_a_list_or_an_article() -> None:
    [found] = _followed(ListEntry(f"{_HOME}show?id=8", _ROW.title, _ROW.published_on))
    assert isinstance(found, Request)
    listing = found.cb_kwargs["listing"]
    assert (listing.title, listing.published_on) == (_ROW.title, _ROW.published_on)
