"""The demo publishes the planned reports, the same on every run."""

import urllib.request
from collections.abc import Iterator
from datetime import date

import pytest

from gxcrawl.simulation.demo import YEARS, Demo, DemoPortal, demo_portals, demo_ports, run_demo
from gxcrawl.simulation.expectations import deadline_of, failing_checks
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.portals.hanweb import HanwebSite
from gxcrawl.simulation.portals.trs import TrsSite
from gxcrawl.simulation.publishing.postings import Posting

Portals = tuple[DemoPortal, DemoPortal]


@pytest.fixture(scope="module")
def portals() -> Portals:
    """Made once, and not when tests are only looked for: their files take seconds to write."""
    return demo_portals()


@pytest.fixture(scope="module")
def postings(portals: Portals) -> tuple[Posting, ...]:
    return portals[0].postings + portals[1].postings


@pytest.fixture(scope="module")
def reports(portals: Portals) -> tuple[SimulatedReport, ...]:
    return portals[0].reports + portals[1].reports


def test_the_demo_has_one_hanweb_and_one_trs_portal(portals: Portals) -> None:
    county, district = portals
    assert isinstance(county.site, HanwebSite)
    assert isinstance(district.site, TrsSite)


def test_the_demo_is_the_same_on_every_run(portals: Portals) -> None:
    assert demo_portals() == portals


def test_the_demo_has_ten_agencies_three_years_two_editions_and_one_missing_report(
    reports: tuple[SimulatedReport, ...],
) -> None:
    assert len({report.agency for report in reports}) == 10
    assert {report.year for report in reports} == set(YEARS)
    assert {report.form for report in reports} == {"2019", "2021"}
    assert len(reports) == 29


def test_some_reports_are_published_only_as_docx_or_pdf_attachments(postings: tuple[Posting, ...]) -> None:
    alone = [p for p in postings if p.report and p.attachments and "<table" not in p.body]
    assert {p.attachments[0].ending for p in alone} == {"docx", "pdf"}
    assert any(p.report and p.attachments and "<table" in p.body for p in postings)


def test_one_report_is_published_twice_with_the_same_content(postings: tuple[Posting, ...]) -> None:
    copies = [p for p in postings if p.report and p.report.agency.id == "shuyu-zhengfu" and p.report.year == 2022]
    assert len(copies) == 2
    assert copies[0].body == copies[1].body
    assert copies[0].address_date != copies[1].address_date


def test_only_the_four_planned_reports_fail_checks(reports: tuple[SimulatedReport, ...]) -> None:
    failing = {(r.agency.id, r.year): failing_checks(r) for r in reports if failing_checks(r)}
    assert set(failing) == {
        ("jichuan-jiaoyu", 2021),
        ("jichuan-heting", 2022),
        ("shuyu-zhujian", 2021),
        ("shuyu-shichang", 2021),
    }
    assert failing["shuyu-shichang", 2021] == {"prose.received"}
    assert failing["jichuan-heting", 2022] == {"published.deadline"}
    late = next(report for report in reports if (report.agency.id, report.year) == ("jichuan-heting", 2022))
    assert late.published_on > deadline_of(late)


def test_columns_have_several_pages_and_more_decoys_than_reports(portals: Portals) -> None:
    for portal, first_page in zip(portals, (30, 20), strict=True):
        column = portal.postings
        assert len(column) > first_page
        assert len([p for p in column if p.report is None]) > len([p for p in column if p.report is not None])
        assert any(posting.report is not None for posting in column[first_page:])
        assert list(column) == sorted(column, key=lambda posting: (posting.published_on, posting.id), reverse=True)


def test_posting_ids_are_unique(postings: tuple[Posting, ...]) -> None:
    assert len({posting.id for posting in postings}) == len(postings)


def test_demo_portals_prefer_distinct_ports_below_the_ephemeral_range() -> None:
    first, second = demo_ports()
    assert not set(first[:-1]) & set(second[:-1])
    assert first[-1] == second[-1] == 0
    assert all(1024 < port < 32_768 for port in first[:-1] + second[:-1])


@pytest.fixture
def demo() -> Iterator[Demo]:
    with run_demo(ports=((0,), (0,))) as running:
        yield running


def test_demo_registry_entries_have_a_home_url_but_no_column_or_cms(demo: Demo) -> None:
    for entry, running in zip(demo.registry, demo.running, strict=True):
        assert entry["home"] == running.url
        assert "column" not in entry
        assert "cms" not in entry
        with urllib.request.urlopen(running.url, timeout=5) as answer:  # noqa: S310 - our own loopback address
            assert answer.status == 200


def test_expected_reports_are_indexed_by_agency_name_and_year(demo: Demo) -> None:
    assert len(demo.truth) == 29
    assert demo.truth["霁川县教育局", 2021].published_on < date(2022, 2, 1)
    assert ("霁川县鹤汀镇人民政府", 2021) not in demo.truth
