"""The verdicts of SCHEMA.md, section 7, on a report.

In: `Report`, and where it is known the report of the year before. Out: `Check`s. Pure: no clock, no database.
"""

from dataclasses import replace
from functools import partial

from gxcrawl.checks.arithmetic import check_arithmetic
from gxcrawl.checks.continuity import check_continuity
from gxcrawl.checks.form import check_deadline, check_edition, check_sections, check_year
from gxcrawl.checks.prose import check_prose, confirmed_cells, judge_claims
from gxcrawl.model import Cell, Check, Report


def check_report(report: Report, carried_forward_before: int | None = None) -> tuple[Check, ...]:
    """Every check that this report alone allows, and continuity with what the year before carried forward.

    carried_forward_before: applications.carried_forward.total of the same agency's report of the year before;
    None where that is not known.
    """
    return (
        *check_arithmetic({**report.cells, **_indicators(report)}, partial(confirmed_cells, report)),
        *check_prose(report),
        check_continuity(report.cells, report.year, carried_forward_before),
        check_edition(report),
        *check_year(report),
        check_sections(report),
        check_deadline(report),
    )


def _indicators(report: Report) -> dict[str, Cell]:
    """The numbers of the edition of 2014 by their keys."""
    known = (one for one in report.statistics if one.key is not None)
    return {f"statistics.{one.key}": Cell(one.value if isinstance(one.value, int) else None, None) for one in known}


def checked(report: Report) -> Report:
    """The report with every verdict that it alone allows, on its sums and on each claim of its prose."""
    return replace(report, checks=check_report(report), claims=judge_claims(report))


__all__ = ["check_continuity", "check_report", "checked"]
