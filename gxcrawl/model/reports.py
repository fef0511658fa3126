"""A report: its values with the places they were read from, its prose, and the checks of both."""

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

    `at` is None if the row prints no cell for this column.
    """

    value: Value
    at: At | None

    def __reduce__(self) -> tuple[type["Cell"], tuple[Value, At | None]]:
        """Pickles as a constructor call: a report has hundreds, and the dataclass default takes four times as long."""
        return Cell, (self.value, self.at)


@dataclass(frozen=True, slots=True)
class Note:
    """A cell that was not a plain number: its path, its text as printed, and the reason."""

    path: str
    raw: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LabelNote:
    """A row found although its label is damaged: the row's path, the printed label, and the form's label."""

    path: str
    printed: str
    expected: str
    similarity: float


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A row of an official table whose label is in no edition; its cells are kept as printed."""

    section: int
    label: str
    cells: tuple[str, ...]
    table: int
    row: int


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections, prose only. `number` is the form's, whatever number the page prints."""

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
    """A number in the prose that the tables also print."""

    what: str  # kind of number
    value: int
    quote: str  # the words as printed
    section: int  # number of the section
    start: int  # offset in that section's text
    # values it can mean; each alternative is a tuple whose sum must equal the number
    paths: tuple[tuple[str, ...], ...]
    certain: bool = True  # False if it may count other bodies too (全区): agreement counts, disagreement does not
    verdict: Status | None = None  # result of the comparison with the tables; None before the checks


@dataclass(frozen=True, slots=True)
class Guess:
    """A change of one cell that would repair a failing sum: the printed and the required number. Never applied.

    printed: None if the cell holds no number.
    """

    path: str
    printed: int | None
    would_be: int


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check; docs/data.md says when each passes."""

    id: str
    status: Status
    left: int | None  # the first of the compared numbers
    right: int | None  # the second of them
    message: str  # one Chinese sentence that a person can act on
    # smallest changes that would repair a failing sum, each of one or two cells
    guesses: tuple[tuple[Guess, ...], ...] = ()
    disputed: tuple[str, ...] = ()  # paths of values that copies of the report print differently

    @property
    def delta(self) -> int | None:
        """left - right; None if either is unknown."""
        return None if self.left is None or self.right is None else self.left - self.right


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one document says as an annual report; the crawl decides which agency it belongs to."""

    kind: Kind
    title: str
    year: int | None
    form: Form
    publisher: str | None = None
    published_on: date | None = None  # from the page's metadata
    signed_on: date | None = None  # date in the report's signature; used as date of publication if there is no other
    preface: str = ""  # prose between the title and the first section
    sections: tuple[Section, ...] = ()
    # path (`applications.result_total.total`) -> cell, for every row printed
    cells: Mapping[str, Cell] = field(default_factory=dict)
    statistics: tuple[Statistic, ...] = ()  # rows of the 2014 form
    notes: tuple[Note, ...] = ()
    label_notes: tuple[LabelNote, ...] = ()
    unknown_rows: tuple[UnknownRow, ...] = ()
    claims: tuple[Claim, ...] = ()
    tables: tuple[tuple[int | None, Table], ...] = ()  # the section each belongs to, and the table
    checks: tuple[Check, ...] = ()
    pictures: int = 0  # in the document, on which what is missing may be printed
