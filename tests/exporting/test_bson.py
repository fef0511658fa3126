"""BSON as mongodump writes it: MongoDB's own tools take it, and what they restored gives the same dump again."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import bson
import pymongo
import pytest
from bson import json_util
from exporting.conftest import fill
from mongotools.build import run
from mongotools.recorder import recorder
from servers import database_uri

from gxcrawl.exporting import Options, export
from gxcrawl.exporting.canonical import to_line
from gxcrawl.storage import PUBLIC, Database, open_database


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a dump."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.is_file()
    }


def indexes(metadata: bytes) -> dict[str, tuple[object, bool]]:
    """Fields and uniqueness of each index; order, version and namespace are the server's to say."""
    return {one["name"]: (one["key"], one.get("unique", False)) for one in json.loads(metadata)["indexes"]}


@pytest.fixture
def lenient() -> Iterator[str]:
    """The URI of a server that keeps documents exactly as they come."""
    with recorder() as uri:
        yield uri


def test_every_document_is_in_the_dump_unchanged(database: Database, tmp_path: Path) -> None:
    export(database, "bson", tmp_path / "dump")
    options: bson.CodecOptions[dict[str, object]] = bson.CodecOptions(tz_aware=True)
    for collection in PUBLIC:
        content = (tmp_path / "dump" / "gxcrawl" / f"{collection.name}.bson").read_bytes()
        assert bson.decode_all(content, options) == list(database.documents(collection, {}))


def test_the_canonical_line_ignores_the_order_of_keys_and_integer_types() -> None:
    document = {"b": {"d": bson.Int64(1), "c": [{"z": True, "y": None}]}, "_id": "x", "a": 1.5}
    assert to_line(document) == b'{"_id":"x","a":1.5,"b":{"c":[{"y":null,"z":true}],"d":1}}\n'


@pytest.mark.parametrize("compressed", [False, True])
def test_the_same_data_give_the_same_bytes(
    database: Database, server_database: Database, tmp_path: Path, compressed: bool
) -> None:
    fill(server_database)
    for number, source in enumerate((database, database, server_database)):
        export(source, "bson", tmp_path / f"{number}", options=Options(gzip=compressed))
    assert contents(tmp_path / "0") == contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_compressed_dump_has_the_same_content(database: Database, tmp_path: Path) -> None:
    export(database, "bson", tmp_path / "plain")
    export(database, "bson", tmp_path / "small", options=Options(gzip=True))
    plain, small = contents(tmp_path / "plain"), contents(tmp_path / "small")
    for name in plain:
        if name.startswith("gxcrawl/"):
            assert gzip.decompress(small[f"{name}.gz"]) == plain[name]


def test_bsondump_reads_every_file(reports: Database, tmp_path: Path) -> None:
    export(reports, "bson", tmp_path / "dump")
    for collection in PUBLIC:
        shown = run("bsondump", "--objcheck", str(tmp_path / "dump" / "gxcrawl" / f"{collection.name}.bson"))
        assert shown.returncode == 0, shown.stderr
        options = json_util.CANONICAL_JSON_OPTIONS.with_options(tz_aware=True)
        found = [json_util.loads(line, json_options=options) for line in shown.stdout.splitlines()]
        assert found == list(reports.documents(collection, {}))


@pytest.mark.parametrize("compressed", [False, True])
def test_restore_then_dump_gives_the_same_bytes(
    reports: Database, lenient: str, tmp_path: Path, compressed: bool
) -> None:
    export(reports, "bson", tmp_path / "first", options=Options(gzip=compressed))
    arguments = ["--gzip"] if compressed else []
    restored = run("mongorestore", "--uri", lenient, *arguments, str(tmp_path / "first"))
    assert restored.returncode == 0, restored.stderr
    with open_database(database_uri(lenient, "gxcrawl")) as again:
        export(again, "bson", tmp_path / "second", options=Options(gzip=compressed))
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_mongodump_writes_what_we_write(reports: Database, lenient: str, tmp_path: Path) -> None:
    export(reports, "bson", tmp_path / "ours")
    run("mongorestore", "--uri", lenient, str(tmp_path / "ours"))
    dumped = run("mongodump", "--uri", lenient, "--db", "gxcrawl", "--out", str(tmp_path / "theirs"))
    assert dumped.returncode == 0, dumped.stderr
    ours, theirs = contents(tmp_path / "ours"), contents(tmp_path / "theirs")
    assert theirs.keys() - {"prelude.json"} == {name for name in ours if name.startswith("gxcrawl/")}
    for name, content in theirs.items():
        if name.endswith(".bson"):
            assert content == ours[name], name
        elif name.endswith(".metadata.json"):
            assert indexes(content) == indexes(ours[name])


def test_restored_bodies_are_readable_with_gridfs(database: Database, lenient: str, tmp_path: Path) -> None:
    export(database, "bson", tmp_path / "first")
    restored = run("mongorestore", "--uri", lenient, str(tmp_path / "first"))
    assert restored.returncode == 0, restored.stderr
    with open_database(database_uri(lenient, "gxcrawl")) as again:
        assert [raw.content for raw in again.raw_documents.documents()] == [
            raw.content for raw in database.raw_documents.documents()
        ]
        export(again, "bson", tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_mongorestore_into_a_real_server(database: Database, server: str, tmp_path: Path) -> None:
    export(database, "bson", tmp_path / "dump")
    name = f"gxcrawl_test_{tmp_path.name[-20:]}"
    rename = ["--nsFrom", "gxcrawl.*", "--nsTo", f"{name}.*"]
    # FerretDB takes no reports, see recorder.py, and no option `ns` of an index
    less = ["--nsExclude", "gxcrawl.reports", "--nsExclude", "gxcrawl.report_revisions", "--noIndexRestore"]
    restored = run("mongorestore", "--uri", server, *rename, *less, str(tmp_path / "dump"))
    with pymongo.MongoClient[dict[str, object]](server) as client:
        try:
            assert restored.returncode == 0, restored.stderr
            with open_database(database_uri(server, name)) as again:
                assert list(again.raw_documents.entries()) == list(database.raw_documents.entries())
                assert [raw.content for raw in again.raw_documents.documents()] == [
                    raw.content for raw in database.raw_documents.documents()
                ]
        finally:
            client.drop_database(name)


def test_mongoimport_imports_the_lines_of_a_dump(reports: Database, lenient: str, tmp_path: Path) -> None:
    export(reports, "jsonl", tmp_path / "dump")
    for collection in PUBLIC:
        path = tmp_path / "dump" / f"{collection.name}.jsonl"
        uri = database_uri(lenient, "gxcrawl")
        done = run("mongoimport", "--uri", uri, "--collection", collection.name, str(path))
        assert done.returncode == 0, done.stderr
    with open_database(database_uri(lenient, "gxcrawl")) as again:
        export(again, "jsonl", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "dump")
