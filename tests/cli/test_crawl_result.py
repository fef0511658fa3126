"""What a crawl says at its end."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from gxcrawl.cli.crawl import report_result
from gxcrawl.cli.running import CrawlResult
from gxcrawl.cli.voice import Voice
from pipelines.runs import summary


def said(**result: Any) -> list[str]:
    written = StringIO()
    report_result(CrawlResult("finished", summary({}), **result), "sqlite:///x.db", Voice(Console(file=written), {}))
    return written.getvalue().splitlines()


def test_a_crawl_of_which_there_is_nothing_to_say() -> None:
    first, last = said()
    assert first.endswith("0 failures. Nothing new.")
    assert last == "Database: sqlite:///x.db"


@pytest.mark.parametrize(
    ("result", "line"),
    [
        ({"gone": 1}, "1 report no longer published; kept and marked, see gxcrawl history."),
        ({"from_spool": 56}, "56 documents of an earlier crawl, left in the spool, stored first."),
        ({"alarms": ["8 of 8 documents failed"]}, "Alarm: 8 of 8 documents failed"),
    ],
)
def test_what_happened_beside_is_a_line_each(result: dict[str, Any], line: str) -> None:
    assert said(**result)[1:-1] == [line]
