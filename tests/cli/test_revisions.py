"""`gxcrawl revisions`: what was changed in any report after it was first seen."""

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from support.kept import AGENCY, DAY, keep, page, parse
from typer.testing import CliRunner

from gxcrawl.cli.main import app
from gxcrawl.storage import open_database
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.derive import Deriver

REPORT_ID = f"{AGENCY.id}/2021"


def _dated(seed: int, day: str) -> bytes:
    """A page of one report that prints a day of January 2022 as its day of publication."""
    return re.sub(r"(2022(?:-01-|年1月))\d{1,2}", rf"\g<1>{day}", page(seed=seed).decode()).encode()


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report revised on the second and third day, the second time with another printed date; and another year's."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('revisions') / 'test.db'}"
    bodies = [(2021, _dated(5, "20")), (2021, _dated(6, "20")), (2021, _dated(7, "28")), (2022, page(2022))]
    with open_database(uri) as database:
        deriver = Deriver(database, parse, DatabaseRetries("db", 5))
        for days, (year, body) in enumerate(bodies):
            reading = keep(database, body, f"http://x/{year}", days=days, year=year)
            asyncio.run(deriver.derive(AGENCY, year, dict([reading])))
    return uri


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["revisions", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def listed(*arguments: str) -> Iterator[tuple[str, int, bool]]:
    for one in json.loads(run("--json", *arguments))["revisions"]:
        yield one["report_id"], one["after"]["revision"], one["same_date"]


def test_revisions_are_listed_the_latest_first(uri: str) -> None:
    assert list(listed("--database", uri)) == [(REPORT_ID, 3, False), (REPORT_ID, 2, True)]


def test_the_listing_says_when_and_what_and_whether_the_date_changed(uri: str) -> None:
    shown = run("--database", uri)
    days = [(DAY + timedelta(days=days)).date() for days in range(3)]
    latest, first = (line for line in shown.splitlines() if line.startswith(AGENCY.name))
    assert latest == (
        f"{AGENCY.name} 2021  revision 3 seen {days[2]}, the one before {days[1]}; printed date 2022-01-20 → 2022-01-28"
    )
    assert first == (
        f"{AGENCY.name} 2021  revision 2 seen {days[1]}, the one before {days[0]}; printed date unchanged: 2022-01-20"
    )
    assert shown.splitlines()[1].startswith("  proactive_disclosure.")
    assert f"more changes: gxcrawl history {AGENCY.id} 2021 --database {uri}" in shown
    assert shown.splitlines()[-1] == "2 revisions of 1 of 2 reports; 1 with the date of publication unchanged."


def test_revisions_are_selected_by_moment_agency_and_year(uri: str) -> None:
    third = str((DAY + timedelta(days=2)).date())
    assert list(listed("--since", third, "--database", uri)) == [(REPORT_ID, 3, False)]
    assert len(list(listed("--agency", AGENCY.name, "--year", "2021", "--database", uri))) == 2
    assert list(listed("--year", "2022", "--database", uri)) == []
    assert run("--year", "2022", "--database", uri) == "No revisions, of 1 report.\n"


@pytest.mark.parametrize(
    "wrong", [("--agency", "某局"), ("--portal", "nowhere"), ("--level", "moon"), ("--year", "1"), ("--since", "later")]
)
def test_a_selection_that_can_hold_nothing_is_wrong_use(uri: str, wrong: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["revisions", *wrong, "--database", uri])
    assert result.exit_code == 1  # the exception that the command line turns into exit code 2
    assert type(result.exception).__name__ == "WrongUse"
