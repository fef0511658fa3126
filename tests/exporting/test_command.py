"""`gxcrawl export`: what a user types, gets and gets wrong."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exporting.conftest import fill
from storage.samples import DAY_1

from gxcrawl.cli.main import main
from gxcrawl.exporting import FORMATS
from gxcrawl.model import Agency
from gxcrawl.storage import open_database

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a database, two of whose agencies share an alias."""
    folder = tmp_path_factory.mktemp("command")
    with open_database(f"sqlite:///{folder / 'gxcrawl.db'}") as database:
        fill(database)
        for agency in (Agency("a", "a局", "p", ("一局", "某局")), Agency("b", "鹿山街道", "q", ("某局",))):
            database.agencies.meet(agency, DAY_1)
    return folder


@pytest.fixture
def gxcrawl(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `gxcrawl export` in the working directory: exit code, output, errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.delenv("GXCRAWL_DATABASE", raising=False)
        monkeypatch.setattr(sys, "argv", ["gxcrawl", "export", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        output = capsys.readouterr()
        return int(ended.value.code or 0), output.out, output.err

    return run


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_and_verified(gxcrawl: Command, tmp_path: Path, form: str) -> None:
    code, stdout, stderr = gxcrawl(form, "--out", str(tmp_path / "dump"))
    assert (code, stderr) == (0, "")
    assert "documents; counts and SHA-256 in" in stdout
    assert gxcrawl("verify", str(tmp_path / "dump"))[0] == 0


def test_a_damaged_dump_is_exit_code_1(gxcrawl: Command, tmp_path: Path) -> None:
    gxcrawl("csv", "--out", str(tmp_path / "dump"), "--header", "zh", "--gzip")
    (tmp_path / "dump" / "reports.wide.csv.gz").write_bytes(b"")
    code, stdout, _ = gxcrawl("verify", str(tmp_path / "dump"))
    assert code == 1
    assert stdout.startswith("reports.wide.csv.gz: has 0 bytes, not ")


def test_an_agency_is_selected_by_its_alias(gxcrawl: Command, tmp_path: Path) -> None:
    assert gxcrawl("jsonl", "--out", str(tmp_path / "dump"), "--agency", "一局")[0] == 0
    assert json.loads((tmp_path / "dump" / "manifest.json").read_text("utf-8"))["selection"]["agency_id"] == "a"


def test_a_delta_counts_its_changes(gxcrawl: Command, tmp_path: Path) -> None:
    gxcrawl("jsonl", "--out", str(tmp_path / "first"))
    code, stdout, _ = gxcrawl("bson", "--out", str(tmp_path / "delta"), "--since", str(tmp_path / "first"))
    assert code == 0
    assert "reports: 0 added, 0 changed, 0 removed" in stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("xml", "--out", "new"), "there is no format 'xml'; choose from jsonl, bson, csv, xlsx, parquet, warc"),
        (
            ("csv", "--out", "new", "--agency", "某局"),
            "agency '某局' is ambiguous; give one of the ids: a (a局), b (",
        ),
        (("csv", "--out", "new", "--agency", "鹿山街到"), "unknown agency '鹿山街到'; did you mean 鹿山街道"),
        (("csv", "--out", "new", "--portal", "nowhere"), "unknown portal 'nowhere'"),
        (("csv", "--out", "new", "--year", "2004"), "for year 2004"),
        (("csv", "--out", "new", "--year", "2021", "--year", "20211"), "year 20211 is no year of a report"),
        (("bson", "--out", "new", "--collection", "crawl_runs", "--year", "2021"), "crawl_runs belong to no agency"),
        (("csv", "--out", "."), "is no name for a new folder"),
        (("csv", "--out", "gxcrawl.db"), "gxcrawl.db exists already"),
        (("csv", "--out", "gxcrawl.db", "--force"), "is no dump of gxcrawl, or not only that, and is not replaced"),
        (("csv", "--out", "gxcrawl.db/new"), "gxcrawl.db/new cannot be written: gxcrawl.db is no folder; choose"),
        (("csv", "--out", "/proc/new"), "/proc/new cannot be written"),
        (("csv", "--out", "new", "--since", "nowhere"), "nowhere is no dump of gxcrawl"),
        (("warc", "--out", "new", "--header", "zh"), "--header means nothing to warc"),
        (("parquet", "--out", "new", "--gzip"), "--gzip means nothing to parquet"),
        (("warc", "--out", "new", "--collection", "reports"), "warc holds raw_documents only"),
        (("verify", "nowhere"), "nowhere is no dump of gxcrawl"),
    ],
)
def test_wrong_options_are_one_clear_line_and_exit_code_2(
    gxcrawl: Command, folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    code, _, stderr = gxcrawl(*arguments)
    assert code == 2
    [line] = stderr.splitlines()
    assert line.startswith("gxcrawl: ")
    assert says in line
    assert sorted(path.name for path in folder.iterdir()) == before


def test_help_lists_the_formats(gxcrawl: Command) -> None:
    code, stdout, _ = gxcrawl("--help")
    assert code == 0
    assert [name for name in (*FORMATS, "verify") if name not in stdout] == []
