"""Starts Python programs in separate processes, like `subprocess`, but without the time for imports (about 1 s).

Each is forked from one process that has imported Scrapy, the spiders and the readers: support.warm_template. Tests of
the start or the end of a process need a new interpreter instead.
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
    """A running program in its own session, with the part of subprocess.Popen's interface that tests need."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        """Starts the program. command: the arguments of Python, `-m module …` or `-c code …`."""
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
        """The exit code, None while it runs; negative for the signal that ended it."""
        if self.returncode is None and select.select([self._report], [], [], 0)[0]:
            self._read_code()
        return self.returncode

    def wait(self, timeout: float = _SECONDS) -> int:
        """Waits for its end; returns the exit code. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        if self.returncode is None and not select.select([self._report], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self._read_code()

    def _read_code(self) -> int:
        if self.returncode is None:
            with self._report:
                self.returncode = int(self._report.readline())
        return self.returncode

    def communicate(self, timeout: float = _SECONDS) -> tuple[str, str]:
        """Waits for its end, or kills it after `timeout` seconds; returns what it printed on stdout and stderr."""
        with ThreadPoolExecutor(2) as readers, self.stdout, self.stderr:
            out, err = readers.submit(self.stdout.read), readers.submit(self.stderr.read)
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                raise
            return out.result(), err.result()

    def send_signal(self, number: int) -> None:
        """Sends a signal to the program only, not to its children."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kills the program."""
        self.send_signal(signal.SIGKILL)


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float = _SECONDS
) -> "subprocess.CompletedProcess[str]":
    """Runs a program to its end."""
    process = Process(command, folder, environment)
    out, err = process.communicate(timeout)
    return subprocess.CompletedProcess(process.args, process.wait(), out, err)


def _pipe() -> tuple[IO[str], int]:
    reader, writer = os.pipe()
    return os.fdopen(reader, encoding="utf-8"), writer


@cache
def _template() -> socket.socket:
    """The socket to this process's template, started at the first call; the template ends with this process."""
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
