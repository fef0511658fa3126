"""One database for all tests of this folder, made once and only read."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from web.stored import fill

from gxcrawl.storage import Database, open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading import Library


@pytest.fixture(scope="session")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    uri = f"sqlite:///{tmp_path_factory.mktemp('web') / 'test.db'}"
    with open_database(uri) as database:
        fill(database)
    return uri


@pytest.fixture(scope="session")
def database(uri: str) -> Iterator[Database]:
    with open_database(uri) as database:
        yield database


@pytest.fixture(scope="session")
def library(database: Database) -> Library:
    return Library(database, {"jichuan": "霁川县人民政府"})


@pytest.fixture(scope="session")
def browser(library: Library) -> TestClient:
    """Asks the application without a network."""
    return TestClient(create_app(library), base_url="http://localhost", raise_server_exceptions=False)
