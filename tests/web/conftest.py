"""One database for all tests of this folder, made once and only read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from web.chromium import chromium, served_at
from web.stored import fill

from gxcrawl.storage import Database, open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library


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


@pytest.fixture(scope="module")
def real_browser() -> Iterator[Browser]:
    """For modules that are marked `needs_chromium`."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def served(uri: str) -> Iterator[str]:
    """The address of `gxcrawl serve` on the database."""
    with served_at(uri) as address:
        yield address
