"""`crawl_runs`: what ran, why, and how it ended."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from gxcrawl.errors import WrongUse
from gxcrawl.storage.collections import RUNS
from gxcrawl.storage.conversion.dataclasses import from_plain, plain_document
from gxcrawl.storage.documents import Document, Where, storable, truncated
from gxcrawl.storage.interface import Backend

Trigger = Literal["manual", "schedule", "rerun"]
Outcome = Literal["finished", "interrupted", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl run. `outcome` and `finished_at` are None while it runs."""

    id: str  # sorts by start time
    spider: str
    trigger: Trigger
    started_at: datetime
    agency_ids: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    host: str | None = None
    finished_at: datetime | None = None
    outcome: Outcome | None = None
    stats: Mapping[str, Any] = field(default_factory=dict)
    pid: int | None = None  # process id on `host`
    alive_at: datetime | None = None  # last heartbeat
    presumed: bool = False  # another process found it dead and set the outcome; a later heartbeat revokes that


class Runs:
    """Records when a run starts and ends."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def start(self, run: Run) -> None:
        """Records the start of a run. Raises WrongUse if there is already a run with this id."""
        if not self._backend.insert(RUNS, plain_document(run)):
            raise WrongUse(f"there is a run {run.id!r} already; give each run an id of its own")

    def finish(
        self, run_id: str, outcome: Outcome, *, finished_at: datetime, stats: Mapping[str, Any] | None = None
    ) -> None:
        """Records how a run ended. The first ending stays, unless it was presumed. Raises WrongUse if there is no such
        run.
        """
        ending = storable({"outcome": outcome, "finished_at": finished_at, "stats": stats or {}})

        def change(current: Document | None) -> Document | None:
            if current is None:
                raise WrongUse(f"there is no run {run_id!r}")
            return None if _has_said(current) else {**current, **ending, "presumed": False}

        self._backend.update(RUNS, run_id, change)

    def beat(self, run_id: str, now: datetime) -> None:
        """Records a heartbeat, which also revokes an ending that another process presumed."""
        alive = {"alive_at": truncated(now), "outcome": None, "finished_at": None, "presumed": False}

        def change(current: Document | None) -> Document | None:
            return None if current is None or _has_said(current) else {**current, **alive}

        self._backend.update(RUNS, run_id, change)

    def close_dead(self, is_dead: Callable[[Run], bool], now: datetime) -> list[str]:
        """Ends as `failed` the runs that were killed; returns their ids.

        is_dead: True for a run without an ending whose process no longer runs.
        """
        return [run.id for run in self.unfinished() if is_dead(run) and self._close(run, now)]

    def _close(self, run: Run, now: datetime) -> bool:
        """Ends a run as `failed`, unless it recorded a heartbeat since it was read."""
        seen = None if run.alive_at is None else truncated(run.alive_at)
        ending = {"outcome": "failed", "finished_at": truncated(now), "presumed": True}
        closed = False

        def change(current: Document | None) -> Document | None:
            nonlocal closed
            closed = current is not None and current["outcome"] is None and current.get("alive_at") == seen
            return {**current, **ending} if current is not None and closed else None

        self._backend.update(RUNS, run.id, change)
        return closed

    def latest(self, limit: int = 10) -> list[Run]:
        """The runs that started last, the latest first. Of all others only ids are read, since there may be many."""
        ids = deque((run["_id"] for run in self._backend.find(RUNS, {}, {"_id": 1})), maxlen=limit)
        return sorted(self._found({"_id": list(ids)}), key=lambda run: (run.started_at, run.id), reverse=True)

    def unfinished(self) -> list[Run]:
        """The runs without an ending: still running, or killed."""
        return self._found({"outcome": None})

    def _found(self, where: Where) -> list[Run]:
        return [from_plain(Run, document) for document in self._backend.find(RUNS, where)]


def _has_said(current: Document) -> bool:
    """Whether the run itself recorded its ending."""
    return current["outcome"] is not None and not current.get("presumed")
