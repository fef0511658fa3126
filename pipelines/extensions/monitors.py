"""Spidermon monitors of every run.

Settings: GXCRAWL_ALARM_…, see docs/settings.md.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from typing import Any, ClassVar

from scrapy.crawler import Crawler
from spidermon import Monitor, MonitorSuite  # type: ignore[import-untyped]

from gxcrawl.monitoring.alarms import (
    Limits,
    fewer_reports,
    missing_fields,
    silences,
    silent_agencies,
    too_many_failures,
)
from gxcrawl.monitoring.alarms import Silence as SilentAgency
from gxcrawl.monitoring.figures import PortalFigures, read_figures
from gxcrawl.text.dates import CHINA
from pipelines.crawl.components import database_of, spider_of, stats_of
from pipelines.crawl.error_handler import why_stopped
from pipelines.extensions.alarm_actions import LogAlarms, MailAlarms, NoteOverdue, PostAlarms


class _RunMonitor(Monitor):  # type: ignore[misc]
    """Base class of the monitors: the crawl, its limits, the figures of its portals."""

    @property
    def crawler(self) -> Crawler:
        """The crawl that has ended."""
        crawler: Crawler = self.data.crawler
        return crawler

    @property
    def limits(self) -> Limits:
        """The limits from the settings."""
        settings = self.crawler.settings
        names = ("fewer", "failed", "missing")
        return Limits(**{name: settings.getfloat(f"GXCRAWL_ALARM_{name.upper()}") for name in names})

    @property
    def stopped_by(self) -> str | None:
        """The reason if the database stopped the crawl; otherwise None."""
        return why_stopped(stats_of(self.crawler).get_stats())

    def portals(self, *, whole: bool = False) -> list[PortalFigures]:
        """The figures of each portal that was crawled, read once for all monitors.

        whole: empty if the run covered only some agencies, years or failures, or ended early. Also empty if the
        database stopped it, to avoid waiting for the database again.
        """
        if self.stopped_by or (whole and not _is_whole(self.crawler)):
            return []
        if "portals" not in self.data.meta:
            started_at: datetime = stats_of(self.crawler).get_value("start_time")
            database = database_of(self.crawler)
            chosen = spider_of(self.crawler).selection.portals
            self.data.meta["portals"] = [read_figures(database, portal.id, started_at) for portal in chosen]
        found: list[PortalFigures] = self.data.meta["portals"]
        return found

    def raise_alarms(self, alarms: Iterable[str]) -> None:
        """Fails with a line for each alarm."""
        lines = list(alarms)
        if lines:
            self.fail("\n".join(lines))


class End(_RunMonitor):
    """The crawl was not stopped by the database."""

    def test_the_database_stayed(self) -> None:
        """The alarm says why the database stopped the crawl, and where the fetched documents are."""
        self.raise_alarms([self.stopped_by] if self.stopped_by else [])


class Reports(_RunMonitor):
    """There are as many reports as last time."""

    def test_as_many_as_last_time(self) -> None:
        """Covers only portals that were crawled to their end."""
        self.raise_alarms(
            alarm for portal in self.portals(whole=True) for alarm in fewer_reports(portal, self.limits)
        )  # fmt: skip


class Failures(_RunMonitor):
    """Few documents fail."""

    def test_share(self) -> None:
        """The share of failed documents among those requested or known and unchanged."""
        stats = stats_of(self.crawler)
        kept = sum(stats.get_value(f"gxcrawl/keep/{outcome}", 0) for outcome in ("new", "known", "new_source"))
        self.raise_alarms(too_many_failures(stats.get_value("gxcrawl/failures", 0), kept, self.limits))


class Fields(_RunMonitor):
    """The values that are read are as complete as before."""

    def test_as_complete_as_before(self) -> None:
        """Covers the reports that were read in this run."""
        self.raise_alarms(alarm for portal in self.portals() for alarm in missing_fields(portal, self.limits))


class Silence(_RunMonitor):
    """Every agency continues to publish."""

    def test_no_agency_is_silent(self) -> None:
        """Alarms only while a report is overdue and the season is not over, and once for each report."""
        today = datetime.now(UTC).astimezone(CHINA).date()
        news = {portal.portal_id: self._not_raised(silences(portal, today)) for portal in self.portals(whole=True)}
        # only now that all were asked: if one could not be, no alarm is raised, and none may be noted as raised
        self.data.meta["overdue"] = list(chain.from_iterable(news.values()))
        self.raise_alarms(chain.from_iterable(silent_agencies(portal_id, one) for portal_id, one in news.items()))

    def _not_raised(self, silent: Iterable[SilentAgency]) -> list[SilentAgency]:
        raised = database_of(self.crawler).overdue_alarms
        return [one for one in silent if not raised.is_raised(one.agency_id, one.year)]


class RunSuite(MonitorSuite):  # type: ignore[misc]
    """The monitors that check every run when its spider closes."""

    monitors: ClassVar[list[Any]] = [End, Reports, Failures, Fields, Silence]
    monitors_failed_actions: ClassVar[list[Any]] = [LogAlarms, NoteOverdue]
    monitors_finished_actions: ClassVar[list[Any]] = [MailAlarms, PostAlarms]


def _is_whole(crawler: Crawler) -> bool:
    """True if the run covered whole portals and was not cut short."""
    finished = stats_of(crawler).get_value("finish_reason") == "finished"
    return finished and bool(spider_of(crawler).is_of_whole_portals)
