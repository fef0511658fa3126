"""Detects servers that return the same page for every URL; its relative links would lead deeper without end."""

from collections.abc import Sequence

from gxcrawl.portals.addresses import is_same_page
from gxcrawl.portals.pages.markup.shapes import ListEntry

REPEATED = "portal answers this address with the page of the folder above it"


class RepeatedPages:
    """The folders of pages seen so far, by the texts of their links and the targets below them."""

    def __init__(self) -> None:
        self._folders: dict[int, set[str]] = {}

    def is_repeated(self, url: str, entries: Sequence[ListEntry]) -> bool:
        """True if a page has all links of a page in a parent folder, and they lead below each of the two in the same
        way.
        """
        folder = f"{url.partition('?')[0].rpartition('/')[0]}/"
        inside = (entry.url for entry in entries if not is_same_page(entry.url, url))
        below = tuple(one.removeprefix(folder) for one in inside if one.startswith(folder))
        if not below:
            return False
        alike = self._folders.setdefault(hash((tuple(entry.title for entry in entries), below)), set())
        alike.add(folder)
        return any(folder.startswith(above) for above in alike - {folder})
