"""What a crawl says at its end."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from support.kept import AGENCY, DAY
from typer.testing import CliRunner

from gxcrawl.cli.crawling.crawl import report_result, what_failed
from gxcrawl.cli.crawling.running import CrawlResult
from gxcrawl.cli.main import app
from gxcrawl.cli.output.messages import Messages
from gxcrawl.model import Failure
from gxcrawl.storage import open_database
from pipelines.extensions.run_recorder import summary

INTERRUPTED = CrawlResult("shutdown", summary({}))


def said(**result: Any) -> list[str]:
    written = StringIO()
    report_result(CrawlResult("finished", summary({}), **result), "sqlite:///x.db", Messages(Console(file=written), {}))
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


def test_what_failed_is_fetched_again_with_the_registry_that_names_its_portal() -> None:
    written = StringIO()
    result = CrawlResult("finished", {**summary({}), "failures": 2})
    report_result(result, "sqlite:///x.db", Messages(Console(file=written), {}), [Path("my portals.yaml")])
    assert written.getvalue().splitlines()[1:3] == [
        "What failed and why: gxcrawl failures --database sqlite:///x.db",
        "To fetch again: gxcrawl retry --portals 'my portals.yaml' --database sqlite:///x.db",
    ]


def test_the_most_frequent_reasons_of_this_run_are_told_with_their_portals(tmp_path: Path) -> None:
    uri, began = f"sqlite:///{tmp_path / 'test.db'}", DAY + timedelta(hours=1)
    with open_database(uri) as database:
        for number in range(9):
            reason = f"reason {number // 2}"
            failure = Failure(f"http://a.example/{number}", "fetch", reason, portal_id="jc")
            database.failures.record(failure, began + timedelta(minutes=number))
        database.failures.record(Failure("http://a.example/old", "fetch", "of an earlier run", portal_id="jc"), DAY)
        database.failures.record(Failure("http://b.example/", "fetch", "another crawl's", portal_id="other"), began)
        for number in range(2):
            database.failures.record(Failure(f"http://c.example/{number}", "fetch", "reason x", portal_id="jc"), began)
    result = CrawlResult("finished", {**summary({}), "failures": 11}, started=began, portal_ids=frozenset({"jc"}))
    assert what_failed(result, uri) == [
        "  2 of jc: reason 0",
        "  2 of jc: reason 1",
        "  2 of jc: reason 2",
        "  2 of jc: reason 3",
        "  2 of jc: reason x",
        "  1 for other reasons",
    ]


def test_a_demo_that_was_interrupted_says_so_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gxcrawl.cli.crawling.demo.crawl_into", lambda *_: INTERRUPTED)
    with open_database(f"sqlite:///{tmp_path / 'demo.db'}"):
        pass
    result = CliRunner().invoke(app, ["demo", "--file", str(tmp_path / "demo.db")])
    assert (result.exit_code, result.stdout) == (130, "")
    assert "run it again to go on" in result.stderr


def test_a_rerun_that_was_interrupted_says_nothing_of_what_it_did_not_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, registry = f"sqlite:///{tmp_path / 'test.db'}", tmp_path / "mine.yaml"
    registry.write_text(f"[{{id: {AGENCY.portal}, name: 某县人民政府, home: 'http://127.0.0.1:9/'}}]", "utf-8")
    with open_database(uri) as database:
        database.agencies.meet(AGENCY, DAY)
    monkeypatch.setattr("gxcrawl.cli.crawling.rerun.run_crawl", lambda *_: INTERRUPTED)
    monkeypatch.setattr("gxcrawl.cli.crawling.rerun.parse_again", None)  # it is over: nothing is parsed again
    result = CliRunner().invoke(app, ["rerun", AGENCY.name, "--portals", str(registry), "--database", uri])
    assert (result.exit_code, result.stdout) == (130, f"{AGENCY.name}: no report was found, as far as it came.\n")
