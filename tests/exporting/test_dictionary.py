"""The data dictionary names every field that is stored, and both languages say what it is."""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from exporting.conftest import fill

from gxcrawl.exporting import export
from gxcrawl.exporting.dictionary import HEADER, entries
from gxcrawl.exporting.fields import FIELDS
from gxcrawl.exporting.tables import TIDY, WIDE
from gxcrawl.model.reports import Reason
from gxcrawl.storage import PUBLIC, Database

NAMED = {(field.collection, field.path) for field in FIELDS}


def paths(value: Any, at: str = "") -> Iterator[str]:
    """The dotted path of every leaf, `[]` after a list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")
    else:
        yield at


def unnamed(database: Database) -> set[tuple[str, str]]:
    """Fields stored somewhere that neither they nor an object around them is in the dictionary."""
    found = set()
    for collection in PUBLIC:
        name = "reports" if collection.name == "report_revisions" else collection.name
        for document in database.documents(collection, {}):
            for path in paths(document):
                parts = path.split(".")
                if not any((name, ".".join(parts[:length])) in NAMED for length in range(1, len(parts) + 1)):
                    found.add((name, path))
    return found


def test_every_stored_field_is_named(reports: Database, empty: Database) -> None:
    fill(empty)
    assert unnamed(reports) == set()
    assert unnamed(empty) == set()


def test_no_field_is_named_that_nothing_stores(reports: Database, empty: Database) -> None:
    fill(empty)
    stored = {
        ("reports" if collection.name == "report_revisions" else collection.name, path)
        for database in (reports, empty)
        for collection in PUBLIC
        for document in database.documents(collection, {})
        for path in paths(document)
    }
    # What only odd documents have: rows of unknown label, guesses, copies that differ, attachments.
    rare = (
        "label_notes[]",
        "unknown_rows[]",
        "checks[].guesses",
        "checks[].disputed",
        "aliases[]",
        "sources[].files[]",
        "agency_ids[]",
    )
    silent = {
        (name, path)
        for name, path in NAMED
        if not any(of == name and (at == path or at.startswith((f"{path}.", f"{path}["))) for of, at in stored)
    }
    assert {(name, path) for name, path in silent if not path.startswith(rare)} <= {
        ("crawl_runs", "stats"),
        ("crawl_runs", "settings"),
    }


def test_every_column_is_named_and_everything_in_both_languages() -> None:
    rows = list(entries())
    assert len({row[:2] for row in rows}) == len(rows)
    assert all(len(row) == len(HEADER) and all(row) for row in rows)
    assert {row[1] for row in rows if row[0] == "*.tidy"} == {column.key for column in TIDY}
    assert {row[1] for row in rows if row[0] == "*.wide"} == {column.key for column in WIDE}


def test_it_says_what_codes_mean_and_says_nothing_twice() -> None:
    meanings = {row[:2]: row[3:] for row in entries()}
    for language in meanings["reports", "notes[].reason"]:
        assert [reason for reason in get_args(Reason) if reason not in language] == []
    headings = [zh for (where, _), (zh, _) in meanings.items() if where == "*.wide"]
    assert [
        zh for zh in headings if any(one == other for one, other in pairwise(zh.replace("｜", " ").split(" ")))
    ] == []


def test_it_is_in_every_dump(reports: Database, tmp_path: Path) -> None:
    export(reports, "parquet", tmp_path / "dump")
    with (tmp_path / "dump" / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == [HEADER, *entries()]
