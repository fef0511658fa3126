"""The processor time and memory that one more document costs in a small collection and in a large one."""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.keep_twice import document, memory_mib
from benchmarks.table import Line
from gxcrawl.storage import Database, open_database

_SMALL, _MORE = 10_000, 100_000  # stored documents of the targets; a million at scale 10
_ROUNDS, _PART = 10, 500  # documents added to each collection in turn; with only 500 the cost varies by a third
_SEEN = datetime(2024, 1, 1, tzinfo=UTC)


def measure(scale: float) -> list[Line]:
    """Memory at the sizes of its target, the cost at 100,000 times the scale; both smaller below 1."""
    small, more, most = int(_SMALL * min(scale, 1)), int(_MORE * min(scale, 1)), int(_MORE * scale)
    command = [sys.executable, "-m", "benchmarks.cost", *map(str, (small, more, most))]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    mib, ms = json.loads(done.stdout)
    memory, cost = f"{mib[0]:.0f} → {mib[1]:.0f} MiB", f"{ms[0]:.2f} → {ms[1]:.2f} ms"
    return [
        Line("memory", f"{small:,} against {more:,} documents", mib[1] / mib[0], 1.1, False, memory),
        Line("cost per document", f"{small:,} against {most:,} stored", ms[1] / ms[0], 1.2, False, cost),
    ]


def main(small: int, more: int, most: int) -> None:
    """Prints one line of JSON: peak memory with few documents and with more, cost of one with few and with most stored.

    The small and the large collection take turns, because the speed of a processor changes within minutes.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        large, other = (
            opened.enter_context(open_database(f"sqlite:///{Path(folder) / name}")) for name in ("large.db", "small.db")
        )
        mib, stored = [], 0
        for count in (small, more):
            _keep(large, stored, count)
            mib.append(memory_mib())
            stored = count
        _keep(large, stored, most)
        _keep(other, 0, small)
        seconds = [0.0, 0.0]
        for turn in range(_ROUNDS):
            for place, (database, start) in enumerate(((other, small), (large, most))):
                seconds[place] += _keep(database, start + turn * _PART, start + (turn + 1) * _PART)
    print(json.dumps([mib, [each * 1000 / (_ROUNDS * _PART) for each in seconds]]))


def _keep(database: Database, start: int, end: int) -> float:
    """Stores the documents with these numbers; returns processor seconds, without the time for making them."""
    seconds = 0.0
    for number in range(start, end):
        fresh = document(number, _SEEN)
        started = time.process_time()
        database.raw_documents.keep(fresh)
        seconds += time.process_time() - started
    return seconds


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
