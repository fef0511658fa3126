"""Imports once what most programs need, then forks a process for each requested program.

Run as `python -m support.warm_template FD`. support.warm is at the other end of that socket and receives the process
id of each program and, when it ends, its exit status. The template ends when support.warm closes the socket.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
import time
from types import ModuleType
from typing import Any

# Modules that a crawl imports sooner or later. None of them installs a reactor or reads the environment.
_PRELOADED = (
    "gxcrawl.cli.crawling.crawl",
    "gxcrawl.cli.main",
    "gxcrawl.spiders.annual_reports",
    "gxcrawl.downloading.decoding",
    "gxcrawl.downloading.legacy_tls",
    "neosqlite.collection.expr_temp_table",
    "pipelines.workers.storing",
    "pipelines.items.keep",
    "pipelines.extensions.memory",
    "pipelines.items.parse",
    "pipelines.items.store",
    "pipelines.extensions.monitoring",
    "pymongo",
    "pypinyin",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.remote_control",
    "scrapy.squeues",
    "twisted.internet.asyncioreactor",
)
_MESSAGE_BYTES = 2**17


def next_program(requests: socket.socket) -> dict[str, Any] | None:
    """Returns the requested program in each forked process, and None in the template when it has to end."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, _MESSAGE_BYTES, 4)
        if not message:
            return None
        *streams, report = descriptors
        if os.fork() == 0:
            _fork_and_report(streams, report)
            return dict(json.loads(message))
        for descriptor in descriptors:
            os.close(descriptor)


def _fork_and_report(streams: list[int], report: int) -> None:
    """Forks. Returns only in the new process, which becomes the program; the other one waits and reports its status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program == 0:
        os.setsid()  # its own session, so that signals to its process group reach only the program
        _take(streams)
        os.write(report, f"{os.getpid()}\n".encode())
        os.close(report)
        return
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(program, 0)
    os.write(report, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _take(streams: list[int]) -> None:
    """Makes the file descriptors standard input, output and error, opened as Python does."""
    for standard, stream in enumerate(streams):
        os.dup2(stream, standard)
        os.close(stream)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def become(command: list[str], folder: str, environment: dict[str, str]) -> None:
    """Runs a program as `python *command` would in this folder and environment: `-m module …` or `-c code …`."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path[:0] = [folder, *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]
    flag, program, *arguments = command
    sys.argv = [program if flag == "-m" else flag, *arguments]
    if flag == "-m":
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        sys.modules["__main__"] = main = ModuleType("__main__")
        exec(compile(program, "<string>", "exec"), main.__dict__)  # noqa: S102 - code of a test


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        for name in _PRELOADED:
            importlib.import_module(name)
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the waiting processes themselves need not be waited for
        wanted = next_program(asked)
    if wanted is not None:
        become(**wanted)
