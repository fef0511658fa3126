"""reports: one per agency and year, revised openly."""

import threading
from typing import Any

import pytest
from storage.samples import DAY_1, DAY_2, DAY_3, a_report

from gxcrawl.errors import NotStorable
from gxcrawl.storage import Collection, Database, Document

ID = "fuyang-lushan/2020"


def test_a_new_report_is_given_back_as_it_was(database: Database) -> None:
    assert database.reports.put(a_report()) == "new"
    assert database.reports.get(ID) == a_report()
    assert database.reports.versions(ID) == []
    assert database.reports.get("unknown/2020") is None


def test_the_same_report_only_moves_last_seen(database: Database) -> None:
    database.reports.put(a_report())
    assert database.reports.put(a_report(seen=DAY_2)) == "unchanged"
    assert database.reports.get(ID) == a_report() | {"last_seen": DAY_2}
    assert database.reports.put(a_report(seen=DAY_1)) == "unchanged"
    assert database.reports.get(ID) == a_report() | {"last_seen": DAY_2}


CHANGES: list[dict[str, Any]] = [
    {"title": "another"},
    {"form": "2021"},
    {"preface": "前言"},
    {"sections": []},
    {"proactive_disclosure": None},
    {"applications": {"new_received": {"natural_person": 7, "total": None}}},
    {"review_litigation": {"review": {"total": 0}}},
    {"statistics": [{"key": None, "label": "x", "unit": None, "value": 1}]},
]


@pytest.mark.parametrize("changed", CHANGES, ids=lambda changed: next(iter(changed)))
def test_a_change_of_values_or_prose_is_a_revision(database: Database, changed: dict[str, Any]) -> None:
    database.reports.put(a_report())
    revised = a_report(seen=DAY_2, raw_id="r9") | changed
    assert database.reports.put(revised) == "revised"
    assert database.reports.get(ID) == revised | {"revision": 2, "first_seen": DAY_1}
    assert database.reports.versions(ID) == [a_report() | {"_id": f"{ID}/1"}]


@pytest.mark.parametrize(
    "changed",
    [
        {"published_on": None},
        {"publisher": "x"},
        {"notes": []},
        {"tables": []},
        {"cells": {}},
        {"agency": a_report()["agency"] | {"name": "鹿山街道"}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_change_of_anything_else_is_none(database: Database, changed: dict[str, Any]) -> None:
    database.reports.put(a_report())
    assert database.reports.put(a_report() | changed) == "unchanged"
    assert database.reports.versions(ID) == []


def test_a_field_left_out_is_one_that_is_empty(database: Database) -> None:
    database.reports.put(a_report())
    shorter = {key: value for key, value in a_report().items() if key not in {"preface", "review_litigation"}}
    assert database.reports.put(shorter) == "unchanged"


def test_every_version_is_kept_in_order(database: Database) -> None:
    for total in range(12):
        database.reports.put(a_report(total))
    for total in (5, 6):  # another year's, with a version of its own
        database.reports.put(a_report(total) | {"_id": "fuyang-lushan/2021", "year": 2021})
    versions = database.reports.versions(ID)
    assert [version["revision"] for version in versions] == list(range(1, 12))
    assert [version["applications"]["new_received"]["total"] for version in versions] == list(range(11))
    current = database.reports.get(ID)
    assert current is not None
    assert current["revision"] == 12


def test_a_place_that_others_added_meanwhile_is_not_lost(database: Database) -> None:
    copy = {"raw_id": "r2", "url": "http://a.example/1.pdf", "kind": "pdf", "role": "copy"}
    both = a_report(sources=[*a_report()["sources"], copy])
    database.reports.put(both)
    assert database.reports.put(a_report(), considered={("http://a.example/1.html", "r7")}) == "outdated"
    assert database.reports.get(ID) == both
    considered = {("http://a.example/1.html", "r7"), ("http://a.example/1.pdf", "r2")}
    assert database.reports.put(a_report(), considered=considered) == "unchanged"
    assert database.reports.get(ID) == a_report()


def test_another_parser_says_anew_what_it_read(database: Database) -> None:
    database.reports.put(a_report())
    reread = a_report(seen=DAY_2, parser_version="2", notes=[], cells={})
    assert database.reports.put(reread) == "unchanged"
    assert database.reports.get(ID) == reread | {"first_seen": DAY_1}


def test_new_checks_of_the_same_document_are_taken_over(database: Database) -> None:
    database.reports.put(a_report())
    checks = [{"id": "continuity.carried_over", "status": "fail", "left": 1, "right": 2, "delta": -1, "message": "差"}]
    assert database.reports.put(a_report(checks=checks)) == "unchanged"
    assert database.reports.get(ID) == a_report(checks=checks)


def test_a_crash_between_the_copy_and_the_revision_is_healed(database: Database) -> None:
    database.reports.put(a_report())
    database.reports._keep_version(a_report() | {"last_seen": DAY_1})
    database.reports.put(a_report(seen=DAY_2))
    assert database.reports.put(a_report(8, seen=DAY_3)) == "revised"
    assert database.reports.versions(ID) == [a_report() | {"_id": f"{ID}/1", "last_seen": DAY_2}]


def test_a_report_that_went_and_came_back(database: Database) -> None:
    database.reports.put(a_report())
    database.reports.gone(ID, DAY_2)
    database.reports.gone(ID, DAY_3)
    assert database.reports.get(ID) == a_report() | {"gone_since": DAY_2}
    database.reports.seen(ID, DAY_3)
    assert database.reports.get(ID) == a_report() | {"gone_since": None, "last_seen": DAY_3}
    database.reports.seen(ID, DAY_1)
    assert database.reports.get(ID) == a_report() | {"gone_since": None, "last_seen": DAY_3}
    database.reports.seen("unknown/2020", DAY_3)
    database.reports.gone("unknown/2020", DAY_3)
    assert database.reports.count() == 1


def test_reports_are_found_by_agency_portal_year_and_source(database: Database) -> None:
    for agency, portal, year in (("a", "p", 2020), ("a", "p", 2019), ("b", "p", 2020), ("c", "q", 2020)):
        agency_part = a_report()["agency"] | {"id": agency, "portal": portal}
        database.reports.put(a_report(raw_id=f"{agency}{year}", _id=f"{agency}/{year}", agency=agency_part, year=year))

    def ids(**where: Any) -> list[str]:
        return [report["_id"] for report in database.reports.find(**where)]

    assert ids() == ["a/2019", "a/2020", "b/2020", "c/2020"]
    assert ids(agency_id="a") == ["a/2019", "a/2020"]
    assert ids(portal="p", year=2020) == ["a/2020", "b/2020"]
    assert ids(agency_id="c", year=2019) == []
    assert list(database.reports.find(year=2019, projection={"year": 1})) == [{"_id": "a/2019", "year": 2019}]
    assert [report["_id"] for report in database.reports.from_raw("b2020")] == ["b/2020"]


def test_threads_that_put_different_versions_keep_them_all(database: Database) -> None:
    def put(total: int) -> None:
        database.reports.put(a_report(total))

    threads = [threading.Thread(target=put, args=(total,)) for total in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current = database.reports.get(ID)
    assert current is not None
    assert current["revision"] == 4
    kept = [*database.reports.versions(ID), current]
    assert sorted(version["applications"]["new_received"]["total"] for version in kept) == [0, 1, 2, 3]


def test_a_number_too_long_for_a_database_is_named(database: Database) -> None:
    with pytest.raises(NotStorable, match=r"applications\.new_received\.natural_person: the number has 30 digits"):
        database.reports.put(a_report(int("9" * 30)))
    assert database.reports.count() == 0


def test_a_fuller_copy_completes_a_report_and_revises_nothing(database: Database) -> None:
    page = a_report(3)
    database.reports.put(page)
    page_source = {**page["sources"][0], "role": "copy"}
    file = {
        **a_report(4),
        "content_hash": "f" * 64,
        "sources": [{"raw_id": "f" * 64, "url": "http://a/b.pdf", "kind": "pdf", "role": "primary"}, page_source],
    }
    assert database.reports.put(file) == "completed"
    stored = database.reports.get(ID)
    assert stored is not None
    assert stored["revision"] == 1
    assert stored["content_hash"] == "f" * 64
    assert database.reports.versions(ID) == []


def test_another_parser_corrects_a_report_and_revises_nothing(database: Database) -> None:
    database.reports.put(a_report(7))
    assert database.reports.put(a_report(8, raw_id="r7", parser_version="2")) == "completed"
    stored = database.reports.get(ID)
    assert stored is not None
    assert (stored["revision"], stored["applications"]["new_received"]["total"]) == (1, 8)


def test_a_report_that_was_withdrawn_and_comes_back_is_the_version_it_was(database: Database) -> None:
    for seen, title in ((DAY_1, "first"), (DAY_2, "second")):
        database.reports.put(a_report(seen=seen, raw_id=title) | {"title": title})
    database.reports.withdraw(ID)
    assert [one["title"] for one in database.reports.versions(ID)] == ["first", "second"]
    assert database.reports.put(a_report(seen=DAY_3, raw_id="second") | {"title": "second"}) == "new"
    back = database.reports.get(ID)
    assert back is not None
    assert (back["revision"], back["first_seen"], back["last_seen"]) == (2, DAY_1, DAY_3)
    assert [one["title"] for one in database.reports.versions(ID)] == ["first"]


def test_another_report_in_the_place_of_one_withdrawn_takes_no_version_away(database: Database) -> None:
    for seen, title in ((DAY_1, "first"), (DAY_2, "second")):
        database.reports.put(a_report(seen=seen, raw_id=title) | {"title": title})
    database.reports.withdraw(ID)
    for seen, title in ((DAY_2, "third"), (DAY_3, "fourth")):
        database.reports.put(a_report(seen=seen, raw_id=title) | {"title": title})
    kept = [(one["revision"], one["title"]) for one in database.reports.versions(ID)]
    assert kept == [(1, "first"), (2, "second"), (3, "third")]
    assert database.reports.get(ID, {"revision": 1}) == {"_id": ID, "revision": 4}


def test_a_report_that_gained_a_source_meanwhile_is_not_withdrawn(database: Database) -> None:
    database.reports.put(a_report())
    assert not database.reports.withdraw(ID, considered=set())
    assert database.reports.get(ID) is not None
    assert database.reports.versions(ID) == []


def test_a_report_changed_while_it_is_withdrawn_is_kept_as_it_was_then(database: Database) -> None:
    database.reports.put(a_report())
    delete = database.reports._backend.delete

    def seen_meanwhile(collection: Collection, key: str, current: Document | None = None) -> bool:
        database.reports.seen(ID, DAY_2)
        return delete(collection, key, current)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database.reports._backend, "delete", seen_meanwhile)
        assert database.reports.withdraw(ID)
    assert database.reports.get(ID) is None
    assert [version["last_seen"] for version in database.reports.versions(ID)] == [DAY_2]


def test_what_another_crawl_met_meanwhile_is_not_gone(database: Database) -> None:
    database.reports.put(a_report(seen=DAY_2))
    database.reports.gone(ID, DAY_3, missed_since=DAY_1)
    assert database.reports.get(ID) == a_report(seen=DAY_2)
    database.reports.gone(ID, DAY_3, missed_since=DAY_2 + (DAY_3 - DAY_2) / 2)
    assert database.reports.get(ID) == a_report(seen=DAY_2) | {"gone_since": DAY_3}


def test_the_copy_that_a_killed_writer_left_is_no_version(database: Database) -> None:
    database.reports.put(a_report())
    database.reports._keep_version(a_report())
    assert database.reports.versions(ID) == []
    assert database.reports.put(a_report(seen=DAY_2)) == "unchanged"
    assert database.reports.versions(ID) == []
    database.reports.put(a_report(8, seen=DAY_3))
    assert [one["revision"] for one in database.reports.versions(ID)] == [1]
