"""The cells of a report in the order of its form; reports that print the same form share one layout.

The layout of the cells is computed once for thousands of reports; only their values are read for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gxcrawl.exporting.tables.columns import Value
from gxcrawl.forms.editions.form_cells import FormCell, cells_of_edition
from gxcrawl.reports.document import TABLES, is_amount
from gxcrawl.storage import Document

_REMEMBERED = 64  # layouts; the reports of a whole portal have a handful

# For each row of a report, its path and the names of its cells in stored order.
Shape = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The cells of a shape; one object is shared by all reports of that shape.

    paths: of all cells. names: columns for table, row, column and their labels. order: index of each value.
    """

    paths: tuple[str, ...]
    names: tuple[tuple[Value, ...], ...]
    order: tuple[int, ...]

    def ordered(self, values: Sequence[Any]) -> list[Any]:
        """The values in the order of the form."""
        return list(map(values.__getitem__, self.order))


def cells_in(report: Document) -> tuple[Layout, list[Any]]:
    """The layout of a report, and the value of each of its cells; an amount is one value."""
    shape: list[tuple[str, tuple[str, ...]]] = []
    values: list[Any] = []
    for table in TABLES:
        _flatten(table, report.get(table) or {}, shape, values)
    layout = _layout(report["form"], tuple(shape))
    return layout, layout.ordered(values)


def _flatten(path: str, row: Mapping[str, Any], shape: list[tuple[str, tuple[str, ...]]], values: list[Any]) -> None:
    """Adds everything below an object in stored order; rows with only numbers, the most frequent, in one step."""
    if dict not in map(type, row.values()):
        shape.append((path, tuple(row)))
        values.extend(row.values())
        return
    for name, value in row.items():
        if isinstance(value, dict) and not is_amount(value):
            _flatten(f"{path}.{name}", value, shape, values)
        else:
            shape.append((path, (name,)))
            values.append(value)


@lru_cache(_REMEMBERED)
def _layout(form: str, shape: Shape) -> Layout:
    """The layout in the order of the form; what is not in the form comes last in its table, sorted."""
    known, places = _form(form)
    paths = [f"{row}.{name}" for row, names in shape for name in names]

    def place(index: int) -> tuple[int, int, str]:
        path = paths[index]
        return TABLES.index(path.partition(".")[0]), places.get(path, len(places)), path

    order = sorted(range(len(paths)), key=place)
    ordered = tuple(paths[index] for index in order)
    names = tuple(zip(*(_names(path, known.get(path)) for path in ordered), strict=True)) or ((),) * 5
    return Layout(ordered, names, tuple(order))


@lru_cache
def _form(form: str) -> tuple[dict[str, FormCell], dict[str, int]]:
    """Path → cell, and path → position, for each cell of an edition."""
    cells = cells_of_edition(form)
    return {cell.path: cell for cell in cells}, {cell.path: place for place, cell in enumerate(cells)}


def _names(path: str, cell: FormCell | None) -> tuple[Value, ...]:
    """table, row, column, row_label, column_label; no labels for a cell that is not in the form."""
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    labels = (None, None) if cell is None else (" ".join(cell.row_labels), cell.column_label)
    return (table, row, column, *labels)
