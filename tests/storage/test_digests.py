"""Digests: the same in both homes, always those of the reports as they stand."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from storage.samples import DAY_1, DAY_2, a_report

from gxcrawl.errors import CannotRun
from gxcrawl.storage import Database, open_database
from gxcrawl.storage.backends.embedded.digest_table import write_digest
from gxcrawl.storage.collections import REPORTS
from gxcrawl.storage.conversion.digests import digest_of, standing_of

FAILING = {"id": "prose.received", "status": "fail", "left": 1, "right": 2, "delta": -1, "message": "不符"}
PASSING = {"id": "form.edition", "status": "pass", "left": None, "right": None, "delta": None, "message": "相符"}


def put(database: Database, agency: str, portal: str, year: int, *checks: dict[str, object]) -> None:
    own = a_report()["agency"] | {"id": agency, "portal": portal}
    database.reports.put(a_report(_id=f"{agency}/{year}", agency=own, year=year, checks=list(checks)))


def ids(database: Database, **conditions: object) -> list[str]:
    return [one["_id"] for one in database.reports.digests(**conditions)]  # type: ignore[arg-type]


def expect_fresh(database: Database) -> None:
    assert list(database.reports.digests()) == [digest_of(report) for report in database.reports.find()]
    assert list(database.reports.standings()) == [standing_of(report) for report in database.reports.find()]


def test_a_digest_names_what_fails_and_counts_the_rest(database: Database) -> None:
    put(database, "a", "p", 2020, FAILING, PASSING)
    (digest,) = database.reports.digests()
    assert digest["checks"] == [FAILING]
    assert digest["statuses"] == {"fail": 1, "pass": 1}
    expect_fresh(database)


def test_digests_fit_the_conditions_and_are_sorted(database: Database) -> None:
    for agency, portal, year in (("b", "q", 2020), ("a", "p", 2021), ("a", "p", 2020)):
        put(database, agency, portal, year)
    assert ids(database) == ["a/2020", "a/2021", "b/2020"]
    assert ids(database, portal="p", year=2021) == ["a/2021"]
    assert ids(database, agency_id="b") == ["b/2020"]
    assert [one.year for one in database.reports.standings(portal="p")] == [2020, 2021]
    assert ids(database, portal="{'$ne': 1}") == []


@pytest.mark.parametrize("field", ["agency", "year", "revision"])
def test_a_report_that_lost_a_field_of_every_list_is_named(database: Database, field: str) -> None:
    put(database, "a", "p", 2020)
    put(database, "b", "p", 2020)
    incomplete = {name: value for name, value in (database.reports.get("b/2020") or {}).items() if name != field}
    database.reports._backend.update(REPORTS, "b/2020", lambda _: incomplete)
    for read in (database.reports.digests, database.reports.standings):
        with pytest.raises(CannotRun, match=f"b/2020 has no field '{field}'.*--agency b$"):
            list(read())


def test_digests_follow_every_change(database: Database) -> None:
    put(database, "a", "p", 2020, PASSING)
    database.reports.recheck("a/2020", lambda _: [FAILING])
    assert [one["checks"] for one in database.reports.digests()] == [[FAILING]]
    database.reports.gone("a/2020", DAY_2)
    expect_fresh(database)
    database.reports.withdraw("a/2020")
    assert ids(database) == []


@pytest.fixture(params=["DROP TABLE", "UPDATE"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file that an older version wrote, or wrote to after this one, whose digests it does not know."""
    path = tmp_path / "old.db"
    with open_database(f"sqlite:///{path}") as database:
        put(database, "a", "p", 2020, FAILING, PASSING, {**FAILING, "id": "form.sections"})
        put(database, "a", "p", 2021)
        database.reports.seen("a/2020", DAY_1)
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE reports_digests (_id TEXT PRIMARY KEY, agency TEXT, digest TEXT) WITHOUT ROWID")
        old.execute("INSERT INTO reports_digests VALUES ('a/2020', 'a', '{}')")
        if request.param == "UPDATE":
            old.execute("UPDATE reports SET data = json_set(data, '$.revision', 7) WHERE _id = 'a/2020'")
        else:
            old.execute("DROP TABLE reports_digests_2")
    old.close()
    return path


def test_a_file_of_an_older_version_gets_its_digests_when_it_is_opened(older: Path) -> None:
    path = older
    with open_database(f"sqlite:///{path}", read_only=True) as database:
        expect_fresh(database)
    with open_database(f"sqlite:///{path}") as database:
        expect_fresh(database)


def test_an_opening_that_is_killed_leaves_no_digests_that_are_not_all(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def killed(connection: sqlite3.Connection, key: str, report: dict[str, Any]) -> None:
        if written:
            raise KeyboardInterrupt
        write_digest(connection, key, report)
        written.append(key)

    with monkeypatch.context() as patched:
        patched.setattr("gxcrawl.storage.backends.embedded.digest_table.write_digest", killed)
        with pytest.raises(KeyboardInterrupt):
            open_database(f"sqlite:///{older}")
    with open_database(f"sqlite:///{older}", read_only=True) as database:
        expect_fresh(database)
