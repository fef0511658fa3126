"""A database of the embedded kind, and a parser in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gxcrawl.storage import Database, open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with open_database(f"sqlite:///{tmp_path / 'test.db'}") as database:
        yield database
