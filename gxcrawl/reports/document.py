"""`Report` → the document of `reports` (docs/data.md), as far as what was read tells it."""

from collections.abc import Iterator, Mapping
from typing import Any

from gxcrawl.model import Amount, Cell, Check, Claim, Origin, Report, Statistic, Table, Value

TABLES = ("proactive_disclosure", "applications", "review_litigation")
"""The fields that hold the official tables, rows as nested objects; `statistics`, of the 2014 form, is a list."""
_AMOUNT = frozenset({"value", "unit", "yuan"})
Document = dict[str, Any]


def report_to_document(report: Report) -> Document:
    """The fields that a report's own bytes decide; whose it is and where it was seen is added by who stores it."""
    return {
        "year": report.year,
        "title": report.title,
        "publisher": report.publisher,
        "published_on": None if report.published_on is None else report.published_on.isoformat(),
        "form": report.form,
        "preface": report.preface,
        "sections": [{"number": s.number, "heading": s.heading, "text": s.text} for s in report.sections],
        **_values_of(report.cells),
        "statistics": [_statistic(statistic) for statistic in report.statistics],
        "notes": [{"path": note.path, "raw": note.raw, "reason": note.reason} for note in report.notes],
        "label_notes": [
            {"path": n.path, "printed": n.printed, "expected": n.expected, "similarity": n.similarity}
            for n in report.label_notes
        ],
        "unknown_rows": [
            {"section": u.section, "label": u.label, "cells": list(u.cells), "table": u.table, "row": u.row}
            for u in report.unknown_rows
        ],
        "claims": [_claim(claim) for claim in report.claims],
        "tables": [_table(index, section, table) for index, (section, table) in enumerate(report.tables)],
        "cells": {
            path: list(cell.at) for path, cell in report.cells.items() if cell.value is not None and cell.at is not None
        },
        "checks": [check_to_document(check) for check in report.checks],
    }


def is_amount(value: Any) -> bool:
    """Whether something stored in a table is an amount, `{value, unit, yuan}`, and not a row of further values."""
    return isinstance(value, dict) and value.keys() == _AMOUNT


def stored_values(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Dotted path -> value of every cell of the official tables that a stored report prints; an amount is one value."""
    for table in TABLES:
        yield from _values_below(document.get(table) or {}, table)


def _values_below(rows: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for key, value in rows.items():
        if isinstance(value, Mapping) and not is_amount(value):
            yield from _values_below(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", value


def check_to_document(check: Check) -> Document:
    """One verdict as stored."""
    return {
        "id": check.id,
        "status": check.status,
        "left": check.left,
        "right": check.right,
        "delta": check.delta,
        "message": check.message,
        "guesses": [
            [{"path": guess.path, "printed": guess.printed, "would_be": guess.would_be} for guess in guesses]
            for guesses in check.guesses
        ],
        "disputed": list(check.disputed),
    }


def _values_of(cells: Mapping[str, Cell]) -> Document:
    """The values of each official table as nested objects; None where the report prints no row of it."""
    nested: Document = {}
    for path, cell in cells.items():
        *outer, last = path.split(".")
        at = nested
        for key in outer:
            at = at.setdefault(key, {})
        at[last] = _value(cell.value)
    return {table: nested.get(table) for table in TABLES}


def _value(value: Value) -> int | Document | None:
    if isinstance(value, Amount):
        return {"value": value.value, "unit": value.unit, "yuan": value.yuan}
    return value


def _statistic(statistic: Statistic) -> Document:
    return {"key": statistic.key, "label": statistic.label, "unit": statistic.unit, "value": statistic.value}


def _claim(claim: Claim) -> Document:
    return {
        "what": claim.what,
        "value": claim.value,
        "quote": claim.quote,
        "section": claim.section,
        "start": claim.start,
        "paths": [list(paths) for paths in claim.paths],
        "certain": claim.certain,
        "verdict": claim.verdict,
    }


def _table(index: int, section: int | None, table: Table) -> Document:
    return {
        "index": index,
        "section": section,
        "rows": [list(row) for row in table.rows],
        "origin": _origin(table.origin),
    }


def _origin(origin: Origin) -> Document:
    """Only what is known of it: `{page}` in a PDF, `{xpath}` in HTML, `{table}` elsewhere."""
    fields = {"page": origin.page, "xpath": origin.xpath, "table": origin.table, "member": origin.member}
    return {name: value for name, value in fields.items() if value is not None}
