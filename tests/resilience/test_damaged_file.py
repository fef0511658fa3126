"""A database file of which a part was overwritten: one line, exit code 3, and nothing written into what is left."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from resilience.crawling import ended, gxcrawl

from gxcrawl.model import Agency, Failure
from gxcrawl.storage import open_database

_PAGE = 4096
_NOW = datetime(2026, 3, 1, tzinfo=UTC)
_NAME = "富阳区鹿山街道办事处"
_LOOKING = (
    ("status",),
    ("check",),
    ("show", _NAME, "2020"),
    ("explain", _NAME, "2020", "applications"),
    ("history", _NAME, "2020"),
    ("failures",),
    ("export", "jsonl", "--out", "dump"),
    ("site", "--out", "site"),
)
_WRITING = (("reparse",), ("retry",), ("rerun", _NAME), ("crawl", "--portal", "fuyang"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file of which every page but the first, which names the tables, has an invalid header."""
    path = tmp_path / "damaged.db"
    with open_database(f"sqlite:///{path}") as database:
        database.agencies.meet(Agency("fuyang-lushan", _NAME, "fuyang"), _NOW)
        database.failures.record(Failure("http://a.example/1.html", "fetch", "x", portal_id="fuyang"), _NOW)
    content = bytearray(path.read_bytes())
    for start in range(_PAGE, len(content), _PAGE):
        content[start : start + 16] = b"\xa5" * 16
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("command", [*_LOOKING, *_WRITING], ids=lambda command: command[0])
def test_every_command_reports_a_damaged_database_file_in_one_line(command: tuple[str, ...], file: Path) -> None:
    before = file.read_bytes()
    said = ended(gxcrawl(file.parent, *command, uri=f"sqlite:///{file.name}"), code=3)
    assert said == "gxcrawl: sqlite:///damaged.db: the file is damaged; restore it from a backup or a dump\n"
    # on the first page SQLite counts who opened the file to write
    kept_from = 0 if command in _LOOKING else _PAGE
    assert file.read_bytes()[kept_from:] == before[kept_from:]
    assert {path.name for path in file.parent.iterdir()} <= {file.name, f"{file.name}-wal", f"{file.name}-shm"}


def test_text_that_is_no_unicode_is_reported_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    with open_database(f"sqlite:///{path}") as database:
        database.agencies.meet(Agency("fuyang-lushan", "a name of its own", "fuyang"), _NOW)
    path.write_bytes(path.read_bytes().replace(b"name of its", b"name\xff\xfe its"))
    said = ended(gxcrawl(tmp_path, "status", uri="sqlite:///damaged.db"), code=3)
    assert said == "gxcrawl: sqlite:///damaged.db: the file is damaged; restore it from a backup or a dump\n"
