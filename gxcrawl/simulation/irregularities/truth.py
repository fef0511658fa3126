"""Reports with other content: rows that the edition does not have, wrong sums, prose that contradicts the tables."""

from dataclasses import replace
from random import Random

from gxcrawl.forms.editions.applications import UNDIVIDED
from gxcrawl.model import Section, Value
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.values import THREE_ROWS


def one_row_other_handling(report: SimulatedReport, _: Random) -> SimulatedReport:
    """（六）其他处理 as one row, in the edition that has three rows for it."""
    if f"applications.{UNDIVIDED}.total" in report.values:
        return report
    values: dict[str, Value] = {}
    for path, value in report.values.items():
        if path.startswith("applications.other_handling.no_correction."):
            column = path.rpartition(".")[2]
            parts = [report.values[f"applications.{row}.{column}"] for row in THREE_ROWS]
            values[f"applications.{UNDIVIDED}.{column}"] = sum(p for p in parts if isinstance(p, int))
        elif not path.startswith("applications.other_handling."):
            values[path] = value
    keep = {path for path in values if path in report.values}
    return replace(
        report,
        values=values,
        printed={path: text for path, text in report.printed.items() if path in keep},
        notes={path: reason for path, reason in report.notes.items() if path in keep},
    )


def third_document_row(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """The row 其他主动公开文件, which some portals add to the edition of 2019."""
    if report.form != "2019":
        return report
    row = "proactive_disclosure.other_proactive_documents"
    made = rng.randint(5, 60)
    added: dict[str, Value] = {f"{row}.made": made, f"{row}.published": made - 2, f"{row}.total_public": made * 4}
    return replace(report, values={**report.values, **added})


def wrong_sum(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """One result is too high and nothing else changes, so the sums of its row and of 总计 in its column are wrong."""
    path = f"applications.unavailable.not_held.{rng.choice(('natural_person', 'business'))}"
    value = report.values[path]
    return replace(report, values={**report.values, path: (value if isinstance(value, int) else 0) + rng.randint(1, 3)})


def lost_totals(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Totals of section 4 are printed as 0 although there are results."""
    upheld, total = "review_litigation.review.upheld", "review_litigation.review.total"
    return replace(report, values={**report.values, upheld: rng.randint(2, 9), total: 0})


def contradicting_prose(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """The prose and the table state different numbers of applications received."""
    received = report.claims["received"]
    stated = received + report.claims["carried_over"] + rng.randint(2, 9)
    sections = tuple(
        Section(s.number, s.heading, s.text.replace(f"政府信息公开申请{received}件", f"政府信息公开申请{stated}件"))
        for s in report.sections
    )
    if sections == report.sections:  # the sentence exists only if an application was received
        return report
    return replace(report, sections=sections, claims={**report.claims, "received": stated})


def late(report: SimulatedReport, rng: Random) -> SimulatedReport:
    """Published in the summer, after every deadline."""
    return replace(report, published_on=report.published_on.replace(month=6, day=rng.randint(1, 28)))
