"""The main figures of one agency over the years, and where consecutive years disagree."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from gxcrawl.forms.editions.review import BLOCKS
from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.check_paths import doubts_all
from gxcrawl.presenting.doubts.numbers import doubts_of
from gxcrawl.presenting.values import cells_of, indicator_paths

Kind = Literal["count", "share"]
_CONTINUITY = "continuity.carried_over"


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure. points: year → value (a share is between 0 and 1); None if unknown or if the divisor is 0.

    doubtful: the years whose figure uses a number that a failing check is about.
    """

    key: str
    kind: Kind
    points: Mapping[int, float | None]
    doubtful: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        """True if at least one year has a value."""
        return any(value is not None for value in self.points.values())


class _Figure(NamedTuple):
    """The paths whose sum a figure is; or, if `whole` is given, the share of that sum in the sum of `whole`."""

    part: tuple[str, ...]
    whole: tuple[str, ...] = ()


def _applications(*rows: str) -> tuple[str, ...]:
    return tuple(f"applications.{row}.total" for row in rows)


def _disputes(result: str) -> tuple[str, ...]:
    """The paths of reviews and lawsuits with this result: in three blocks, or in two in the 2014 form."""
    return (
        *(f"review_litigation.{block}.{result}" for block, _ in BLOCKS),
        *(f"statistics.{block}.{result}" for block in ("review", "litigation")),
    )


# Shares leave out what the 2014 form counts differently: answers instead of results, information that does not exist.
_FIGURES: Mapping[str, _Figure] = {
    "received": _Figure((*_applications("new_received"), "statistics.applications.received")),
    "granted": _Figure(_applications("granted", "partially_granted"), _applications("result_total")),
    "not_held": _Figure(_applications("unavailable.not_held"), _applications("result_total")),
    "disputes": _Figure(_disputes("total")),
    "corrected": _Figure(_disputes("corrected"), _disputes("total")),
}


class _Values(NamedTuple):
    """One report's values by path (2014 indicators also by key), and those that a failing check is about.

    If a check doubts whose numbers they are, all of them are suspects.
    """

    cells: Mapping[str, Cell]
    suspects: Collection[str]


def trends_of(documents: Iterable[Mapping[str, Any]]) -> tuple[Trend, ...]:
    """Every figure over these reports of one agency, including the years between them."""
    values = {document["year"]: _values(document) for document in documents}
    years = range(min(values), max(values) + 1) if values else ()
    return tuple(_trend(key, figure, values, years) for key, figure in _FIGURES.items())


def _values(document: Mapping[str, Any]) -> _Values:
    cells, names = cells_of(document), indicator_paths(document)
    standings = doubts_of(document, cells).standings
    paths = {**{path: path for path in cells}, **names}
    all_doubtful = any(map(doubts_all, document.get("checks") or ()))
    suspects = {name for name, path in paths.items() if all_doubtful or standings.get(path) == "suspect"}
    return _Values({name: cells[path] for name, path in paths.items()}, suspects)


def _trend(key: str, figure: _Figure, values: Mapping[int, _Values], years: Iterable[int]) -> Trend:
    points: dict[int, float | None] = dict.fromkeys(years)
    doubtful = set()
    for year, (cells, suspects) in values.items():
        points[year] = _value(figure, cells)
        if points[year] is not None and any(path in suspects for path in (*figure.part, *figure.whole)):
            doubtful.add(year)
    return Trend(key, "share" if figure.whole else "count", points, frozenset(doubtful))


def _value(figure: _Figure, cells: Mapping[str, Cell]) -> float | None:
    part = _sum(cells, figure.part)
    return _share(part, _sum(cells, figure.whole)) if figure.whole else part


def _sum(cells: Mapping[str, Cell], paths: Iterable[str]) -> int | None:
    """The sum of the printed values; None if one of them is unknown or none is printed."""
    printed = [cells[path].value for path in paths if path in cells]
    counts = [value for value in printed if isinstance(value, int)]
    return sum(counts) if counts and len(counts) == len(printed) else None


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole and 0 <= part <= whole else None


def breaks_of(documents: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Year → a sentence, for years whose carried-over number differs from what the year before carried forward."""
    return {
        document["year"]: check["message"]
        for document in documents
        for check in document.get("checks") or ()
        if check["id"] == _CONTINUITY and check["status"] == "fail"
    }
