"""One Redis for the tests of a module, emptied for each."""

from collections.abc import Iterator
from typing import Any

import pytest
import redis
from shared_crawl.redis_server import redis_server


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a real server of the tests' own."""
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def server(address: str) -> Iterator[Any]:
    """A client of it."""
    with redis.Redis.from_url(address) as client:
        client.flushall()
        yield client
        client.config_set("maxmemory", 0)
