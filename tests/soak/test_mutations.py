"""Whatever the bytes are, reading them ends within its limits, as a report or as a failure with a reason.

`make soak-files` sets GXCRAWL_SOAK_FILES to 10,000.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from typing import NamedTuple

import pytest
from soak.mutations import HARMFUL, mutated_files

from gxcrawl.forms.report import Hint
from gxcrawl.model import Failure, Report
from pipelines.workers.parsing import ParserPool

FILES = int(os.environ.get("GXCRAWL_SOAK_FILES", "200"))
SECONDS = 30.0
MEMORY = 2 * 2**30
AT_ONCE = 4


class Outcome(NamedTuple):
    """How one file ended, and after how many seconds in the pool."""

    result: Report | Failure
    seconds: float

    @property
    def told(self) -> str:
        return "report" if isinstance(self.result, Report) else self.result.reason

    @property
    def has_reason(self) -> bool:
        return bool(self.told) and "\n" not in self.told


async def outcomes(files: list[tuple[str, bytes]], pool: ParserPool) -> dict[str, Outcome]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(name: str, body: bytes) -> tuple[str, Outcome]:
        async with turns:
            started = time.monotonic()
            result = await pool.parse(body, Hint(), f"file:{name}", None)
            return name, Outcome(result, time.monotonic() - started)

    return dict(await asyncio.gather(*(one(name, body) for name, body in files)))


def run(files: list[tuple[str, bytes]]) -> dict[str, Outcome]:
    pool = ParserPool(workers=2, time_limit_seconds=SECONDS, memory_limit_bytes=MEMORY)
    try:
        return asyncio.run(outcomes(files, pool))
    finally:
        pool.close()


def test_mutated_files_end_as_reports_or_failures(capsys: pytest.CaptureFixture[str]) -> None:
    files = list(mutated_files(FILES, seed=1))
    found = run(files)
    assert len(found) == len(dict(files))
    assert [name for name, outcome in found.items() if not outcome.has_reason] == []
    counts = Counter(one.told[:60] for one in found.values())
    slowest = [(name, round(one.seconds, 1)) for name, one in sorted(found.items(), key=lambda item: -item[1].seconds)]
    with capsys.disabled():
        sys.stdout.write(f"\n{FILES} mutated files: {counts.most_common(12)}\nslowest: {slowest[:5]}\n")


def test_hostile_files_end_as_reports_or_failures() -> None:
    found = run([(name, make()) for name, make in HARMFUL.items()])
    assert [name for name, outcome in found.items() if not outcome.has_reason] == []
    assert found.keys() == HARMFUL.keys()
