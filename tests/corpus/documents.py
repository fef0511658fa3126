"""The pinned corpus: reports of the simulation in every kind, layout and irregularity, the same on every machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import IRREGULARITIES, make_irregular
from gxcrawl.simulation.publishing.postings import write_file
from gxcrawl.simulation.writers.html import LAYOUTS, LayoutName, write_page

_YEARS = {"2019": (2019, 2020), "2021": (2021, 2022, 2023)}
_AGENCIES = (*JICHUAN, *SHUYU)
_FILES = ("docx", "txt", "xlsx")
_PDF_IRREGULARITIES = (
    "counter_words", "dashes", "blank_cells", "short_row", "one_row_other_handling", "wrong_sum", "damaged_label",
    "explained_labels", "split_disclosure", "page_break_with_header",
)  # fmt: skip
_NOT_PRINTABLE = {("xlsx", "short_row")}  # a sheet has a cell everywhere
_MIXED = 120


@dataclass(frozen=True, slots=True)
class Printed:
    """A report, how it is printed, and the names of what was done to it."""

    name: str
    truth: SimulatedReport
    kind: str

    def body(self) -> bytes:
        """The bytes, written when they are asked for."""
        layout = next((layout for layout in LAYOUTS if layout == self.kind), None)
        return write_file(self.truth, self.kind) if layout is None else write_page(self.truth, layout)


def corpus() -> Iterator[Printed]:
    """Every irregularity in every layout and kind, in both editions; then several irregularities at once."""
    rng = Random(20)
    for names in ((), *((name,) for name in IRREGULARITIES)):
        for kind in (*LAYOUTS, *_FILES):
            if (kind, *names) in _NOT_PRINTABLE:
                continue
            for edition in _YEARS:
                yield _printed(kind, edition, names, rng)
        if names and names[0] in _PDF_IRREGULARITIES:
            yield from (_printed("pdf", edition, names, rng) for edition in _YEARS)
    for _ in range(_MIXED):
        names = tuple(rng.sample(list(IRREGULARITIES), 3))
        kind = rng.choice((*LAYOUTS, *_FILES))
        if all((kind, name) not in _NOT_PRINTABLE for name in names):
            yield _printed(kind, rng.choice(list(_YEARS)), names, rng)


def _printed(kind: LayoutName | str, edition: str, names: tuple[str, ...], rng: Random) -> Printed:
    agency, year = rng.choice(_AGENCIES), rng.choice(_YEARS[edition])
    report = make_irregular(invent_report(agency, year, seed=rng.randrange(1000)), names)
    return Printed(f"{kind} {year} {'+'.join(names) or 'regular'}", report, kind)
