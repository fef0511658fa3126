"""Keeps synthetic documents twice: `python -m benchmarks.keep_twice [COUNT] [URI]`.

Counts documents a second of each pass, and memory: the second pass has to add none, and memory has to stay flat.
"""

import hashlib
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from gxcrawl.model import RawDocument, Source
from gxcrawl.storage import Database, open_database

COUNT = 100_000
_BODY = "<html><body>第{number}号：收到政府信息公开申请{number}件。</body></html>"
_ADDRESS = "http://portal-{portal}.example/art/{number}.html"
_MOST_GROWTH = 1.10  # of memory, between a tenth of the first pass and the end of the second


def document(number: int, seen: datetime) -> RawDocument:
    """A page of its own, of 8 KB as many real ones, at an address of its own."""
    body = (_BODY.format(number=number).encode() * 100)[:8192]
    digest = hashlib.sha256(body).hexdigest()
    url = _ADDRESS.format(portal=number % 100, number=number)
    source = Source(url, f"portal-{number % 100}-agency", seen, seen, title=f"{number}号年度报告", year=2020)
    return RawDocument(
        content_hash=digest,
        bytes_sha256=digest,
        kind="html",
        encoding="utf-8",
        content=body,
        sources=(source,),
        fetched_at=seen,
        run_id="benchmark",
    )


def keep_all(database: Database, count: int, seen: datetime) -> Counter[str]:
    """Makes one pass. Prints the memory used after a tenth of it and at its end."""
    outcomes: Counter[str] = Counter()
    started = time.monotonic()
    for number in range(count):
        outcomes[database.raw_documents.keep(document(number, seen)).outcome] += 1
        if number + 1 in (count // 10, count):
            rate = (number + 1) / (time.monotonic() - started)
            print(f"{number + 1:>9,} kept  {rate:>7,.0f}/s  {memory_mib():>7.1f} MiB  {dict(outcomes)}")
    return outcomes


def memory_mib() -> float:
    """The most that this process ever had in memory; `ru_maxrss` would begin with what the one that started it had."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(count: int, uri: str | None) -> int:
    """Runs both passes; returns exit code 0 if the second added nothing and memory stayed flat."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_database(uri or f"sqlite:///{Path(folder) / 'twice.db'}") as database,
    ):
        keep_all(database, count // 10, datetime(2024, 1, 1, tzinfo=UTC))
        early = memory_mib()
        keep_all(database, count, datetime(2024, 1, 2, tzinfo=UTC))
        again = keep_all(database, count, datetime(2024, 1, 3, tzinfo=UTC))
        stored = database.raw_documents.count()
    growth = memory_mib() / early
    print(f"{stored:,} documents stored; the second pass added {again['new']}; memory grew {growth:.2f} times")
    return 0 if stored == count and not again["new"] and growth <= _MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT, sys.argv[2] if len(sys.argv) > 2 else None))
