"""A dump of what changed since another, and whether a dump is as it was written."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from bson import json_util
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage.samples import DAY_1, a_report

from gxcrawl.errors import WrongUse
from gxcrawl.exporting import Options, Selection, export, read_manifest, verify
from gxcrawl.model import Agency
from gxcrawl.storage import Database, open_database


def changes(folder: Path) -> list[tuple[str, str, str]]:
    """What `changes.jsonl` names."""
    lines = map(json.loads, (folder / "changes.jsonl").read_text("utf-8").splitlines())
    return [(line["change"], line["collection"], line["_id"]) for line in lines]


def ids(folder: Path, collection: str) -> list[str]:
    """The documents that a dump holds."""
    lines = (folder / f"{collection}.jsonl").read_text("utf-8").splitlines()
    return [json_util.loads(line)["_id"] for line in lines]


def change_something(database: Database) -> None:
    """One agency more, one report changed, one report gone."""
    database.agencies.meet(Agency("c", "c局", "p"), DAY_1)
    database.reports.seen("b/2019", DAY_1 + timedelta(days=9))
    database.reports.withdraw("a/2019")


def test_only_what_changed_is_written_and_everything_that_differs_is_named(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "first")
    change_something(database)
    manifest = export(database, "jsonl", tmp_path / "delta", since=tmp_path / "first")
    assert changes(tmp_path / "delta") == [
        ("removed", "reports", "a/2019"),
        ("changed", "reports", "b/2019"),
        ("added", "report_revisions", "a/2019/1"),
        ("added", "agencies", "c"),
    ]
    assert ids(tmp_path / "delta", "reports") == ["b/2019"]
    assert ids(tmp_path / "delta", "agencies") == ["c"]
    assert ids(tmp_path / "delta", "raw_documents") == []
    assert "bodies.files" not in {file.collection for file in manifest.files}
    assert manifest.changes is not None
    assert manifest.changes["reports"] == {"added": 0, "changed": 1, "removed": 1}
    assert manifest.documents["reports"] == 3
    assert verify(tmp_path / "delta") == (manifest, [])


def test_any_dump_can_be_the_earlier_one(database: Database, tmp_path: Path) -> None:
    export(database, "bson", tmp_path / "first", options=Options(gzip=True))
    change_something(database)
    export(database, "parquet", tmp_path / "delta", since=tmp_path / "first")
    assert changes(tmp_path / "delta") == [
        ("removed", "reports", "a/2019"),
        ("changed", "reports", "b/2019"),
        ("added", "report_revisions", "a/2019/1"),
    ]
    nothing = export(database, "csv", tmp_path / "again", since=tmp_path / "delta")
    assert changes(tmp_path / "again") == []
    assert nothing.count == 0


def test_a_dump_of_another_home_is_comparable(database: Database, server_database: Database, tmp_path: Path) -> None:
    from exporting.conftest import fill

    fill(server_database)
    export(database, "jsonl", tmp_path / "file")
    manifest = export(server_database, "jsonl", tmp_path / "server", since=tmp_path / "file")
    assert manifest.count == 0
    assert changes(tmp_path / "server") == []


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.integers(2000, 2009), st.integers(1, 2)),
    st.dictionaries(st.integers(2000, 2009), st.integers(1, 2)),
)
def test_before_and_changes_make_now(
    tmp_path_factory: pytest.TempPathFactory, before: dict[int, int], now: dict[int, int]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    for name, years in (("before", before), ("now", now)):
        with open_database(f"sqlite:///{folder / name}.db") as database:
            database.agencies.meet(Agency("a", "a局", "p"), DAY_1)
            for year, total in years.items():
                database.reports.put(a_report(total, _id=f"a/{year}", year=year))
            chosen = Selection(collections=("reports", "agencies"))
            since = folder / "before" if name == "now" else None
            export(database, "jsonl", folder / name, chosen, since=since)
    named = {(change, int(key[2:])) for change, collection, key in changes(folder / "now") if collection == "reports"}
    assert named == {
        *(("added", year) for year in now.keys() - before.keys()),
        *(("removed", year) for year in before.keys() - now.keys()),
        *(("changed", year) for year in now.keys() & before.keys() if now[year] != before[year]),
    }


def test_what_cannot_be_compared_is_refused(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "first", Selection(agencies=("a",)))
    export(database, "jsonl", tmp_path / "both", Selection(agencies=("b", "a"), years=(2020,)))
    with pytest.raises(WrongUse, match="both holds agency a or b, year 2020, not agency a; --since"):
        export(database, "jsonl", tmp_path / "delta", Selection(agencies=("a",)), since=tmp_path / "both")
    same = export(
        database, "jsonl", tmp_path / "x", Selection((), ("a", "b", "a"), None, (2020,)), since=tmp_path / "both"
    )
    assert same.count == 0
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongUse, match="holds agency a, not everything; --since needs an earlier dump of the same"):
        export(database, "jsonl", tmp_path / "delta", since=tmp_path / "first")
    with pytest.raises(WrongUse, match="empty is no dump of gxcrawl"):
        export(database, "jsonl", tmp_path / "delta", since=tmp_path / "empty")
    export(database, "csv", tmp_path / "tables")
    with pytest.raises(WrongUse, match="tables was made without raw_documents, agencies, crawl_runs, failures"):
        export(database, "jsonl", tmp_path / "delta", since=tmp_path / "tables")
    with (tmp_path / "tables" / "index.jsonl").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(WrongUse, match=r"index\.jsonl is damaged or gone"):
        export(database, "csv", tmp_path / "delta", since=tmp_path / "tables")
    manifest = tmp_path / "first" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"agency_id": "a"', '"region": "x"'), encoding="utf-8")
    with pytest.raises(WrongUse, match="of the same choice"):  # what a later version may choose by
        export(database, "jsonl", tmp_path / "delta", since=tmp_path / "first")
    assert not (tmp_path / "delta").exists()


def test_verify_names_what_is_wrong(database: Database, tmp_path: Path) -> None:
    manifest = export(database, "jsonl", tmp_path / "dump")
    assert verify(tmp_path / "dump") == (manifest, [])
    assert read_manifest(tmp_path / "dump") == manifest
    reports = tmp_path / "dump" / "reports.jsonl"
    content = reports.read_bytes()
    reports.write_bytes(content.replace(b"2019", b"2018"))
    (tmp_path / "dump" / "agencies.jsonl").unlink()
    (tmp_path / "dump" / "failures.jsonl").write_bytes(b"")
    (tmp_path / "dump" / "mine.txt").write_text("mine")
    wrong = verify(tmp_path / "dump")[1]
    assert [line.partition(":")[0] for line in wrong] == [
        "reports.jsonl",
        "agencies.jsonl",
        "failures.jsonl",
        "mine.txt",
    ]
    assert [
        word for word in ("SHA-256", "cannot be read", "has 0 bytes", "not named") if word not in "".join(wrong)
    ] == []


@pytest.mark.parametrize(
    "change", [('"reports": 4', '"reports": 5'), ('"portal"', '"partal"'), ("null", "null "), ("seal", "sea1")]
)
def test_a_manifest_that_was_changed_is_told(database: Database, tmp_path: Path, change: tuple[str, str]) -> None:
    export(database, "jsonl", tmp_path / "dump")
    path = tmp_path / "dump" / "manifest.json"
    changed = path.read_text("utf-8").replace(*change, 1)
    assert changed != path.read_text("utf-8")
    path.write_text(changed, encoding="utf-8")
    assert verify(tmp_path / "dump")[1] == ["manifest.json: was changed"]


def test_a_manifest_of_an_older_version_has_no_seal(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump")
    path = tmp_path / "dump" / "manifest.json"
    plain = json.loads(path.read_text("utf-8"))
    del plain["seal"]
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert verify(tmp_path / "dump")[1] == []
    path.write_text(json.dumps(plain, ensure_ascii=False) + "\n", encoding="utf-8")
    assert verify(tmp_path / "dump")[1] == ["manifest.json: was changed"]


def test_a_manifest_that_leads_out_of_its_folder_is_none(database: Database, tmp_path: Path) -> None:
    export(database, "jsonl", tmp_path / "dump")
    path = tmp_path / "dump" / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("reports.jsonl", "../reports.jsonl"), encoding="utf-8")
    with pytest.raises(WrongUse, match="no dump of gxcrawl"):
        verify(tmp_path / "dump")
