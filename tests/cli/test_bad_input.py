"""What a user gets wrong: one clear line, the exit code of docs/commands.md, no traceback, nothing touched."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import IO

import pytest
from scrapy.settings import Settings
from support import warm
from typer.testing import CliRunner

from gxcrawl.cli.arguments.options import database_uri
from gxcrawl.cli.main import app
from gxcrawl.cli.scrapy_commands.crawl import Command

REGISTRY = """\
- id: somewhere
  name: 某县人民政府
  home: http://127.0.0.1:9/
"""


def gxcrawl(folder: Path, *arguments: str) -> tuple[int, str, str]:
    result = warm.run(["-m", "gxcrawl.cli", *arguments], folder, _environment())
    assert "Traceback" not in result.stderr, result.stderr
    return result.returncode, result.stdout, result.stderr


def gxcrawl_writing_to(
    stdout: IO[str] | int, folder: Path, *arguments: str, encoding: str = "utf-8"
) -> tuple[int, str, str]:
    """The command in an interpreter that opened its output itself."""
    result = subprocess.run(
        [sys.executable, "-m", "gxcrawl.cli", *arguments],
        cwd=folder,
        env=_environment(),
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding=encoding,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result.returncode, result.stdout or "", result.stderr


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GXCRAWL_")}


def one_line(stderr: str) -> str:
    lines = [line for line in stderr.splitlines() if line.strip()]
    assert len(lines) == 1, stderr
    assert lines[0].startswith("gxcrawl: ")
    return lines[0]


def test_a_mistyped_spider_argument_is_one_line_in_scrapy_too(capsys: pytest.CaptureFixture[str]) -> None:
    command = Command()
    command.settings = Settings()
    command.run(["annual_reports"], Namespace(spargs={"_job": "1", "protal": "fuyang"}))
    assert command.exitcode == 2
    assert one_line(capsys.readouterr().err).startswith("gxcrawl: there is no argument -a protal=…; choose from portal")


def test_a_mistyped_spider_name_is_one_line_in_scrapy_too(capsys: pytest.CaptureFixture[str]) -> None:
    command = Command()
    command.settings = Settings({"SPIDER_MODULES": ["gxcrawl.spiders"]})
    command.run(["anual_reports"], Namespace(spargs={}))
    assert command.exitcode == 2
    said = one_line(capsys.readouterr().err)
    assert said.startswith("gxcrawl: there is no spider 'anual_reports'; choose from annual_reports")


def test_a_mistyped_command_suggests_the_nearest_one(tmp_path: Path) -> None:
    code, _, stderr = gxcrawl(tmp_path, "stauts")
    assert (code, "No such command 'stauts'. Did you mean status?" in stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("crawl", "--log-level", "LOUD"), 2, "--log-level 'LOUD' is no level"),
        (("retry", "--agency", "某个没有的局"), 2, "unknown agency '某个没有的局'"),
        (("rerun", "某个没有的局"), 3, "no such database"),
        (("reparse",), 3, "no such database"),
        (("schedule", "run", "--portals", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("schedule", "run", "--settings", "nowhere.at.all"), 2, "--settings 'nowhere.at.all' cannot be loaded"),
    ],
)
def test_with_log_json_an_error_is_a_line_of_json_too(
    tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    returned, _, stderr = gxcrawl(tmp_path, *arguments, "--log-json")
    (record,) = map(json.loads, stderr.splitlines())
    assert (returned, record["level"]) == (code, "ERROR")
    assert says in record["message"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("crawl", "--agency", "某个没有的局"), 2, "unknown agency '某个没有的局'"),
        (("crawl", "--portal", "fuyan"), 2, "did you mean fuyang"),
        (("crawl", "--portals", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("crawl", "--portals", "a,b.yaml"), 2, "a,b.yaml: a registry file with a comma"),
        (("schedule", "run", "--portals", "a,b.yaml"), 2, "a,b.yaml: a registry file with a comma"),
        (("crawl", "--year", "20"), 2, "year '20'"),
        (("reparse", "--year", "20"), 2, "year 20 is no year of a report"),
        (("retry", "--agency", "某个没有的局"), 2, "unknown agency '某个没有的局'"),
        (("retry", "--portal", "fuyan"), 2, "did you mean fuyang"),
        (("retry",), 3, "no such database"),
        (("portals", "discover", "fuyang"), 2, "no http(s) address"),
        (("crawl", "--settings", "nowhere.at.all"), 2, "--settings 'nowhere.at.all' cannot be loaded"),
        (("crawl", "--settings", "json"), 2, "--settings 'json' names no spiders"),
        (("crawl", "--settings", "mine"), 2, "a module of your own must be in a folder of PYTHONPATH"),
        (("schedule", "run", "--settings", "nowhere.at.all"), 2, "--settings 'nowhere.at.all' cannot be loaded"),
        (("schedule", "run", "--log-level", "LOUD"), 2, "'LOUD' is no level"),
        (("portals", "discover", "http://127.0.0.1:9/", "--settings", ""), 2, "'--settings' is given an empty value"),
        (("crawl", "--portal", "fuyang", "--agency", ""), 2, "'--agency' is given an empty value"),
        (("check", "--portal", " "), 2, "'--portal' is given an empty value"),
        (("show", "", "2020"), 2, "'agency' is given an empty value"),
        (("status", "--database", "postgres://x/y"), 2, "postgres"),
        (("status", "--database", "sqlite:///missing/folder/x.db"), 3, "does not exist"),
        (("export", "xml", "--out", "dump"), 2, "no format 'xml'"),
        (("export", "jsonl", "--out", "dump"), 3, "no such database; `gxcrawl crawl` makes it"),
        (("status",), 3, "no such database"),
    ],
)
def test_every_mistake_of_a_user_is_one_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    returned, _, stderr = gxcrawl(tmp_path, *arguments)
    assert returned == code
    assert says in one_line(stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_own_settings_is_used_if_no_option_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "my_settings_with_a_database.py").write_text("SPIDER_MODULES = ['x']\nGXCRAWL_DATABASE = 'mine'\n")
    monkeypatch.delenv("GXCRAWL_DATABASE", raising=False)
    named = "my_settings_with_a_database"
    assert [database_uri(option, named) for option in (None, "other")] == ["mine", "other"]
    monkeypatch.setenv("GXCRAWL_DATABASE", "theirs")
    assert database_uri(None, named) == "theirs"


def test_own_settings_that_raise_an_error_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    (tmp_path / "my_broken_settings.py").write_text("DOWNLOAD_DELAY = one_second\n")
    result = subprocess.run(
        [sys.executable, "-m", "gxcrawl.cli", "crawl", "--settings", "my_broken_settings"],
        cwd=tmp_path, env=_environment(), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    said = one_line(result.stderr)
    assert (result.returncode, "cannot be loaded: NameError: name 'one_second' is not defined" in said) == (2, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (REGISTRY.replace("home:", "hme:"), "home"),
        ("- id: [", "line 1"),
        (REGISTRY + REGISTRY, "somewhere"),
        (REGISTRY + '  schedule: "every day"\n', "schedule"),
    ],
)
def test_a_broken_registry_file_is_named_with_the_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    code, _, stderr = gxcrawl(tmp_path, "portals", "check", "mine.yaml")
    assert code == 2
    assert says in one_line(stderr)
    assert "mine.yaml" in stderr


def test_a_registry_file_without_mistakes_is_counted(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(REGISTRY, encoding="utf-8")
    code, stdout, _ = gxcrawl(tmp_path, "portals", "check", "mine.yaml")
    assert code == 0
    assert stdout == "mine.yaml: 1 portal, 0 agencies; nothing is wrong with it\n"


def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_bytes(b"these are my notes")
    code, _, stderr = gxcrawl(tmp_path, "status", "--database", "sqlite:///notes.db")
    assert code == 3
    assert "notes.db" in one_line(stderr)
    assert (tmp_path / "notes.db").read_bytes() == b"these are my notes"


def test_files_that_are_no_reports_are_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "letter.txt").write_text("你好，请查收附件。", encoding="utf-8")
    code, stdout, stderr = gxcrawl(tmp_path, "parse", "empty.txt", "letter.txt", "missing.pdf", ".")
    lines = [json.loads(line) for line in stdout.splitlines()]
    assert code == 1
    assert stderr == ""
    assert [line["file"] for line in lines] == ["empty.txt", "letter.txt", "missing.pdf", "."]
    assert all(line["report"] is None for line in lines)
    assert "empty" in lines[0]["error"]
    assert "no annual report" in lines[1]["error"]


def test_a_file_without_read_permission_is_one_line_beside_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed.txt").write_text("")
    (tmp_path / "open.txt").write_text("")
    monkeypatch.setattr(os, "access", lambda path, _mode, **_: "closed" not in str(path))
    result = CliRunner().invoke(app, ["parse", str(tmp_path / "closed.txt"), str(tmp_path / "open.txt")])
    assert [Path(json.loads(line)["file"]).name for line in result.stdout.splitlines()] == ["closed.txt", "open.txt"]


def test_a_file_without_end_is_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxcrawl.cli.viewing.parse._LARGEST", 2**20)
    result = CliRunner().invoke(app, ["parse", "/dev/zero"])
    assert json.loads(result.stdout)["error"] == "larger than 1 MiB; no report is"


def test_characters_that_a_terminal_lacks_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    monkeypatch.setenv("PYTHONUTF8", "0")
    code, stdout, stderr = gxcrawl_writing_to(subprocess.PIPE, tmp_path, "parse", "年报✓.doc", encoding="gbk")
    assert (code, stderr) == (1, "")
    assert "年报\\u2713.doc" in stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
@pytest.mark.parametrize("arguments", [("portals", "list"), ("parse", "nowhere.doc"), ("--help",)])
def test_output_to_a_full_disk_is_one_clear_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        code, _, stderr = gxcrawl_writing_to(full, tmp_path, *arguments)
    assert (code, one_line(stderr)) == (3, "gxcrawl: the output cannot be written: No space left on device")


@pytest.mark.parametrize("arguments", [("portals", "list"), ("parse", "nowhere.doc"), ("--help",)])
def test_a_closed_pipe_ends_the_command_quietly(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        code, _, stderr = gxcrawl_writing_to(pipe, tmp_path, *arguments)
    assert (code, stderr) == (141, "")


def test_a_portal_that_is_down_is_a_failure_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(REGISTRY, encoding="utf-8")
    code, _, stderr = gxcrawl(tmp_path, "crawl", "--portals", "mine.yaml", "--settings", "settings.demo")
    assert code == 1
    assert "0 pages, " in stderr
    assert "1 failure." in stderr
    code, stdout, _ = gxcrawl(tmp_path, "failures", "--json")
    assert code == 1
    [failure] = json.loads(stdout)
    assert "127.0.0.1:9 refuses the connection" in failure["reason"]
