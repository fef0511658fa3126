"""Deviations from the form that agencies make; each is a function from a report to a less regular report.

Each function also updates the expected values and the reasons of the expected notes.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.irregularities import cells, layout, truth

Irregularity = Callable[[SimulatedReport, Random], SimulatedReport]

IRREGULARITIES: Mapping[str, Irregularity] = {
    name: made
    for module in (cells, truth, layout)
    for name, made in vars(module).items()
    if getattr(made, "__module__", None) == module.__name__ and not name.startswith("_")
}
"""Every irregularity by name: the public functions of these modules, in their order."""


def make_irregular(report: SimulatedReport, names: Iterable[str], seed: int = 0) -> SimulatedReport:
    """The report with the named irregularities of `IRREGULARITIES`, applied in the order given."""
    for name in names:
        rng = Random(f"{seed}/{report.agency.id}/{report.year}/{name}")  # noqa: S311 - figures, not secrets
        report = IRREGULARITIES[name](report, rng)
    return report
