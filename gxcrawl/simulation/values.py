"""Invented numbers for the three tables, consistent with each other and between years.

Every function is deterministic: the same agency, year and seed give the same numbers on every machine.
"""

from collections.abc import Iterable, Mapping
from random import Random

from gxcrawl.forms.editions import disclosure_2019, disclosure_2021
from gxcrawl.forms.editions.applications import COLUMNS, RESULT_PARTS, UNDIVIDED
from gxcrawl.forms.editions.review import BLOCKS as REVIEW_BLOCKS
from gxcrawl.forms.editions.review import RESULTS as REVIEW_RESULTS
from gxcrawl.forms.editions.shape import Column, FormBlock
from gxcrawl.model import Amount, Form, Value
from gxcrawl.simulation.agencies import SimulatedAgency

APPLICANTS = tuple(column.key for column in COLUMNS if column.key != "total")
REVIEW_PARTS = tuple(column.key for column in REVIEW_RESULTS if column.key != "total")
THREE_ROWS = tuple(key for key in RESULT_PARTS if key.startswith("other_handling.") and key != UNDIVIDED)
LOCAL_ROWS = ("other_proactive_documents",)  # rows that only some portals print, see `irregularities`

_APPLICANT_SHARES = (0.80, 0.13, 0.01, 0.01, 0.03, 0.02)
_RESULT_WEIGHTS = {"granted": 40, "partially_granted": 8, "unavailable.not_held": 24, "unavailable.needs_creation": 5}
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def make_amount(value: int | float, unit: str | None) -> Amount:
    """An amount with its value in yuan, rounded to whole fen: 46.3 万元 is 463000, not 462999.99."""
    return Amount(_shortest(value), unit, None if unit is None else _shortest(round(value * _YUAN[unit], 2)))


def _shortest(number: int | float) -> int | float:
    return int(number) if number == int(number) else number


def printed_unit(label: str) -> str | None:
    """The unit in a column header such as 本年收费金额（单位：万元）; None if there is none."""
    return next((unit for unit in ("万元", "亿元", "元") if f"单位：{unit}" in label), None)


def dice(agency: SimulatedAgency, year: int, seed: int, what: str) -> Random:
    """A separate random generator for each purpose (`what`), so that one more draw for one does not change another."""
    return Random(f"{seed}/{agency.id}/{year}/{what}")  # noqa: S311 - figures, not secrets


def blocks_of(form: Form) -> tuple[FormBlock, ...]:
    """The blocks of section 2 of an edition; empty for forms without this section."""
    return {"2019": disclosure_2019.BLOCKS, "2021": disclosure_2021.BLOCKS}.get(form, ())


def invent_applications(agency: SimulatedAgency, year: int, seed: int, form: Form) -> dict[str, Value]:
    """Section 3: columns balance, results are sums of their parts; carried forward equals carried over of next year."""
    over = _carried(agency, year - 1, seed)
    forward = _carried(agency, year, seed)
    received = _received(agency, year, seed, forward)
    rows: dict[str, dict[str, int]] = {"new_received": received, "carried_over": over}
    closed = {column: received[column] + over[column] - forward[column] for column in APPLICANTS}
    rows |= _spread_results(closed, dice(agency, year, seed, "results"), form)
    rows |= {"result_total": closed, "carried_forward": forward}
    return {
        f"applications.{row}.{column}": value
        for row, cells in rows.items()
        for column, value in [*cells.items(), ("total", sum(cells.values()))]
    }


def _carried(agency: SimulatedAgency, year: int, seed: int) -> dict[str, int]:
    rng = dice(agency, year, seed, "carried")
    most = agency.applications_a_year // 8
    return {column: rng.randint(0, round(most * share)) for column, share in _shares()}


def _received(agency: SimulatedAgency, year: int, seed: int, forward: Mapping[str, int]) -> dict[str, int]:
    # at least the number carried forward, so that the number of closed applications is never negative
    rng = dice(agency, year, seed, "received")
    scale = agency.applications_a_year * rng.uniform(0.7, 1.3)
    return {column: forward[column] + round(scale * share * rng.uniform(0.8, 1.2)) for column, share in _shares()}


def _shares() -> Iterable[tuple[str, float]]:
    return zip(APPLICANTS, _APPLICANT_SHARES, strict=True)


def _spread_results(closed: Mapping[str, int], rng: Random, form: Form) -> dict[str, dict[str, int]]:
    without = THREE_ROWS if form == "2019" else (UNDIVIDED,)
    keys = [key for key in RESULT_PARTS if key not in without]
    weights = [_RESULT_WEIGHTS.get(key, 2) for key in keys]
    rows = {key: dict.fromkeys(APPLICANTS, 0) for key in keys}
    for column, count in closed.items():
        for key in rng.choices(keys, weights, k=count):
            rows[key][column] += 1
    return rows


def invent_review(agency: SimulatedAgency, year: int, seed: int) -> dict[str, Value]:
    """Section 4: fifteen numbers, mostly small."""
    rng = dice(agency, year, seed, "review")
    values: dict[str, Value] = {}
    for block, _ in REVIEW_BLOCKS:
        counts = [rng.randint(0, agency.applications_a_year // 12) for _ in REVIEW_PARTS]
        values |= {f"review_litigation.{block}.{part}": n for part, n in zip(REVIEW_PARTS, counts, strict=True)}
        values[f"review_litigation.{block}.total"] = sum(counts)
    return values


def invent_disclosure(agency: SimulatedAgency, year: int, seed: int, form: Form) -> dict[str, Value]:
    """Section 2 with the rows and columns of the edition."""
    rng = dice(agency, year, seed, "disclosure")
    values: dict[str, Value] = {}
    for block in blocks_of(form):
        for row in block.rows:
            if row.key not in LOCAL_ROWS:
                cells = _invent_row(row.key, block, agency, rng)
                values |= {f"proactive_disclosure.{row.key}.{key}": value for key, value in cells.items()}
    return values


def _invent_row(row: str, block: FormBlock, agency: SimulatedAgency, rng: Random) -> dict[str, Value]:
    scale = agency.applications_a_year
    if row == "rules":  # only provinces and larger cities make 规章
        return {column.key: 0 for column in block.columns}
    if row == "normative_documents":
        low, middle = sorted((rng.randint(0, 2 + scale // 10), rng.randint(0, 2 + scale // 10)))
        numbers = (middle, low, middle + rng.randint(0, scale))
        return dict(zip((column.key for column in block.columns), numbers, strict=True))
    return {column.key: _invent_cell(column, scale, rng) for column in block.columns}


def _invent_cell(column: Column, scale: int, rng: Random) -> Value:
    if column.type == "amount":
        unit = printed_unit(column.label)
        fen = rng.randint(0, scale * 5_000)
        return make_amount(fen / 100 if unit == "万元" else fen * 10, unit)
    if column.type == "change":
        return rng.randint(-9, 12)
    if column.key == "decisions":
        return rng.randint(0, scale * 90)
    return rng.randint(9, 12 + scale)
