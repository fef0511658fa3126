"""`silences`: the overdue reports, by agency and year, for which an alarm was raised; it is raised only once."""

from datetime import datetime

from gxcrawl.storage.collections import OVERDUE_ALARMS
from gxcrawl.storage.documents import truncated
from gxcrawl.storage.interface import Backend


class OverdueAlarms:
    """Stores the overdue reports for which an alarm was raised."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def is_raised(self, agency_id: str, year: int) -> bool:
        """Whether an alarm was raised for the overdue report of an agency about a year."""
        return self._backend.get(OVERDUE_ALARMS, f"{agency_id}/{year}") is not None

    def note(self, agency_id: str, year: int, now: datetime) -> None:
        """Records the alarm after it was handed over for delivery; if a crawl is killed before that, the next one
        raises it.
        """
        self._backend.insert(OVERDUE_ALARMS, {"_id": f"{agency_id}/{year}", "noted_at": truncated(now)})
