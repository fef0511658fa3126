"""Runs that were killed are told from runs at work."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from gxcrawl.storage import Run
from pipelines.extensions.run_recorder import is_dead

NOW = datetime(2024, 1, 25, 8, tzinfo=UTC)


def a_run(host: str, pid: int | None, alive_at: datetime | None = NOW) -> Run:
    return Run("run-1", "annual_reports", "manual", NOW - timedelta(hours=2), host=host, pid=pid, alive_at=alive_at)


def a_pid_that_is_gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_run_without_a_process_is_dead() -> None:
    assert is_dead(a_run(platform.node(), a_pid_that_is_gone()), NOW)
    assert not is_dead(a_run(platform.node(), os.getpid()), NOW)


def test_a_run_on_another_host_is_dead_without_a_recent_heartbeat() -> None:
    gone = a_pid_that_is_gone()
    assert not is_dead(a_run("another-machine", gone), NOW + timedelta(minutes=14))
    assert is_dead(a_run("another-machine", gone), NOW + timedelta(minutes=16))
    assert is_dead(a_run("another-machine", None, None), NOW)
