"""The main figures of one agency over its years, and where the years do not fit together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import override

from gxcrawl.model import Cell
from gxcrawl.presenting.doubts import doubts_of
from gxcrawl.presenting.values import cells_of, indicator_paths

Kind = Literal["count", "share"]
_BLOCKS = ("review", "litigation_direct", "litigation_after_review")
_CONTINUITY = "continuity.carried_over"


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure. points: year → value, a share between 0 and 1, None where it is not known or nothing to divide by.

    doubtful: the years in which it is made of a number that a failing check is about.
    """

    key: str
    kind: Kind
    points: Mapping[int, float | None]
    doubtful: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        """Whether any year has it."""
        return any(value is not None for value in self.points.values())


def trends_of(documents: Iterable[Mapping[str, Any]]) -> tuple[Trend, ...]:
    """Every figure over these reports of one agency, and the years between them."""
    values = {document["year"]: _Values(document) for document in documents}
    years = range(min(values), max(values) + 1) if values else ()
    return tuple(_trend(key, kind, figure, values, years) for key, (kind, figure) in _FIGURES.items())


def _trend(
    key: str,
    kind: Kind,
    figure: Callable[[Mapping[str, Cell]], float | None],
    values: Mapping[int, "_Values"],
    years: Iterable[int],
) -> Trend:
    points: dict[int, float | None] = dict.fromkeys(years)
    doubtful = set()
    for year, cells in values.items():
        cells.taken.clear()
        points[year] = figure(cells)
        if points[year] is not None and cells.taken & cells.suspects:
            doubtful.add(year)
    return Trend(key, kind, points, frozenset(doubtful))


class _Values(dict[str, Cell]):
    """The values by path, those of the 2014 form by key too. taken: the paths of those that were asked for.

    suspects: the paths of those that a failing check is about.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        cells, names = cells_of(document), indicator_paths(document)
        super().__init__({**cells, **{name: cells[path] for name, path in names.items()}})
        standings = doubts_of(document, cells).standings
        self.suspects = {path for path in self if standings.get(names.get(path, path)) == "suspect"}
        self.taken: set[str] = set()

    @override
    def __getitem__(self, path: str) -> Cell:
        self.taken.add(path)
        return super().__getitem__(path)


def breaks_of(documents: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Year → what is the matter, where what was carried over is not what the year before carried forward."""
    return {
        document["year"]: check["message"]
        for document in documents
        for check in document.get("checks") or ()
        if check["id"] == _CONTINUITY and check["status"] == "fail"
    }


def _sum(cells: Mapping[str, Cell], *paths: str) -> int | None:
    """The sum of what is there; None where one is printed and not known, or none is printed."""
    printed = [cells[path].value for path in paths if path in cells]
    counts = [value for value in printed if isinstance(value, int)]
    return sum(counts) if counts and len(counts) == len(printed) else None


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole and 0 <= part <= whole else None


def _application(row: str) -> str:
    return f"applications.{row}.total"


def _reviews(cells: Mapping[str, Cell], result: str) -> int | None:
    """Reviews and lawsuits that ended so: of three blocks, or of two in the 2014 form."""
    return _sum(
        cells,
        *(f"review_litigation.{block}.{result}" for block in _BLOCKS),
        *(f"statistics.{block}.{result}" for block in ("review", "litigation")),
    )


def _of_results(cells: Mapping[str, Cell], *rows: str) -> float | None:
    return _share(_sum(cells, *map(_application, rows)), _sum(cells, _application("result_total")))


# What the 2014 form counts otherwise – answers, not results; information that does not exist – is left out of a share.
_FIGURES: Mapping[str, tuple[Kind, Callable[[Mapping[str, Cell]], float | None]]] = {
    "received": ("count", lambda cells: _sum(cells, _application("new_received"), "statistics.applications.received")),
    "granted": ("share", lambda cells: _of_results(cells, "granted", "partially_granted")),
    "not_held": ("share", lambda cells: _of_results(cells, "unavailable.not_held")),
    "disputes": ("count", lambda cells: _reviews(cells, "total")),
    "corrected": ("share", lambda cells: _share(_reviews(cells, "corrected"), _reviews(cells, "total"))),
}
