"""The checks on a report; docs/data.md lists them.

In: `Report`. Out: `Check`s. Pure: no clock, no database. `check_continuity` needs two reports and is called by whoever
has both: it compares what one year carried forward with what the next carried over.
"""

from dataclasses import replace
from functools import partial

from gxcrawl.checks.arithmetic import check_arithmetic
from gxcrawl.checks.continuity import check_continuity
from gxcrawl.checks.deadline import check_deadline
from gxcrawl.checks.form import check_edition, check_sections, check_year
from gxcrawl.checks.prose import check_prose, confirmed_cells, judge_claims
from gxcrawl.model import Cell, Check, Report


def check_report(report: Report) -> tuple[Check, ...]:
    """Every check that needs this report alone; continuity also needs the report of the year before."""
    return (
        *check_arithmetic({**report.cells, **_indicators(report)}, partial(confirmed_cells, report)),
        *check_prose(report),
        check_continuity(report.cells, report.year, None),
        check_edition(report),
        *check_year(report),
        check_sections(report),
        check_deadline(report),
    )


def _indicators(report: Report) -> dict[str, Cell]:
    """The numbers of the edition of 2014, by their keys."""
    known = (one for one in report.statistics if one.key is not None)
    return {f"statistics.{one.key}": Cell(one.value if isinstance(one.value, int) else None, None) for one in known}


def checked(report: Report) -> Report:
    """The report with the results of every check that needs it alone, on its sums and on each claim of its prose."""
    return replace(report, checks=check_report(report), claims=judge_claims(report))


__all__ = ["check_continuity", "check_report", "checked"]
