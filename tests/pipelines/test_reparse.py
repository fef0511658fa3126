"""Reports rebuilt from what is kept: nothing changes that has not changed, what was left undone is done."""

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from support.kept import AGENCY, DAY, keep, page, parse, truth

from gxcrawl.errors import NotStorable
from gxcrawl.model import Failure, Report
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.storage import PUBLIC, Database
from pipelines.database_retries import DatabaseRetries
from pipelines.reparse import reparser as reparse_module
from pipelines.reparse.reparser import Choice, Reparser, agency_by_agency
from pipelines.reports.derive import Deriver, Parse

REPORT = f"{AGENCY.id}/2021"


def reparse(database: Database, *, with_parser: Parse = parse, **choice: Any) -> Counter[str]:
    async def run() -> Counter[str]:
        counts: Counter[str] = Counter()
        reparser = Reparser(database, with_parser, 2, DatabaseRetries("db", 5))
        async for done in agency_by_agency(Choice((AGENCY,), **choice), reparser.agency):
            counts += done
        return counts

    return asyncio.run(run())


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    return {collection.name: list(database.documents(collection, {})) for collection in PUBLIC}


@pytest.fixture
def crawled(database: Database) -> Database:
    """Two years, one of them as page and file."""
    readings = {
        2020: [keep(database, page(2020), "http://x/2020", year=2020)],
        2021: [
            keep(database, page(), "http://x/2021"),
            keep(database, write_docx(truth()), "http://x/2021.docx", parent_url="http://x/2021"),
        ],
    }
    deriver = Deriver(database, parse, DatabaseRetries("db", 5))
    for year, read in readings.items():
        asyncio.run(deriver.derive(AGENCY, year, dict(read)))
    return database


def test_documents_parsed_by_this_version_are_not_parsed_again(crawled: Database) -> None:
    assert reparse(crawled) == Counter()


def test_parsing_everything_again_changes_nothing(crawled: Database) -> None:
    before = everything(crawled)
    assert reparse(crawled, everything=True) == Counter(documents=3, unchanged=2)
    assert everything(crawled) == before


def test_lost_reports_are_rebuilt_identically(crawled: Database, database: Database) -> None:
    before = everything(crawled)["reports"]
    for report in before:
        crawled.reports.withdraw(report["_id"])
    assert reparse(crawled) == Counter(documents=3, new=2)
    assert [{**r, "parsed_at": None} for r in everything(crawled)["reports"]] == [
        {**r, "parsed_at": None} for r in before
    ]


def test_reparsing_can_be_limited_to_one_year(crawled: Database) -> None:
    assert reparse(crawled, everything=True, year=2020) == Counter(documents=1, unchanged=1)


def test_documents_parsed_by_an_older_version_are_parsed_again(
    crawled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reparse_module, "PARSER_VERSION", "next")
    monkeypatch.setattr("gxcrawl.reports.assembly.PARSER_VERSION", "next")
    assert reparse(crawled)["documents"] == 3
    assert {report["parser_version"] for report in crawled.reports.find()} == {"next"}
    assert {report["revision"] for report in crawled.reports.find()} == {1}
    assert reparse(crawled) == Counter()


def test_documents_unreadable_before_are_parsed_once_they_can_be(database: Database) -> None:
    raw_id, _ = keep(database, page(), "http://x/old.doc")
    missing = Failure("http://x/old.doc", "read", "needs LibreOffice", agency_id=AGENCY.id, raw_id=raw_id)
    database.failures.record(missing, DAY)

    async def cannot(*given: Any) -> Report | Failure:
        return Failure(given[2], "read", "needs LibreOffice")

    assert reparse(database, with_parser=cannot) == Counter(documents=1, failures=1)
    [kept] = database.failures.find()
    assert (kept.count, kept.failure.portal_id, kept.failure.year) == (2, "jichuan", 2021)
    assert reparse(database) == Counter(documents=1, new=1)
    assert list(database.failures.find()) == []


def test_a_page_that_only_links_its_attachment_is_no_failure(database: Database) -> None:
    cover = "<html><body><p>报告全文见附件。</p></body></html>".encode()
    keep(database, cover, "http://x/2021", files=("http://x/2021.docx",))
    keep(database, write_docx(truth()), "http://x/2021.docx", parent_url="http://x/2021")
    assert reparse(database) == Counter(documents=2, new=1)


def test_a_report_found_to_be_of_another_year_is_moved(crawled: Database) -> None:
    async def reads_another_year(*given: Any) -> Report | Failure:
        result = await parse(*given)
        return replace(result, year=2019) if isinstance(result, Report) and result.year == 2020 else result

    counts = reparse(crawled, with_parser=reads_another_year, everything=True)
    assert (counts["new"], counts["withdrawn"]) == (1, 1)
    assert [report["year"] for report in crawled.reports.find()] == [2019, 2021]


def test_a_report_that_cannot_be_stored_is_a_failure_until_it_is(
    crawled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = crawled.reports.put

    def put_but_one(document: dict[str, Any], **given: Any) -> Any:
        if document["year"] == 2021:
            raise NotStorable("applications: the number has 25 digits, more than a database holds")
        return put(document, **given)

    monkeypatch.setattr(crawled.reports, "put", put_but_one)
    assert reparse(crawled, everything=True) == Counter(documents=3, unchanged=1, failures=2)
    kept = list(crawled.failures.find(agency_id=AGENCY.id, stage="store"))
    assert {one.failure.url for one in kept} == {"http://x/2021", "http://x/2021.docx"}
    assert {one.failure.reason for one in kept} == {
        "applications: the number has 25 digits, more than a database holds"
    }
    monkeypatch.undo()
    assert reparse(crawled, everything=True) == Counter(documents=3, unchanged=2)
    assert list(crawled.failures.find()) == []


def test_a_check_left_outdated_by_a_killed_process_is_repeated(crawled: Database) -> None:
    def continuity() -> dict[str, Any]:
        report = crawled.reports.get(REPORT)
        assert report is not None
        return next(check for check in report["checks"] if check["id"] == "continuity.carried_over")

    right = continuity()
    stale = {**right, "status": "not_assessable", "right": None}
    crawled.reports.recheck(REPORT, lambda report: [stale if one == right else one for one in report["checks"]])
    assert continuity() == stale
    assert reparse(crawled) == Counter()
    assert continuity() == right
