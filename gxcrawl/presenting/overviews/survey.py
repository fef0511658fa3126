"""The checks of many reports: which fail, and in how many reports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = {"agency": 1, "year": 1, "checks": 1}
"""What `survey` needs of a report."""


@dataclass(frozen=True, slots=True)
class FailingCheck:
    """One failing check of one report. guesses: changes that would each repair it, as stored."""

    portal: str
    agency_id: str
    agency: str
    year: int
    id: str
    message: str
    guesses: tuple[tuple[Mapping[str, Any], ...], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The failing checks, sorted by portal, agency and year, and the totals.

    statuses: status → number of the selected checks. reports: number of reports. concerned: reports with a failing
    check.
    """

    failing: tuple[FailingCheck, ...]
    statuses: Mapping[str, int]
    reports: int
    concerned: int

    @property
    def checks(self) -> int:
        """The denominator: the number of selected checks."""
        return sum(self.statuses.values())


def survey(reports: Iterable[Mapping[str, Any]], prefix: str = "") -> Survey:
    """The checks whose id begins with `prefix`.

    reports: stored documents with FIELDS.
    """
    failing: list[FailingCheck] = []
    statuses: Counter[str] = Counter()
    count = 0
    for report in reports:
        count += 1
        checks = [check for check in report["checks"] if check["id"].startswith(prefix)]
        statuses.update(check["status"] for check in checks)
        failing += (_failing(report, check) for check in checks if check["status"] == "fail")
    failing.sort(key=lambda one: (one.portal, one.agency_id, one.year))  # stable: within a report as it lists them
    concerned = len({(one.agency_id, one.year) for one in failing})
    return Survey(tuple(failing), statuses, count, concerned)


def _failing(report: Mapping[str, Any], check: Mapping[str, Any]) -> FailingCheck:
    agency = report["agency"]
    guesses = tuple(tuple(guess) for guess in check.get("guesses") or ())
    return FailingCheck(
        portal=agency["portal"],
        agency_id=agency["id"],
        agency=agency["name"],
        year=report["year"],
        id=check["id"],
        message=check["message"],
        guesses=guesses,
    )
