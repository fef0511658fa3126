"""The database in one file: NeoSQLite, MongoDB's documents in SQLite. In: `Backend`'s verbs. Out: SQL."""

from gxcrawl.storage.backends.embedded.backend import EmbeddedBackend

__all__ = ["EmbeddedBackend"]
