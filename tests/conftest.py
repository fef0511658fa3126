"""What holds for every test."""

import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from servers import mongodb_server

# Folders whose files take long, the longest first; begun last, one would leave the other workers without work
_LONG = (
    "shared_crawl", "resilience", "spiders", "web", "cli", "corpus", "dask_cluster", "monitoring", "scheduling",
    "exporting", "storage", "soak",
)  # fmt: skip

# A law holds on a busy machine too: no example is judged by how long it took
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

# A shell lets what it runs in the background ignore Ctrl-C, and so would every command that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes long first, and leaves the order otherwise as it is."""
    rank = {name: place for place, name in enumerate(_LONG)}
    here = Path(__file__).parent
    items.sort(key=lambda item: rank.get(item.path.relative_to(here).parts[0], len(rank)))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URI of one server of MongoDB's protocol for all tests; each test takes a database of its own."""
    with mongodb_server(tmp_path_factory.mktemp("ferretdb")) as uri:
        yield uri


@pytest.fixture
def database_name(server: str) -> Iterator[str]:
    """A name for a database of the server's, dropped after the test."""
    name = f"gxcrawl_test_{uuid.uuid4().hex[:12]}"
    yield name
    import pymongo  # a quarter of a second, which tests of no server do without

    with pymongo.MongoClient[dict[str, object]](server) as client:
        client.drop_database(name)
