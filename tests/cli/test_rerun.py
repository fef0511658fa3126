"""`gxcrawl rerun`: one agency again; what changed is said cell by cell, what is not its own stays as it is."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import warm

from gxcrawl.model import Amount
from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import Posting, post_report
from gxcrawl.simulation.server import serve
from gxcrawl.storage import PUBLIC, open_database

MINE, OTHER = SHUYU[1], SHUYU[2]
CHANGED = "proactive_disclosure.administrative_licensing.decisions"


def revised(report: SimulatedReport) -> SimulatedReport:
    """The report with one number changed that stands in no sum."""
    value = report.values[CHANGED]
    assert value is not None
    assert not isinstance(value, Amount)
    return replace(report, values={**report.values, CHANGED: value + 1})


def site(*reports: SimulatedReport) -> Site:
    postings: list[Posting] = [
        post_report(5000 + 10 * report.agency.applications_a_year + report.year, report) for report in reports
    ]
    newest_first = sorted(postings, key=lambda posting: (posting.published_on, posting.id), reverse=True)
    return FAMILIES["trs"]("漱玉区人民政府", tuple(newest_first))


@dataclass(slots=True)
class Portal:
    """A portal whose lists and articles can be exchanged while it runs; the paths that were asked for."""

    lists: Site
    articles: Site
    asked: list[str] = field(default_factory=list)

    def respond(self, request: Request) -> Response:
        """The answer of the site that is there now."""
        self.asked.append(request.path)
        return (self.articles if "/t20" in request.path else self.lists).respond(request)


REPORTS = {(agency.id, year): invent_report(agency, year, 5) for agency in (MINE, OTHER) for year in (2021, 2022)}


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """The portal, crawled once; then a report of each body is revised, and one of mine is in no list any more."""
    whole = site(*REPORTS.values())
    portal = Portal(whole, whole)
    with serve(portal) as running:
        entry = {
            "id": "shuyu",
            "name": "漱玉区人民政府",
            "home": running.url,
            "agencies": [{"id": agency.id, "name": agency.name} for agency in (MINE, OTHER)],
        }
        (tmp_path / "portals.yaml").write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
        gxcrawl(tmp_path, "crawl")
        after = {key: revised(report) if key[1] == 2022 else report for key, report in REPORTS.items()}
        portal.articles = site(*after.values())
        portal.lists = site(*(report for key, report in after.items() if key != (MINE.id, 2021)))
        portal.asked.clear()
        yield portal


def gxcrawl(folder: Path, *arguments: str, code: int = 0) -> str:
    command = ["-m", "gxcrawl.cli", *arguments, "--portals", "portals.yaml", "--settings", "settings.demo"]
    result = warm.run(command, folder, {**os.environ, "GXCRAWL_DATABASE": "sqlite:///test.db"})
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode == code, result.stderr
    return result.stdout


def stored(folder: Path) -> dict[tuple[str, str], Any]:
    with open_database(f"sqlite:///{folder / 'test.db'}") as database:
        return {
            (collection.name, document["_id"]): document
            for collection in PUBLIC
            for document in database.documents(collection, {})
        }


def concerns(key: tuple[str, str], document: Any) -> bool:
    """Whether a document is of the agency that is run again, or of the run."""
    places = document.get("sources") or ()
    return key[0] == "crawl_runs" or MINE.id in key[1] or any(place.get("agency_id") == MINE.id for place in places)


def test_what_changed_is_said_and_nothing_else_is_touched(portal: Portal, tmp_path: Path) -> None:
    before = stored(tmp_path)
    output = gxcrawl(tmp_path, "rerun", MINE.name)
    value = REPORTS[MINE.id, 2022].values[CHANGED]
    assert isinstance(value, int)
    assert output.splitlines() == [
        f"{MINE.id}/2022  revision 1 → 2",
        f"  {CHANGED}: {value} → {value + 1}",
        f"{MINE.name}: 1 of 2 reports changed.",
    ]
    after = stored(tmp_path)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert all(concerns(key, after[key]) for key in changed)
    assert (before.keys() - after.keys()) == set()
    runs = [document for key, document in after.items() if key[0] == "crawl_runs"]
    assert sorted(run["trigger"] for run in runs) == ["manual", "rerun"]


def test_a_report_that_is_new_is_one_line(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "test.db").unlink()
    gxcrawl(tmp_path, "crawl", "--year", "2021")
    (first, *changed, last) = gxcrawl(tmp_path, "rerun", MINE.id, "--year", "2022").splitlines()
    assert first == f"{MINE.id}/2022  new; read it with: gxcrawl show {MINE.id} 2022"
    assert (changed, last) == ([], f"{MINE.name}: 1 of 1 report changed.")


def test_what_no_list_shows_any_more_is_fetched_all_the_same(portal: Portal, tmp_path: Path) -> None:
    gxcrawl(tmp_path, "rerun", MINE.id, "--year", "2021")
    asked = [path for path in portal.asked if "/t20" in path]
    [known] = [document for key, document in stored(tmp_path).items() if key == ("reports", f"{MINE.id}/2021")]
    assert [path for path in asked if known["sources"][0]["url"].endswith(path)] == asked
    assert len(asked) == 1


def test_a_second_run_finds_nothing_changed(portal: Portal, tmp_path: Path) -> None:
    gxcrawl(tmp_path, "rerun", MINE.id)
    found = json.loads(gxcrawl(tmp_path, "rerun", MINE.id, "--json"))
    assert [report["revisions"] for report in found["reports"]] == [[1, 1], [2, 2]]
    assert all(report["changes"] == {"cells": [], "prose": []} for report in found["reports"])
