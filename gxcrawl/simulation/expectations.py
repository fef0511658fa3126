"""Which checks must fail on a report, computed from its figures.

This is an oracle for tests and does not use the code of the checks.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from gxcrawl.forms.editions.applications import COLUMNS, RESULT_PARTS, ROWS
from gxcrawl.forms.editions.review import BLOCKS
from gxcrawl.simulation.figures import SimulatedReport, edition_of
from gxcrawl.simulation.values import APPLICANTS, REVIEW_PARTS

CLAIM_PATHS: Mapping[str, tuple[str, ...]] = {
    "received": ("applications.new_received.total",),
    "carried_over": ("applications.carried_over.total",),
    "granted": ("applications.granted.total",),
    "carried_forward": ("applications.carried_forward.total",),
    "review": ("review_litigation.review.total",),
    "litigation": (
        "review_litigation.litigation_direct.total",
        "review_litigation.litigation_after_review.total",
    ),
}
"""Claim of the prose -> paths of the values whose sum it states."""


def failing_checks(report: SimulatedReport) -> frozenset[str]:
    """Ids of the checks that must fail, except `continuity`, which needs the report of the year before."""
    found = {*_sums(report), *_prose(report)} if report.values else set()
    if report.form != edition_of(report.year):
        found.add("form.edition")
    if report.published_on > deadline_of(report):
        found.add("published.deadline")
    return frozenset(found)


def breaks_continuity(report: SimulatedReport, year_before: SimulatedReport) -> bool:
    """True if the number carried forward in the year before differs from the number carried over in this year."""
    forward = year_before.values.get("applications.carried_forward.total")
    return report.values.get("applications.carried_over.total") != forward


def deadline_of(report: SimulatedReport) -> date:
    """The last day on time: 31 March for a government's own report, 31 January for every other body."""
    return date(report.year + 1, 3, 31) if report.agency.is_government else date(report.year + 1, 1, 31)


def _known(report: SimulatedReport, path: str) -> bool:
    """True if the value is known. A check skips an unknown total; an unknown addend counts as 0."""
    return report.values.get(path) is not None


def _count(report: SimulatedReport, path: str) -> int:
    value = report.values.get(path)
    return value if isinstance(value, int) else 0


def _sums(report: SimulatedReport) -> Iterator[str]:
    for column in (column.key for column in COLUMNS):
        count = {row.key: _count(report, f"applications.{row.key}.{column}") for row in ROWS}
        if count["new_received"] + count["carried_over"] != count["result_total"] + count["carried_forward"]:
            yield f"applications.balance.{column}"
        known = _known(report, f"applications.result_total.{column}")
        if known and sum(count[part] for part in RESULT_PARTS) != count["result_total"]:
            yield f"applications.result_total.{column}"
    for row in (row.key for row in ROWS):
        parts = sum(_count(report, f"applications.{row}.{column}") for column in APPLICANTS)
        total = f"applications.{row}.total"
        if _known(report, total) and parts != _count(report, total):
            yield f"applications.row_total.{row}"
    for block, _ in BLOCKS:
        parts = sum(_count(report, f"review_litigation.{block}.{part}") for part in REVIEW_PARTS)
        total = f"review_litigation.{block}.total"
        if _known(report, total) and parts != _count(report, total):
            yield f"review_litigation.total.{block}"


def _prose(report: SimulatedReport) -> Iterator[str]:
    for what, stated in report.claims.items():
        if stated != sum(_count(report, path) for path in CLAIM_PATHS[what]):
            yield f"prose.{what}"
