"""The crawl with everything on, against the same spider with nothing behind it; and the second crawl of the same."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.portal_files import nginx_portal
from benchmarks.table import Line
from gxcrawl.storage import PUBLIC, open_database

_ROUNDS = 3
_REPORTS = 1500  # starting the worker processes takes two seconds, which shall not count
_MOVES = frozenset({"last_seen"})


def measure(scale: float) -> list[Line]:
    """Interleaved rounds over the same pages, each in a process of its own and into an empty embedded database.

    What counts are all pages by all seconds of each side: on a virtual machine single rounds of the same crawl differ by
    a third, so that the best of one side and the best of the other say little of their ratio.
    """
    if shutil.which("nginx") is None:
        raise SystemExit("make bench needs nginx: apt-get install nginx-light")
    with tempfile.TemporaryDirectory() as name, nginx_portal(Path(name), max(50, int(_REPORTS * scale))) as registry:
        bare, full = [], []
        for number in range(_ROUNDS):
            bare.append(_crawl(registry, "-"))
            database = f"sqlite:///{Path(name) / f'round-{number}.db'}"
            full.append(_crawl(registry, database))
        before = _contents(database)
        again = _crawl(registry, database)
        after = _contents(database)
        changed = sum(after[key] != document for key, document in before.items())
    slow, fast = (sum(one["pages"] for one in runs) / sum(one["seconds"] for one in runs) for runs in (full, bare))
    by_round = sorted(_rate(one) / _rate(other) for one, other in zip(full, bare, strict=True))
    rounds = ", ".join(map("{:.2f}".format, by_round))
    detail = f"{slow:.0f} against {fast:.0f} pages/s; by round {rounds}; {full[-1]['reports']} reports"
    share = again["requests"] / full[-1]["requests"]
    return [
        Line("crawl, everything on, pages/s", "same spider, bare Scrapy, nginx", slow / fast, 0.7, True, detail),
        Line("second crawl, requests", "the first's", share, 0.1, False, f"{again['requests']} requests"),
        Line("second crawl, documents changed", "but for last_seen", changed, 0, False, f"of {len(before)}"),
    ]


def _crawl(registry: Path, database: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.crawl_once", str(registry), database]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def _rate(run: dict[str, Any]) -> float:
    return float(run["pages"] / run["seconds"])


def _contents(uri: str) -> dict[tuple[str, str], Any]:
    """All documents except those of runs, without the fields that a second crawl may change."""
    with open_database(uri) as database:
        return {
            (collection.name, document["_id"]): _still(document)
            for collection in PUBLIC
            if collection.name != "crawl_runs"
            for document in database.documents(collection, {})
        }


def _still(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _still(inner) for key, inner in value.items() if key not in _MOVES}
    return [_still(inner) for inner in value] if isinstance(value, list) else value
