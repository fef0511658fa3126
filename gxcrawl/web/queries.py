"""The parameters of every address, with their types. Nothing else reaches the database.

An empty parameter counts as not given, because HTML forms send empty fields too.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gxcrawl.errors import WrongUse
from gxcrawl.model import Level, Stage

Lang = Literal["zh", "en"]
View = Literal["auto", "portals", "agencies"]
Sort = Literal["place", "size", "year"]
CheckKind = Literal[
    "applications.balance",
    "applications.result_total",
    "applications.row_total",
    "review_litigation.total",
    "statistics.total",
    "prose",
    "continuity.carried_over",
    "copies.agreement",
    "published.deadline",
    "form.agency",
    "form.edition",
    "form.year",
    "form.sections",
]
"""The families of checks, docs/data.md."""
DumpFormat = Literal["jsonl", "bson", "csv", "xlsx", "parquet", "warc"]

Id = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=100)]
Year = Annotated[int, Field(ge=1990, le=2100)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]
CellPath = Annotated[str, Field(max_length=200, pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]


class Query(BaseModel):
    """The parameters of one address. Frozen; unknown parameters are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value != "" or name not in cls.model_fields}

    def but(self, **changed: Any) -> dict[str, str]:
        """These parameters with some of them changed, for a link; parameters with their default value are left out."""
        both = self.model_copy(update=changed)
        return {name: str(value) for name, value in both.model_dump(exclude_defaults=True).items() if value is not None}


class PageQuery(Query):
    """The parameters that every page accepts."""

    lang: Lang = Field("zh", description="language of the page")


class CoverageQuery(Query):
    """Selects a part of the coverage."""

    portal: Id | None = Field(None, description="only this portal id")
    level: Level | None = Field(None, description="only agencies of this level")
    name: Words | None = Field(None, description="only agencies whose name, alias or id contains this")
    year: Year | None = Field(None, description="only reports about this year")
    page: Page = Field(1, description="which page of the list")


class CoveragePageQuery(CoverageQuery, PageQuery):
    """The parameters of the coverage page."""

    view: View = "auto"


class ReportPageQuery(PageQuery):
    """The parameters of a report's page: the value whose source is shown beside the report."""

    cell: CellPath | None = None


class ContradictionsQuery(Query):
    """Selects failing checks."""

    kind: CheckKind | None = Field(None, description="only checks of this family")
    portal: Id | None = Field(None, description="only this portal id")
    year: Year | None = Field(None, description="only reports about this year")
    least: Annotated[int, Field(ge=0, le=10**12)] = Field(0, description="the least size of the difference")
    sort: Sort = Field("place", description="by portal and agency, by size of the difference, or by year")
    page: Page = Field(1, description="which page of the list")


class ContradictionsPageQuery(ContradictionsQuery, PageQuery):
    """The parameters of the page of contradictions."""


class RevisionsQuery(Query):
    """Selects revised reports, and of these the silent revisions."""

    portal: Id | None = Field(None, description="only this portal id")
    year: Year | None = Field(None, description="only reports about this year")
    silent: bool = Field(False, description="only revisions after which the printed date of publication is the same")
    page: Page = Field(1, description="which page of the list")


class RevisionsPageQuery(RevisionsQuery, PageQuery):
    """The parameters of the page of revisions."""


class FailuresQuery(Query):
    """Selects failures."""

    stage: Stage | None = Field(None, description="only failures of this stage")
    portal: Id | None = Field(None, description="only this portal id")
    agency: Id | None = Field(None, description="only this agency id")
    page: Page = Field(1, description="which page of the list")


class RunsPageQuery(FailuresQuery, PageQuery):
    """The parameters of the page of runs and failures."""


class ReportsQuery(Query):
    """Selects reports."""

    portal: Id | None = Field(None, description="only this portal id")
    agency: Id | None = Field(None, description="only this agency id")
    year: Year | None = Field(None, description="only reports about this year")
    page: Page = Field(1, description="which page of the list")


class NoQuery(Query):
    """An address without parameters."""


class SelectionQuery(Query):
    """Selects the part of the database that a dump contains."""

    portal: Id | None = None
    year: Year | None = None


class DownloadsPageQuery(SelectionQuery, PageQuery):
    """The parameters of the page of downloads."""


class DumpQuery(SelectionQuery):
    """The parameters of a dump."""

    format: DumpFormat
    header: Lang = "en"  # of the columns of tables


Q = TypeVar("Q", bound=Query)


def read_query(kind: type[Q], given: Iterable[tuple[str, str]]) -> Q:
    """Validates the parameters of an address. Raises WrongUse, in one line naming the parameter, if one is wrong."""
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            raise WrongUse(f"parameter {_shown(name)} is given twice; give it once")
        values[name] = value
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise WrongUse(_one_line(error)) from error


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = _shown(".".join(map(str, first["loc"])))
    if first["type"] == "extra_forbidden":
        return f"there is no parameter {name} here"
    return f"parameter {name}: {first['msg']}"


def _shown(name: str) -> str:
    return repr(name if len(name) <= 40 else f"{name[:40]}…")
