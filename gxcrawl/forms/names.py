"""What a value is called in a sentence: its row and column as the official form prints them."""

from collections.abc import Iterator
from functools import cache

from gxcrawl.characters import normalise
from gxcrawl.forms.cells.labels import strip_numbering
from gxcrawl.forms.editions import applications, disclosure_2019, disclosure_2021, review
from gxcrawl.forms.editions.statistics_2014 import PARTS

_WITHIN = "·"
_CALLED = {"result_total": "办理结果总计"}  # the form prints （七）总计, which a column is called too
_INNER_QUOTES = str.maketrans("“”", "‘’")


def name_of(path: str) -> str:
    """The Chinese name of a value; the path itself where no edition has it.

    >>> name_of("applications.denied.state_secret.total")
    '“不予公开·属于国家秘密”行“总计”列'
    """
    return _names().get(path, path)


@cache
def _names() -> dict[str, str]:
    return dict((*_rows_and_columns(), *_indicators()))


def _rows_and_columns() -> Iterator[tuple[str, str]]:
    for block in (*disclosure_2021.BLOCKS, *disclosure_2019.BLOCKS):
        for row in block.rows:
            for column in block.columns:
                yield f"proactive_disclosure.{row.key}.{column.key}", _cell(_plain(row.label), column.label)
    for row in applications.ROWS:
        label = _CALLED.get(row.key, row.label)
        within = [row.group, label] if row.group else [label]
        for column in applications.COLUMNS:
            yield f"applications.{row.key}.{column.key}", _cell(_WITHIN.join(map(_plain, within)), column.label)
    for key, label in review.BLOCKS:
        for result in review.RESULTS:
            yield f"review_litigation.{key}.{result.key}", f"“{label}”的“{result.label}”"


def _indicators() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for one in part.indicators:
            names = dict.fromkeys((_plain(part.label), _plain(one.label)))
            yield f"statistics.{one.key}", "的".join(f"“{name}”" for name in names)


def _cell(row: str, column: str) -> str:
    return f"“{row}”行“{_plain(column)}”列"


def _plain(label: str) -> str:
    """（二）部分公开（区分处理的…） → 部分公开: without numbering and explanation, as part of a quotation."""
    words = strip_numbering(normalise(label)).removeprefix("其中:")
    return strip_numbering(words).partition("(")[0].translate(_INNER_QUOTES)
