"""Many reports together: failing checks with their denominators, coverage by portal and by level."""

from typing import Any

from presenting.stored import stored, truth

from gxcrawl.model import Agency
from gxcrawl.presenting.overviews.coverage_groups import by_level, by_portal, narrowed
from gxcrawl.presenting.overviews.survey import survey
from gxcrawl.reports.coverage import Coverage, Row
from gxcrawl.simulation.agencies import JICHUAN, SHUYU

FOUND, MISSING = frozenset({"found"}), frozenset({"missing"})


def reports() -> list[dict[str, Any]]:
    return [
        stored(truth(2022, "wrong_sum", agency=SHUYU[2])),
        stored(truth(2022, "wrong_sum")),
        stored(truth(2021)),
        stored(truth(2020, "late", agency=JICHUAN[1])),
    ]


def test_failing_checks_are_sorted_and_counted() -> None:
    found = survey(reports())
    order = [(one.portal, one.agency_id, one.year) for one in found.failing]
    assert order == sorted(order)
    assert found.reports == 4
    assert found.concerned == 3
    assert found.checks == sum(len(report["checks"]) for report in reports())
    assert len(found.failing) == found.statuses["fail"] == 5
    assert found.failing[1].guesses


def test_a_prefix_narrows_what_is_counted() -> None:
    found = survey(reports(), "published")
    assert [one.id for one in found.failing] == ["published.deadline"]
    assert found.checks == 4


def grid() -> Coverage:
    rows = (
        Row(Agency("p-a", "甲", "p", level="county"), {2020: FOUND, 2021: MISSING}, 0),
        Row(Agency("p-b", "乙", "p"), {2020: FOUND, 2021: frozenset({"found", "late"})}, 2),
        Row(Agency("q-c", "丙", "q", level="county"), {2020: MISSING, 2021: MISSING}, 0),
    )
    return Coverage((2020, 2021), rows)


def test_groups_add_up_to_the_whole() -> None:
    for groups in (by_portal(grid()), by_level(grid())):
        assert sum(group.expected for group in groups) == grid().expected
        for state in ("found", "late", "missing"):
            assert sum(group.counts[state] for group in groups) == grid().count(state)
    assert [group.name for group in by_portal(grid())] == ["p", "q"]
    assert [(group.name, group.agencies, group.failures) for group in by_level(grid())] == [
        ("county", 2, 0),
        ("", 1, 2),
    ]


def test_the_denominator_follows_what_is_asked_for() -> None:
    assert narrowed(grid(), portal="p").expected == 4
    assert narrowed(grid(), name=" nobody ").expected == 0
    assert narrowed(grid(), level="county", years=[2021]).expected == 2
    nobody_reported = narrowed(grid(), years=[2019])
    assert (nobody_reported.expected, nobody_reported.count("missing")) == (3, 3)
