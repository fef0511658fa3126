"""What one crawl of a test brings, from a process of its own: a reactor runs once in a process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Crawled:
    """What one crawl brought. evidence: pages that were not what was asked for."""

    documents: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    failures: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str

    def reports(self) -> set[tuple[str, int | None]]:
        """Agency id and year of every document."""
        return {(document["agency_id"], document["year"]) for document in self.documents}


Crawl = Callable[..., Crawled]


def run_once(program: str, *arguments: str) -> tuple[dict[str, Any], str]:
    """What a program of this folder prints in its last line, JSON, and its standard error."""
    done = subprocess.run(
        [sys.executable, "-m", f"spiders.{program}", *arguments],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'tests'}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr
