"""Both homes for every test that asks for `uri` or `database`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import database_uri

from gxcrawl.storage import Database, open_database


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
