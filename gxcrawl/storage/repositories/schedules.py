"""`schedules`: up to which due time each portal was crawled, and which scheduler is crawling it now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from gxcrawl.storage.collections import SCHEDULES
from gxcrawl.storage.conversion.dataclasses import from_plain, plain_document
from gxcrawl.storage.documents import Document, truncated
from gxcrawl.storage.interface import Backend

Ending = Literal["finished", "failures", "interrupted", "failed"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The last scheduled crawl of a portal. A turn without `ending` is running, or its scheduler was killed."""

    portal_id: str
    due: datetime  # time it was due; at first, when the portal got a schedule
    started_at: datetime | None = None
    finished_at: datetime | None = None
    alive_at: datetime | None = None  # last heartbeat of the scheduler
    ending: Ending | None = None
    holder: str | None = None  # id of the scheduler that started it
    host: str | None = None  # machine of that scheduler
    pid: int | None = None  # process of that scheduler

    @property
    def is_running(self) -> bool:
        """True if a start but no end is recorded."""
        return self.started_at is not None and self.ending is None


class Schedules:
    """Hands each due crawl to one scheduler."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def enrol(self, portal_id: str, now: datetime) -> Turn:
        """The portal's turn. A new portal gets one that starts now: earlier due times are not made up for."""
        document = self._backend.get(SCHEDULES, portal_id)
        if document is None:
            self._backend.insert(SCHEDULES, to_document(Turn(portal_id, due=now)))
            document = self._backend.get(SCHEDULES, portal_id)
        return Turn(portal_id, due=now) if document is None else from_document(document)

    def claim(self, turn: Turn, may_follow: Callable[[Turn], bool]) -> bool:
        """Begins a turn if the stored one may be followed by it; returns False if another scheduler was first.

        may_follow: may be called more than once.
        """
        wanted, claimed = to_document(turn), False

        def change(current: Document | None) -> Document | None:
            nonlocal claimed
            claimed = current is None or may_follow(from_document(current))
            return wanted if claimed else None

        self._backend.update(SCHEDULES, turn.portal_id, change)
        return claimed

    def beat(self, turn: Turn, now: datetime) -> None:
        """Records a heartbeat of the scheduler that holds a turn."""
        self._change_held(turn, {"alive_at": truncated(now)})

    def finish(self, turn: Turn, ending: Ending, now: datetime) -> None:
        """Records how a turn ended."""
        self._change_held(turn, {"ending": ending, "finished_at": truncated(now)})

    def all(self) -> list[Turn]:
        """The last turn of every portal, by the portal's id."""
        return [from_document(document) for document in self._backend.find(SCHEDULES, {})]

    def _change_held(self, turn: Turn, fields: Document) -> None:
        def change(current: Document | None) -> Document | None:
            held = current is not None and current["holder"] == turn.holder
            return {**current, **fields} if current is not None and held else None

        self._backend.update(SCHEDULES, turn.portal_id, change)


def to_document(turn: Turn) -> Document:
    """By the portal's id."""
    return plain_document(turn, key="portal_id")


def from_document(document: Document) -> Turn:
    """The turn in a stored document."""
    return from_plain(Turn, document, key="portal_id")
