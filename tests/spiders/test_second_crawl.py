"""What a later crawl of a known portal asks for, and what it makes of pages that changed, vanished or came back."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from spiders.sites.simulated_portals import PORTAL_NAME, crawl_into, serve_all

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.families import trs_site
from gxcrawl.simulation.publishing.postings import Attachment, Fate, Posting, post_report, write_file
from gxcrawl.simulation.server import RunningSite
from gxcrawl.storage import Database, open_database
from gxcrawl.storage.collections import REPORTS

_POSTINGS = tuple(post_report(400_100 + n, invent_report(agency, 2021)) for n, agency in enumerate(JICHUAN))
_WITH_FILE = post_report(400_200, invent_report(JICHUAN[0], 2020), "docx")
_ALL = (*_POSTINGS, _WITH_FILE)
_ALWAYS_LOOK = {"GXCRAWL_RECHECK_DAYS": "0"}
_FILE = "crawl.db"
_GATHERED = ("霁川县2019年各部门政府信息公开工作年度报告汇总", "各部门年报打包下载.zip")


class _Portal:
    """A TRS portal that can publish something else between crawls."""

    def __init__(self, folder: Path, running: RunningSite) -> None:
        self.folder = folder
        self.running = running

    def crawl(self, *postings: Posting, command: tuple[str, ...] = (), **environment: str) -> list[str]:
        """Publishes, crawls, and gives the paths that were asked for."""
        self.running.site = trs_site(PORTAL_NAME, postings)
        self.running.log.clear()
        crawl_into(self.folder, {"jc": self.running}, *command, **environment)
        return [path for path in self.running.log.paths() if "/t20" in path or "/P0" in path]

    def statuses(self) -> set[str]:
        """The conditions under which articles were asked for."""
        asked = [request for request in self.running.log.requests if "/t20" in request.path]
        return {"conditional" if "if-none-match" in request.headers else "plain" for request in asked}

    def open(self) -> AbstractContextManager[Database]:
        """The database."""
        return open_database(f"sqlite:///{self.folder / _FILE}")

    def reports(self) -> dict[str, dict[str, Any]]:
        """The stored reports by id."""
        with self.open() as database:
            return {report["_id"]: report for report in database.reports.find()}

    def failures(self) -> list[str]:
        """The reasons of the open failures."""
        with self.open() as database:
            return [kept.failure.reason for kept in database.failures.find()]


@pytest.fixture(scope="module")
def crawled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Portal]:
    """The portal, and in its folder what the first crawl of everything left."""
    with serve_all({"jc": trs_site(PORTAL_NAME, ())}) as running:
        portal = _Portal(tmp_path_factory.mktemp("first"), running["jc"])
        assert len(portal.crawl(*_ALL)) == len(_ALL) + 1
        yield portal


@pytest.fixture
def portal(crawled_once: _Portal, tmp_path: Path) -> _Portal:
    """The portal after that crawl, with a database of the test's own."""
    for file in crawled_once.folder.glob(f"{_FILE}*"):  # with the log of what was written last
        shutil.copy(file, tmp_path)
    return _Portal(tmp_path, crawled_once.running)


@pytest.fixture
def new_portal(crawled_once: _Portal, tmp_path: Path) -> _Portal:
    """The portal before any crawl."""
    return _Portal(tmp_path, crawled_once.running)


def test_unchanged_rows_are_not_fetched_but_new_and_changed_ones_are(portal: _Portal) -> None:
    before = portal.reports()
    assert portal.crawl(*_ALL) == []
    after = portal.reports()
    assert {key: report["last_seen"] > before[key]["last_seen"] for key, report in after.items()} == dict.fromkeys(
        before, True
    )
    renamed = replace(_ALL[1], title=_ALL[1].title.replace("工作年度报告", "年度报告"))
    fresh = post_report(400_300, invent_report(JICHUAN[1], 2022))
    asked = portal.crawl(_ALL[0], renamed, *_ALL[2:], fresh)
    assert sorted(path.rsplit("_", 1)[-1] for path in asked) == ["400101.html", "400300.html"]


def test_a_due_document_is_requested_conditionally_and_silent_revisions_are_found(portal: _Portal) -> None:
    assert len(portal.crawl(*_ALL, **_ALWAYS_LOOK)) == len(_ALL) + 1
    assert portal.statuses() == {"conditional"}
    assert {report["revision"] for report in portal.reports().values()} == {1}
    other = post_report(_ALL[2].id, invent_report(JICHUAN[2], 2021, seed=9, published_on=_ALL[2].published_on))
    portal.crawl(*_ALL[:2], other, *_ALL[3:], **_ALWAYS_LOOK)
    assert sorted(report["revision"] for report in portal.reports().values()) == [1, 1, 1, 1, 1, 2]


def _archive() -> Posting:
    """A collection: one archive with the reports of all bodies."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for agency in JICHUAN:
            archive.writestr(f"{agency.name}.docx", write_file(invent_report(agency, 2019), "docx"))
    title, name = _GATHERED
    return replace(_ALL[0], id=400_400, title=title, body="", attachments=(Attachment(name, packed.getvalue()),))


def test_reports_in_a_listed_archive_stay_published_without_another_download(portal: _Portal) -> None:
    asked = portal.crawl(*_ALL, _archive())
    assert [path for path in asked if path.endswith(".zip")]
    before = portal.reports()
    assert sum(report["year"] == 2019 for report in before.values()) == len(JICHUAN)
    assert [path for path in portal.crawl(*_ALL, _archive()) if path.endswith(".zip")] == []
    after = portal.reports()
    assert all(report["last_seen"] > before[key]["last_seen"] for key, report in after.items())
    assert len(portal.crawl(*_ALL, _archive(), **_ALWAYS_LOOK)) == len(_ALL) + 3
    assert {(report["revision"], report["gone_since"]) for report in portal.reports().values()} == {(1, None)}
    assert portal.failures() == []


def test_a_delisted_report_is_marked_as_gone_until_it_is_listed_again(portal: _Portal) -> None:
    portal.crawl(*_ALL[1:])
    gone = [key for key, report in portal.reports().items() if report["gone_since"]]
    assert [key.rpartition("/")[2] for key in gone] == ["2021"]
    portal.crawl(*_ALL)
    assert [key for key, report in portal.reports().items() if report["gone_since"]] == []


@pytest.mark.parametrize("field", ["year", "revision", "sources"])
def test_a_report_that_lost_a_field_does_not_keep_others_from_being_marked_as_gone(portal: _Portal, field: str) -> None:
    """Another program may have changed the stored report."""
    with portal.open() as database:
        *_, last = database.reports.find()
        incomplete = {name: value for name, value in last.items() if name != field}
        database.reports._backend.update(REPORTS, last["_id"], lambda _: incomplete)
    portal.crawl(*_ALL[1:])
    with portal.open() as database:
        gone = [report["_id"] for report in database.reports.find(projection={"gone_since": 1}) if report["gone_since"]]
    assert len(gone) == 1
    assert gone != [last["_id"]]


@pytest.mark.parametrize(("fate", "reason"), [("gone", "page is gone (status 404)"), ("soft_404", "was deleted")])
def test_a_listed_report_with_status_404_is_marked_as_gone_and_a_failure(
    fate: Fate, reason: str, portal: _Portal
) -> None:
    portal.crawl(replace(_ALL[0], fate=fate), *_ALL[1:], **_ALWAYS_LOOK)
    assert sum(report["gone_since"] is not None for report in portal.reports().values()) == 1
    [failure] = portal.failures()
    assert reason in failure


def test_a_report_that_could_not_be_fetched_is_not_marked_as_gone(portal: _Portal) -> None:
    portal.crawl(replace(_ALL[0], fate="hijacked"), *_ALL[1:], **_ALWAYS_LOOK)
    assert {report["gone_since"] for report in portal.reports().values()} == {None}
    assert {report["revision"] for report in portal.reports().values()} == {1}
    assert [reason.split(":")[0] for reason in portal.failures()] == ["hijacked page"]


def test_a_column_without_any_of_its_known_reports_is_a_failure(portal: _Portal) -> None:
    portal.crawl()
    assert {report["gone_since"] for report in portal.reports().values()} == {None}
    assert [reason.split(";")[0].split("/zwgk/")[1] for reason in portal.failures()] == [
        "zfxxgk/zfxxgknb/ is linked as the annual-report column and shows no reports although 6 reports of it are known"
    ]
    portal.crawl(*_ALL)
    assert portal.failures() == []


_WRONG: tuple[Fate, ...] = ("soft_404", "hijacked", "gone")


def test_a_wrong_page_is_a_failed_cell_of_the_coverage_until_a_retry_succeeds(new_portal: _Portal) -> None:
    portal, wrong = new_portal, [replace(one, fate=fate) for one, fate in zip(_ALL, _WRONG, strict=False)]
    portal.crawl(*wrong, *_ALL[len(wrong) :])
    assert len(portal.reports()) == len(_ALL) - len(wrong)
    with portal.open() as database:
        failed = {kept.failure.url.rpartition("_")[2]: kept.failure for kept in database.failures.find()}
        places = [place for entry in database.raw_documents.entries() for place in entry.sources if place.refused]
    assert set(failed) == {f"{posting.id}.html" for posting in wrong}
    assert {failure.year for failure in failed.values()} == {2021}
    assert all(failure.agency_id for failure in failed.values())
    evidence = {place.url.rpartition("_")[2]: place.refused for place in places}
    assert evidence == {f"{one.id}.html": failed[f"{one.id}.html"].reason for one in wrong if one.fate != "gone"}
    asked = portal.crawl(*_ALL, command=("retry",))
    assert {path.rpartition("_")[2] for path in asked} == set(failed)
    assert (len(portal.reports()), portal.failures()) == (len(_ALL), [])


def test_a_document_that_a_rerun_found_broken_is_requested_by_the_next_crawl(portal: _Portal) -> None:
    broken = replace(_POSTINGS[0], fate="gone")
    portal.crawl(broken, *_POSTINGS[1:], _WITH_FILE, **_ALWAYS_LOOK)
    assert len(portal.failures()) == 1
    (asked,) = portal.crawl(*_ALL)
    assert asked.endswith(f"_{broken.id}.html")
    assert portal.failures() == []
    assert portal.crawl(*_ALL) == []


def test_a_document_stored_but_not_parsed_before_a_crash_is_parsed_without_a_request(portal: _Portal) -> None:
    with portal.open() as database:
        for report_id in portal.reports():
            database.reports.withdraw(report_id)
    assert portal.crawl(*_ALL) == []
    assert len(portal.reports()) == len(_ALL)
