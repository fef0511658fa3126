"""`gxcrawl history` and `gxcrawl reparse` as their user meets them."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from support.kept import AGENCY, DAY, keep, page, parse
from typer.testing import CliRunner

from gxcrawl.cli.main import app
from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.storage import open_database
from gxcrawl.storage.collections import REPORTS
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.derive import Deriver


@pytest.fixture
def uri(tmp_path: Path) -> str:
    """A database with a report that its agency changed once."""
    uri = f"sqlite:///{tmp_path / 'test.db'}"
    with open_database(uri) as database:
        deriver = Deriver(database, parse, DatabaseRetries("db", 5))
        for days, seed in enumerate((5, 6)):
            reading = keep(database, page(seed=seed), "http://x/page", days=days)
            asyncio.run(deriver.derive(AGENCY, 2021, dict([reading])))
    return uri


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code, result.output
    return result.stdout


def test_history_tells_every_version_and_what_changed(uri: str) -> None:
    told = json.loads(run("history", AGENCY.name, "2021", "--json", "--database", uri))
    first, second = told["versions"]
    assert (first["revision"], first["changes"], second["revision"]) == (1, None, 2)
    changed = {change["path"]: (change["before"], change["after"]) for change in second["changes"]["cells"]}
    with open_database(uri) as database:
        [old], new = database.reports.versions(told["report"]), database.reports.get(told["report"])
    assert new is not None
    for path, values in changed.items():
        if path.startswith("applications.new_received."):
            column = path.rpartition(".")[2]
            assert values == tuple(one["applications"]["new_received"][column] for one in (old, new))
    assert "applications.new_received.total" in changed
    assert second["changes"]["prose"]


def test_history_as_people_read_it(uri: str) -> None:
    shown = run("history", AGENCY.id, "2021", "--database", uri)
    first, second = DAY.date(), (DAY + timedelta(days=1)).date()
    assert f"revision 1  seen {first}  http://x/page" in shown
    assert f"revision 2  seen {second}  http://x/page" in shown
    assert "No longer published" not in shown
    assert "applications.new_received.total: " in shown
    assert "    + " in shown


def test_history_tells_that_a_report_is_gone(uri: str) -> None:
    missed = DAY + timedelta(days=9)
    with open_database(uri) as database:
        database.reports.gone(f"{AGENCY.id}/2021", missed)
    assert f"No longer published: first missed on {missed.date()}." in run(
        "history", AGENCY.id, "2021", "--database", uri
    )
    told = json.loads(run("history", AGENCY.id, "2021", "--json", "--database", uri))
    assert told["gone_since"] == missed.isoformat()
    assert [version["first_seen"][:10] for version in told["versions"]] == [
        f"{(DAY + timedelta(days=days)).date()}" for days in (0, 1)
    ]


def test_reparse_says_what_it_did(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GXCRAWL_PARSERS", "1")
    assert run("reparse", "--database", uri).startswith("0 documents")
    with open_database(uri) as database:
        before = database.reports.get(f"{AGENCY.id}/2021")
    assert run("reparse", "--all", "--agency", AGENCY.name, "--database", uri).startswith("2 documents")
    with open_database(uri) as database:
        assert database.reports.get(f"{AGENCY.id}/2021") == before
        assert [one["revision"] for one in database.reports.versions(f"{AGENCY.id}/2021")] == [1]


def test_status_tells_how_many_another_version_parsed(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(run("status", "--json", "--database", uri))["outdated"] == 0
    monkeypatch.setattr("gxcrawl.cli.viewing.status.PARSER_VERSION", "next")
    assert json.loads(run("status", "--json", "--database", uri))["outdated"] == 1
    assert "gxcrawl reparse" in run("status", "--database", uri)


def lose(field: str, uri: str) -> str:
    """Removes a field from the stored report, as another program could; returns the report's id."""
    report_id = f"{AGENCY.id}/2021"
    with open_database(uri) as database:
        whole = database.reports.get(report_id)
        assert whole is not None
        lacking = {name: value for name, value in whole.items() if name != field}
        database.reports._backend.update(REPORTS, report_id, lambda _: lacking)
    return report_id


@pytest.mark.parametrize("asked", ["status", "revisions", "site"])
@pytest.mark.parametrize("field", ["agency", "year", "revision"])
def test_lists_name_a_report_that_lost_what_they_sort_by(uri: str, tmp_path: Path, field: str, asked: str) -> None:
    report_id = lose(field, uri)
    more = ["--out", str(tmp_path / "site")] if asked == "site" else []
    result = CliRunner().invoke(app, [asked, *more, "--database", uri])
    assert isinstance(result.exception, CannotRun)
    assert f"the stored report {report_id} has no field {field!r}" in str(result.exception)
    run("reparse", "--all", "--agency", AGENCY.id, "--database", uri)
    run(asked, *more, "--database", uri)


def test_a_scheduler_without_port_is_wrong_use(uri: str) -> None:
    result = CliRunner().invoke(app, ["reparse", "--scheduler", "foo", "--database", uri])
    assert isinstance(result.exception, WrongUse)
    assert "tcp://host:8786" in str(result.exception)


@pytest.mark.parametrize("field", ["form", "publisher", "title", "sources"])
def test_a_report_that_lost_a_field_is_named_and_written_anew(uri: str, field: str) -> None:
    report_id = lose(field, uri)
    asked = ("explain", AGENCY.id, "2021", "applications.new_received.total") if field == "sources" else (
        "show", AGENCY.id, "2021"
    )  # fmt: skip
    result = CliRunner().invoke(app, [*asked, "--database", uri])
    assert isinstance(result.exception, CannotRun)
    assert f"the stored report {report_id} has no field {field!r}" in str(result.exception)
    run("reparse", "--all", "--agency", AGENCY.id, "--database", uri)
    run(*asked, "--database", uri)
