"""`gxcrawl parse --show`: a file as a person reads it, such as a report that is not published yet."""

import json
from pathlib import Path

import pytest
import typer
from presenting.stored import truth
from typer.testing import CliRunner

from gxcrawl.cli.main import app
from gxcrawl.cli.viewing.parse import parse
from gxcrawl.forms.report import Hint
from gxcrawl.model import Report
from gxcrawl.simulation.writers.docx import write_docx


def test_a_file_is_shown_with_what_does_not_add_up(tmp_path: Path) -> None:
    file = tmp_path / "送审稿.docx"
    file.write_bytes(write_docx(truth(2022, "wrong_sum", "dashes")))
    result = CliRunner().invoke(app, ["parse", "--show", str(file)])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == str(file)
    assert [line.split() for line in lines[2:6]] == [
        ["年度", "2022年"],
        ["发布机构", "不明"],
        ["发布日期", "不明"],
        ["格式", "2021年版格式"],
    ]
    assert "三、收到和处理政府信息公开申请情况" in lines
    assert sum(line.startswith("✗ ") for line in lines) == 2
    assert any(line.startswith("ᵃ 印的是表示“无”的符号") for line in lines)


def test_a_report_is_read_from_standard_input_and_no_title_from_its_name() -> None:
    done = CliRunner().invoke(app, ["parse", "-"], input=write_docx(truth(2021)))
    assert done.exit_code == 0
    line = json.loads(done.stdout)
    assert (line["file"], line["report"]["year"], line["error"]) == ("-", 2021, None)
    empty = CliRunner().invoke(app, ["parse", "-"], input=b"")
    assert json.loads(empty.stdout)["error"] == "the file is empty"


def test_a_file_that_bears_the_name_of_standard_input_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_bytes(write_docx(truth(2021)))
    line = json.loads(CliRunner().invoke(app, ["parse", "./-"], input=b"").stdout)
    assert (line["file"], line["report"]["year"]) == ("./-", 2021)


def test_a_closed_standard_input_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(typer.Exit):
        parse(["-"])
    assert json.loads(capsys.readouterr().out)["error"] == "standard input is closed"


def test_a_file_that_is_no_report_says_why_and_the_next_one_is_shown(tmp_path: Path) -> None:
    other, file = tmp_path / "a.docx", tmp_path / "b.docx"
    other.write_bytes(b"")
    file.write_bytes(write_docx(truth(2021)))
    result = CliRunner().invoke(app, ["parse", "--show", str(other), str(file)])
    assert result.exit_code == 1
    assert result.output.splitlines()[1] == "文件是空的"
    assert "2021年版格式" in result.output


def test_a_bug_of_the_parser_is_the_error_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes, __: Hint) -> Report:
        raise IndexError("tuple index\nout of range")

    monkeypatch.setattr("gxcrawl.cli.viewing.parse.read_report", fail)
    file = tmp_path / "a.txt"
    file.write_text("x")
    result = CliRunner().invoke(app, ["parse", str(file), str(file)])
    assert result.exit_code == 1
    [error] = {json.loads(line)["error"] for line in result.output.splitlines()}
    assert error == "the parser failed, please report it with the file: IndexError: tuple index out of range"
