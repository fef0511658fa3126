"""The main figures of one agency over its years, and where the years do not fit together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.values import cells_of, indicator_paths

Kind = Literal["count", "share"]
_BLOCKS = ("review", "litigation_direct", "litigation_after_review")
_CONTINUITY = "continuity.carried_over"


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure. points: year → value, a share between 0 and 1, None where it is not known or nothing to divide by."""

    key: str
    kind: Kind
    points: Mapping[int, float | None]

    @property
    def known(self) -> bool:
        """Whether any year has it."""
        return any(value is not None for value in self.points.values())


def trends_of(documents: Iterable[Mapping[str, Any]]) -> tuple[Trend, ...]:
    """Every figure over these reports of one agency, and the years between them."""
    values = {document["year"]: _values(document) for document in documents}
    years = range(min(values), max(values) + 1) if values else ()
    return tuple(
        Trend(key, kind, {year: figure(values[year]) if year in values else None for year in years})
        for key, (kind, figure) in _FIGURES.items()
    )


def _values(document: Mapping[str, Any]) -> dict[str, Cell]:
    """The values by path, those of the 2014 form by key too."""
    cells = cells_of(document)
    return {**cells, **{name: cells[path] for name, path in indicator_paths(document).items()}}


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
