"""Tables: every value is there once, right and typed, in each of the three formats."""

from pathlib import Path
from typing import Any

import pytest
from exporting.tables_read import READERS, every_format, read_parquet
from storage.samples import a_report

from gxcrawl.errors import WrongUse
from gxcrawl.exporting import Options, Selection, export
from gxcrawl.exporting.tables import TIDY, WIDE, tidy_rows, wide_row
from gxcrawl.storage import Database


def values_in(document: Any, path: str = "") -> dict[str, Any]:
    """Dotted path -> value of every leaf of a section, amounts as they are."""
    if isinstance(document, dict) and set(document) != {"value", "unit", "yuan"}:
        return {at: leaf for name, inner in document.items() for at, leaf in values_in(inner, f"{path}.{name}").items()}
    return {path.lstrip("."): document}


def expected_values(report: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    """(table, row, column) -> value of everything that a report's tables say."""
    found = {}
    for table in ("proactive_disclosure", "applications", "review_litigation"):
        for path, value in values_in(report[table] or {}).items():
            row, _, column = path.rpartition(".")
            found[table, row, column] = value["value"] if isinstance(value, dict) else value
    for indicator in report["statistics"]:
        found["statistics", indicator["key"], "value"] = indicator["value"]
    return found


@every_format
def test_every_value_of_every_report_is_one_tidy_row(form: str, reports: Database, tmp_path: Path) -> None:
    manifest = export(reports, form, tmp_path / "dump")
    rows = READERS[form](tmp_path / "dump" / f"reports.tidy.{form}")
    stored = list(reports.reports.find())
    found = {(row["agency_id"], row["year"], row["table"], row["row"], row["column"]): row["value"] for row in rows}
    assert len(found) == len(rows) == next(file.count for file in manifest.files if file.name == f"reports.tidy.{form}")
    assert found == {
        (report["agency"]["id"], report["year"], *cell): value
        for report in stored
        for cell, value in expected_values(report).items()
    }
    assert list(rows[0]) == [column.key for column in TIDY]


@every_format
def test_a_tidy_row_leads_back_to_its_cell_and_carries_its_note(form: str, reports: Database, tmp_path: Path) -> None:
    export(reports, form, tmp_path / "dump")
    stored = {(report["agency"]["id"], report["year"]): report for report in reports.reports.find()}
    noted = 0
    for row in READERS[form](tmp_path / "dump" / f"reports.tidy.{form}"):
        report = stored[row["agency_id"], int(row["year"])]
        path = f"{row['table']}.{row['row']}.{row['column']}"
        note = next((note for note in report["notes"] if note["path"] == path), None)
        assert row["note"] == (note and note["reason"])
        noted += note is not None
        assert row["raw_id"] == report["content_hash"]
        assert row["source_url"] == report["sources"][0]["url"]
        if path in report["cells"]:
            assert [row["source_table"], row["source_row"], row["source_column"]] == report["cells"][path]
    assert noted


@every_format
def test_a_tidy_row_names_the_failing_checks_that_compare_it(form: str, reports: Database, tmp_path: Path) -> None:
    export(reports, form, tmp_path / "dump")
    [wide] = READERS[form](tmp_path / "dump" / f"report_revisions.wide.{form}")
    tidy = READERS[form](tmp_path / "dump" / f"report_revisions.tidy.{form}")
    marked = {(row["row"], row["column"]): row["failed_checks"].split() for row in tidy if row["failed_checks"]}
    assert {check for checks in marked.values() for check in checks} == set(wide["failed_checks"].split())
    row, column = "unavailable.not_held", "natural_person"
    of_row = {place for place, checks in marked.items() if f"applications.row_total.{row}" in checks}
    of_column = {place for place, checks in marked.items() if f"applications.result_total.{column}" in checks}
    assert ({place[0] for place in of_row}, {place[1] for place in of_column}) == ({row}, {column})
    assert len(of_row) == 7
    assert marked[row, column] == [f"applications.result_total.{column}", f"applications.row_total.{row}"]


@every_format
def test_a_report_is_one_wide_row(form: str, reports: Database, tmp_path: Path) -> None:
    export(reports, form, tmp_path / "dump")
    rows = {row["report_id"]: row for row in READERS[form](tmp_path / "dump" / f"reports.wide.{form}")}
    stored = list(reports.reports.find())
    assert list(rows) == [report["_id"] for report in stored]
    for report in stored:
        row = rows[report["_id"]]
        printed = {}
        for (table, name, column), value in expected_values(report).items():
            printed[f"{table}.{name}" if table == "statistics" else f"{table}.{name}.{column}"] = value
        cells = {name for name in row if "." in name and not name.endswith(("_unit", "_yuan"))}
        assert {name: row[name] for name in cells if row[name] is not None} == {
            path: value for path, value in printed.items() if value is not None
        }
        failing = {check["id"] for check in report["checks"] if check["status"] == "fail"}
        assert set((row["failed_checks"] or "").split()) == failing


def test_rows_that_are_not_read_are_counted() -> None:
    unknown = {"section": 3, "label": "另行统计", "cells": ["另行统计", "4"], "table": 0, "row": 9}
    counts = [wide_row(a_report(unknown_rows=rows)) for rows in ([], [unknown])]
    place = [column.key for column in WIDE].index("unknown_rows")
    assert [row[place] for row in counts] == [0, 1]


def test_every_number_carries_damaged_labels_and_general_doubts() -> None:
    notes = [
        {"path": "applications.*.total", "printed": "总", "expected": "总计", "similarity": 0.67},
        {"path": "applications.granted", "printed": "予以公", "expected": "（一）予以公开", "similarity": 0.7},
    ]
    applications = {row: {"natural_person": 1, "total": 1} for row in ("granted", "new_received")}
    check = {"id": "form.agency", "status": "fail", "message": "", "guesses": []}
    report = a_report(applications=applications, label_notes=notes, checks=[check])
    rows = [dict(zip((column.key for column in TIDY), row, strict=True)) for row in tidy_rows(report)]
    assert {(row["row"], row["column"]): row["damaged_label"] for row in rows if row["table"] == "applications"} == {
        ("new_received", "natural_person"): None,
        ("new_received", "total"): "总",
        ("granted", "natural_person"): "予以公",
        ("granted", "total"): "总；予以公",
    }
    assert {row["failed_checks"] for row in rows} == {"form.agency"}
    wide = dict(zip((column.key for column in WIDE), wide_row(report), strict=True))
    assert wide["label_notes"] == "applications.*.total applications.granted"


def test_superseded_versions_are_tables_of_their_own(reports: Database, tmp_path: Path) -> None:
    export(reports, "parquet", tmp_path / "dump")
    [revision] = read_parquet(tmp_path / "dump" / "report_revisions.wide.parquet")
    assert revision["report_id"].endswith("/2022/1")
    [current] = [
        row
        for row in read_parquet(tmp_path / "dump" / "reports.wide.parquet")
        if row["report_id"] == revision["report_id"].removesuffix("/1")
    ]
    assert (revision["revision"], current["revision"]) == (1, 2)
    assert revision["failed_checks"]
    assert not current["failed_checks"]


@every_format
def test_headers_are_chinese_with_lang_zh(form: str, reports: Database, tmp_path: Path) -> None:
    export(reports, form, tmp_path / "dump", options=Options(header="zh"))
    [first, *_] = READERS[form](tmp_path / "dump" / f"reports.wide.{form}")
    assert list(first) == [column.zh for column in WIDE]
    assert "收到和处理政府信息公开申请情况｜（三）不予公开 1.属于国家秘密｜自然人" in first


def test_headers_are_distinct_in_both_languages() -> None:
    for table in (TIDY, WIDE):
        for language in ("en", "zh"):
            names = [column.name(language) for column in table]  # type: ignore[arg-type]
            assert len(set(names)) == len(names)


def test_numbers_stay_numbers_also_when_they_are_negative(empty: Database, tmp_path: Path) -> None:
    disclosure = {"administrative_licensing": {"previous_year_items": 1, "change": -3, "decisions": 2}}
    empty.reports.put(a_report(proactive_disclosure=disclosure))
    export(empty, "csv", tmp_path / "csv")
    assert ",change,行政许可,本年增/减,-3," in (tmp_path / "csv" / "reports.tidy.csv").read_text("utf-8-sig")


def test_rows_outside_the_form_come_last() -> None:
    report = a_report(applications={"zzz": {"total": 1}, "new_received": {"total": 2}, "aaa": {"total": 3}})
    names = [dict(zip((column.key for column in TIDY), row, strict=True)) for row in tidy_rows(report)]
    assert [name["row"] for name in names if name["table"] == "applications"] == ["new_received", "aaa", "zzz"]
    assert len(wide_row(report)) == len(WIDE)


@every_format
def test_a_report_in_prose_is_a_wide_row_and_no_tidy_one(form: str, empty: Database, tmp_path: Path) -> None:
    none = dict.fromkeys(("proactive_disclosure", "applications", "review_litigation"))
    empty.reports.put(a_report(form="narrative", cells={}, tables=[], notes=[], **none))
    export(empty, form, tmp_path / "dump")
    wide, tidy = (READERS[form](tmp_path / "dump" / f"reports.{name}.{form}") for name in ("wide", "tidy"))
    assert ([row["form"] for row in wide], tidy) == (["narrative"], [])


def test_only_reports_are_exported_as_tables(reports: Database, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="csv holds reports and report_revisions only, not agencies"):
        export(reports, "csv", tmp_path / "dump", Selection(collections=("agencies",)))
    assert not (tmp_path / "dump").exists()


def test_no_label_names_a_unit_that_a_report_may_not_print() -> None:
    assert [column.zh for column in WIDE if "万元" in column.zh or "单位：" in column.zh] == []
    fees = {"administrative_fees": {"amount": {"value": 12.5, "unit": None, "yuan": None}}}
    report = a_report(form="2021", proactive_disclosure=fees)
    (row, *_) = (dict(zip((column.key for column in TIDY), row, strict=True)) for row in tidy_rows(report))
    assert (row["column_label"], row["value"], row["unit"]) == ("本年收费金额", 12.5, None)
