"""A process that writes: `writer.py URI NAME COUNT`. Run by test_processes.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from storage.samples import DAY_1, a_raw, a_report, a_source

from gxcrawl.model import Failure
from gxcrawl.storage import open_database


def main(uri: str, name: str, count: int) -> None:
    """Keeps COUNT documents, the same ones whatever the name, each seen at a place of this name."""
    with open_database(uri, timeout_seconds=30) as database:
        print("writing", flush=True)  # noqa: T201 - tells the test that it may kill
        for number in range(count):
            source = a_source(f"http://{name}/{number}")
            database.raw_documents.keep(a_raw(f"document {number}".encode() * 100, source))
            database.reports.put(a_report(number // 5))
            database.failures.record(Failure("http://failing/", "fetch", "no answer"), DAY_1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
