"""One row for each value of a report, with its note and the cell that it leads back to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from gxcrawl.exporting.tables.columns import IDENTITY, Column, Row, Value
from gxcrawl.exporting.tables.layouts import Layout, cells_in
from gxcrawl.presenting.doubts.check_paths import failing_of, paths_by_check
from gxcrawl.presenting.doubts.label_notes import label_notes_by_value
from gxcrawl.presenting.values import cells_of
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
    Column(
        "damaged_label",
        "text",
        "残缺的标题（原文）",
        "label of the row or column as printed, where it is damaged and was recognised by likeness",
    ),
    Column(
        "failed_checks",
        "text",
        "未通过的核对",
        "ids of the failing checks that compare this value, or doubt whose all values are, separated by spaces",
    ),
    Column("raw_id", "text", "原始文档编号", "raw_documents._id of the document that prints it"),
    Column("source_url", "text", "来源网址", "where that document was found"),
    Column("source_table", "integer", "原表序号（从0起）", "index of the table; empty where no cell was filled"),
    Column("source_row", "integer", "原行序号（从0起）", "row of that table, from 0"),
    Column("source_column", "integer", "原列序号（从0起）", "column of that table, from 0"),
)
_NOWHERE = (None, None, None)
_LABELS = "；"  # between two, of a row and of a column


@dataclass(frozen=True, slots=True)
class TidyRows:
    """The rows of one report, by column.

    whose: the columns IDENTITY, equal in every row. layout: names of the cells, for rows of the form. statistics: the
    same columns for the rows after those. values: value, unit, yuan, what is doubtful, and the source.
    """

    whose: Row
    layout: Layout
    statistics: tuple[Sequence[Value], ...]
    values: tuple[Sequence[Value], ...]

    def __len__(self) -> int:
        return len(self.values[0])

    def __iter__(self) -> Iterator[Row]:
        whose = (repeat(value, len(self)) for value in self.whose)
        names = ((*form, *further) for form, further in zip(self.layout.names, self.statistics, strict=True))
        return zip(*whose, *names, *self.values, strict=False)


def tidy_rows(report: Document) -> TidyRows:
    """The rows of a report in the order of its form; what is not in the form comes last, sorted."""
    layout, values = cells_in(report)
    indicators = report.get("statistics") or ()
    paths = [*layout.paths, *(f"statistics.{index}.value" for index in range(len(indicators)))]
    statistics = (
        ["statistics"] * len(indicators),
        [one["key"] for one in indicators],
        ["value"] * len(indicators),
        [one["label"] for one in indicators],
        ["统计数"] * len(indicators),
    )
    numbers = _numbers(values)
    for column, name in zip(numbers, ("value", "unit"), strict=False):
        column.extend(one[name] for one in indicators)
    numbers[2].extend(repeat(None, len(indicators)))
    doubts = (*_notes(report, paths), _damaged_labels(report, paths), _failed_checks(report, paths))
    return TidyRows(identity(report), layout, statistics, (*numbers, *doubts, *_places(report, paths)))


def identity(report: Document) -> Row:
    """The values of the columns IDENTITY."""
    agency = report["agency"]
    whose = (agency["id"], agency["name"], agency["portal"], agency["level"], agency["region_code"])
    return (*whose, report["year"], report["form"], report["revision"], report["published_on"])


def _numbers(values: list[Any]) -> tuple[list[Value], list[Value], list[Value]]:
    """The columns value, unit, yuan."""
    units: list[Value] = [None] * len(values)
    yuan = units.copy()
    amounts = ((index, value) for index, value in enumerate(values) if isinstance(value, dict))
    for index, amount in amounts:
        values[index], units[index], yuan[index] = amount["value"], amount["unit"], amount["yuan"]
    return values, units, yuan


def _notes(report: Document, paths: list[str]) -> tuple[list[Value], list[Value]]:
    """The columns note, printed."""
    notes = {note["path"]: note for note in report["notes"]}
    found = list(map(notes.get, paths)) if notes else []
    if not any(found):
        return [None] * len(paths), [None] * len(paths)
    return [one and one["reason"] for one in found], [one and one["raw"] for one in found]


def _damaged_labels(report: Document, paths: list[str]) -> list[Value]:
    notes = label_notes_by_value(report, paths)
    if not notes:  # most reports
        return [None] * len(paths)
    return [_LABELS.join(note["printed"] for note in notes[path]) if path in notes else None for path in paths]


def _failed_checks(report: Document, paths: list[str]) -> list[Value]:
    """The column of failing checks, without those that concern no number (a late date); these are in the wide table."""
    failing = [check["id"] for check in failing_of(report)]
    if not failing:  # most reports
        return [None] * len(paths)
    compared = paths_by_check(report, cells_of(report))
    of_path: dict[str, list[str]] = {}
    for check in failing:
        for path in compared[check]:
            of_path.setdefault(path, []).append(check)
    return [" ".join(of_path[path]) if path in of_path else None for path in paths]


def _places(report: Document, paths: list[str]) -> tuple[Sequence[Value], ...]:
    """The columns raw_id, source_url, source_table, source_row, source_column."""
    spots: list[Sequence[int | None]] = [spot or _NOWHERE for spot in map(report["cells"].get, paths)]
    tables, rows, columns = zip(*spots, strict=True) if spots else ((), (), ())
    primary: str = report["content_hash"]
    owners: dict[int | None, str] = {
        index: table.get("raw_id") or primary for index, table in enumerate(report["tables"])
    }
    urls = {source["raw_id"]: source["url"] for source in reversed(report["sources"])}
    if set(owners.values()) <= {primary}:  # one document prints all of it
        return [primary] * len(paths), [urls.get(primary)] * len(paths), tables, rows, columns
    raw_ids = [owners.get(table, primary) for table in tables]
    return raw_ids, list(map(urls.get, raw_ids)), tables, rows, columns
