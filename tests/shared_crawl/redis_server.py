"""A real Redis for tests: Debian's redis-server, on a free loopback port, keeping nothing."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from support.ports import free_port
from support.waiting import wait_for

_STARTING_SECONDS = 10


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its URL. Skips the test where the program is missing."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("NO REDIS: install Debian's redis-server")
    port = free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            url = f"redis://127.0.0.1:{port}/0"
            wait_for(lambda: _answers(url), _STARTING_SECONDS)
            yield url
        finally:
            process.kill()


def _answers(url: str) -> bool:
    with redis.Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False
