"""Every span of the official tables off by one or far too large: no number may be wrong without a note."""

from collections.abc import Iterator
from functools import cache

import pytest
from support.official import Rows, expected_of, tables_of

from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import lines_of
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Amount
from gxcrawl.reading.spans import SpanCell, expand

TABLES = tables_of("2021")
EXPECTED = expected_of("2021")


def variants() -> Iterator[tuple[str, list[Rows]]]:
    for t, table in enumerate(TABLES):
        for r, row in enumerate(table):
            for c, cell in enumerate(row):
                for side in ("rowspan", "colspan"):
                    span = getattr(cell, side)
                    for off in (-1, 1, 50) if span > 1 else (1,):
                        changed = [[list(line) for line in rows] for rows in TABLES]
                        changed[t][r][c] = cell._replace(**{side: span + off})
                        yield f"{t}-{r}-{c}-{side}{off:+}", changed


VARIANTS = dict(variants())


@cache
def found_in(name: str) -> Found:
    """What is read of a variant, once for all tests."""
    return read_tables([expand(rows) for rows in VARIANTS[name]])[1]


@pytest.mark.parametrize("where", ["0", "1", "2"])
def test_no_number_is_wrong_without_a_note(where: str) -> None:
    wrong = {}
    for name in VARIANTS:
        if not name.startswith(where):
            continue
        found = found_in(name)
        noted = {note.path for note in found.notes}
        for path, cell in found.cells.items():
            value = cell.value.value if isinstance(cell.value, Amount) else cell.value
            if value is not None and value != EXPECTED.get(path) and path not in noted:
                wrong[name] = (path, value, EXPECTED.get(path))
    assert wrong == {}


def test_most_wrong_spans_lose_nothing() -> None:
    """A span of a label or header that is off never costs a number; one of a number itself may cost its row."""
    lost = 0
    for name in VARIANTS:
        found = found_in(name)
        lost += sum(cell.value is None for cell in found.cells.values())
        assert len(found.cells) == len(EXPECTED), name
    assert lost / (len(VARIANTS) * len(EXPECTED)) < 0.001


def without(side: str, *, blanks: int) -> list[Rows]:
    """The tables without one kind of spans, with blank cells at the end of every row."""
    more = [SpanCell("")] * blanks
    return [[[cell._replace(**{side: 1}) for cell in row] + more for row in rows] for rows in TABLES]


@pytest.mark.parametrize("blanks", [1, 2])
@pytest.mark.parametrize("side", ["rowspan", "colspan"])
def test_columns_of_blanks_at_the_end_change_nothing(side: str, blanks: int) -> None:
    """Every number was unknown: the blank looked like a cell appended to rows that had lost one."""
    _, found = read_tables([expand(rows) for rows in without(side, blanks=blanks)])
    values = {path: getattr(cell.value, "value", cell.value) for path, cell in found.cells.items()}
    assert values == EXPECTED


def test_blank_totals_of_rows_that_go_on_from_the_page_before_are_no_such_column() -> None:
    row, header = (
        [SpanCell("2.重复申请"), SpanCell("3"), SpanCell("")],
        [SpanCell("项目"), SpanCell("自然人"), SpanCell("")],
    )
    assert [len(line.cells) for line in lines_of(0, expand([row, row, row]))] == [3, 3, 3]
    assert [len(line.cells) for line in lines_of(0, expand([header, row, row]))] == [2, 2, 2]
