"""Extension: writes each run down in `crawl_runs`, also when it ends badly, and tells the spider whom it knows."""

import platform
import secrets
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from gxcrawl.storage import Database, Outcome
from pipelines.crawl import database_of, stats_of

_SHAPING = ("GXCRAWL_PARSE_SECONDS", "DOWNLOAD_MAXSIZE", "DOWNLOAD_TIMEOUT", "ROBOTSTXT_OBEY", "GXCRAWL_MAX_LIST_PAGES")
_OUTCOMES: dict[str, Outcome] = {"finished": "finished", "shutdown": "interrupted"}


def new_run_id(now: datetime) -> str:
    """An id that sorts by time and that two runs of one second do not share."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


class RunRecorder:
    """Starts the run when the spider opens and finishes it when the spider closes."""

    def __init__(self, crawler: Crawler, database: Database, run_id: str) -> None:
        self.crawler = crawler
        self.database = database
        self.run_id = run_id

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes extensions: before the pipelines, which ask for the run's id."""
        run_id = new_run_id(datetime.now(UTC))
        crawler.settings.set("GXCRAWL_RUN_ID", run_id, priority="spider")
        recorder = cls(crawler, database_of(crawler), run_id)
        crawler.signals.connect(recorder.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(recorder.spider_closed, signal=signals.spider_closed)
        return recorder

    def spider_opened(self, spider: Spider) -> None:
        """Notes that the run began; makes the agencies of earlier crawls known, so that their ids stay."""
        settings = {key: self.crawler.settings.get(key) for key in _SHAPING}
        self.database.runs.start(
            self.run_id,
            spider=spider.name,
            started_at=datetime.now(UTC),
            trigger=self.crawler.settings.get("GXCRAWL_TRIGGER", "manual"),
            agency_ids=sorted(getattr(getattr(spider, "selection", None), "agency_ids", ())),
            settings=settings,
            host=platform.node(),
        )
        learn = getattr(spider, "learn", None)
        if learn is not None:
            learn(self.database.agencies.all())

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Notes how the run ended and what it brought."""
        outcome = _OUTCOMES.get(reason, "failed")
        stats = summary(stats_of(self.crawler).get_stats())
        self.database.runs.finish(self.run_id, outcome, finished_at=datetime.now(UTC), stats=stats)


def summary(stats: dict[str, Any]) -> dict[str, Any]:
    """The stats of SCHEMA.md, section 3, from Scrapy's and ours."""
    started = stats.get("start_time")
    return {
        "pages": stats.get("response_received_count", 0),
        "documents_new": stats.get("gxcrawl/keep/new", 0),
        "documents_known": stats.get("gxcrawl/keep/known", 0) + stats.get("gxcrawl/keep/new_source", 0),
        "reports_new": stats.get("gxcrawl/reports/new", 0),
        "reports_revised": stats.get("gxcrawl/reports/revised", 0),
        "reports_unchanged": stats.get("gxcrawl/reports/unchanged", 0),
        "failures": stats.get("gxcrawl/failures", 0),
        "bytes": stats.get("downloader/response_bytes", 0),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 1) if started else 0,
    }
