"""The database on a server that speaks MongoDB's protocol. In: `Backend`'s verbs. Out: PyMongo's."""

from gxcrawl.storage.backends.mongodb.backend import MongoBackend

__all__ = ["MongoBackend"]
