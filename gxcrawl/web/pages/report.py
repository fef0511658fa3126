"""The page of a report: its tables as the form prints them, its prose, its doubtful values, the place of each value."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.check_paths import doubts_all, failing_of, paths_by_check, suspects_by_check
from gxcrawl.presenting.doubts.numbers import Footnote, doubts_of
from gxcrawl.presenting.explaining import Explanation, explain
from gxcrawl.presenting.labels import label_of, with_labels
from gxcrawl.presenting.page import CheckInWords, checks_in_words, remarks_of
from gxcrawl.presenting.places import find_place
from gxcrawl.presenting.prose import Passage, passages_of
from gxcrawl.presenting.tables.official import OfficialTable, official_tables
from gxcrawl.presenting.values import cells_of
from gxcrawl.presenting.versions import Version
from gxcrawl.reading.html.located import cell_id
from gxcrawl.storage import RawEntry

Where = Literal["table", "prose", "whole"]
_IN_PROSE = "prose."


@dataclass(frozen=True, slots=True)
class Failing:
    """A failing check, with its number in the report.

    where: shown at a table (`table` is its key), at the prose, or for the report as a whole. suspects: (path, label) of
    the values that may be wrong, in the order of the form.
    """

    number: int
    id: str
    message: str
    where: Where
    table: str | None
    suspects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The place of a value: the raw document, and the id of the element on its source page."""

    raw_id: str
    at: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The contents of the page. marks: path → numbers of the failing checks that suspect the value.

    open: the checks that could not be assessed. beside: path → place of the value. selected: the requested value.
    siblings: years with a report of this agency. kept: raw id → what is stored of that document beside its bytes.
    """

    document: Mapping[str, Any]
    tables: tuple[OfficialTable, ...]
    footnotes: tuple[Footnote, ...]
    remarks: tuple[str, ...]
    statuses: Mapping[str, int]
    failing: tuple[Failing, ...]
    open: tuple[CheckInWords, ...]
    marks: Mapping[str, tuple[int, ...]]
    passages: tuple[Passage, ...]
    beside: Mapping[str, Beside]
    selected: Explanation | None
    versions: tuple[Version, ...]
    siblings: tuple[int, ...]
    kept: Mapping[str, RawEntry]

    @property
    def notes(self) -> Mapping[str, str]:
        """Letter of a mark → the note it stands for."""
        return {note.letter: note.text for note in self.footnotes}

    def failing_at(self, where: Where, table: str | None = None) -> tuple[Failing, ...]:
        """The failing checks shown in this place. table: the table's key."""
        return tuple(one for one in self.failing if one.where == where and one.table == table)

    @property
    def source(self) -> Beside:
        """The source shown beside the report when the page is opened."""
        chosen = None if self.selected is None else self.beside.get(self.selected.path)
        return chosen or Beside(self.document["content_hash"], "")


def report_page(
    document: Mapping[str, Any],
    versions: Sequence[Version],
    siblings: Iterable[int],
    kept: Mapping[str, RawEntry],
    cell: str | None = None,
) -> ReportPage:
    """The page of a stored report. versions: all of it, the oldest first; cell: path of the selected value."""
    cells = cells_of(document)
    doubts = doubts_of(document, cells)
    statuses = [check["status"] for check in document["checks"]]
    failing = tuple(_failing(document, cells))
    return ReportPage(
        document=document,
        tables=official_tables(document, cells, doubts),
        footnotes=doubts.footnotes,
        remarks=tuple(remarks_of(document)),
        statuses={status: statuses.count(status) for status in ("pass", "fail", "not_assessable")},
        failing=failing,
        open=checks_in_words(document, "not_assessable"),
        marks=_marks(failing),
        passages=passages_of(document, cells),
        beside=dict(_beside(document, cells)),
        selected=None if cell is None else next(iter(explain(document, cell)), None),
        versions=tuple(reversed(versions)),
        siblings=tuple(sorted(siblings)),
        kept=kept,
    )


def _failing(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> Iterable[Failing]:
    compared = paths_by_check(document, cells)
    suspects = suspects_by_check(document, compared)
    for number, check in enumerate(failing_of(document), start=1):
        where, table = ("whole", None) if doubts_all(check) else _where(check["id"], compared[check["id"]])
        labelled = tuple((path, label_of(path, document)) for path in cells if path in suspects[check["id"]])
        yield Failing(
            number=number,
            id=check["id"],
            message=with_labels(check["message"], document),
            where=where,
            table=table,
            suspects=labelled,
        )


def _where(check: str, compared: Set[str]) -> tuple[Where, str | None]:
    """Where a check is shown: at a table if it compares only values of that table. compared: paths of the values."""
    if check.startswith(_IN_PROSE):
        return "prose", None
    tables = {path.partition(".")[0] for path in compared}
    return ("table", tables.pop()) if len(tables) == 1 else ("whole", None)


def _marks(failing: Iterable[Failing]) -> dict[str, tuple[int, ...]]:
    """Path → numbers of the checks that suspect it; other values that a failing check compares get no mark."""
    marks: dict[str, tuple[int, ...]] = {}
    for one in failing:
        marks |= {path: (*marks.get(path, ()), one.number) for path, _ in one.suspects}
    return marks


def _beside(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> Iterable[tuple[str, Beside]]:
    for path in cells:
        place = find_place(document, path, cells)
        if place is not None:
            yield path, Beside(place.raw_id, cell_id(place.table, place.row, place.column))
