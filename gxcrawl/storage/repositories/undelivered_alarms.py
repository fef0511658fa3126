"""`untold`: alarms that were not taken where they were sent to, until they are."""

from collections.abc import Collection, Sequence

from gxcrawl.storage.collections import UNTOLD
from gxcrawl.storage.documents import Document
from gxcrawl.storage.interface import Backend

_MOST = 200  # lines; a mail server that nobody mends for years does not fill the database


class Untold:
    """Remembers lines by the way that they are told on."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def lines(self, way: str) -> list[str]:
        """What is still to be told, the oldest first."""
        document = self._backend.get(UNTOLD, way)
        return [] if document is None else list(document["lines"])

    def change(self, way: str, *, told: Collection[str] = (), more: Sequence[str] = ()) -> None:
        """Takes away what was told, and adds what could not be."""

        def change(current: Document | None) -> Document | None:
            before = [] if current is None else list(current["lines"])
            after = [*(line for line in before if line not in told), *more][-_MOST:]
            return None if after == before else {"_id": way, "lines": after}

        self._backend.update(UNTOLD, way, change)
