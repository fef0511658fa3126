"""What agencies do to the form, each as one function from a report to a less regular report.

Each knows what it does to the truth: the value a reader must find, and the reason its note must give.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.irregularities import cells, layout, truth

Irregularity = Callable[[SimulatedReport, Random], SimulatedReport]

IRREGULARITIES: Mapping[str, Irregularity] = {
    function.__name__: function
    for function in (
        cells.counter_words,
        cells.amounts_with_unit,
        cells.dashes,
        cells.leading_zeros,
        cells.sign_words,
        cells.blank_cells,
        cells.blank_row,
        cells.thousands,
        cells.fullwidth_digits,
        cells.padded_cells,
        cells.split_digits,
        cells.text_cell,
        cells.short_row,
        truth.one_row_other_handling,
        truth.third_document_row,
        truth.wrong_sum,
        truth.lost_totals,
        truth.contradicting_prose,
        truth.late,
        layout.other_numbering,
        layout.heading_variants,
        layout.unnumbered_headings,
        layout.listed_headings,
        layout.explained_labels,
        layout.damaged_label,
        layout.broken_labels,
        layout.page_break,
        layout.page_break_with_header,
        layout.split_disclosure,
        layout.title_variant,
    )
}
"""Every irregularity by name."""


def make_irregular(report: SimulatedReport, names: Iterable[str], seed: int = 0) -> SimulatedReport:
    """The report with the named irregularities of `IRREGULARITIES`, applied in the order given."""
    for name in names:
        rng = Random(f"{seed}/{report.agency.id}/{report.year}/{name}")  # noqa: S311 - figures, not secrets
        report = IRREGULARITIES[name](report, rng)
    return report
