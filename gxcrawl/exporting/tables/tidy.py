"""One row for each value of a report, with its note and the cell that it leads back to."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from gxcrawl.exporting.tables.columns import IDENTITY, Column, Row, Value
from gxcrawl.exporting.tables.form_cells import FormCell, cells_of
from gxcrawl.storage import Document

TIDY: tuple[Column, ...] = (
    *IDENTITY,
    Column("table", "text", "表", "proactive_disclosure, applications, review_litigation or statistics"),
    Column(
        "row", "text", "行", "key of the row; of statistics the key of the indicator, empty for one not of the form"
    ),
    Column("column", "text", "列", "key of the column"),
    Column("row_label", "text", "行标题", "label of the row; of statistics as the report prints it"),
    Column("column_label", "text", "列标题", "label of the column"),
    Column("value", "number", "数值", "the number; empty means not known, never zero"),
    Column("unit", "text", "单位", "unit of an amount or an indicator, as printed; empty where none is"),
    Column("yuan", "number", "折合元", "an amount in yuan; empty where the unit is not known"),
    Column("note", "text", "备注", "why the cell was no plain number: blank, dash, unit, text, unreadable …"),
    Column("printed", "text", "原文", "the cell as printed, where there is a note"),
    Column("raw_id", "text", "原始文档编号", "raw_documents._id of the document that prints it"),
    Column("source_url", "text", "来源网址", "where that document was found"),
    Column("source_table", "integer", "原表序号", "index in the report's tables; empty where no cell was filled"),
    Column("source_row", "integer", "原行序号", "row of that table, from 0"),
    Column("source_column", "integer", "原列序号", "column of that table, from 0"),
)
_SECTIONS = ("proactive_disclosure", "applications", "review_litigation")


def tidy_rows(report: Document) -> Iterator[Row]:
    """The rows of a report, in the order of its form; what the form does not have comes last, sorted."""
    of_whom, places = identity(report), _Places(report)
    known, order = _labels(report["form"])
    for section in _SECTIONS:
        leaves = dict(_leaves(section, report.get(section) or {}))
        for path in sorted(leaves, key=lambda path: (order.get(path, len(order)), path)):
            row, _, column = path.removeprefix(f"{section}.").rpartition(".")
            cell = known.get(path) or FormCell(section, row, column, "", "", "count")
            names = (section, row, column, cell.row_label or None, cell.column_label or None)
            yield (*of_whom, *names, *_amount(leaves[path]), *places.of(path))
    for index, indicator in enumerate(report.get("statistics") or ()):
        names = ("statistics", indicator["key"], "value", indicator["label"], "统计数")
        numbers = (indicator["value"], indicator["unit"], None)
        yield (*of_whom, *names, *numbers, *places.of(f"statistics.{index}.value"))


def identity(report: Document) -> Row:
    """The values of the columns IDENTITY."""
    agency = report["agency"]
    whose = (agency["id"], agency["name"], agency["portal"], agency["level"], agency["region_code"])
    return (*whose, report["year"], report["form"], report["revision"], report["published_on"])


def is_amount(value: Any) -> bool:
    """Whether a value is `{value, unit, yuan}` and not a row of further values."""
    return isinstance(value, dict) and value.keys() == {"value", "unit", "yuan"}


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted path and value of every cell below an object."""
    if isinstance(value, dict) and not is_amount(value):
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}", inner)
    else:
        yield path, value


def _amount(value: Any) -> tuple[Value, Value, Value]:
    return (value["value"], value["unit"], value["yuan"]) if is_amount(value) else (value, None, None)


@cache
def _labels(edition: str) -> tuple[dict[str, FormCell], dict[str, int]]:
    """For each path of an edition its cell, and its place in the order of the form."""
    cells = cells_of(edition)
    return {cell.path: cell for cell in cells}, {cell.path: place for place, cell in enumerate(cells)}


class _Places:
    """For each path of a report: the note on it, and the cell that prints it."""

    def __init__(self, report: Document) -> None:
        self._notes = {note["path"]: note for note in report["notes"]}
        self._cells: dict[str, list[int]] = report["cells"]
        self._owners = [table.get("raw_id") for table in report["tables"]]
        self._primary: str = report["content_hash"]
        self._urls = {source["raw_id"]: source["url"] for source in reversed(report["sources"])}

    def of(self, path: str) -> tuple[Value, ...]:
        """note, printed, raw_id, source_url, source_table, source_row, source_column."""
        note = self._notes.get(path)
        said = (None, None) if note is None else (note["reason"], note["raw"])
        at = self._cells.get(path)
        if at is None:
            return (*said, self._primary, self._urls.get(self._primary), None, None, None)
        raw_id = self._owners[at[0]] or self._primary
        return (*said, raw_id, self._urls.get(raw_id), *at)
