"""Spidermon monitors of every run, and what they do when one fails: log, mail, webhook.

Settings: GXCRAWL_ALARM_…, see docs/settings.md. Stat: `gxcrawl/alarms`.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from spidermon import Monitor, MonitorSuite  # type: ignore[import-untyped]
from spidermon.core.actions import Action  # type: ignore[import-untyped]
from typing_extensions import override

from gxcrawl.errors import GxcrawlError
from gxcrawl.monitoring.alarms import (
    Limits,
    fewer_reports,
    missing_fields,
    silences,
    silent_agencies,
    too_many_failures,
)
from gxcrawl.monitoring.figures import PortalFigures, read_figures
from gxcrawl.monitoring.notices import MailServer, post_alarms, send_mail
from gxcrawl.storage import UndeliveredAlarms
from gxcrawl.text.dates import CHINA
from pipelines.crawl.components import database_of, run_id_of, spider_of, stats_of
from pipelines.crawl.error_handler import why_stopped

_T = TypeVar("_T")
_logger = logging.getLogger(__name__)


class _RunMonitor(Monitor):  # type: ignore[misc]
    """What the monitors share: the crawl, its limits, the figures of its portals."""

    @property
    def crawler(self) -> Crawler:
        """The crawl that ends."""
        crawler: Crawler = self.data.crawler
        return crawler

    @property
    def limits(self) -> Limits:
        """From the settings."""
        settings = self.crawler.settings
        names = ("fewer", "failed", "missing")
        return Limits(**{name: settings.getfloat(f"GXCRAWL_ALARM_{name.upper()}") for name in names})

    @property
    def stopped_by(self) -> str | None:
        """What ended the crawl before its time; None where nothing did."""
        return why_stopped(stats_of(self.crawler).get_stats())

    def portals(self, *, whole: bool = False) -> list[PortalFigures]:
        """The figures of each portal that was crawled, read once for all monitors.

        whole: none of them where the run was of some agencies, years or failures only, or ended early. None either
        where the database stopped it, which could only be waited for once more.
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
    """The crawl went on to its end."""

    def test_the_database_stayed(self) -> None:
        """Or what fetched documents wait for."""
        self.raise_alarms([self.stopped_by] if self.stopped_by else [])


class Reports(_RunMonitor):
    """As many reports as last time."""

    def test_as_many_as_last_time(self) -> None:
        """Only of portals that were crawled to their end."""
        self.raise_alarms(
            alarm for portal in self.portals(whole=True) for alarm in fewer_reports(portal, self.limits)
        )  # fmt: skip


class Failures(_RunMonitor):
    """Few documents fail."""

    def test_share(self) -> None:
        """Of all that were asked for, or known and unchanged."""
        stats = stats_of(self.crawler)
        kept = sum(stats.get_value(f"gxcrawl/keep/{outcome}", 0) for outcome in ("new", "known", "new_source"))
        self.raise_alarms(too_many_failures(stats.get_value("gxcrawl/failures", 0), kept, self.limits))


class Fields(_RunMonitor):
    """What is read is as complete as before."""

    def test_as_complete_as_before(self) -> None:
        """Of the reports that were read in this run."""
        self.raise_alarms(alarm for portal in self.portals() for alarm in missing_fields(portal, self.limits))


class Silence(_RunMonitor):
    """Every agency goes on publishing."""

    def test_no_agency_is_silent(self) -> None:
        """Only while its report is overdue and the season is not over, and once for each report."""
        now = datetime.now(UTC)
        alarms: list[str] = []
        for portal in self.portals(whole=True):
            noted = database_of(self.crawler).overdue_alarms
            silent = silences(portal, now.astimezone(CHINA).date())
            news = [one for one in silent if noted.is_news(one.agency_id, one.year, now)]
            alarms.extend(silent_agencies(portal.portal_id, news))
        self.raise_alarms(alarms)


class LogAlarms(Action):  # type: ignore[misc]
    """A warning in the log for each; the stats hold them, for who reports on the run."""

    @override
    def run_action(self) -> None:
        alarms = _alarms(self.result)
        stats_of(self.data.crawler).set_value("gxcrawl/alarms", alarms)
        for alarm in alarms:
            _logger.warning("alarm: %s", alarm)


class _SendAlarms(Action):  # type: ignore[misc]
    """Sends the alarms where a setting says, and those of earlier runs that were not taken there.

    What keeps it from doing so is logged and harms neither the run nor other actions.
    """

    setting: ClassVar[str]

    @override
    def run_action(self) -> None:
        crawler, alarms = self.data.crawler, _alarms(self.result)
        if not crawler.settings.get(self.setting):
            return
        late = self._with_the_database(lambda kept: kept.lines(self.setting)) or []
        if not alarms and not late:
            return
        run_id = run_id_of(crawler)
        try:
            self.send(crawler.settings, run_id, [*alarms, *late])
        except Exception as error:
            mine = [f"{line} (run {run_id})" for line in alarms]
            self._with_the_database(lambda kept: kept.change(self.setting, more=mine))
            if isinstance(error, GxcrawlError):
                _logger.error("%s", error)
                return
            # Spidermon keeps it to itself; its words may hold the address or the password
            _logger.error("alarms could not be said by %s: %s", type(self).__name__, type(error).__name__)
            raise
        self._with_the_database(lambda kept: kept.change(self.setting, delivered=late))

    def _with_the_database(self, call: Callable[[UndeliveredAlarms], _T]) -> _T | None:
        """None where it is away, which was waited for long enough."""
        if why_stopped(stats_of(self.data.crawler).get_stats()):
            return None
        try:
            return call(database_of(self.data.crawler).undelivered_alarms)
        except GxcrawlError as error:
            _logger.error("alarms that were not taken cannot be looked up or kept: %s", error)
            return None

    def send(self, settings: BaseSettings, run_id: str, alarms: list[str]) -> None:
        """Sends them."""
        raise NotImplementedError


class MailAlarms(_SendAlarms):
    """A mail to GXCRAWL_ALARM_MAIL, by the server of Scrapy's MAIL_… settings."""

    setting = "GXCRAWL_ALARM_MAIL"

    @override
    def send(self, settings: BaseSettings, run_id: str, alarms: list[str]) -> None:
        server = MailServer(
            host=settings["MAIL_HOST"],
            port=settings.getint("MAIL_PORT"),
            sender=settings["MAIL_FROM"],
            user=settings.get("MAIL_USER") or "",
            password=settings.get("MAIL_PASS") or "",
            tls=settings.getbool("MAIL_TLS"),
            ssl=settings.getbool("MAIL_SSL"),
        )
        send_mail(server, settings.getlist(self.setting), run_id, alarms)


class PostAlarms(_SendAlarms):
    """A POST to GXCRAWL_ALARM_WEBHOOK."""

    setting = "GXCRAWL_ALARM_WEBHOOK"

    @override
    def send(self, settings: BaseSettings, run_id: str, alarms: list[str]) -> None:
        post_alarms(settings[self.setting], run_id, alarms)


class RunSuite(MonitorSuite):  # type: ignore[misc]
    """Looks at every run when its spider closes."""

    monitors: ClassVar[list[Any]] = [End, Reports, Failures, Fields, Silence]
    monitors_failed_actions: ClassVar[list[Any]] = [LogAlarms]
    monitors_finished_actions: ClassVar[list[Any]] = [MailAlarms, PostAlarms]


def _is_whole(crawler: Crawler) -> bool:
    """Whether the run was one over whole portals, to their end."""
    finished = stats_of(crawler).get_value("finish_reason") == "finished"
    return finished and bool(spider_of(crawler).is_of_whole_portals)


def _alarms(result: Any) -> list[str]:
    """Every alarm of a run."""
    return [line for failed in result.monitors_failed_results for line in _lines(failed)]


def _lines(failed: Any) -> list[str]:
    """The alarms of a failed monitor; of one that broke, the last line of its traceback."""
    if failed.reason:
        return str(failed.reason).splitlines()
    return [f"monitor {failed.item.name} broke: {str(failed.error).strip().splitlines()[-1]}"]
