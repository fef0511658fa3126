"""`gxcrawl revisions`: what was changed in any report after it was first seen."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from support.kept import AGENCY, DAY
from support.revised import REVISED_ID, store_revised
from typer.testing import CliRunner

from gxcrawl.cli.main import app


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    uri = f"sqlite:///{tmp_path_factory.mktemp('revisions') / 'test.db'}"
    store_revised(uri)
    return uri


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["revisions", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout


def listed(*arguments: str) -> Iterator[tuple[str, int, bool]]:
    for one in json.loads(run("--json", *arguments))["revisions"]:
        yield one["report_id"], one["after"]["revision"], one["same_date"]


def test_revisions_are_listed_the_latest_first(uri: str) -> None:
    assert list(listed("--database", uri)) == [(REVISED_ID, 3, False), (REVISED_ID, 2, True)]


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
    assert list(listed("--since", third, "--database", uri)) == [(REVISED_ID, 3, False)]
    assert len(list(listed("--agency", AGENCY.name, "--year", "2021", "--database", uri))) == 2
    assert list(listed("--year", "2022", "--database", uri)) == []
    assert run("--year", "2022", "--database", uri) == "No revisions, of 1 report.\n"


def test_silent_revisions_are_those_with_an_unchanged_date(uri: str) -> None:
    assert list(listed("--silent", "--database", uri)) == [(REVISED_ID, 2, True)]
    shown = run("--silent", "--database", uri).splitlines()
    assert shown[-1] == "1 revision of 1 of 2 reports; 1 with the date of publication unchanged."
    assert run("--silent", "--year", "2022", "--database", uri) == "No revisions, of 1 report.\n"


@pytest.mark.parametrize(
    "wrong", [("--agency", "某局"), ("--portal", "nowhere"), ("--level", "moon"), ("--year", "1"), ("--since", "later")]
)
def test_a_selection_that_can_hold_nothing_is_wrong_use(uri: str, wrong: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["revisions", *wrong, "--database", uri])
    assert result.exit_code == 1  # the exception that the command line turns into exit code 2
    assert type(result.exception).__name__ == "WrongUse"
