"""A complete invented report: the printed text, and the values that a reader must find in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from gxcrawl.model import Form, Section, Statistic, Value
from gxcrawl.model.reports import Reason
from gxcrawl.simulation.agencies import SimulatedAgency
from gxcrawl.simulation.prose import write_older_prose, write_prose
from gxcrawl.simulation.statistics import invent_statistics
from gxcrawl.simulation.values import dice, invent_applications, invent_disclosure, invent_review

Numbering = Literal["1.", "1．", "1、"]


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """How the tables are printed where agencies differ; no field changes a value.

    labels: row key or official label -> printed text, if it differs. numbering: the sign after the numbers 1 to 8.
    breaks: body rows of the applications table that begin a new page. repeats_header, repeats_groups: whether the
    header rows or the group labels are repeated there. split_disclosure: section 2 is printed as one table per
    block. omitted: cells that are not printed at all, so that their row is one cell short.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    numbering: Numbering = "1."
    breaks: tuple[int, ...] = ()
    repeats_header: bool = False
    repeats_groups: bool = False
    split_disclosure: bool = False
    omitted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SimulatedReport:
    """The true content of one report; every writer prints it, and tests compare results with it.

    values: dotted path -> the value that a reader must find. printed: path -> text of the cells that do not print
    their value as a plain number. notes: path -> reason of each note that is expected. claims: name (`received`,
    `carried_over`, `granted`, ...) -> number stated in the prose. sections: the prose with its headings as printed.
    preface: lines between the title and the first section. statistics: numbers of the edition of 2014, which are
    not part of `values`.
    """

    agency: SimulatedAgency
    year: int
    form: Form
    title: str
    publisher: str
    published_on: date
    values: Mapping[str, Value]
    sections: tuple[Section, ...]
    claims: Mapping[str, int]
    printed: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Reason] = field(default_factory=dict)
    style: PrintStyle = field(default_factory=PrintStyle)
    preface: str = ""
    statistics: tuple[Statistic, ...] = ()

    def text_of(self, path: str) -> str:
        """The text of one cell as printed."""
        return self.printed[path] if path in self.printed else plain_text(self.values[path])


def plain_text(value: Value) -> str:
    """A value as plain digits; an empty text for a value that is not known."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else str(value.value)


def edition_of(year: int) -> Form:
    """The edition that a report about this year should follow."""
    first_years: tuple[tuple[int, Form], ...] = ((2021, "2021"), (2019, "2019"), (2014, "2014"))
    return next((form for first, form in first_years if year >= first), "narrative")


def invent_report(
    agency: SimulatedAgency, year: int, seed: int = 0, form: Form | None = None, published_on: date | None = None
) -> SimulatedReport:
    """A regular report: sums, balances and prose agree, cells are plain numbers, it is published on time.

    form: the edition; default the one for the year. `irregularities.make_irregular` adds irregularities.
    """
    form = form or edition_of(year)
    values: dict[str, Value] = {}
    if form in ("2019", "2021"):
        values |= invent_disclosure(agency, year, seed, form)
        values |= invent_applications(agency, year, seed, form)
        values |= invent_review(agency, year, seed)
    rng = dice(agency, year, seed, "prose")
    prose = write_prose(agency, year, values, rng) if values else write_older_prose(agency, year, rng)
    return SimulatedReport(
        agency=agency,
        year=year,
        form=form,
        title=f"{agency.name}{year}年政府信息公开工作年度报告",
        publisher=agency.name,
        published_on=published_on or _publication_day(agency, year, seed),
        values=values,
        sections=prose.sections,
        claims=prose.claims,
        statistics=invent_statistics(agency, year, seed) if form == "2014" else (),
    )


def _publication_day(agency: SimulatedAgency, year: int, seed: int) -> date:
    last = date(year + 1, 3, 24) if agency.is_government else date(year + 1, 1, 29)
    return last - timedelta(days=dice(agency, year, seed, "published").randint(0, 15))
