"""One row for each report, with a column for every cell of every edition of the form."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, cast

from gxcrawl.exporting.tables.columns import IDENTITY, Column, Row, Value
from gxcrawl.exporting.tables.tidy import identity
from gxcrawl.forms.editions import statistics_2014
from gxcrawl.forms.editions.form_cells import ALL_CELLS, TITLES, FormCell
from gxcrawl.presenting.doubts.check_paths import failing_of
from gxcrawl.presenting.doubts.numbers import Suspicion, doubts_of
from gxcrawl.presenting.values import cells_of, indicator_paths
from gxcrawl.reports.document import is_amount
from gxcrawl.storage import Document

_ABOUT = (
    Column("report_id", "text", "报告编号", "_id of the report"),
    *IDENTITY,
    Column("title", "text", "标题", "as printed"),
    Column("publisher", "text", "发布机构", "as printed; empty where not known"),
    Column("source_url", "text", "来源网址", "where the primary document was found"),
    Column("content_hash", "text", "内容哈希", "raw_documents._id of the primary document"),
    Column("first_seen", "text", "首次发现时间", "UTC, ISO form"),
    Column("last_seen", "text", "最近发现时间", "UTC, ISO form"),
    Column("gone_since", "text", "撤下时间", "when it was first found no longer published; UTC, ISO form"),
    Column("failed_checks", "text", "未通过的核对", "ids of the checks that fail, separated by spaces"),
    Column("notes", "text", "备注", "path=reason of every cell that was no plain number, separated by spaces"),
    Column(
        "label_notes",
        "text",
        "残缺的标题",
        "paths of rows, columns (*) and values whose damaged labels were recognised by likeness, separated by spaces",
    ),
    Column(
        "unknown_rows", "integer", "未读取的行数", "rows with figures that the form does not know, which are not read"
    ),
)
_WORDS = str.maketrans({"_": " ", ".": ", "})
_MONEY = "万元"  # some reports print 元 instead, so an amount is nothing without its unit
# Key, label and unit of every indicator of 2014; what is counted as a whole prints its part's label alone.
_INDICATORS = tuple(
    (one.key, one.label if one.label == part.label else f"{part.label} {one.label}", one.unit)
    for part in statistics_2014.PARTS
    for one in part.indicators
)


def _columns_of(cell: FormCell) -> Iterator[Column]:
    zh = "｜".join((TITLES[cell.table], " ".join(cell.row_labels), cell.column_label))
    en = f"{cell.table.translate(_WORDS)}: {cell.row.translate(_WORDS)}: {cell.column.translate(_WORDS)}"
    if cell.type != "amount":
        yield Column(cell.path, "integer", zh, en)
        return
    yield Column(cell.path, "number", zh, f"{en}, as printed")
    yield Column(f"{cell.path}_unit", "text", f"{zh}｜单位", f"{en}, unit as printed")
    yield Column(f"{cell.path}_yuan", "number", f"{zh}｜折合元", f"{en}, in yuan")


def _statistics_columns() -> Iterator[Column]:
    for key, label, unit in _INDICATORS:
        zh = f"{TITLES['statistics']}｜{label}"
        en = f"statistics of the 2014 form: {key.translate(_WORDS)}"
        yield Column(f"statistics.{key}", "number", zh, en)
        if unit == _MONEY:
            yield Column(f"statistics.{key}_unit", "text", f"{zh}｜单位", f"{en}, unit as printed")


WIDE: tuple[Column, ...] = (
    *_ABOUT,
    *(column for cell in ALL_CELLS for column in _columns_of(cell)),
    *_statistics_columns(),
)

_NO_ROW: Document = {}
_NO_AMOUNT: Document = {"value": None, "unit": None, "yuan": None}
_NO_STATISTICS = (None,) * sum(1 for _ in _statistics_columns())
# For each row of the forms the names that lead to it, whether its cells are amounts, and their names in their order.
_ROWS = tuple(
    ((table, *row.split(".")), are_amounts, tuple(cell.column for cell in cells))
    for (table, row, are_amounts), cells in groupby(
        ALL_CELLS, lambda cell: (cell.table, cell.row, cell.type == "amount")
    )
)


def wide_row(report: Document) -> Row:
    """A report as one row; what is not known, and what its edition does not print, is None."""
    return (*_about(report), *_cells(report), *_statistics(report))


def standings(report: Document) -> dict[str, Suspicion]:
    """Key of a column → how its number stands in the failing checks, where it is in one."""
    if not failing_of(report):  # most reports
        return {}
    keys = {path: key for key, path in indicator_paths(report).items()}
    found = doubts_of(report, cells_of(report)).standings
    return {keys.get(path, path): standing for path, standing in found.items()}


def _about(report: Document) -> Iterator[Value]:
    yield report["_id"]
    yield from identity(report)
    yield from (report["title"], report["publisher"])
    yield next((source["url"] for source in report["sources"] if source["role"] == "primary"), None)
    yield report["content_hash"]
    yield from (_moment(report.get(name)) for name in ("first_seen", "last_seen", "gone_since"))
    yield " ".join(check["id"] for check in failing_of(report))
    yield " ".join(f"{note['path']}={note['reason']}" for note in report["notes"])
    yield " ".join(note["path"] for note in report.get("label_notes") or ())
    yield len(report.get("unknown_rows") or ())


def _cells(report: Document) -> Iterator[Value]:
    for names, are_amounts, columns in _ROWS:
        row = _at(report, names)
        if are_amounts:
            for value in map(row.get, columns):
                amount = cast(Document, value) if is_amount(value) else _NO_AMOUNT
                yield from (amount["value"], amount["unit"], amount["yuan"])
        else:
            yield from map(row.get, columns)


def _at(report: Document, names: tuple[str, ...]) -> dict[str, Any]:
    """The row at this place; an empty one where there is none."""
    found: Any = report
    for name in names:
        found = found.get(name)
        if not isinstance(found, dict):
            return _NO_ROW
    return cast(dict[str, Any], found)


def _statistics(report: Document) -> Iterator[Value]:
    by_key: dict[str, Document] = {}
    for indicator in report.get("statistics") or ():
        by_key.setdefault(indicator["key"], indicator)
    if not by_key:  # all but the oldest reports
        yield from _NO_STATISTICS
        return
    for key, _, unit in _INDICATORS:
        indicator = by_key.get(key, {})
        yield indicator.get("value")
        if unit == _MONEY:
            yield indicator.get("unit")


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
