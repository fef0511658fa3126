"""The demo as its user meets it: two portals, one command, every number right; a second run finds nothing new."""

import json
import os
import shlex
from pathlib import Path

import pytest
from support import warm
from support.truth import differences

from gxcrawl.simulation.demo import demo_portals
from gxcrawl.storage import open_database

FILE = "演示 1.db"
URI = f"sqlite:///{FILE}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first_run(folder: Path) -> str:
    return gxcrawl(folder, "demo", "--file", FILE)


def gxcrawl(folder: Path, *arguments: str, code: int = 0) -> str:
    """What the command prints on both streams. Asserts its exit code and that no traceback is among it."""
    environment = {**os.environ, "GXCRAWL_DATABASE": URI, "COLUMNS": "200"}
    result = warm.run(["-m", "gxcrawl.cli", *arguments], folder, environment)
    output = result.stdout + result.stderr
    assert "Traceback" not in output, output
    assert result.returncode == code, output
    return output


def test_every_report_is_found_and_every_number_is_right(folder: Path, first_run: str) -> None:
    with open_database(f"sqlite:///{folder / FILE}") as database:
        stored = {(report["agency"]["name"], report["year"]): report for report in database.reports.find()}
    truth = {(r.agency.name, r.year): r for portal in demo_portals() for r in portal.reports}
    assert stored.keys() == truth.keys()
    wrong = {key: lines for key, report in stored.items() if (lines := differences(report, truth[key]))}
    assert wrong == {}


def test_what_is_wrong_is_shown(first_run: str) -> None:
    assert "applications.result_total.business" in first_run
    assert "prose.received" in first_run
    assert "published.deadline" in first_run


def test_what_it_says_to_type_next_can_be_copied(first_run: str) -> None:
    commands = [shlex.split(line) for line in first_run.splitlines() if "--database" in line]
    assert commands
    assert all(words[words.index("--database") + 1] == URI for words in commands)


def test_the_report_published_twice_is_one_document_with_two_sources(folder: Path, first_run: str) -> None:
    with open_database(f"sqlite:///{folder / FILE}") as database:
        places = [len(entry.sources) for entry in database.raw_documents.entries()]
    assert places.count(2) == 1


def test_a_second_run_finds_nothing_new(folder: Path, first_run: str) -> None:
    output = gxcrawl(folder, "demo", "--file", FILE)
    assert " 0 new and " in output
    assert "Nothing new" in output


def test_status_and_export_read_what_is_stored(folder: Path, first_run: str) -> None:
    grid = json.loads(gxcrawl(folder, "status", "--json"))
    assert grid["years"] == [2020, 2021, 2022]
    assert len(grid["agencies"]) == 10
    states = [state for agency in grid["agencies"] for state in agency["states"].values()]
    assert sum("found" in state for state in states) == 29
    gxcrawl(folder, "export", "jsonl", "--out", "dump")
    manifest = json.loads((folder / "dump" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"][0]["name"] == "reports.jsonl"
    assert len((folder / "dump" / "reports.jsonl").read_bytes().splitlines()) == 29
    assert "exists already" in gxcrawl(folder, "export", "jsonl", "--out", "dump", code=2)
