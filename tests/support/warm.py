"""Python programs in processes of their own, as `subprocess` would start them, without the second that imports take.

Each is forked from one process that has imported Scrapy, the spiders and the readers; support.warm_template. What is
about starting itself, or about the last moments of a process, belongs into an interpreter of its own.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO

_TESTS = Path(__file__).parents[1]
_SECONDS = 120


class Process:
    """A program that was begun: as much of subprocess.Popen as tests need, in a session of its own."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        """command: what Python runs: `-m module …` or `-c code …`."""
        self.args = list(command)
        self.returncode: int | None = None
        request = {"command": self.args, "folder": str(folder), "environment": dict(environment)}
        self.stdout, out = _pipe()
        self.stderr, err = _pipe()
        self._report, report = _pipe()
        nothing = os.open(os.devnull, os.O_RDONLY)
        given = [nothing, out, err, report]
        socket.send_fds(_template(), [json.dumps(request).encode()], given)
        for descriptor in given:
            os.close(descriptor)
        begun = self._report.readline()
        if not begun:
            raise RuntimeError("support.warm_template has ended; what it said is among the errors of this run")
        self.pid = int(begun)

    def poll(self) -> int | None:
        """The exit code where it has ended; negative for the signal that ended it."""
        if self.returncode is None and select.select([self._report], [], [], 0)[0]:
            self._read_code()
        return self.returncode

    def wait(self, timeout: float = _SECONDS) -> int:
        """The exit code, once it has ended. Raises subprocess.TimeoutExpired."""
        if self.returncode is None and not select.select([self._report], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self._read_code()

    def _read_code(self) -> int:
        if self.returncode is None:
            with self._report:
                self.returncode = int(self._report.readline())
        return self.returncode

    def communicate(self, timeout: float = _SECONDS) -> tuple[str, str]:
        """What it printed on both streams, once it has ended; in time, or it is killed."""
        with ThreadPoolExecutor(2) as readers, self.stdout, self.stderr:
            out, err = readers.submit(self.stdout.read), readers.submit(self.stderr.read)
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                raise
            return out.result(), err.result()

    def send_signal(self, number: int) -> None:
        """Sent to the program alone."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float = _SECONDS
) -> "subprocess.CompletedProcess[str]":
    """A program, run to its end."""
    process = Process(command, folder, environment)
    out, err = process.communicate(timeout)
    return subprocess.CompletedProcess(process.args, process.wait(), out, err)


def _pipe() -> tuple[IO[str], int]:
    reader, writer = os.pipe()
    return os.fdopen(reader, encoding="utf-8"), writer


@cache
def _template() -> socket.socket:
    """The socket of the one template of this process, which ends with it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-m", "support.warm_template", str(theirs.fileno())],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_TESTS.parent), str(_TESTS)))},
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours
