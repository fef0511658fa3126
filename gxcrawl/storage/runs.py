"""`crawl_runs`: what ran, why, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from gxcrawl.errors import WrongUse
from gxcrawl.storage.backend import Backend
from gxcrawl.storage.collections import RUNS
from gxcrawl.storage.documents import Document, storable, truncated

Trigger = Literal["manual", "schedule", "rerun"]
Outcome = Literal["finished", "interrupted", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl run. `outcome` and `finished_at` are None while it runs, and for ever where it was killed."""

    id: str
    spider: str
    trigger: Trigger
    started_at: datetime
    agency_ids: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    host: str | None = None
    finished_at: datetime | None = None
    outcome: Outcome | None = None
    stats: Mapping[str, Any] = field(default_factory=dict)


class Runs:
    """Writes a run down when it starts and when it ends."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def start(
        self,
        run_id: str,
        *,
        spider: str,
        started_at: datetime,
        trigger: Trigger = "manual",
        agency_ids: Sequence[str] = (),
        settings: Mapping[str, Any] | None = None,
        host: str | None = None,
    ) -> str:
        """Notes that a run began; returns its id. WrongUse where there is a run of that id."""
        run = Run(run_id, spider, trigger, started_at, tuple(agency_ids), settings or {}, host)
        if not self._backend.insert(RUNS, to_document(run)):
            raise WrongUse(f"there is a run {run_id!r} already; give each run an id of its own")
        return run_id

    def finish(
        self, run_id: str, outcome: Outcome, *, finished_at: datetime, stats: Mapping[str, Any] | None = None
    ) -> None:
        """Notes how a run ended. The first ending stays. WrongUse where there is no such run."""
        ending = storable({"outcome": outcome, "finished_at": truncated(finished_at), "stats": stats or {}})

        def change(current: Document | None) -> Document | None:
            if current is None:
                raise WrongUse(f"there is no run {run_id!r}")
            return None if current["outcome"] is not None else {**current, **ending}

        self._backend.update(RUNS, run_id, change)

    def get(self, run_id: str) -> Run | None:
        """The run with this id."""
        document = self._backend.get(RUNS, run_id)
        return None if document is None else from_document(document)

    def latest(self, limit: int = 10) -> list[Run]:
        """The runs that started last, the last one first."""
        runs = map(from_document, self._backend.find(RUNS, {}))
        return sorted(runs, key=lambda run: (run.started_at, run.id), reverse=True)[:limit]

    def unfinished(self) -> list[Run]:
        """The runs that have no ending: running now, or killed."""
        return [from_document(document) for document in self._backend.find(RUNS, {"outcome": None})]


def to_document(run: Run) -> Document:
    """SCHEMA.md, section 3."""
    return storable(
        {
            "_id": run.id,
            "spider": run.spider,
            "agency_ids": run.agency_ids,
            "trigger": run.trigger,
            "started_at": run.started_at,
            "finished_at": run.finished_at,
            "outcome": run.outcome,
            "stats": run.stats,
            "settings": run.settings,
            "host": run.host,
        }
    )


def from_document(document: Document) -> Run:
    """The run as it was written down."""
    return Run(
        id=document["_id"],
        spider=document["spider"],
        trigger=document["trigger"],
        started_at=document["started_at"],
        agency_ids=tuple(document["agency_ids"]),
        settings=document["settings"],
        host=document["host"],
        finished_at=document["finished_at"],
        outcome=document["outcome"],
        stats=document["stats"],
    )
