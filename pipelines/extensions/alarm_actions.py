"""Actions when a monitor fails: log, mail, webhook.

Settings: GXCRAWL_ALARM_…, see docs/settings.md. Stat: `gxcrawl/alarms`.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from scrapy.settings import BaseSettings
from spidermon.core.actions import Action  # type: ignore[import-untyped]
from typing_extensions import override

from gxcrawl.errors import GxcrawlError
from gxcrawl.monitoring.notices import MailServer, post_alarms, send_mail
from gxcrawl.storage import UndeliveredAlarms
from pipelines.crawl.components import database_of, run_id_of, stats_of
from pipelines.crawl.error_handler import why_stopped

_T = TypeVar("_T")
_logger = logging.getLogger(__name__)


class LogAlarms(Action):  # type: ignore[misc]
    """Logs a warning for each alarm, and adds the alarms to the stats for reports on the run."""

    @override
    def run_action(self) -> None:
        alarms = _alarms(self.result)
        stats_of(self.data.crawler).set_value("gxcrawl/alarms", alarms)
        for alarm in alarms:
            _logger.warning("alarm: %s", alarm)


class NoteOverdue(Action):  # type: ignore[misc]
    """Records the overdue reports with alarms. Runs last, so that the next crawl sends what a killed crawl did not."""

    @override
    def run_action(self) -> None:
        for one in self.data.meta.get("overdue", ()):
            try:
                database_of(self.data.crawler).overdue_alarms.note(one.agency_id, one.year, datetime.now(UTC))
            except GxcrawlError as error:
                _logger.error("raised alarms cannot be recorded, the next run raises them again: %s", error)
                return


class _SendAlarms(Action):  # type: ignore[misc]
    """Sends the alarms to the address in a setting, and those of earlier runs that were not delivered.

    Errors are logged and affect neither the run nor other actions.
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
            # Spidermon does not log it; its text may contain the address or the password
            _logger.error("alarms could not be sent by %s: %s", type(self).__name__, type(error).__name__)
            raise
        self._with_the_database(lambda kept: kept.change(self.setting, delivered=late))

    def _with_the_database(self, call: Callable[[UndeliveredAlarms], _T]) -> _T | None:
        """The result of the call; None if the database is still away after the waiting time."""
        if why_stopped(stats_of(self.data.crawler).get_stats()):
            return None
        try:
            return call(database_of(self.data.crawler).undelivered_alarms)
        except GxcrawlError as error:
            _logger.error("undelivered alarms cannot be read or stored: %s", error)
            return None

    def send(self, settings: BaseSettings, run_id: str, alarms: list[str]) -> None:
        """Sends the alarms of a run."""
        raise NotImplementedError


class MailAlarms(_SendAlarms):
    """Sends a mail to GXCRAWL_ALARM_MAIL through the server in Scrapy's MAIL_… settings."""

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
    """Sends a POST request to GXCRAWL_ALARM_WEBHOOK."""

    setting = "GXCRAWL_ALARM_WEBHOOK"

    @override
    def send(self, settings: BaseSettings, run_id: str, alarms: list[str]) -> None:
        post_alarms(settings[self.setting], run_id, alarms)


def _alarms(result: Any) -> list[str]:
    """Every alarm of a run."""
    return [line for failed in result.monitors_failed_results for line in _lines(failed)]


def _lines(failed: Any) -> list[str]:
    """The alarms of a failed monitor; if the monitor raised an error, the last line of its traceback."""
    if failed.reason:
        return str(failed.reason).splitlines()
    return [f"monitor {failed.item.name} broke: {str(failed.error).strip().splitlines()[-1]}"]
