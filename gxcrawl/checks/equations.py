"""The sums that the official form requires, as equations over cells."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from gxcrawl.forms.editions import applications, review
from gxcrawl.forms.editions.statistics_2014 import LOOSE_SUMS, SUMS
from gxcrawl.forms.names import name_of
from gxcrawl.model import Cell

_SIX = tuple(column.key for column in applications.COLUMNS if column.key != "total")
_OF_A_ROW = "applications.row_total."
_OF_STATISTICS = "statistics.total."
_FOUR = tuple(column.key for column in review.RESULTS if column.key != "total")


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of the cells `left` equals the sum of the cells `right`.

    says: what is compared, in Chinese. varies: some of its rows exist only in another version of the form and are
    rightly absent. loose: agencies often count the two sides differently, so a difference is not certainly a mistake.
    """

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: str
    varies: bool = False
    loose: bool = False


def equations(cells: Mapping[str, Cell]) -> tuple[Equation, ...]:
    """Every equation whose table the report prints; equations of a row only if it prints the row; indicators always."""
    return _among(tuple(cells))


@lru_cache(maxsize=64)  # nearly all reports print all rows of one of the forms
def _among(paths: tuple[str, ...]) -> tuple[Equation, ...]:
    tables, printed = {path.partition(".")[0] for path in paths}, frozenset(paths)
    return tuple(one for one in _ALL if one.id.partition(".")[0] in tables and _is_printed(one, printed))


def _is_printed(equation: Equation, cells: Set[str]) -> bool:
    if equation.id.startswith(_OF_STATISTICS):
        return all(path in cells for path in (*equation.left, *equation.right))
    return not equation.id.startswith(_OF_A_ROW) or equation.right[0] in cells


def _applications() -> Iterator[Equation]:
    """Section 3: the balance and the results of each column, the six applicants of each row."""
    for column in applications.COLUMNS:
        yield Equation(
            f"applications.balance.{column.key}",
            (_path("new_received", column.key), _path("carried_over", column.key)),
            (_path("result_total", column.key), _path("carried_forward", column.key)),
            f"申请情况表“{column.label}”列“新收+上年结转”与“办理结果总计+结转下年度”",
        )
    for column in applications.COLUMNS:
        yield Equation(
            f"applications.result_total.{column.key}",
            tuple(_path(row, column.key) for row in applications.RESULT_PARTS),
            (_path("result_total", column.key),),
            f"申请情况表“{column.label}”列办理结果各项之和与“（七）总计”",
            varies=True,
        )
    for row in applications.ROWS:
        yield Equation(
            f"{_OF_A_ROW}{row.key}",
            tuple(_path(row.key, column) for column in _SIX),
            (_path(row.key, "total"),),
            f"申请情况表{name_of(_path(row.key, 'total')).removesuffix('“总计”列')}各类申请人之和与“总计”",
        )


def _review_litigation() -> Iterator[Equation]:
    """Section 4: the four results of each block."""
    for block, label in review.BLOCKS:
        prefix = f"review_litigation.{block}"
        yield Equation(
            f"review_litigation.total.{block}",
            tuple(f"{prefix}.{result}" for result in _FOUR),
            (f"{prefix}.total",),
            f"行政复议、行政诉讼表“{label}”各结果之和与“总计”",
        )


def _statistics() -> Iterator[Equation]:
    """The edition of 2014: indicators that are sums of other indicators."""
    for total, parts in SUMS.items():
        path = f"statistics.{total}"
        yield Equation(
            f"{_OF_STATISTICS}{total}",
            tuple(f"statistics.{part}" for part in parts),
            (path,),
            f"统计表{name_of(path)}各分项之和与总数",
            loose=total in LOOSE_SUMS,
        )


def _path(row: str, column: str) -> str:
    return f"applications.{row}.{column}"


_ALL = (*_applications(), *_review_litigation(), *_statistics())
