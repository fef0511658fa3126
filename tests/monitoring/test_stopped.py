"""What the monitors say of a run that the database stopped: that, and nothing that they would have to ask it."""

import logging

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from gxcrawl.errors import STOPPED_BY
from pipelines.crawl.components import stats_of
from pipelines.extensions.monitoring import Watch

_CAUSE = "mongodb://db/gxcrawl: the database is away and did not come back in time; check the server"


def test_a_run_stopped_by_the_database_raises_one_alarm(caplog: pytest.LogCaptureFixture) -> None:
    crawler = get_crawler(Spider)
    stats_of(crawler).set_value(STOPPED_BY, _CAUSE)
    with caplog.at_level(logging.WARNING, logger="pipelines.extensions.alarm_actions"):
        Watch(crawler).spider_closed(Spider("any"))
    told = [record.getMessage() for record in caplog.records if record.name == "pipelines.extensions.alarm_actions"]
    assert told == [f"alarm: {_CAUSE}"]
    assert stats_of(crawler).get_value("gxcrawl/alarms") == [_CAUSE]
