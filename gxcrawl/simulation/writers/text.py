"""A report as printed by Word-to-text extractors: each cell on its own line after a tab, blank lines between rows.

A place that a cell above covers is an empty cell; a place that a cell to its left covers is not printed.
"""

from collections.abc import Iterable

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import parts_of
from gxcrawl.simulation.printed import PrintedTable, Slot, full_grid


def write_text(report: SimulatedReport) -> bytes:
    """The complete report in UTF-8."""
    parts = (f"{_table_text(p)}\n\n" if isinstance(p, PrintedTable) else f"{p.text}\n" for p in parts_of(report))
    return f"{report.title}\n\n{''.join(parts)}".encode()


def _table_text(table: PrintedTable) -> str:
    return "\n".join("".join(f"\t{text}\n" for text in _cell_texts(row)) for row in full_grid(table))


def _cell_texts(row: Iterable[Slot | None]) -> list[str]:
    return [
        slot.cell.text if slot.row_offset == 0 else "" for slot in row if slot is not None and slot.column_offset == 0
    ]
