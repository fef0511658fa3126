"""`gxcrawl serve` and `gxcrawl site`, as they are typed."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gxcrawl.cli.main import app
from gxcrawl.cli.viewing.serve import allowed_hosts, in_address
from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.portals.sites import is_loopback

COMMAND = [sys.executable, "-m", "gxcrawl.cli", "serve"]


def test_serve_prints_its_address_and_stops_on_a_signal(uri: str) -> None:
    command = [*COMMAND, "--port", "0", "--database", uri]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = next(word for word in line.split() if word.startswith("http"))
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own server
            assert response.status == 200
            assert "server" not in response.headers
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in (0, 130)
        assert "Traceback" not in process.stderr.read()


def test_serving_other_machines_needs_an_option_and_prints_a_warning(uri: str) -> None:
    command = [*COMMAND, "--host", "0.0.0.0", "--port", "0", "--database", uri]  # noqa: S104 - what is tested
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "0.0.0.0" in process.stderr.readline()  # noqa: S104
        assert "no password" in process.stderr.readline()
        assert "--allow-host" in process.stderr.readline()
        process.terminate()


def test_a_port_in_use_is_one_line(uri: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(app, ["serve", "--port", str(taken.getsockname()[1]), "--database", uri])
    assert isinstance(result.exception, WrongUse)
    assert "--port" in str(result.exception)


def test_a_missing_database_is_not_created(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for words in (["serve"], ["site", "--out", str(tmp_path / "site")]):
        result = CliRunner().invoke(app, [*words, "--database", f"sqlite:///{path}"])
        assert isinstance(result.exception, CannotRun | WrongUse)
    assert list(tmp_path.iterdir()) == []


def test_site_writes_all_pages(uri: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["site", "--out", str(tmp_path / "site"), "--database", uri])
    assert result.exit_code == 0
    assert str(tmp_path / "site" / "index.html") in result.stdout.replace("\n", "")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False), ("example.net", False)],
)
def test_loopback_addresses_are_recognised(host: str, expected: bool) -> None:
    assert is_loopback(f"http://{in_address(host)}:8321/") is expected


def test_only_known_host_names_are_answered() -> None:
    assert allowed_hosts("::1", ["Reports.Example.NET:443"])[-2:] == ("[::1]", "reports.example.net")
    for wrong in ("http://reports.example.net/", "reports.example.net/", ""):
        with pytest.raises(WrongUse, match="no name of a host"):
            allowed_hosts("::1", [wrong])
