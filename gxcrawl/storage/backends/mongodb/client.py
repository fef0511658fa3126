"""Connections to a server that speaks MongoDB's protocol."""

import warnings
from typing import Any

import pymongo
from pymongo.errors import ConfigurationError

from gxcrawl.storage.documents import Document


def new_client(uri: str, timeout_seconds: float) -> pymongo.MongoClient[Document]:
    """A client that has not connected yet. An option that the driver does not know is an error, not a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            return pymongo.MongoClient(uri, **_defaults(uri, timeout_seconds))
        except UserWarning as unknown_option:
            raise ConfigurationError("unknown option") from unknown_option


def _defaults(uri: str, timeout_seconds: float) -> dict[str, Any]:
    """Driver options that the URI does not set; they bound the time to wait for an answer."""
    milliseconds = int(timeout_seconds * 1000)
    wanted = {
        "serverSelectionTimeoutMS": milliseconds,
        "connectTimeoutMS": milliseconds,
        "socketTimeoutMS": max(60_000, milliseconds),
        "appname": "gxcrawl",
    }
    given = uri.partition("?")[2].lower()
    return {option: value for option, value in wanted.items() if f"{option.lower()}=" not in given}
