"""A report: its values with their provenance, its prose and the verdicts on both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gxcrawl.model.documents import Kind, Table

Form = Literal["2019", "2021", "2014", "narrative"]
Status = Literal["pass", "fail", "not_assessable"]
Reason = Literal[
    "blank",
    "dash",
    "unit",
    "sign_word",
    "fullwidth",
    "leading_zero",
    "split_digits",
    "thousands",
    "text",
    "unreadable",
]
At = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as printed. `yuan` is None where the unit is."""

    value: int | float
    unit: str | None
    yuan: int | float | None


Value = int | Amount | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a form and the place it was read from: table, row, column in `Report.tables`.

    `at` is None where the row prints no cell for this column.
    """

    value: Value
    at: At | None

    def __reduce__(self) -> tuple[type["Cell"], tuple[Value, At | None]]:
        """As pickled: a report has hundreds, and what dataclasses do by themselves takes four times as long."""
        return Cell, (self.value, self.at)


@dataclass(frozen=True, slots=True)
class Note:
    """A cell that was not a plain number: its dotted path, its text as printed, why."""

    path: str
    raw: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LabelNote:
    """A row found although its label is damaged: the row's path, what is printed, what the form prints."""

    path: str
    printed: str
    expected: str
    similarity: float


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A row of an official table whose label no edition knows; its cells are kept as printed."""

    section: int
    label: str
    cells: tuple[str, ...]
    table: int
    row: int


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections, prose only. `number` is the form's, whatever the page numbers it."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Statistic:
    """One indicator of the 2014 form; `key` is None for a row that the form does not have."""

    key: str | None
    label: str
    unit: str | None
    value: int | float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the prose states about something the tables also state.

    quote: the words as printed; section, start: where they stand in that section's text; paths: the values the
    claim can mean, each alternative a tuple whose sum it may equal; certain: False where the sentence may count other
    bodies too (全区), so that agreement counts and disagreement does not; verdict: what the tables say to it, None
    until the checks have looked.
    """

    what: str
    value: int
    quote: str
    section: int
    start: int
    paths: tuple[tuple[str, ...], ...]
    certain: bool = True
    verdict: Status | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """A change of one cell that would mend a failing sum: what is printed, what it would have to be. Never applied.

    printed: None where the cell holds no number.
    """

    path: str
    printed: int | None
    would_be: int


@dataclass(frozen=True, slots=True)
class Check:
    """One verdict; docs/data.md says when each holds. `message` is one Chinese sentence that a person can act on.

    guesses: of a failing sum, the smallest changes that would mend it, each of one cell or of two.
    disputed: the values that copies of the report print differently.
    """

    id: str
    status: Status
    left: int | None
    right: int | None
    message: str
    guesses: tuple[tuple[Guess, ...], ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def delta(self) -> int | None:
        """left - right; None where either is not known."""
        return None if self.left is None or self.right is None else self.left - self.right


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one document says as an annual report; whose it is, is the crawl's to say.

    cells: dotted path (`applications.result_total.total`) -> cell, for every row that the report prints.
    preface: the prose between title and first section. signed_on: the date that the report itself bears, which is
    that of its publication where nothing else says that.
    """

    kind: Kind
    title: str
    year: int | None
    form: Form
    publisher: str | None = None
    published_on: date | None = None
    signed_on: date | None = None
    preface: str = ""
    sections: tuple[Section, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    statistics: tuple[Statistic, ...] = ()
    notes: tuple[Note, ...] = ()
    label_notes: tuple[LabelNote, ...] = ()
    unknown_rows: tuple[UnknownRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    tables: tuple[tuple[int | None, Table], ...] = ()  # the section each belongs to, and the table
    checks: tuple[Check, ...] = ()
