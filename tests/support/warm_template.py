"""Forks a process for each program that is asked of it, having imported once what most of them need.

Run as `python -m support.warm_template FD`; at the other end of that socket is support.warm, which is told the
process id and, at its end, the status. The template ends when that end closes.
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

# What a crawl imports in the end, step by step. None of it installs a reactor or reads the environment.
_PRELOADED = (
    "gxcrawl.cli.crawl",
    "gxcrawl.cli.main",
    "gxcrawl.spiders.annual_reports",
    "gxcrawl.downloading.decoding",
    "gxcrawl.downloading.legacy_tls",
    "neosqlite.collection.expr_temp_table",
    "pipelines.arrivals",
    "pipelines.keep",
    "pipelines.memory",
    "pipelines.parse",
    "pipelines.store",
    "pipelines.watch",
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
    """In each process that is forked for a program, that program; in the template, in the end, None."""
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
    """Returns in the process that becomes the program; this one waits for it, and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program == 0:
        os.setsid()  # a Ctrl-C reaches it alone
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
    """Makes them standard input, output and error, as Python opens those."""
    for standard, stream in enumerate(streams):
        os.dup2(stream, standard)
        os.close(stream)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def become(command: list[str], folder: str, environment: dict[str, str]) -> None:
    """Runs what `python *command` would in this folder and environment: `-m module …` or `-c code …`."""
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
        exec(compile(program, "<string>", "exec"), main.__dict__)  # noqa: S102 - a test's own


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        for name in _PRELOADED:
            importlib.import_module(name)
        gc.freeze()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that wait
        wanted = next_program(asked)
    if wanted is not None:
        become(**wanted)
