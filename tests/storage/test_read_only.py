"""Opening a database to look at it: nothing is made or written, and no permission to write is needed."""

import os
import resource
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storage.samples import a_raw

from gxcrawl.errors import CannotRun
from gxcrawl.model import Agency
from gxcrawl.storage import PUBLIC, open_database
from gxcrawl.storage.collections import AGENCIES, FAILURES, SCHEDULES

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MINE = Agency("fuyang-lushan", "富阳区鹿山街道办事处", "fuyang")


@contextmanager
def folder_not_writable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests may run as root, whom permissions do not bind: the system's answer about them is changed, too."""
    allowed = os.access
    before = folder.stat().st_mode
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda path, mode: not mode & os.W_OK and allowed(path, mode))
        try:
            yield
        finally:
            folder.chmod(before)


def test_what_was_written_can_be_read_while_it_is_written(uri: str) -> None:
    with open_database(uri) as writer:
        writer.agencies.meet(MINE, NOW)
        with open_database(uri, read_only=True) as reader:
            assert [agency.id for agency in reader.agencies.all()] == [MINE.id]
            writer.raw_documents.keep(a_raw())
            assert len(list(reader.raw_documents.entries())) == 1


@pytest.mark.parametrize("put_in_its_place", [os.replace, shutil.copyfile])
def test_a_file_put_in_the_place_of_the_one_that_was_opened_is_taken_up(
    tmp_path: Path, put_in_its_place: Callable[[Path, Path], object]
) -> None:
    """As when a backup is put back while `serve` runs; a file copied over was damaged to the old connections."""
    files = {name: tmp_path / f"{name}.db" for name in ("now", "backup")}
    for name, file in files.items():
        with open_database(f"sqlite:///{file}") as writer:
            for number in range(300 if name == "now" else 3):
                writer.agencies.meet(replace(MINE, id=f"{name}-{number}", aliases=("某局",) * 50), NOW)
    with open_database(f"sqlite:///{files['now']}", read_only=True) as reader:
        search = iter(reader.documents(AGENCIES, {}))
        assert next(search)["_id"] == "now-0"
        assert len(reader.agencies.all()) == 300
        put_in_its_place(files["backup"], files["now"])
        reader.refresh()
        assert [agency.id for agency in reader.agencies.all()] == ["backup-0", "backup-1", "backup-2"]
        assert reader.agencies.get("backup-2") is not None
        files["now"].unlink()
        reader.refresh()
        assert len(reader.agencies.all()) == 3


def test_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    with open_database(f"sqlite:///{file}") as writer:
        writer.agencies.meet(MINE, NOW)
    before = file.read_bytes()
    with open_database(f"sqlite:///{file}", read_only=True) as reader:
        for collection in PUBLIC:
            list(reader.documents(collection, {}))
        with pytest.raises(CannotRun, match="read-only"):
            reader.agencies.meet(Agency("a", "某局", "fuyang"), NOW)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["kept.db"]


def test_what_another_still_reads_or_writes_stays_beside_the_file(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'kept.db'}"
    open_database(uri).close()
    with open_database(uri, read_only=True) as other:
        with open_database(uri, read_only=True) as reader:
            assert reader.agencies.all() == []
        assert (tmp_path / "kept.db-shm").exists()
        with open_database(uri) as writer:
            writer.agencies.meet(MINE, NOW)
            open_database(uri, read_only=True).close()
            assert len(writer.agencies.all()) == 1
        assert [agency.id for agency in other.agencies.all()] == [MINE.id]


def test_a_collection_that_an_older_version_did_not_make_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    open_database(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file)) as connection:
        for collection in (SCHEDULES, FAILURES):
            connection.execute(f'DROP TABLE "{collection.name}"')
    with open_database(f"sqlite:///{file}", read_only=True) as reader:
        assert reader.schedules.all() == []
        assert list(reader.failures.find(agency_id=MINE.id)) == []
        assert reader.failures.get("http://a.example/", "fetch") is None
        assert reader.count(FAILURES, {}) == 0


def test_a_file_in_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "数据 #1?"
    folder.mkdir()
    uri = f"sqlite:///{folder / 'kept.db'}"
    with open_database(uri) as writer:
        writer.agencies.meet(MINE, NOW)
    with folder_not_writable(folder, monkeypatch), open_database(uri, read_only=True) as reader:
        assert [agency.id for agency in reader.agencies.all()] == [MINE.id]
        assert [path.name for path in folder.iterdir()] == ["kept.db"]


def test_a_file_on_a_full_disk(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path / 'kept.db'}"
    with open_database(uri) as writer:
        writer.agencies.meet(MINE, NOW)
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, allowed[1]))  # no file can grow: SQLite's index of its log neither
    try:
        with open_database(uri, read_only=True) as reader:
            met = [agency.id for agency in reader.agencies.all()]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)
    assert met == [MINE.id]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "no such database"), (b"", "empty"), (b"PK" * 600, "not a database")]
)
def test_what_is_no_database_is_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "x.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CannotRun, match=said):
        open_database(f"sqlite:///{file}", read_only=True)
    assert file.exists() == (content is not None)
