"""Reports from kept documents: whatever the order, whoever else is at it, nothing is lost and nothing invented."""

import asyncio
import itertools
from typing import Any

import pytest
from support.kept import AGENCY, keep, page, parse, truth

from gxcrawl.model import Failure, Report
from gxcrawl.simulation.writers.docx import write_docx
from gxcrawl.storage import Database, Document, PutOutcome
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.derive import Deriver, Reading

REPORT = f"{AGENCY.id}/2021"


def deriver(database: Database) -> Deriver:
    return Deriver(database, parse, DatabaseRetries("db", 5))


def derive(database: Database, *readings: tuple[str, Reading], year: int = 2021) -> str:
    return asyncio.run(deriver(database).derive(AGENCY, year, dict(readings)))


def stored(database: Database, report_id: str = REPORT) -> Document:
    report = database.reports.get(report_id)
    assert report is not None
    return report


def places(report: Document) -> set[tuple[str, str]]:
    return {(source["url"].rpartition("/")[2], source["role"]) for source in report["sources"]}


def copies(database: Database) -> list[tuple[str, Reading]]:
    """One report as a page, as its attachment, and as a page elsewhere."""
    return [
        keep(database, page(), "http://x/page"),
        keep(database, write_docx(truth()), "http://x/file", parent_url="http://x/page"),
        keep(database, page(layout="wps"), "http://y/copy"),
    ]


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_the_stored_report_does_not_depend_on_the_order_of_arrival(database: Database, order: tuple[int, ...]) -> None:
    readings = copies(database)
    for number in order:
        derive(database, readings[number])
    assert places(stored(database)) == {("page", "primary"), ("copy", "copy"), ("file", "attachment")}
    assert stored(database)["revision"] == 1
    derive(database, *readings)
    whole = stored(database)
    derive(database, readings[order[0]])
    assert stored(database) == whole


def test_a_known_document_at_another_url_adds_that_url_to_its_report(database: Database) -> None:
    derive(database, keep(database, page(), "http://x/page"))
    derive(database, keep(database, page(), "http://a/page", days=1))
    assert len(places(stored(database))) == 2
    assert derive(database, keep(database, page(), "http://a/page", days=2)) == "unchanged"


def test_a_source_added_concurrently_by_another_process_is_read_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = keep(database, page(), "http://x/page"), keep(database, page(seed=6), "http://y/other")
    put = database.reports.put
    interrupted: list[str] = []

    def put_after_another(document: Document, **considered: Any) -> PutOutcome:
        if not interrupted:
            interrupted.append("now")
            asyncio.run(deriver(database).derive(AGENCY, 2021, dict([other])))
        return put(document, **considered)

    monkeypatch.setattr(database.reports, "put", put_after_another)
    derive(database, mine)
    together = stored(database)
    assert len(places(together)) == 2
    assert together["revision"] == 1
    assert database.reports.versions(REPORT) == []
    [agreement] = [check for check in together["checks"] if check["id"] == "copies.agreement"]
    assert agreement["status"] == "fail"


def test_a_change_at_the_source_is_a_revision_and_the_first_version_is_kept(database: Database) -> None:
    derive(database, keep(database, page(), "http://x/page"))
    assert derive(database, keep(database, page(seed=6), "http://x/page", days=30)) == "revised"
    assert stored(database)["revision"] == 2
    assert [one["revision"] for one in database.reports.versions(REPORT)] == [1]


@pytest.mark.parametrize("years", [(2020, 2021), (2021, 2020)])
def test_continuity_is_checked_whichever_year_came_first(database: Database, years: tuple[int, int]) -> None:
    for year in years:
        derive(database, keep(database, page(year), f"http://x/{year}", year=year), year=year)
    [check] = [one for one in stored(database)["checks"] if one["id"] == "continuity.carried_over"]
    assert check["status"] in {"pass", "fail"}


def test_a_temporarily_unreadable_document_stays_a_source(database: Database) -> None:
    derive(database, *copies(database))

    async def fails_on_files(*given: Any) -> Report | Failure:
        result = await parse(*given)
        return Failure("", "read", "it took too long") if given[0].startswith(b"PK") else result

    again = Deriver(database, fails_on_files, DatabaseRetries("db", 5))
    asyncio.run(again.derive(AGENCY, 2021, dict([keep(database, page(), "http://x/page", days=1)])))
    assert places(stored(database)) == {("page", "primary"), ("copy", "copy"), ("file", "attachment")}


def test_a_document_that_is_no_longer_a_report_is_withdrawn_but_kept(database: Database) -> None:
    raw_id, reading = keep(database, page(), "http://x/page")
    derive(database, (raw_id, reading))
    assert derive(database, (raw_id, Reading(Failure("", "parse", "no report"), reading.url))) == "withdrawn"
    assert database.reports.get(REPORT) is None
    assert [one["revision"] for one in database.reports.versions(REPORT)] == [1]


def test_a_report_with_a_copy_found_concurrently_is_not_withdrawn(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw_id, reading = keep(database, page(), "http://x/page")
    derive(database, (raw_id, reading))
    copy, withdraw = keep(database, page(layout="wps"), "http://y/copy"), database.reports.withdraw

    def meanwhile(report_id: str, **considered: Any) -> bool:
        derive(database, copy)
        return withdraw(report_id, **considered)

    monkeypatch.setattr(database.reports, "withdraw", meanwhile)
    assert derive(database, (raw_id, Reading(Failure("", "parse", "no report"), reading.url))) != "withdrawn"
    assert ("copy", "primary") in places(stored(database))
