"""What only a server does: compare-and-swap, and forms that a FerretDB takes."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import database_uri
from storage.samples import DAY_1, DAY_2, a_raw, a_report, a_source

from gxcrawl.errors import TryLater
from gxcrawl.storage import Database
from gxcrawl.storage.backends.leases import lease
from gxcrawl.storage.backends.mongodb import MongoBackend
from gxcrawl.storage.backends.mongodb.ferretdb import from_ferretdb, to_ferretdb
from gxcrawl.storage.collections import AGENCIES, FAILURES, LEASES, PUBLIC, RAW_DOCUMENTS, REPORTS, Collection
from gxcrawl.storage.documents import Document


@pytest.fixture
def backend(database_name: str, server: str) -> Iterator[MongoBackend]:
    """A server told that it compares and writes in one step; where only one thread writes, FerretDB does too."""
    backend = MongoBackend(database_uri(server, database_name), 5)
    backend._swaps = True
    yield backend
    backend.close()


def test_an_update_that_lost_a_race_is_repeated_on_the_current_document(backend: MongoBackend) -> None:
    database = Database(backend)
    database.raw_documents.keep(a_raw(b"x", a_source("http://x/1")))
    key = a_raw(b"x").content_hash
    seen: list[int] = []

    def change(current: Document | None) -> Document | None:
        assert current is not None
        seen.append(len(current["sources"]))
        if len(seen) == 1:
            database.raw_documents.keep(a_raw(b"x", a_source("http://x/2")))
        return current | {"sources": [*current["sources"], current["sources"][0] | {"url": "http://x/3"}]}

    backend.update(RAW_DOCUMENTS, key, change)
    assert seen == [1, 2]
    entry = database.raw_documents.entry(key)
    assert entry is not None
    assert [source.url for source in entry.sources] == ["http://x/1", "http://x/2", "http://x/3"]


def test_an_insert_that_lost_a_race_becomes_an_update(backend: MongoBackend) -> None:
    def change(current: Document | None) -> Document | None:
        if current is None:
            backend.insert(FAILURES, {"_id": "x", "count": 1})
            return {"_id": "x", "count": 1}
        return current | {"count": current["count"] + 1}

    backend.update(FAILURES, "x", change)
    assert backend.get(FAILURES, "x") == {"_id": "x", "count": 2}


def test_an_update_that_loses_every_race_gives_up(backend: MongoBackend) -> None:
    backend.insert(FAILURES, {"_id": "x", "count": 0})

    def change(current: Document | None) -> Document | None:
        assert current is not None
        other = current | {"count": current["count"] + 1}
        backend._database[FAILURES.name].replace_one({"_id": "x"}, other)
        return current

    with pytest.raises(TryLater, match="failures/x is being changed by others"):
        backend.update(FAILURES, "x", change)


def test_reports_are_revised_by_compare_and_swap(backend: MongoBackend) -> None:
    database = Database(backend)
    outcomes = [database.reports.put(a_report(total, seen=day)) for total, day in ((1, DAY_1), (1, DAY_2), (2, DAY_2))]
    assert outcomes == ["new", "unchanged", "revised"]
    second = a_report(2, seen=DAY_2)
    assert database.reports.get("fuyang-lushan/2020") == second | {"revision": 2, "first_seen": DAY_1}


CHANGED: list[tuple[Collection, dict[str, Any]]] = [
    (RAW_DOCUMENTS, {"sources": []}),
    (REPORTS, {"last_seen": DAY_2}),
    (REPORTS, {"checks": [{"id": "x"}]}),
    (AGENCIES, {"aliases": ["x"]}),
]


@pytest.mark.parametrize(("collection", "changed"), CHANGED)
def test_the_guard_notices(backend: MongoBackend, collection: Collection, changed: dict[str, Any]) -> None:
    first = a_report() | {"_id": "x", "aliases": [], "name": "x"}
    backend.insert(collection, first)
    calls = 0

    def change(current: Document | None) -> Document | None:
        nonlocal calls
        calls += 1
        if calls == 1:
            backend._database[collection.name].replace_one({"_id": "x"}, to_ferretdb(first | changed))
        return (current or {}) | {"name": "changed"}

    backend.update(collection, "x", change)
    assert backend.get(collection, "x") == first | changed | {"name": "changed"}


def test_nothing_is_leased_at_rest(database: Database) -> None:
    database.raw_documents.keep(a_raw(b"x" * 9_000_000))
    database.reports.put(a_report())
    database.reports.put(a_report(8))
    assert list(database.documents(LEASES, {})) == []


def test_every_collection_has_a_guard() -> None:
    assert all(collection.guard for collection in PUBLIC)


def test_a_partially_written_body_is_written_again(backend: MongoBackend) -> None:
    large = a_raw(bytes(range(256)) * 33_000)
    backend.put_body(large.content_hash, large.content)
    backend._database["bodies.files"].delete_one({"_id": large.content_hash})
    assert backend.get_body(large.content_hash) is None
    database = Database(backend)
    assert database.raw_documents.keep(large).outcome == "new"
    assert database.raw_documents.get(large.content_hash) == large
    assert backend._database["bodies.files"].count_documents({}) == 1


def test_a_lease_of_a_dead_holder_is_taken_over(backend: MongoBackend) -> None:
    backend.insert(LEASES, {"_id": "x", "holder": "dead"})
    with pytest.raises(TryLater, match="x: others have been changing it"), lease(backend, "x", wait=0.1):
        pass
    with lease(backend, "x", stale_after=0.1):
        (held,) = backend.find(LEASES, {})
        assert held["holder"] != "dead"
    assert list(backend.find(LEASES, {})) == []


NAMES = st.text(st.sampled_from("a./~01[]"), max_size=4)
VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES.filter(lambda name: name != "[]"), inner, max_size=3)
    ),
)


@given(document=st.dictionaries(NAMES, VALUES, max_size=4))
def test_narrow_and_back(document: Document) -> None:
    narrow = to_ferretdb(document)
    assert from_ferretdb(narrow) == document
    assert _is_narrow(narrow)


def _is_narrow(value: Any) -> bool:
    if isinstance(value, dict):
        return all("." not in key and _is_narrow(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(not isinstance(inner, list) and _is_narrow(inner) for inner in value)
    return True


def test_a_source_is_added_without_rewriting_the_body(backend: MongoBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    database, travelled = Database(backend), []
    database.raw_documents.keep(a_raw(b"x", a_source("http://x/1")))
    read = backend.get

    def get(collection: Collection, key: str, projection: Any = None) -> Document | None:
        travelled.append(read(collection, key, projection))
        return travelled[-1]

    monkeypatch.setattr(backend, "get", get)
    assert database.raw_documents.keep(a_raw(b"x", a_source("http://x/2"))).outcome == "new_source"
    database.raw_documents.seen_again(a_raw(b"x").content_hash, "http://x/2", DAY_2)
    assert [document is not None and "content" not in document for document in travelled] == [True, True]
    monkeypatch.undo()
    kept = database.raw_documents.get(a_raw(b"x").content_hash)
    assert kept is not None
    assert kept.content == b"x"
    assert [source.url for source in kept.sources] == ["http://x/1", "http://x/2"]
