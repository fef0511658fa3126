"""What one crawl of a test brings, from a process of its own: a reactor runs once in a process."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support import warm

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
    path = f"{_ROOT}{os.pathsep}{_ROOT / 'tests'}"
    done = warm.run(["-m", f"spiders.{program}", *arguments], _ROOT, {**os.environ, "PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr
