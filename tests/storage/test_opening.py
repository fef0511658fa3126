"""What a user sees when a database cannot be opened, or goes away."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import neosqlite
import pymongo.errors as mongo
import pytest
from bson.errors import InvalidDocument
from pymongo import MongoClient
from servers import database_uri, ferretdb
from storage.samples import DAY_1, a_raw

from gxcrawl.errors import CannotRun, GxcrawlError, NotStorable, TryLater, WrongUse
from gxcrawl.model import Agency
from gxcrawl.storage import Database, join_database, open_database
from gxcrawl.storage.backends.embedded import EmbeddedBackend
from gxcrawl.storage.backends.embedded.errors import translated as file_translated
from gxcrawl.storage.backends.mongodb import MongoBackend
from gxcrawl.storage.backends.mongodb.errors import translated

T = TypeVar("T")


def test_a_server_that_does_not_answer(unused_port: int) -> None:
    with pytest.raises(CannotRun, match=f"127.0.0.1:{unused_port}/n: the server does not answer; check"):
        open_database(f"mongodb://u:secret@127.0.0.1:{unused_port}/n", timeout_seconds=0.2)


def test_a_process_waits_for_an_unavailable_server_when_it_starts(unused_port: int) -> None:
    with pytest.raises(TryLater, match=f"127.0.0.1:{unused_port}/n: the server is away"):
        join_database(f"mongodb://u:secret@127.0.0.1:{unused_port}/n?serverSelectionTimeoutMS=200")


def test_the_folder_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"none' does not exist; create it"):
        open_database(f"sqlite:///{tmp_path}/none/x.db")


def test_the_file_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="is a folder; name a file"):
        open_database(f"sqlite:///{tmp_path}")


def test_the_file_is_no_database_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_text("这不是数据库" * 1000)
    with pytest.raises(CannotRun, match="is not a database; name another"):
        open_database(f"sqlite:///{file}")
    assert file.read_text() == "这不是数据库" * 1000


@pytest.mark.parametrize("table", ["bookmarks", "reports"])
@pytest.mark.parametrize("read_only", [True, False])
def test_the_database_of_another_program_is_not_modified(tmp_path: Path, table: str, read_only: bool) -> None:
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"CREATE TABLE {table} (url TEXT)")
    with pytest.raises(CannotRun, match="another program's tables"):
        open_database(f"sqlite:///{file}", read_only=read_only)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [(table,)]


def test_a_partially_created_database_is_completed(tmp_path: Path) -> None:
    EmbeddedBackend(tmp_path / "x.db", 5).close()
    with open_database(f"sqlite:///{tmp_path}/x.db") as database:
        assert database.reports.count() == 0


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # tests may run as root, who may all
    monkeypatch.setattr("gxcrawl.storage.backends.embedded.files.os.access", lambda *_: False)
    with pytest.raises(CannotRun, match="no permission to read and write"):
        open_database(f"sqlite:///{tmp_path}/x.db")


def test_a_database_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_database("sqlite:///gxcrawl.db") as database:
        assert database.name == "sqlite:///gxcrawl.db"
    assert (tmp_path / "gxcrawl.db").is_file()


def test_a_full_disk_stops_the_run_and_leaves_what_was_there(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/x.db") as database:
        database.raw_documents.keep(a_raw(b"small"))
        connection: neosqlite.Connection = database._backend._connection  # type: ignore[attr-defined]
        (pages,) = connection.db.execute("PRAGMA page_count").fetchone()
        connection.db.execute(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(CannotRun, match="the disk is full; make room"):
            database.raw_documents.keep(a_raw(b"large" * 100_000))
        with pytest.raises(CannotRun, match="the disk is full; make room"):
            database.raw_documents.keep(a_raw(b"larger" * 2_000_000))
        connection.db.execute(f"PRAGMA max_page_count={pages + 100_000}")
        assert database.raw_documents.count() == 1
        assert database.raw_documents.keep(a_raw(b"large" * 100_000)).outcome == "new"
        assert database.raw_documents.keep(a_raw(b"larger" * 2_000_000)).outcome == "new"
        assert database.raw_documents.get(a_raw(b"larger" * 2_000_000).content_hash) is not None


def test_a_file_that_became_read_only(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/x.db") as database:
        database._backend._connection.db.execute("PRAGMA query_only=1")  # type: ignore[attr-defined]
        with pytest.raises(CannotRun, match="is read-only; give this user write permission"):
            database.agencies.meet(Agency("a", "a", "p"), DAY_1)


def test_a_file_that_another_process_holds(tmp_path: Path) -> None:
    with (
        open_database(f"sqlite:///{tmp_path}/x.db", timeout_seconds=0.05) as database,
        closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(TryLater, match="another process keeps the file busy"):
            database.agencies.meet(Agency("a", "a", "p"), DAY_1)
        assert database.agencies.get("a") is None
        other.execute("ROLLBACK")
        database.agencies.meet(Agency("a", "a", "p"), DAY_1)
        assert database.agencies.get("a") is not None


def test_a_damaged_document_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/x.db") as database:
        database.agencies.meet(Agency("a", "a", "p"), DAY_1)
        with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other:
            for (index,) in other.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%json%'"
            ).fetchall():
                other.execute(f"DROP INDEX {index}")
            other.execute("UPDATE agencies SET data = '{\"_id\": '")
        with pytest.raises(CannotRun, match="damaged"):
            database.agencies.get("a")


def test_an_index_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/x.db").close()
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("DROP INDEX idx_reports_agency_id")
        connection.execute("CREATE TABLE idx_reports_agency_id (taken)")
    with pytest.raises(CannotRun, match=r"index reports\.agency\.id cannot be made: .*already a table named"):
        open_database(f"sqlite:///{tmp_path}/x.db")


def test_an_index_that_a_server_refuses_is_named(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise mongo.OperationFailure("not authorized on gxcrawl to execute command", 13)

    monkeypatch.setattr("pymongo.collection.Collection.create_index", refuse)
    with pytest.raises(CannotRun, match=r"index reports\.agency\.id cannot be made: .*asks for a user"):
        open_database(database_uri(server, "gxcrawl_test_refused"))


def test_closing_twice_is_no_error(database: Database) -> None:
    database.close()
    database.close()


def once_back(call: Callable[[], T]) -> T:
    """What a call returns once the server answers within the time it is given, as callers with patience have it."""
    for _ in range(100):
        try:
            return call()
        except TryLater:
            continue
    return call()


def test_a_server_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    with ferretdb(tmp_path) as (uri, process):
        database = open_database(f"{uri}n", timeout_seconds=0.3)
        database.agencies.meet(Agency("a", "a", "p"), DAY_1)
        process.kill()
        process.wait()
    for call in (
        lambda: database.agencies.get("a"),
        lambda: database.agencies.all(),
        lambda: database.agencies.meet(Agency("b", "b", "p"), DAY_1),
        lambda: database.raw_documents.keep(a_raw(b"x" * 9_000_000)),
        lambda: database.failures.clear("u"),
        lambda: database.reports.count(),
    ):
        with pytest.raises(TryLater, match="the server is away"):
            call()
    with ferretdb(tmp_path, uri.removeprefix("mongodb://").rstrip("/")), database:
        once_back(lambda: database.agencies.meet(Agency("b", "b", "p"), DAY_1))
        assert [agency.id for agency in once_back(database.agencies.all)] == ["a", "b"]


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (mongo.OperationFailure("Authentication failed.", 18), CannotRun, "refuses user name or password"),
        (mongo.OperationFailure("not authorized", 13), CannotRun, "asks for a user that may do that; name one"),
        (mongo.WriteError("no space", 14031), CannotRun, "disk is full"),
        (mongo.OperationFailure("interrupted at shutdown", 11600), TryLater, "temporarily busy"),
        (mongo.WriteConcernError("x", 91), TryLater, "temporarily busy"),
        (mongo.CursorNotFound("cursor gone", 43), TryLater, "temporarily busy"),
        (mongo.OperationFailure("too large", 10334), NotStorable, "larger than the server takes"),
        (mongo.OperationFailure("unheard of\nsecond line", 999), CannotRun, "n: unheard of$"),
        (mongo.AutoReconnect("gone"), TryLater, "server is away"),
        (mongo.NotPrimaryError("stepped down"), TryLater, "server is away"),
        (mongo.NetworkTimeout("slow"), TryLater, "server is away"),
        (mongo.WaitQueueTimeoutError("busy"), TryLater, "server is away"),
        (mongo.DocumentTooLarge("BSON document too large"), NotStorable, "too large"),
        (InvalidDocument("cannot encode object"), NotStorable, "cannot encode"),
        (OverflowError("8-byte ints"), NotStorable, "8-byte ints"),
        (mongo.InvalidURI("Bad database name 'secret'"), WrongUse, "n: not a valid MongoDB URI; check host, port"),
        (mongo.ConfigurationError("no such host"), WrongUse, "options in the URI, or the host name"),
        (sqlite3.OperationalError("strange"), CannotRun, "n: strange$"),
        (
            sqlite3.OperationalError("Could not decode to UTF-8 column 'data' with text 'x'"),
            CannotRun,
            "is damaged; [^']+$",
        ),
        (sqlite3.OperationalError("malformed JSON"), CannotRun, "n: the file is damaged; restore it"),
    ],
)
def test_driver_errors_say_what_to_do(error: Exception, kind: type[GxcrawlError], said: str) -> None:
    translating = file_translated if isinstance(error, sqlite3.Error) else translated
    with pytest.raises(kind, match=said) as caught, translating("n"):
        raise error
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)


def test_a_user_without_permission_is_told_apart_from_none() -> None:
    with pytest.raises(CannotRun, match="grant it the role readWrite"), translated("mongodb://reader:***@h/n"):
        raise mongo.OperationFailure("not authorized", 13)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "'.*ca.pem', named in the URI, cannot be read: No such file"), ("-", "is no certificate or key")],
)
def test_a_certificate_that_is_none(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CannotRun, match=said):
        open_database(f"mongodb://me:hunter2@127.0.0.1:1/n?tls=true&tlsCAFile={file}", timeout_seconds=0.1)


def test_a_server_without_tls(server: str) -> None:
    with pytest.raises(CannotRun, match="the TLS handshake failed; check that the server uses TLS"):
        open_database(database_uri(server, "n", tls="true"), timeout_seconds=1)


@pytest.fixture
def unused_port() -> Iterator[int]:
    """A port that nobody listens on while the test runs."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_options_of_the_uri_are_the_users(server: str) -> None:
    backend = MongoBackend(database_uri(server, "n", serverSelectionTimeoutMS="1234", appname="mine"), 5)
    client: MongoClient[object] = backend._client
    assert client.options.server_selection_timeout == 1.234
    assert client.options.pool_options.appname == "mine"
    backend.close()
