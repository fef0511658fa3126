"""`silences`: for which agency and year it was said that no report came, so that it is said once."""

from datetime import datetime

from gxcrawl.storage.collections import SILENCES
from gxcrawl.storage.documents import truncated
from gxcrawl.storage.interface import Backend


class Silences:
    """Remembers what was alarmed of."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def is_news(self, agency_id: str, year: int, now: datetime) -> bool:
        """Notes that an agency owes its report about a year; False where that was noted before."""
        return self._backend.insert(SILENCES, {"_id": f"{agency_id}/{year}", "noted_at": truncated(now)})
