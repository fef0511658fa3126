"""`silences`: the overdue reports, by agency and year, of which an alarm was raised, so that it is raised once."""

from datetime import datetime

from gxcrawl.storage.collections import OVERDUE_ALARMS
from gxcrawl.storage.documents import truncated
from gxcrawl.storage.interface import Backend


class OverdueAlarms:
    """Stores which overdue reports were alarmed of."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def is_raised(self, agency_id: str, year: int) -> bool:
        """Whether an alarm was raised that an agency owes its report about a year."""
        return self._backend.get(OVERDUE_ALARMS, f"{agency_id}/{year}") is not None

    def note(self, agency_id: str, year: int, now: datetime) -> None:
        """Notes that it was raised, once it is on its way: of a crawl killed before, the next one raises it."""
        self._backend.insert(OVERDUE_ALARMS, {"_id": f"{agency_id}/{year}", "noted_at": truncated(now)})
