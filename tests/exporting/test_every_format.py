"""What holds for every format: flat memory, nothing left behind by a failure, and a place in the docs."""

import gc
import re
import resource
import sys
import tracemalloc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from storage.samples import DAY_1, a_raw, a_report, a_source

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.exporting import FORMATS, contents, export
from gxcrawl.exporting.formats import parquet
from gxcrawl.exporting.selection import chosen_documents
from gxcrawl.storage import Database

DOCS = Path(__file__).parents[2] / "docs" / "dumps.md"
every_format = pytest.mark.parametrize("form", FORMATS)


def fill_with(database: Database, count: int) -> None:
    """So many raw documents, and reports whose prose is long."""
    for number in range(count):
        url = f"http://x/{count}/{number}"
        database.raw_documents.keep(a_raw(url.encode() * 3000, a_source(url, DAY_1)))
        sections = [{"number": 1, "heading": "一、总体情况", "text": url * 3000}]
        database.reports.put(a_report(_id=f"{count}-{number}/2020", title=url, sections=sections))


@every_format
def test_memory_does_not_grow_with_the_database(
    form: str, empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_VALUES_AT_ONCE", 5_000)
    fill_with(empty, 20)
    export(empty, form, tmp_path / "warm")  # libraries are imported
    peaks = []
    for count in (21, 200):
        fill_with(empty, count)
        tracemalloc.start()
        export(empty, form, tmp_path / f"dump-{count}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@every_format
def test_a_database_that_goes_away_half_way_leaves_nothing(
    form: str, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: Any, **options: Any) -> Iterator[Any]:
        yield next(iter(chosen_documents(*arguments, **options)))
        raise TryLater("the server went away")

    monkeypatch.setattr(contents, "chosen_documents", interrupted)
    with pytest.raises(TryLater):
        export(database, form, tmp_path / "deep" / "dump")
    assert list((tmp_path / "deep").iterdir()) == []


@every_format
def test_a_full_disk_leaves_nothing(
    form: str, reports: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of files stands for the disk: what a format writes itself is larger than that."""
    late: list[object] = []  # errors of objects that are collected later, which go to standard error
    monkeypatch.setattr(sys, "unraisablehook", late.append)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        with pytest.raises(CannotRun, match="dump cannot be written: File too large; nothing was left there"):
            export(reports, form, tmp_path / "deep" / "dump")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        with (
            warnings.catch_warnings()
        ):  # XlsxWriter leaves its own files to the garbage collector where the disk is full
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
    assert late == []
    assert list((tmp_path / "deep").iterdir()) == []


def test_the_docs_list_the_formats_with_their_options() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    assert {name: set(re.findall(r"--(\w+)", options)) for name, options in rows} == {
        name: set(form.takes) for name, form in FORMATS.items()
    }
