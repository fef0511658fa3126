"""Both homes for every test that asks for `uri` or `database`."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pymongo
import pytest
from hypothesis import settings
from servers import database_uri, mongodb_server

from gxcrawl.storage import Database, open_database

settings.register_profile("storage", deadline=None)  # a database answers when it answers
settings.load_profile("storage")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URI of one server for all tests; each test takes a database of its own."""
    with mongodb_server(tmp_path_factory.mktemp("ferretdb")) as uri:
        yield uri


@pytest.fixture
def database_name(server: str) -> Iterator[str]:
    """A name for a database of the server's, dropped after the test."""
    name = f"gxcrawl_test_{uuid.uuid4().hex[:12]}"
    yield name
    with pymongo.MongoClient[dict[str, object]](server) as client:
        client.drop_database(name)


@pytest.fixture(params=["embedded", "mongodb"])
def uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URI of an empty database, in each home."""
    if request.param == "embedded":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return database_uri(request.getfixturevalue("server"), request.getfixturevalue("database_name"))


@pytest.fixture
def database(uri: str) -> Iterator[Database]:
    """An empty database, in each home."""
    with open_database(uri) as database:
        yield database
