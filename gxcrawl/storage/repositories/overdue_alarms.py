"""`silences`: the overdue reports, by agency and year, of which an alarm was raised, so that it is raised once."""

from datetime import datetime

from gxcrawl.storage.collections import OVERDUE_ALARMS
from gxcrawl.storage.documents import truncated
from gxcrawl.storage.interface import Backend


class OverdueAlarms:
    """Stores which overdue reports were alarmed of."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def is_news(self, agency_id: str, year: int, now: datetime) -> bool:
        """Notes that an agency owes its report about a year; False where that was noted before."""
        return self._backend.insert(OVERDUE_ALARMS, {"_id": f"{agency_id}/{year}", "noted_at": truncated(now)})
