"""What only the file does: search in SQL, and go on with what an older gxcrawl left."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from storage.samples import DAY_1, a_raw, a_report, a_source

from gxcrawl.storage import PUBLIC, Database, open_database
from gxcrawl.storage.collections import RAW_DOCUMENTS, REPORTS, RUNS, Collection
from gxcrawl.storage.embedded.keys import find_keys, key_query
from gxcrawl.storage.embedded.reach import beside

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
        sql, parameters = key_query(collection, {field: value})  # type: ignore[dict-item]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step and "INDEX" not in step]
    assert scans == []


def test_all_keys_are_read_in_pages(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxcrawl.storage.embedded.keys._PAGE", 2)
    with open_database(f"sqlite:///{file}") as database:
        for number in range(5):
            database.runs.start(f"run-{number}", spider="s", started_at=DAY_1)
    with closing(sqlite3.connect(file)) as connection:
        assert list(find_keys(connection, RUNS, {})) == [f"run-{number}" for number in range(5)]


@pytest.mark.parametrize("field", ["a b", "a'", "$.a", "a..b", ""])
def test_a_field_is_a_name(file: Path, field: str) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(ValueError, match="not the name of a field"):
        find_keys(connection, REPORTS, {field: "x"})


def test_what_is_beside_a_collection_agrees_with_it(file: Path) -> None:
    mirror = beside(RAW_DOCUMENTS)
    assert mirror is not None
    with open_database(f"sqlite:///{file}") as database:
        flat = list(database.documents(mirror, {}))
        raw_id = a_raw(b"x").content_hash
        assert {(one["of"], one["url"], one["agency_id"]) for one in flat} == {
            (raw_id, "http://x/1", "fuyang-lushan"),
            (raw_id, "http://x/2", "fuyang-lushan"),
        }


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


def test_a_body_left_half_written_is_written_again(file: Path) -> None:
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
