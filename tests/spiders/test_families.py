"""Every family from the home page alone, by the command, into a database: all reports, no decoy, few requests.

One portal of each family stands on a port of its own, all are crawled at once, and then once more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from spiders.sites.simulated_portals import crawl_into, every_family, postings, reports, serve_all

from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.storage import open_database

_NAMES = sorted(name.replace("_", "-") for name in FAMILIES)
_DOCUMENT_WORDS = ("/t20", "/art_", "post_", "/content_", "/info/", "/public/4", "/show/", ".pdf", ".docx", "download")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What two crawls left: reports and agency names by portal, failures, and the paths asked for in each crawl."""

    reports: list[dict[str, Any]]
    failures: list[tuple[str | None, str]]
    agencies: list[tuple[str, str]]
    first: dict[str, list[str]]
    second: dict[str, list[str]]
    documents: tuple[int, int]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Outcome]:
    folder: Path = tmp_path_factory.mktemp("families")
    uri = f"sqlite:///{folder / 'crawl.db'}"
    with serve_all(every_family()) as running:
        crawl_into(folder, running)
        first = {name: site.log.paths() for name, site in running.items()}
        with open_database(uri) as database:
            before = database.raw_documents.count()
        for site in running.values():
            site.log.clear()
        crawl_into(folder, running)
        second = {name: site.log.paths() for name, site in running.items()}
    with open_database(uri) as database:
        yield _Outcome(
            list(database.reports.find()),
            [(kept.failure.portal_id, kept.failure.reason) for kept in database.failures.find()],
            [(agency.portal, agency.name) for agency in database.agencies.all()],
            first,
            second,
            (before, database.raw_documents.count()),
        )


@pytest.mark.parametrize("name", _NAMES)
def test_exactly_the_reports_are_found_with_their_agencies_and_years(name: str, outcome: _Outcome) -> None:
    stored = sorted((r["agency"]["name"], r["year"]) for r in outcome.reports if r["agency"]["portal"] == name)
    assert stored == sorted((report.agency.name, report.year) for report in reports())
    assert sorted(agency for portal, agency in outcome.agencies if portal == name) == sorted(
        {report.agency.name for report in reports()}
    )
    assert [reason for portal, reason in outcome.failures if portal == name] == []


@pytest.mark.parametrize("name", _NAMES)
def test_reports_are_found_with_few_requests(name: str, outcome: _Outcome) -> None:
    documents = sum(1 + len(posting.attachments) for posting in postings(name.replace("-", "_")) if posting.report)
    lists_and_menus = 8 + 5 * len({report.agency.name for report in reports()})
    assert len(outcome.first[name]) <= documents + lists_and_menus


@pytest.mark.parametrize("name", _NAMES)
def test_a_second_crawl_requests_only_lists(name: str, outcome: _Outcome) -> None:
    again = [path for path in outcome.second[name] if any(word in path for word in _DOCUMENT_WORDS)]
    assert again == []
    assert len(outcome.second[name]) < len(outcome.first[name])


def test_a_second_crawl_stores_nothing_new(outcome: _Outcome) -> None:
    before, after = outcome.documents
    assert before == after
    assert {report["revision"] for report in outcome.reports} == {1}
    assert {report["gone_since"] for report in outcome.reports} == {None}
