"""A server that lets nobody in, and one that lets nobody write: one line, exit code 3, and no secret anywhere."""

import logging
import sys

import pytest
from storage.stub_server import refusing_the_password, refusing_to_write, stub_server

from gxcrawl.cli.main import main

_SECRET = "hunter2"  # noqa: S105 - what must not be shown


def said_by(
    arguments: list[str],
    uri: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> tuple[object, str, str]:
    """Exit code, what was printed as an error, and all that was logged, of a command on this database."""
    monkeypatch.setenv("GXCRAWL_DATABASE", uri)
    monkeypatch.setattr(sys, "argv", ["gxcrawl", *arguments])
    with caplog.at_level(logging.DEBUG), pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, capsys.readouterr().err, caplog.text


@pytest.mark.parametrize("command", [["status"], ["failures"], ["crawl", "--log-level", "DEBUG"], ["reparse"]])
def test_a_wrong_password(
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with stub_server(refusing_the_password) as server:
        uri = f"mongodb://me:{_SECRET}@{server}/gxcrawl"
        code, said, logged = said_by(command, uri, monkeypatch, capsys, caplog)
    assert code == 3
    assert said == (
        f"gxcrawl: mongodb://me:***@{server}/gxcrawl: "
        "the server refuses user name or password; check both, and authSource\n"
    )
    assert "Authentication failed" in logged  # the driver did log
    assert _SECRET not in logged


@pytest.mark.parametrize(("command", "may"), [(["failures"], True), (["crawl"], False), (["reparse"], False)])
def test_a_user_who_may_only_read(
    command: list[str],
    may: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with stub_server(refusing_to_write) as server:
        uri = f"mongodb://me:{_SECRET}@{server}/gxcrawl?authMechanism=PLAIN"
        code, said, logged = said_by(command, uri, monkeypatch, capsys, caplog)
    refusal = f"gxcrawl: mongodb://me:***@{server}/gxcrawl: this user has no permission for that; grant it the role "
    assert (code, said) == ((0, "") if may else (3, f"{refusal}readWrite\n"))
    assert _SECRET not in logged
