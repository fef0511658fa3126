"""What one more document costs, in processor time and memory, in a collection that is small and one that is large."""

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.keep_twice import document, memory_mib
from benchmarks.table import Line
from gxcrawl.storage import open_database

_SMALL = 1_000  # stored, at scale 1; ten times and a hundred times as many are compared with it
_SAMPLE = 5_000  # documents whose cost is measured, half of the smallest at most; of 500 it varies by a third


def measure(scale: float) -> list[Line]:
    """At scale 10 the sizes of the targets: 10,000, 100,000 and 1,000,000."""
    small, more, most = (int(_SMALL * scale * times) for times in (1, 10, 100))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.cost", *map(str, (small, more, most))],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    at = {point["stored"]: point for point in map(json.loads, done.stdout.splitlines())}
    memory = at[more]["mib"] / at[small]["mib"]
    cost = at[most]["ms"] / at[small]["ms"]
    millis = ", ".join(f"{point['ms']:.2f} ms at {stored:,}" for stored, point in at.items())
    mib = f"{at[small]['mib']:.0f} → {at[more]['mib']:.0f} MiB"
    return [
        Line("memory", f"{small:,} against {more:,} documents", memory, 1.1, False, mib),
        Line("cost per document", f"{small:,} against {most:,} stored", cost, 1.2, False, millis),
    ]


def main(points: list[int]) -> None:
    """One line of JSON for each number of documents stored."""
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{Path(folder) / 'cost.db'}") as database:
        sample, seen, number = min(_SAMPLE, points[0] // 2), datetime(2024, 1, 1, tzinfo=UTC), 0
        for point in points:
            while number < point - sample:
                database.raw_documents.keep(document(number, seen))
                number += 1
            started = time.process_time()
            while number < point:
                database.raw_documents.keep(document(number, seen))
                number += 1
            ms = (time.process_time() - started) * 1000 / sample
            print(json.dumps({"stored": point, "ms": ms, "mib": memory_mib()}), flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
