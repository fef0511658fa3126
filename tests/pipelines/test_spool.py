"""Documents on disk: exactly what went in comes out, each once, for the database they wait for."""

import errno
import os
import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from gxcrawl.errors import CannotRun, Unreadable
from gxcrawl.model import Agency, FetchedDocument, Http
from pipelines.crawl.spool import Spool, Spooled, read_spooled

NOW = datetime(2024, 1, 25, 8, 0, 0, 123456, tzinfo=UTC)
AGENCY = Agency("shuyu-zhujian", "漱玉区住房和城乡建设局", "shuyu", aliases=("区住建局",), level="county")


def a_document(body: bytes = b"<html>\r\n\x00\xff", url: str = "http://a.example/1.html") -> FetchedDocument:
    http = Http(200, '"1"', None, "text/html; charset=gbk")
    return FetchedDocument(url, body, "shuyu", AGENCY.id, NOW, http, "年度报告", 2023, date(2024, 1, 20), "住建局")


def test_spooled_documents_are_returned_unchanged(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", "mongodb://host/db")
    spool.put(Spooled(a_document(), AGENCY))
    [path] = spool.paths()
    assert read_spooled(path) == Spooled(a_document(), AGENCY)


@given(body=st.binary(max_size=300), url=st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1))
def test_any_bytes_and_any_url_survive_the_spool(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, url: str
) -> None:
    spool = Spool(tmp_path_factory.mktemp("spool"), "db")
    spool.put(Spooled(a_document(body, f"http://a.example/{url}"), None))
    [path] = spool.paths()
    assert read_spooled(path) == Spooled(a_document(body, f"http://a.example/{url}"), None)


def test_the_same_document_is_spooled_once_until_it_is_removed(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "db")
    for body in (b"a", b"b", b"a"):
        spool.put(Spooled(a_document(body), None))
    assert len(spool.paths()) == 2
    spool.remove(a_document(b"a"))
    spool.remove(a_document(b"a"))
    [path] = spool.paths()
    assert read_spooled(path).fetched.body == b"b"


def test_each_database_has_its_own_spool(tmp_path: Path) -> None:
    Spool(tmp_path, "sqlite:///a.db").put(Spooled(a_document(), None))
    assert Spool(tmp_path, "sqlite:///b.db").paths() == []


def test_spooled_files_are_valid_warc(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "db")
    spool.put(Spooled(a_document(), None))
    with spool.paths()[0].open("rb") as file:
        records = [(one.rec_type, one.rec_headers.get_header("WARC-Target-URI")) for one in ArchiveIterator(file)]
    assert records == [("metadata", "http://a.example/1.html"), ("resource", "http://a.example/1.html")]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.8])
def test_a_damaged_spool_file_is_reported_and_kept(tmp_path: Path, share: float) -> None:
    spool = Spool(tmp_path, "db")
    spool.put(Spooled(a_document(random.Random(1).randbytes(2000)), None))
    [path] = spool.paths()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Unreadable, match=path.name):
        read_spooled(path)
    assert path.exists()


def test_an_unwritable_spool_is_reported_by_name(tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("a file where the folder belongs")
    with pytest.raises(CannotRun, match="the spool cannot be written"):
        Spool(tmp_path / "spool", "db").put(Spooled(a_document(), None))


def test_a_document_that_does_not_fit_on_the_disk_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    spool = Spool(tmp_path, "db")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotRun, match="No space left"):
        spool.put(Spooled(a_document(), None))
    assert list(spool.folder.iterdir()) == []


def test_old_partial_files_of_killed_processes_are_removed(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "db")
    spool.remove_left_behind()
    spool.put(Spooled(a_document(), None))
    [whole] = spool.paths()
    young, old = (whole.with_name(f"{whole.name}.{pid}.part") for pid in (1, 2))
    for path in (young, old):
        path.write_bytes(b"half")
    for path in (whole, old):
        os.utime(path, (0, 0))
    spool.remove_left_behind()
    assert sorted(spool.folder.iterdir()) == [whole, young]
