"""The types of the JSON API's responses, from which its OpenAPI description is made."""

from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from gxcrawl.model import Level, Stage
from gxcrawl.reports.coverage import State
from gxcrawl.web.queries import CellPath, Id, Query, Year

T = TypeVar("T")


class Answer(BaseModel):
    """Something that the API says; made of whatever has the same fields."""

    model_config = ConfigDict(from_attributes=True)


class ErrorAnswer(Answer):
    """Why there is no other answer, in one line."""

    error: str


class PageOf(Answer, Generic[T]):
    """One page of a list. count: of the whole list."""

    page: int
    pages: int
    count: int
    items: list[T]


class AgencyAnswer(Answer):
    """An agency; the states of its report of each year, and how many failures are open."""

    id: str
    name: str
    aliases: list[str]
    portal: str
    portal_name: str | None
    level: Level | None
    region_code: str | None
    states: dict[str, list[State]]
    failures: int


class CoverageAnswer(Answer):
    """expected: every agency times every year; counts: how many of these stand in each state."""

    years: list[int]
    expected: int
    counts: dict[State, int]
    agencies: PageOf[AgencyAnswer]


class FailingCheck(Answer):
    """A check that fails. left, right, delta: null where there are no numbers to compare."""

    id: str
    left: int | None
    right: int | None
    delta: int | None
    message: str


class ReportDigest(Answer):
    """A report in a list."""

    id: str
    agency_id: str
    agency: str
    portal: str
    year: int
    title: str | None
    form: str | None
    published_on: str | None
    revision: int
    failing: list[FailingCheck]


class ContradictionAnswer(Answer):
    """A failing check of a report. size: of the difference."""

    report_id: str
    agency_id: str
    agency: str
    portal: str
    year: int
    check: str
    size: int | None
    message: str


class CellChangeAnswer(Answer):
    """A value of a report before and after; `absent` if its row was not printed, null if it was not known."""

    path: str
    before: int | float | str | None
    after: int | float | str | None


class ProseChangeAnswer(Answer):
    """A changed passage of a section, or of the head (section 0): sentences removed and added."""

    section: int
    field: str
    removed: list[str]
    added: list[str]


class RevisionAnswer(Answer):
    """One revision of a report. same_date: whether the printed day of publication stayed as it was."""

    revision: int
    first_seen: datetime
    last_seen: datetime
    published_on: str | None
    same_date: bool
    url: str
    raw_id: str
    cells: list[CellChangeAnswer]
    prose: list[ProseChangeAnswer]


class RevisedReportAnswer(Answer):
    """A report that was changed at the source after it was first seen. revisions: the latest first."""

    report_id: str
    agency_id: str
    agency: str
    portal: str
    year: int
    revisions: list[RevisionAnswer]


class CheckAnswer(Answer):
    """A verdict that a value has a part in."""

    id: str
    status: str
    message: str


class PlaceAnswer(Answer):
    """Table, row and column in `tables` of the report, from 0. column: null where only the row is known."""

    table: int
    row: int
    column: int | None
    cells: list[str]
    origin: str


class ExplanationAnswer(Answer):
    """One value of a report: what it is, why it is doubtful, and where it was read. labels: those that are damaged."""

    path: str
    label: str
    text: str
    known: bool
    standing: str
    note: str | None
    printed: str | None
    labels: list[str]
    checks: list[CheckAnswer]
    place: PlaceAnswer | None
    source: dict[str, Any] | None


class RunAnswer(Answer):
    """A crawl run. outcome: null while it runs."""

    id: str
    spider: str
    trigger: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    stats: dict[str, Any]


class FailureAnswer(Answer):
    """Something that could not be fetched, read, parsed or stored."""

    url: str
    stage: Stage
    reason: str
    agency_id: str | None
    portal_id: str | None
    year: int | None
    count: int
    first_seen: datetime
    last_seen: datetime


class AgencyKey(Query):
    """Selects an agency."""

    agency_id: Id


class ReportKey(Query):
    """Selects a report."""

    agency_id: Id
    year: Year

    @property
    def id(self) -> str:
        """The id of the report."""
        return f"{self.agency_id}/{self.year}"


class ValueKey(ReportKey):
    """Selects a value of a report."""

    cell: Annotated[CellPath, Field(description="dotted path of a value, applications.result_total.total")]
