"""Small line charts of a figure over the years: points in SVG coordinates, and the text at each point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gxcrawl.presenting.overviews.trends import Kind, Trend

WIDTH, HEIGHT = 280, 96
_LEFT, _RIGHT, _TOP, _BOTTOM = 16.0, WIDTH - 16.0, 22.0, HEIGHT - 24.0


@dataclass(frozen=True, slots=True)
class Point:
    """One year. y: None if the figure is not known. broken: applications carried over do not match the year before.

    doubtful: a failing check concerns a number from which the figure is computed; the text then ends with "!".
    """

    year: int
    x: float
    y: float | None
    text: str
    broken: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. lines: one SVG polyline (its `points`) for each run of known years. latest: the last known year."""

    key: str
    kind: Kind
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    latest: Point | None

    @property
    def doubtful(self) -> bool:
        """Whether the figure of any year is doubtful."""
        return any(point.doubtful for point in self.points)


def chart_of(trend: Trend, broken: frozenset[int]) -> Chart:
    """The chart of a figure; its scale begins at zero. broken: years that do not match the year before."""
    years = sorted(trend.points)
    highest = max((value for value in trend.points.values() if value is not None), default=0) or 1.0
    points = tuple(
        Point(
            year=year,
            x=_x(index, len(years)),
            y=_y(trend.points[year], highest),
            text=_text(trend, year),
            broken=year in broken,
            doubtful=year in trend.doubtful,
        )
        for index, year in enumerate(years)
    )
    known = [point for point in points if point.y is not None]
    return Chart(trend.key, trend.kind, points, tuple(_lines(points)), known[-1] if known else None)


def _x(index: int, count: int) -> float:
    return (_LEFT + _RIGHT) / 2 if count == 1 else round(_LEFT + (_RIGHT - _LEFT) * index / (count - 1), 1)


def _y(value: float | None, highest: float) -> float | None:
    return None if value is None else round(_BOTTOM - (_BOTTOM - _TOP) * value / highest, 1)


def _text(trend: Trend, year: int) -> str:
    value = trend.points[year]
    if value is None:
        return "?"
    text = f"{value:.1%}" if trend.kind == "share" else f"{value:,.0f}"
    return f"{text}!" if year in trend.doubtful else text


def _lines(points: Sequence[Point]) -> Iterator[str]:
    """The polylines of the points; a year whose figure is not known interrupts the line."""
    for known, run in groupby(points, lambda point: point.y is not None):
        places = [f"{point.x},{point.y}" for point in run]
        if known and len(places) > 1:
            yield " ".join(places)
