"""Series of tables with one row each that together print one table, as made by editors and lists of cards."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from gxcrawl.model import Block, Table
from gxcrawl.reading.spans import plain

_FEWEST = 3


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with such series joined. Spans are valid only within a row, so only the order of cells is known."""
    for are_rows, group in groupby(blocks, _is_row):
        run = list(group)
        rows = [block for block in run if isinstance(block, Table)] if are_rows else []
        if len(rows) < _FEWEST:
            yield from run
        else:
            cells = [[text for _, text in row.own_cells(0)] for row in rows]
            yield plain(cells, rows[0].origin, spans_known=False)


def _is_row(block: Block) -> bool:
    return isinstance(block, Table) and len(block.rows) == 1
