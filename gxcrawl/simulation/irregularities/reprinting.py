"""Giving cells other values, texts and notes: what the irregularities of cells are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from gxcrawl.model import Value
from gxcrawl.model.reports import Reason
from gxcrawl.simulation.figures import SimulatedReport

Reprint = tuple[Value, str, Reason | None]
"""What a reader must find in the cell, its text, the reason of its note if it needs one."""


def reprint(report: SimulatedReport, cells: Mapping[str, Reprint]) -> SimulatedReport:
    """Other values, texts and notes for some cells."""
    notes = {path: reason for path, reason in report.notes.items() if path not in cells}
    return replace(
        report,
        values={**report.values, **{path: value for path, (value, _, _) in cells.items()}},
        printed={**report.printed, **{path: text for path, (_, text, _) in cells.items()}},
        notes={**notes, **{path: reason for path, (_, _, reason) in cells.items() if reason is not None}},
    )


def plain_paths(report: SimulatedReport, wanted: Callable[[int], bool]) -> list[str]:
    """Whole numbers that no irregularity has touched, in the order of the form."""
    return [
        path
        for path, value in report.values.items()
        if isinstance(value, int) and path not in report.printed and not path.endswith(".change") and wanted(value)
    ]


def some(rng: Random, paths: Sequence[str], most: int) -> list[str]:
    """At most so many of them, in no order."""
    return rng.sample(paths, min(most, len(paths)))
