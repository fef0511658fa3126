"""A dump as JSON lines: complete, reproducible, whole or not there."""

import hashlib
import json
import os
import tracemalloc
from pathlib import Path

import gridfs
import pymongo
import pytest
from bson import json_util
from exporting.conftest import fill
from storage.samples import DAY_1, a_raw, a_source

from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.exporting import Selection, export, read_manifest
from gxcrawl.storage import PUBLIC, Database


def lines(folder: Path, collection: str) -> list[dict[str, object]]:
    """The documents of one file."""
    return [json_util.loads(line) for line in (folder / f"{collection}.jsonl").read_text("utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a dump."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_dump_contains_all_documents_unchanged(database: Database, tmp_path: Path) -> None:
    manifest = export(database, "jsonl", tmp_path / "dump")
    options = json_util.RELAXED_JSON_OPTIONS.with_options(tz_aware=True)
    for collection in PUBLIC:
        text = (tmp_path / "dump" / f"{collection.name}.jsonl").read_text("utf-8")
        found = [json_util.loads(line, json_options=options) for line in text.splitlines()]
        assert found == list(database.documents(collection, {}))
        assert text.count("\n") == len(found)
    assert [file.collection for file in manifest.files if file.collection] == [
        "reports",
        "report_revisions",
        "raw_documents",
        "agencies",
        "crawl_runs",
        "failures",
        "bodies.files",
        "bodies.chunks",
    ]


def test_the_manifest_counts_and_hashes_every_file(database: Database, tmp_path: Path) -> None:
    manifest = export(database, "jsonl", tmp_path / "dump")
    assert read_manifest(tmp_path / "dump") == manifest
    files = contents(tmp_path / "dump")
    assert {file.name for file in manifest.files} | {"manifest.json"} == files.keys()
    for file in manifest.files:
        content = files[file.name]
        assert file.size_bytes == len(content)
        if file.name.endswith(".jsonl"):
            assert file.count == content.count(b"\n")
        assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert manifest.count == 4 + 1 + 5 + 2 + 1 + 2 + 1 + 33


def test_a_line_is_readable_json(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump", Selection(agencies=("a",), years=(2019,)))
    (line,) = (tmp_path / "dump" / "reports.jsonl").read_text("utf-8").splitlines()
    assert line.startswith('{"_id":"a/2019","agency":{"id":"a","level":"township","name":"富阳区鹿山街道"')
    assert json.loads(line)["applications"]["new_received"] == {"natural_person": 7, "total": 7}
    assert json.loads(line)["first_seen"] == {"$date": "2021-01-25T03:04:05.678Z"}
    assert json.loads(line)["cells"] == {"applications.new_received.total": [0, 0, 1]}


def test_the_same_data_give_the_same_bytes_whatever_the_home(
    database: Database, server_database: Database, tmp_path: Path
) -> None:
    fill(server_database)
    for number, source in enumerate((database, database, server_database)):
        export(source, "jsonl", tmp_path / f"dump-{number}")
    first = contents(tmp_path / "dump-0")
    assert contents(tmp_path / "dump-1") == first
    assert contents(tmp_path / "dump-2") == first


@pytest.mark.parametrize(
    ("selection", "reports", "raw", "agencies", "failures"),
    [
        (Selection(agencies=("a",)), ["a/2019", "a/2020"], 3, ["a"], 1),
        (Selection(portal="q"), ["b/2019", "b/2020"], 2, ["b"], 1),
        (Selection(years=(2020,)), ["a/2020", "b/2020"], 3, ["a", "b"], 2),
        (
            Selection(years=(2019, 2020), agencies=("a", "b")),
            ["a/2019", "a/2020", "b/2019", "b/2020"],
            5,
            ["a", "b"],
            2,
        ),
        (Selection(years=(2020, 2021)), ["a/2020", "b/2020"], 3, ["a", "b"], 2),
        (Selection(agencies=("a",), portal="q"), [], 0, [], 0),
        (Selection(agencies=("b",), portal="q", years=(2019,)), ["b/2019"], 1, ["b"], 1),
    ],
)
def test_only_selected_agencies_and_years_are_exported(
    database: Database,
    tmp_path: Path,
    selection: Selection,
    reports: list[str],
    raw: int,
    agencies: list[str],
    failures: int,
) -> None:
    if not reports:
        with pytest.raises(WrongUse, match=r"nothing to export: .* for agency a, portal q"):
            export(database, "jsonl", tmp_path / "dump", selection)
        return
    manifest = export(database, "jsonl", tmp_path / "dump", selection)
    assert [report["_id"] for report in lines(tmp_path / "dump", "reports")] == reports
    assert [agency["_id"] for agency in lines(tmp_path / "dump", "agencies")] == agencies
    counts = {file.collection: file.count for file in manifest.files if file.collection}
    assert (counts["raw_documents"], counts["failures"]) == (raw, failures)
    assert "crawl_runs" not in counts
    assert ("bodies.files" in counts) == any("a" in name for name in reports if "2020" in name)


def test_a_copy_of_the_current_version_left_by_a_killed_process_is_not_exported(
    database: Database, tmp_path: Path
) -> None:
    export(database, "jsonl", tmp_path / "before")
    current = database.reports.get("a/2020")
    assert current is not None
    database.reports._keep_version(current)
    export(database, "jsonl", tmp_path / "after")
    before, after = (lines(tmp_path / name, "report_revisions") for name in ("before", "after"))
    assert [one["_id"] for one in before] == [one["_id"] for one in after]


def test_only_chosen_collections_are_exported(database: Database, tmp_path: Path) -> None:
    manifest = export(database, "jsonl", tmp_path / "dump", Selection(collections=("agencies", "reports")))
    assert [file.name for file in manifest.files if file.collection] == ["reports.jsonl", "agencies.jsonl"]
    with pytest.raises(WrongUse, match="no collection 'x'; choose from reports, report_revisions, raw_documents"):
        export(database, "jsonl", tmp_path / "other", Selection(collections=("x",)))
    assert not (tmp_path / "other").exists()


def test_imported_bodies_are_readable_with_gridfs(database: Database, server: str, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump")
    with pymongo.MongoClient[dict[str, object]](server) as client:
        imported = client["gxcrawl_test_bodies"]
        for name in ("bodies.files", "bodies.chunks"):
            imported[name].insert_many(lines(tmp_path / "dump", name))
        large = a_raw(bytes(range(256)) * 33_000)
        assert gridfs.GridFSBucket(imported, "bodies").open_download_stream(large.content_hash).read() == large.content
        client.drop_database("gxcrawl_test_bodies")


def test_an_empty_database_is_refused(empty: Database, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"nothing to export: .* holds no reports$"):
        export(empty, "jsonl", tmp_path / "dump")
    assert not (tmp_path / "dump").exists()


def test_a_year_without_reports_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"nothing to export: .* for year 1901"):
        export(database, "jsonl", tmp_path / "dump", Selection(years=(1901,)))
    assert list(tmp_path.glob("*dump*")) == []


def test_an_existing_folder_is_not_overwritten(database: Database, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("notes", "file", "link"):
        for force in (False, True):
            with pytest.raises(WrongUse, match="choose another folder"):
                export(database, "jsonl", tmp_path / name, force=force)
    assert (tmp_path / "notes" / "mine.txt").read_text() == (tmp_path / "file").read_text() == "mine"
    with pytest.raises(WrongUse, match="no name for a new folder"):
        export(database, "jsonl", Path("/"))


def test_a_folder_with_a_foreign_manifest_is_not_replaced(database: Database, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text('{"name": "my web app", "icons": []}')
    with pytest.raises(WrongUse, match="is not replaced"):
        export(database, "jsonl", tmp_path / "app", force=True)


def test_a_dump_with_a_foreign_file_is_not_replaced(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump")
    (tmp_path / "dump" / "notes.txt").write_text("mine")
    with pytest.raises(WrongUse, match="or not only that"):
        export(database, "jsonl", tmp_path / "dump", force=True)
    assert (tmp_path / "dump" / "notes.txt").read_text() == "mine"


def test_force_replaces_an_older_dump(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump", Selection(collections=("reports",)))
    with pytest.raises(WrongUse, match="--force"):
        export(database, "jsonl", tmp_path / "dump")
    export(database, "jsonl", tmp_path / "dump", Selection(collections=("agencies",)), force=True)
    assert sorted(contents(tmp_path / "dump")) == ["agencies.jsonl", "dictionary.csv", "index.jsonl", "manifest.json"]
    (tmp_path / "empty").mkdir()
    export(database, "jsonl", tmp_path / "empty", force=True)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_new_folder_has_the_permissions_of_any_other(database: Database, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    export(database, "jsonl", tmp_path / "dump")
    assert (tmp_path / "dump").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_export_that_fails_leaves_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotRun, match="dump cannot be written: No space left on device"):
        export(database, "jsonl", tmp_path / "deep" / "dump")
    assert list((tmp_path / "deep").iterdir()) == []


def test_an_older_dump_survives_a_failing_replacement(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(database, "jsonl", tmp_path / "dump")
    before = contents(tmp_path / "dump")
    rename, calls = Path.rename, []

    def refuse_the_second(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_the_second)
    with pytest.raises(CannotRun, match="Input/output error"):
        export(database, "jsonl", tmp_path / "dump", Selection(collections=("reports",)), force=True)
    assert contents(tmp_path / "dump") == before


def test_a_file_as_parent_folder_is_refused(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse, match=r"cannot be written: (Not a directory|\S+file is no folder)"):
        export(database, "jsonl", tmp_path / "file" / "dump")


def test_progress_is_printed(database: Database, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    export(
        database,
        "jsonl",
        tmp_path / "dump",
        Selection(collections=("agencies",)),
        progress=lambda *what: told.append(what),
    )
    assert told == [("agencies", 1, 2), ("agencies", 2, 2)]
    told.clear()
    export(
        database, "jsonl", tmp_path / "of-a-year", Selection(years=(2020,)), progress=lambda *what: told.append(what)
    )
    assert {total for collection, _, total in told if collection == "raw_documents"} == {None}
    assert [what for what in told if what[0] == "reports"] == [("reports", 1, 2), ("reports", 2, 2)]


_FILE = '{"name": "a.jsonl", "collection": null, "count": 1, "size_bytes": 5, "sha256": "0"}'
_MANIFEST = f'{{"format": "jsonl", "selection": {{}}, "files": [{_FILE}]}}'


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "",
        _MANIFEST.replace(_FILE, "{}"),
        _MANIFEST.replace("{}", "[1]"),
        _MANIFEST.replace("5", '"5"'),
        _MANIFEST.replace("5", "null"),
        _MANIFEST.replace("a.jsonl", r"a\u0000.jsonl"),
        _MANIFEST.replace("a.jsonl", r"\ud800"),
    ],
)
def test_a_folder_without_a_manifest_cannot_be_verified(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongUse, match="no dump of gxcrawl"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(WrongUse, match="no dump of gxcrawl"):
        read_manifest(tmp_path)


def test_memory_does_not_grow_with_the_database(empty: Database, tmp_path: Path) -> None:
    peaks = []
    for part in range(2):
        for number in range(40 + 360 * part):
            url = f"http://x/{part}/{number}"
            empty.raw_documents.keep(a_raw(url.encode() * 3000, a_source(url, DAY_1)))
        tracemalloc.start()
        export(empty, "jsonl", tmp_path / f"dump-{part}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
