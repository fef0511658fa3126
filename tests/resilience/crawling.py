"""Crawls in processes of their own, and what they left in a database, without what differs from run to run."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from support import warm

from gxcrawl.storage import PUBLIC, open_database

_SECONDS = 900  # for what hangs; a machine that others keep busy makes minutes of a crawl of seconds
_COMMAND = ("-m", "gxcrawl.cli")
_OF_THE_RUN = frozenset({"run_id", "count"})
Process = warm.Process | subprocess.Popen[str]


def start(
    folder: Path,
    registry: Path,
    uri: str,
    program: Sequence[str] = _COMMAND,
    *,
    fresh: bool = False,
    **environment: str,
) -> Process:
    """A crawl that begins. program, fresh: as `gxcrawl` takes them."""
    arguments = ("crawl", "--portals", str(registry), "--settings", "settings.demo")
    return gxcrawl(folder, *arguments, uri=uri, program=program, fresh=fresh, **environment)


def start_scrapy(folder: Path, registry: Path, uri: str, **environment: str) -> Process:
    """The same crawl, begun with Scrapy's own command."""
    arguments = ("crawl", "annual_reports", "-a", f"portals={registry}", "-L", "ERROR")
    settings = {"SCRAPY_SETTINGS_MODULE": "settings.demo", **environment}
    return gxcrawl(folder, *arguments, uri=uri, program=("-m", "scrapy"), **settings)


def gxcrawl(
    folder: Path,
    *arguments: str,
    uri: str,
    program: Sequence[str] = _COMMAND,
    fresh: bool = False,
    **environment: str,
) -> Process:
    """The command, begun, in a process group of its own so that a Ctrl-C reaches only it.

    program: what Python runs, with the arguments of the command. fresh: by an interpreter of its own.
    """
    command = [*program, *arguments]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GXCRAWL_")}
    theirs = {**ours, "GXCRAWL_DATABASE": uri, "COLUMNS": "200", **environment}
    return _start_fresh(command, folder, theirs) if fresh else warm.Process(command, folder, theirs)


def _start_fresh(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def interrupt(process: Process) -> None:
    """A Ctrl-C, which a terminal sends to a command and to every process of its own."""
    os.killpg(process.pid, signal.SIGINT)


def ended(process: Process, *, code: int | None = None) -> str:
    """What a process printed on both streams, once it ended, without a traceback and with the code asked for."""
    out, err = process.communicate(timeout=_SECONDS)
    assert "Traceback" not in err, err
    assert code is None or process.returncode == code, (process.returncode, out, err)
    return out + err


def contents(uri: str) -> dict[str, dict[str, Any]]:
    """Every collection but the runs: `_id` -> document, without dates, run ids and counts."""
    with open_database(uri) as database:
        return {
            collection.name: {one["_id"]: _timeless(one) for one in database.documents(collection, {})}
            for collection in PUBLIC
            if collection.name != "crawl_runs"
        }


def _timeless(value: Any) -> Any:
    if isinstance(value, datetime):
        return "some day"
    if isinstance(value, dict):
        return {key: _timeless(inner) for key, inner in value.items() if key not in _OF_THE_RUN}
    if isinstance(value, list):
        return [_timeless(inner) for inner in value]
    return value


def differences(found: Any, wanted: Any, path: str = "") -> list[str]:
    """Where two values differ, down to the field; documents are too long to be shown whole."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        keys = sorted(found.keys() | wanted.keys())
        return [line for key in keys for line in differences(found.get(key), wanted.get(key), f"{path}/{key}")]
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        pairs = enumerate(zip(found, wanted, strict=True))
        return [line for index, (one, other) in pairs for line in differences(one, other, f"{path}/{index}")]
    return [] if found == wanted else [f"{path}: {str(found)[:100]} != {str(wanted)[:100]}"]
