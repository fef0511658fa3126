"""Several processes at one database, and one that is killed."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from storage.samples import DAY_1, a_raw, a_report

from gxcrawl.storage import open_database

WRITER = Path(__file__).parent / "writer.py"
DOCUMENTS = 25


def start(uri: str, *arguments: str) -> "subprocess.Popen[str]":
    """A process that writes into the database."""
    return subprocess.Popen([sys.executable, str(WRITER), uri, *arguments], stdout=subprocess.PIPE, text=True)


def wait_for(processes: Sequence["subprocess.Popen[str]"]) -> None:
    """All of them ended well."""
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0


def test_two_processes_writing_the_same_document_lose_nothing(uri: str) -> None:
    wait_for([start(uri, f"writer-{number}", str(DOCUMENTS)) for number in range(2)])
    with open_database(uri) as database:
        entries = list(database.raw_documents.entries())
        assert len(entries) == DOCUMENTS
        for entry in entries:
            places = {source.url.split("/")[2] for source in entry.sources}
            assert places == {"writer-0", "writer-1"}
        report = database.reports.get("fuyang-lushan/2020")
        assert report is not None
        assert report["revision"] == 1 + len(database.reports.versions("fuyang-lushan/2020"))
        failure = database.failures.get("http://failing/", "fetch")
        assert failure is not None
        assert failure.count == 2 * DOCUMENTS


def test_two_processes_can_create_a_database_at_the_same_time(uri: str) -> None:
    wait_for([start(uri, f"writer-{number}", "1") for number in range(3)])
    with open_database(uri) as database:
        assert database.raw_documents.count() == 1


@pytest.mark.parametrize("after_seconds", [0.0, 0.05, 0.2])
def test_a_killed_writer_leaves_whole_documents_and_no_lock(uri: str, after_seconds: float) -> None:
    process = start(uri, "writer-0", "100000")
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    time.sleep(after_seconds)
    process.kill()
    process.communicate()
    with open_database(uri) as database:
        for document in database.raw_documents.documents():
            assert document.content == a_raw(document.content).content
            assert document.content_hash == a_raw(document.content).content_hash
            (source,) = document.sources
            assert database.raw_documents.find_seen([source.url])[source.url].raw_id == document.content_hash
        database.raw_documents.keep(a_raw(b"after"))
        database.reports.put(a_report(10**6, seen=DAY_1))
        report = database.reports.get("fuyang-lushan/2020")
        assert report is not None
        assert report["revision"] == 1 + len(database.reports.versions("fuyang-lushan/2020"))
