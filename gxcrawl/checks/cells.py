"""Numbers by path."""

from collections.abc import Mapping

from gxcrawl.model import Cell


def count_at(cells: Mapping[str, Cell], path: str) -> int | None:
    """The whole number at a path; None if it is unknown or not printed."""
    cell = cells.get(path)
    return cell.value if cell is not None and isinstance(cell.value, int) else None
