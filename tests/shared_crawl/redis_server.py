"""A real Redis for tests: Debian's redis-server, on a free loopback port, keeping nothing."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

_STARTING_SECONDS = 10


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its URL. Skips the test where the program is missing."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("NO REDIS: install Debian's redis-server")
    port = _free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            url = f"redis://127.0.0.1:{port}/0"
            _wait_for(url)
            yield url
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(url: str) -> None:
    give_up_at = time.monotonic() + _STARTING_SECONDS
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > give_up_at:
                    raise
                time.sleep(0.05)
