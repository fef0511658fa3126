"""The name of a value in a sentence: its row and column as the official form prints them."""

from collections.abc import Iterator
from functools import cache

from gxcrawl.forms.cells.labels import strip_numbering
from gxcrawl.forms.editions.form_cells import cells_of_edition
from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.text.characters import normalise

_WITHIN = "·"
_CALLED = {"result_total": "办理结果总计"}  # the form prints （七）总计, which is also the name of a column
_INNER_QUOTES = str.maketrans("“”", "‘’")


def name_of(path: str) -> str:
    """The Chinese name of a value for use in a sentence: row and column as printed; the path if no edition has it.

    >>> name_of("applications.denied.state_secret.total")
    '“不予公开·属于国家秘密”行“总计”列'
    """
    return _names().get(path, path)


@cache
def _names() -> dict[str, str]:
    return dict((*_rows_and_columns(), *_indicators()))


def _rows_and_columns() -> Iterator[tuple[str, str]]:
    for cell in (*cells_of_edition("2021"), *cells_of_edition("2019")):
        if cell.table == "review_litigation":
            yield cell.path, f"“{cell.row_label}”的“{cell.column_label}”"
        else:
            row = _CALLED.get(cell.row) or _WITHIN.join(map(_plain, cell.row_labels))
            yield cell.path, f"“{row}”行“{_plain(cell.column_label)}”列"


def _indicators() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for one in part.indicators:
            names = dict.fromkeys((_plain(part.label), _plain(one.label)))
            yield f"statistics.{one.key}", "的".join(f"“{name}”" for name in names)


def _plain(label: str) -> str:
    """The label without numbering and explanation, for a quotation: （二）部分公开（区分处理的…） → 部分公开."""
    words = strip_numbering(normalise(label)).removeprefix("其中:")
    return strip_numbering(words).partition("(")[0].translate(_INNER_QUOTES)
