"""`gxcrawl reparse --scheduler`: two worker processes of a local Dask cluster parse, this process stores."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from distributed import Client
from resilience.crawling import ended, gxcrawl
from support.kept import AGENCY, keep, page
from support.ports import free_port
from support.waiting import wait_for

from gxcrawl.errors import CannotRun
from gxcrawl.storage import open_database
from pipelines.workers import dask_parsers

_SECONDS = 60
_YEARS = range(2019, 2025)


@contextmanager
def running(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of the cluster; ended at the end, by whoever does it."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-m", *arguments], stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def scheduler() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Its address and its process."""
    port = free_port()
    command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with running(*command) as process:
        wait_for(lambda: answers(port), _SECONDS)
        yield f"tcp://127.0.0.1:{port}", process


def answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def worker(address: str, folder: Path, *options: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    command = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", *options)
    return running(*command, "--local-directory", str(folder))


@pytest.fixture
def uri(tmp_path: Path) -> str:
    """A database with six documents that nobody has parsed."""
    uri = f"sqlite:///{tmp_path / 'kept.db'}"
    with open_database(uri) as database:
        for year in _YEARS:
            keep(database, page(year), f"http://x/{year}", year=year)
    return uri


def reports(uri: str) -> list[int]:
    with open_database(uri) as database:
        return [report["year"] for report in database.reports.find(agency_id=AGENCY.id)]


def test_two_workers_reparse_all_reports(uri: str, tmp_path: Path) -> None:
    with scheduler() as (address, _), worker(address, tmp_path, "--no-nanny"), worker(address, tmp_path, "--no-nanny"):
        wait_for_workers(address, 2)
        said = ended(gxcrawl(tmp_path, "reparse", "--scheduler", address, uri=uri), code=0)
    assert "6 documents parsed again; reports: 6 new" in said
    assert reports(uri) == list(_YEARS)


def wait_for_workers(address: str, count: int) -> None:
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=_SECONDS)


def test_missing_scheduler_and_missing_workers_are_reported_in_one_line(
    uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_parsers, "_ANSWER_SECONDS", 0.5)
    with pytest.raises(CannotRun, match="no Dask scheduler answers at tcp"):
        asyncio.run(dask_parsers.DaskParsers.connect("tcp://127.0.0.1:1"))
    with scheduler() as (address, _):
        said = ended(gxcrawl(tmp_path, "reparse", "--scheduler", address, uri=uri), code=3)
    assert "has no workers" in said
    assert reports(uri) == []


def test_reports_stored_before_the_scheduler_was_lost_remain_and_a_rerun_adds_the_rest(
    uri: str, tmp_path: Path
) -> None:
    with scheduler() as (address, process), worker(address, tmp_path, "--no-nanny") as only:
        wait_for_workers(address, 1)
        os.kill(only.pid, signal.SIGSTOP)  # it takes the work and never answers
        reparse = gxcrawl(tmp_path, "reparse", "--scheduler", address, uri=uri)
        time.sleep(1)
        process.kill()
        said = ended(reparse, code=3)
        only.kill()
    assert "lost" in said or "went away" in said or "no Dask scheduler" in said
    ended(gxcrawl(tmp_path, "reparse", uri=uri), code=0)
    assert reports(uri) == list(_YEARS)
