"""What only the file does: search in SQL, and go on with what an older gxcrawl left."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from storage.samples import DAY_1, a_raw, a_report, a_source

from gxcrawl.storage import PUBLIC, Database, Run, open_database
from gxcrawl.storage.backends.embedded.keys import find_keys, key_query
from gxcrawl.storage.backends.embedded.multikey import lacks_table
from gxcrawl.storage.collections import RAW_DOCUMENTS, REPORTS, RUNS, Collection

INDEXES = [(collection, field) for collection in PUBLIC for field in collection.indexes]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file with a few documents."""
    with open_database(f"sqlite:///{tmp_path / 'x.db'}") as database:
        database.raw_documents.keep(a_raw(b"x", a_source("http://x/1"), a_source("http://x/2")))
        database.reports.put(a_report())
    return tmp_path / "x.db"


@pytest.mark.parametrize(("collection", "field"), INDEXES, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("value", ["x", ["x", "y"], None, 1], ids=repr)
def test_every_search_is_served_by_its_index(file: Path, collection: Collection, field: str, value: object) -> None:
    with closing(sqlite3.connect(file)) as connection:
        sql, parameters = key_query(connection, collection, {field: value})  # type: ignore[dict-item]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step and "INDEX" not in step]
    assert scans == []


def test_all_keys_are_read_in_pages(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxcrawl.storage.backends.embedded.keys._PAGE", 2)
    with open_database(f"sqlite:///{file}") as database:
        for number in range(5):
            database.runs.start(Run(f"run-{number}", "s", "manual", DAY_1))
    with closing(sqlite3.connect(file)) as connection:
        assert list(find_keys(connection, RUNS, {})) == [f"run-{number}" for number in range(5)]


@pytest.mark.parametrize("field", ["a b", "a'", "$.a", "a..b", ""])
def test_a_field_is_a_name(file: Path, field: str) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(ValueError, match="not the name of a field"):
        find_keys(connection, REPORTS, {field: "x"})


def objects_of(file: Path) -> set[tuple[str, str, str]]:
    """The rows beside the raw documents: of which document, and the members that are searched."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(
            "SELECT _id, url, agency_id FROM raw_documents_by_sources JOIN raw_documents ON id = row"
        )
        return set(rows)


def test_what_is_beside_a_collection_agrees_with_it(file: Path) -> None:
    raw_id, agency = a_raw(b"x").content_hash, "fuyang-lushan"
    first = {(raw_id, "http://x/1", agency), (raw_id, "http://x/2", agency)}
    assert objects_of(file) == first
    with open_database(f"sqlite:///{file}") as database:
        database.raw_documents.keep(a_raw(b"x", a_source("http://x/3")))
        database.raw_documents.seen_again(raw_id, "http://x/3", DAY_1)
        added = a_raw(b"y", a_source("http://x/3"))
        database.raw_documents.keep(added)
        assert objects_of(file) == first | {(raw_id, "http://x/3", agency), (added.content_hash, "http://x/3", agency)}
        database._backend.delete(RAW_DOCUMENTS, raw_id)
    assert objects_of(file) == {(added.content_hash, "http://x/3", agency)}


def as_an_older_version_left_it(file: Path) -> None:
    """Objects in lists as documents of a collection beside; one document is damaged, one has no list."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for name, many in (("raw_documents", "sources"), ("reports", "sources")):
            connection.execute(f"DROP TABLE {name}_by_{many}")
            connection.execute(
                f"CREATE TABLE {name}_{many} (id INTEGER PRIMARY KEY AUTOINCREMENT, _id TEXT, data TEXT)"
            )
        connection.execute("INSERT INTO raw_documents (_id, data) VALUES ('damaged', '{')")
        connection.execute(
            """INSERT INTO raw_documents (_id, data) VALUES ('no list', '{"_id": "no list", "sources": null}')"""
        )


def test_a_file_of_an_older_version_gets_its_objects_when_it_is_opened(file: Path) -> None:
    before = objects_of(file)
    as_an_older_version_left_it(file)
    with open_database(f"sqlite:///{file}"):
        assert objects_of(file) == before
    with closing(sqlite3.connect(file)) as connection:
        assert not lacks_table(connection, REPORTS)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert not tables & {"raw_documents_sources", "reports_sources"}


def test_a_file_of_an_older_version_is_searched_as_it_is_where_it_is_only_read(file: Path) -> None:
    as_an_older_version_left_it(file)
    with open_database(f"sqlite:///{file}", read_only=True) as database:
        assert set(database.raw_documents.find_seen(["http://x/2"])) == {"http://x/2"}
        assert [entry.content_hash for entry in database.raw_documents.entries(agency_id="fuyang-lushan")] == [
            a_raw(b"x").content_hash
        ]


def test_a_member_that_nothing_reaches_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(ValueError, match="no index reaches into"):
        find_keys(connection, RAW_DOCUMENTS, {"sources.title": "x"})


def test_a_file_opened_again_has_what_it_had(file: Path) -> None:
    before = file.stat().st_size
    for _ in range(3):
        with open_database(f"sqlite:///{file}") as database:
            assert (database.raw_documents.count(), database.reports.count()) == (1, 1)
    assert file.stat().st_size == before


def test_the_file_is_sound_and_one_file_after_closing(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path.name for path in file.parent.iterdir()] == ["x.db"]


def test_a_search_left_open_does_not_hold_up_writers(database: Database) -> None:
    for number in range(40):
        database.raw_documents.keep(a_raw(str(number).encode()))
    search = database.raw_documents.documents()
    next(search)
    assert database.raw_documents.keep(a_raw(b"another")).outcome == "new"
    assert sum(1 for _ in search) >= 39


def test_a_partially_written_body_is_written_again(file: Path) -> None:
    large = a_raw(bytes(range(256)) * 33_000)
    with open_database(f"sqlite:///{file}") as database:
        database._backend.put_body(large.content_hash, large.content)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM bodies_chunks WHERE n >= 3")
    with open_database(f"sqlite:///{file}") as database:
        assert database.body(large.content_hash) is None
        assert database.raw_documents.keep(large).outcome == "new"
        assert database.raw_documents.get(large.content_hash) == large
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM bodies_files").fetchone() == (1,)
