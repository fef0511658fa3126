"""`untold`: alarms that could not be delivered, until they are."""

from collections.abc import Collection, Sequence

from gxcrawl.storage.collections import UNDELIVERED_ALARMS
from gxcrawl.storage.documents import Document
from gxcrawl.storage.interface import Backend

_MOST = 200  # lines; a mail server that is broken for years does not fill the database


class UndeliveredAlarms:
    """Stores the undelivered lines of each channel (mail, webhook)."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def lines(self, channel: str) -> list[str]:
        """The undelivered lines, the oldest first."""
        document = self._backend.get(UNDELIVERED_ALARMS, channel)
        return [] if document is None else list(document["lines"])

    def change(self, channel: str, *, delivered: Collection[str] = (), more: Sequence[str] = ()) -> None:
        """Removes delivered lines and adds those that could not be delivered."""

        def change(current: Document | None) -> Document | None:
            before = [] if current is None else list(current["lines"])
            after = [*(line for line in before if line not in delivered), *more][-_MOST:]
            return None if after == before else {"_id": channel, "lines": after}

        self._backend.update(UNDELIVERED_ALARMS, channel, change)
