"""A server that lets nobody in, and one that lets nobody write: one line, exit code 3, and no secret anywhere."""

from pathlib import Path

import pytest
from resilience.crawling import gxcrawl
from storage.stub_server import refusing_the_password, refusing_to_write, stub_server

_SECRET = "hunter2"  # noqa: S105 - what must not be shown
_WITH_ALL_LOGS_IN_ITS_OUTPUT = """
import logging, runpy, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
runpy.run_module("gxcrawl.cli", run_name="__main__")
"""


def said_by(arguments: list[str], uri: str, folder: Path) -> tuple[int | None, str, str]:
    """Exit code, what was printed as an error, and all that was logged, of a command on this database."""
    process = gxcrawl(folder, *arguments, uri=uri, program=("-c", _WITH_ALL_LOGS_IN_ITS_OUTPUT))
    logged, said = process.communicate()
    return process.returncode, said, logged


@pytest.mark.parametrize("command", [["status"], ["failures"], ["crawl", "--log-level", "DEBUG"], ["reparse"]])
def test_a_wrong_password_is_reported_in_one_line(command: list[str], tmp_path: Path) -> None:
    with stub_server(refusing_the_password) as server:
        uri = f"mongodb://me:{_SECRET}@{server}/gxcrawl"
        code, said, logged = said_by(command, uri, tmp_path)
    assert code == 3
    assert said == (
        f"gxcrawl: mongodb://me:***@{server}/gxcrawl: "
        "the server refuses user name or password; check both, and authSource\n"
    )
    assert "Authentication failed" in logged  # the driver did log
    assert _SECRET not in logged


@pytest.mark.parametrize(("command", "may"), [(["failures"], True), (["crawl"], False), (["reparse"], False)])
def test_missing_write_permission_is_reported_in_one_line_by_writing_commands(
    command: list[str], may: bool, tmp_path: Path
) -> None:
    with stub_server(refusing_to_write) as server:
        uri = f"mongodb://me:{_SECRET}@{server}/gxcrawl?authMechanism=PLAIN"
        code, said, logged = said_by(command, uri, tmp_path)
    refusal = f"gxcrawl: mongodb://me:***@{server}/gxcrawl: this user has no permission for that; grant it the role "
    assert (code, said) == ((0, "") if may else (3, f"{refusal}readWrite\n"))
    assert _SECRET not in logged
