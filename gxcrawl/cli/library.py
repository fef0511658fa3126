"""The database as the web interface reads it, for the commands `serve` and `site`."""

from collections.abc import Sequence
from pathlib import Path

from gxcrawl.portals.registry import load_registry
from gxcrawl.storage import Database
from gxcrawl.web.loading import Library


def library_of(database: Database, portals: Sequence[Path] | None) -> Library:
    """The pages of a database. portals: files of a registry of the user's own, whose names of portals are shown."""
    return Library(database, {portal.id: portal.name for portal in load_registry(portals).portals})
