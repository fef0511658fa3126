"""Servers that answer every address with one page, whose relative links would lead ever deeper."""

from collections.abc import Sequence

from gxcrawl.portals.addresses import is_same_page
from gxcrawl.portals.pages.markup.shapes import ListEntry

ECHO = "portal answers this address with the page of the folder above it"


class Echoes:
    """The folders of the pages seen so far, by all that their links say and where those below them lead."""

    def __init__(self) -> None:
        self._folders: dict[int, set[str]] = {}

    def is_echo(self, url: str, entries: Sequence[ListEntry]) -> bool:
        """Whether a page has all links that one in a folder above had, and they lead below each of the two alike."""
        folder = f"{url.partition('?')[0].rpartition('/')[0]}/"
        inside = (entry.url for entry in entries if not is_same_page(entry.url, url))
        below = tuple(one.removeprefix(folder) for one in inside if one.startswith(folder))
        if not below:
            return False
        alike = self._folders.setdefault(hash((tuple(entry.title for entry in entries), below)), set())
        alike.add(folder)
        return any(folder.startswith(above) for above in alike - {folder})
