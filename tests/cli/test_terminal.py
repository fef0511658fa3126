"""What portals and paths say is printed as it is: it neither marks text nor moves the terminal."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.text import Text
from typer.testing import CliRunner

from gxcrawl.cli.crawling.crawl import report_result
from gxcrawl.cli.crawling.running import CrawlResult
from gxcrawl.cli.main import app
from gxcrawl.cli.output.messages import Messages
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.listing import listing
from gxcrawl.model import Agency
from gxcrawl.storage import open_database
from pipelines.extensions.run_recorder import summary

MARKS = "✓ ✗ – ≈ 12ᵃ"
SEEN = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["水务局[/]", "水务局[old]", "水务局:apple:"])
def test_a_name_is_printed_as_it_is(name: str, tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    with open_database(uri) as database:
        database.agencies.meet(Agency("a", name, "p"), SEEN)
    result = CliRunner().invoke(app, ["status", "--database", uri])
    assert result.exit_code == 0, result.output
    assert name in result.output


def test_an_alarm_and_a_path_are_said_as_they_are() -> None:
    written = io.StringIO()
    messages = Messages(terminal(file=written), {})
    report_result(
        CrawlResult("finished", summary({}), ("p: no report yet: a (局[/])",)), "sqlite:////srv/[x]/a.db", messages
    )
    assert "局[/]" in written.getvalue()
    assert "/srv/[x]/a.db" in written.getvalue()


@pytest.mark.parametrize(("encoding", "shown"), [("gbk", "√ × – ≈ 12a"), ("ascii", "v x - ~ 12a"), ("utf-8", MARKS)])
def test_marks_that_an_encoding_has_not_are_others_of_the_same_width(encoding: str, shown: str) -> None:
    written = io.BytesIO()
    console = terminal(file=io.TextIOWrapper(written, encoding, write_through=True), width=40)
    table = listing("year")
    table.add_row(MARKS)
    console.print(table)
    assert shown in written.getvalue().decode(encoding).splitlines()[-1]


def test_what_a_terminal_would_obey_is_shown_as_no_character() -> None:
    written = io.StringIO()
    console = terminal(file=written, force_terminal=True, width=40)
    table = listing("name")
    table.add_row(Text("局\x1b]0;x\x07\x9b2J", "red"))
    console.print(table, "a\x1b[2Jb", "line\nend\ttab")
    shown = written.getvalue()
    assert "\x1b[31m局�]0;x" in shown  # the colour is ours
    assert "\x1b]" not in shown
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    assert "line\nend" in shown
