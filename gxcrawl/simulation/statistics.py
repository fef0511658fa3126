"""政府信息公开情况统计表, the form for the years 2014 to 2018: invented numbers, and the table as printed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from gxcrawl.forms.editions.statistics_2014 import PARTS, SUMS
from gxcrawl.model import Statistic
from gxcrawl.simulation.agencies import SimulatedAgency
from gxcrawl.simulation.printed import PrintedCell, PrintedTable
from gxcrawl.simulation.values import dice

_HEADINGS_BEFORE = {
    "proactive.gazette": "（二）通过不同渠道和方式公开政府信息的情况",
    "response.press_conferences": "（二）通过不同渠道和方式回应解读的情况",
}
_NO_NUMBER = "——"


def invent_statistics(agency: SimulatedAgency, year: int, seed: int) -> tuple[Statistic, ...]:
    """Every indicator of the form, in its order, with consistent sums."""
    rng = dice(agency, year, seed, "statistics")
    indicators = [indicator for part in PARTS for indicator in part.indicators]
    numbers = {one.key: _invent(one.unit, agency.applications_a_year, rng) for one in indicators}
    for key, parts in SUMS.items():
        numbers[key] = sum(numbers[part] for part in parts)
    return tuple(Statistic(one.key, one.label, one.unit, numbers[one.key]) for one in indicators)


def _invent(unit: str, scale: int, rng: Random) -> int | float:
    if unit == "万元":
        return rng.randint(1, 99) / 10
    return rng.randint(0, scale * 40) if unit == "条" else rng.randint(0, 2 + scale // 6)


def statistics_table(statistics: Sequence[Statistic]) -> PrintedTable:
    """A table with the columns 统计指标, 单位, 统计数; headings of parts have a dash as unit and no number."""
    header = tuple(map(PrintedCell, ("统计指标", "单位", "统计数")))
    return PrintedTable(6, 3, (header, *_rows({one.key: one for one in statistics})), header_rows=1)


def _rows(statistics: Mapping[str | None, Statistic]) -> Iterator[tuple[PrintedCell, ...]]:
    for part in PARTS:
        if part.indicators[0].label != part.label:  # 四、行政复议数量 is both heading and indicator
            yield _heading(part.label)
        for indicator in part.indicators:
            if indicator.key in _HEADINGS_BEFORE:
                yield _heading(_HEADINGS_BEFORE[indicator.key])
            one = statistics[indicator.key]
            number = PrintedCell(str(one.value), path=f"statistics.{one.key}")
            yield PrintedCell(one.label), PrintedCell(one.unit or ""), number


def _heading(label: str) -> tuple[PrintedCell, ...]:
    return PrintedCell(label), PrintedCell(_NO_NUMBER), PrintedCell("")
