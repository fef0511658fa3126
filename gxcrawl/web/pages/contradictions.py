"""The page of contradictions: the failing checks of all reports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from gxcrawl.presenting.labels import with_labels
from gxcrawl.web.paging import Paged, paged
from gxcrawl.web.queries import CheckKind, ContradictionsQuery

_ROWS_A_PAGE = 50
KINDS: tuple[CheckKind, ...] = get_args(CheckKind)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A failing check of a report. size: the absolute difference; None if the check compares no numbers."""

    report_id: str
    agency_id: str
    agency: str
    portal: str
    year: int
    check: str
    kind: CheckKind | None
    size: int | None
    message: str


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """The contents of the page. All numbers are limited to the chosen portal and year.

    checks, reports: numbers of checks and reports. failing, concerned: failing checks, and reports with at least one.
    list, shown_reports: failing checks of the chosen kind and size, and how many reports they belong to.
    kinds: family of checks → number of failing checks of at least the chosen size.
    """

    list: Paged[Contradiction]
    kinds: Mapping[CheckKind, int]
    checks: int
    failing: int
    reports: int
    concerned: int
    shown_reports: int
    portals: tuple[str, ...]
    years: tuple[int, ...]


def contradictions_page(digests: Iterable[Mapping[str, Any]], query: ContradictionsQuery) -> ContradictionsPage:
    """The failing checks that match the query. digests: of all reports, as gxcrawl.storage returns them."""
    every = list(digests)
    chosen = [
        one for one in every if query.portal in (None, one["agency"]["portal"]) and query.year in (None, one["year"])
    ]
    failing = [found for one in chosen for found in _failing(one)]
    large = [one for one in failing if (one.size or 0) >= query.least]
    rows = [one for one in large if query.kind in (None, one.kind)]
    rows.sort(key=_KEYS[query.sort])
    return ContradictionsPage(
        list=paged(rows, query.page, _ROWS_A_PAGE),
        kinds={kind: count for kind, count in _counts(large).items() if count},
        checks=sum(sum(one["statuses"].values()) for one in chosen),
        failing=len(failing),
        reports=len(chosen),
        concerned=len({one.report_id for one in failing}),
        shown_reports=len({one.report_id for one in rows}),
        portals=tuple(sorted({one["agency"]["portal"] for one in every})),
        years=tuple(sorted({one["year"] for one in every}, reverse=True)),
    )


def kind_of(check: str) -> CheckKind | None:
    """The family of a check; None if this version does not know the check."""
    return next((kind for kind in KINDS if check == kind or check.startswith(f"{kind}.")), None)


def _counts(failing: Iterable[Contradiction]) -> dict[CheckKind, int]:
    counts = Counter(one.kind for one in failing)
    return {kind: counts[kind] for kind in KINDS}


def _failing(digest: Mapping[str, Any]) -> Iterable[Contradiction]:
    agency = digest["agency"]
    for check in digest["checks"]:
        yield Contradiction(
            report_id=digest["_id"],
            agency_id=agency["id"],
            agency=agency["name"],
            portal=agency["portal"],
            year=digest["year"],
            check=check["id"],
            kind=kind_of(check["id"]),
            size=None if check["delta"] is None else abs(check["delta"]),
            message=with_labels(check["message"], digest),
        )


def _by_place(one: Contradiction) -> tuple[Any, ...]:
    return (one.portal, one.agency_id, one.year, one.check)


_KEYS = {
    "place": _by_place,
    "size": lambda one: (-(one.size or 0), *_by_place(one)),
    "year": lambda one: (-one.year, *_by_place(one)),
}
