"""Opens the web interface's `Library`, for the commands `serve` and `site`."""

from collections.abc import Sequence
from pathlib import Path

from gxcrawl.portals.registry import load_registry
from gxcrawl.storage import Database
from gxcrawl.web.loading.library import Library


def library_of(database: Database, portals: Sequence[Path] | None) -> Library:
    """The pages of a database. portals: the user's registry files, which give the names of portals."""
    return Library(database, {portal.id: portal.name for portal in load_registry(portals).portals})
