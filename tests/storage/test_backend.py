"""What every home must do with a document: give it back exactly, find it, and lose no change to it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gxcrawl.errors import NotStorable, TryLater
from gxcrawl.storage.backends.leases import lease
from gxcrawl.storage.collections import FAILURES, LEASES, RAW_DOCUMENTS, REPORTS, Collection
from gxcrawl.storage.database import open_backend
from gxcrawl.storage.documents import Document, storable
from gxcrawl.storage.interface import Backend

NUMBERS = Collection("numbers", guard=("n",))


@pytest.fixture
def backend(uri: str) -> Iterator[Backend]:
    backend = open_backend(uri, timeout_seconds=5)
    for collection in (RAW_DOCUMENTS, REPORTS, FAILURES, LEASES, NUMBERS):
        backend.ensure_indexes(collection)
    yield backend
    backend.close()


EVERYTHING = {
    "_id": "a/2020",
    "nothing": None,
    "yes": True,
    "no": False,
    "zero": 0,
    "large": 2**63 - 1,
    "small": -(2**63),
    "fraction": 7730.28,
    "whole": 1.0,
    "text": "规章\u3000“三安全一稳定”\0'\"\\ $date 😀",
    "empty": "",
    "binary": bytes(range(256)),
    "no_binary": b"",
    "moment": datetime(2021, 1, 25, 23, 59, 59, 999_000, tzinfo=UTC),
    "object": {"值": {"更深": [{"a": 1}, {"b": [None, {"c": []}]}]}},
    "no_object": {},
    "no_list": [],
    "rows": [["一", "二"], [], [["三"], {"四": [[]]}]],
    "cells": {"applications.result_total.total": [1, 2, 3], "a/b~c.d": [0], "~1": 1, "": 2},
}


def test_every_type_survives_insert(backend: Backend) -> None:
    assert backend.insert(NUMBERS, storable(EVERYTHING))
    assert backend.get(NUMBERS, "a/2020") == EVERYTHING
    found = backend.get(NUMBERS, "a/2020") or {}
    assert all(isinstance(found[field], type(value)) for field, value in EVERYTHING.items())


def test_every_type_survives_replacing(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "a/2020", "n": 1})
    backend.update(NUMBERS, "a/2020", lambda _: storable(EVERYTHING))
    assert backend.get(NUMBERS, "a/2020") == EVERYTHING
    assert list(backend.find(NUMBERS, {})) == [EVERYTHING]


def test_fields_come_back_in_their_order(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "x", "z": 1, "a": {"y": 1, "b": 2}})
    document = backend.get(NUMBERS, "x") or {}
    assert [*document, *document["a"]] == ["_id", "z", "a", "y", "b"]


@pytest.mark.parametrize("size", [1, 85_000, 8 * 1024 * 1024])
def test_a_large_binary_survives(backend: Backend, size: int) -> None:
    content = bytes(range(251)) * (size // 251 + 1)
    backend.insert(NUMBERS, {"_id": "x", "content": content[:size]})
    assert (backend.get(NUMBERS, "x") or {})["content"] == content[:size]


def test_an_id_is_taken_as_text_whatever_it_looks_like(backend: Backend) -> None:
    ids = ["0123", "123", "1e5", "5f8f8c44b54764421b7156d9", '{"a": 1}', "[1]", "null", " x", "键", "X", "x"]
    for number, key in enumerate(ids):
        assert backend.insert(NUMBERS, {"_id": key, "n": number})
    for number, key in enumerate(ids):
        assert backend.get(NUMBERS, key) == {"_id": key, "n": number}
    assert [document["_id"] for document in backend.find(NUMBERS, {})] == sorted(ids)


def test_insert_reports_an_existing_id(backend: Backend) -> None:
    assert backend.insert(NUMBERS, {"_id": "x", "n": 1})
    assert not backend.insert(NUMBERS, {"_id": "x", "n": 2})
    assert backend.get(NUMBERS, "x") == {"_id": "x", "n": 1}


def test_insert_does_not_modify_its_argument(backend: Backend) -> None:
    document: Document = {"_id": "x", "rows": [["a"]]}
    backend.insert(NUMBERS, document)
    assert document == {"_id": "x", "rows": [["a"]]}


def test_insert_many_adds_documents_with_new_ids(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "b", "n": 0})
    assert backend.insert_all(NUMBERS, [{"_id": key, "n": 1} for key in "abc"]) == {"a", "c"}
    assert {one["_id"]: one["n"] for one in backend.find(NUMBERS, {})} == {"a": 1, "b": 0, "c": 1}
    assert backend.insert_all(NUMBERS, [{"_id": key, "n": 2} for key in "abc"]) == set()
    assert backend.insert_all(NUMBERS, []) == set()


def test_delete_many_removes_existing_documents(backend: Backend) -> None:
    backend.insert_all(NUMBERS, [{"_id": key, "n": 1} for key in "abc"])
    assert backend.delete_all(NUMBERS, ["a", "c", "d"]) == 2
    assert [one["_id"] for one in backend.find(NUMBERS, {})] == ["b"]
    assert backend.delete_all(NUMBERS, []) == 0


def test_an_update_that_returns_none_changes_nothing(backend: Backend) -> None:
    backend.update(NUMBERS, "x", lambda _: None)
    assert backend.get(NUMBERS, "x") is None
    backend.insert(NUMBERS, {"_id": "x", "n": 1})
    backend.update(NUMBERS, "x", lambda _: None)
    assert backend.get(NUMBERS, "x") == {"_id": "x", "n": 1}


def test_a_failing_update_changes_nothing_and_the_next_one_succeeds(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "x", "n": 1})

    def fail(_: Document | None) -> Document | None:
        raise KeyError("the caller's own")

    with pytest.raises(KeyError, match="the caller's own"):
        backend.update(NUMBERS, "x", fail)
    backend.update(NUMBERS, "x", lambda _: {"_id": "x", "n": 2})
    assert backend.get(NUMBERS, "x") == {"_id": "x", "n": 2}


def test_an_update_of_some_fields_keeps_the_others(backend: Backend) -> None:
    backend.insert(RAW_DOCUMENTS, {"_id": "x", "content": b"12", "sources": [{"url": "u"}], "parent_id": None, "n": 1})

    def change(current: Document | None) -> Document:
        assert current is not None
        return {name: value for name, value in current.items() if name != "n"} | {"sources": [], "parent_id": "y"}

    backend.update(RAW_DOCUMENTS, "x", change, untouched=("content",))
    assert backend.get(RAW_DOCUMENTS, "x") == {"_id": "x", "content": b"12", "sources": [], "parent_id": "y"}
    assert list(backend.find(RAW_DOCUMENTS, {"sources.url": "u"})) == []
    backend.update(RAW_DOCUMENTS, "x", lambda current: current, untouched=("content",))
    backend.update(RAW_DOCUMENTS, "new", lambda _: {"_id": "new", "sources": [], "n": 2}, untouched=("content",))
    assert backend.get(RAW_DOCUMENTS, "new") == {"_id": "new", "sources": [], "n": 2}


def test_no_update_of_concurrent_threads_is_lost(backend: Backend) -> None:
    def count() -> None:
        for _ in range(10):
            backend.update(NUMBERS, "x", lambda current: {"_id": "x", "n": 1 + (current or {"n": 0})["n"]})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert backend.get(NUMBERS, "x") == {"_id": "x", "n": 40}


def test_delete(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "x"})
    assert backend.delete(NUMBERS, "x")
    assert not backend.delete(NUMBERS, "x")
    assert backend.get(NUMBERS, "x") is None


def test_a_document_changed_since_it_was_read_is_not_deleted(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "x", "n": 1})
    assert not backend.delete(NUMBERS, "x", {"_id": "x", "n": 2})
    assert not backend.delete(NUMBERS, "y", {"_id": "y", "n": 1})
    assert backend.get(NUMBERS, "x") == {"_id": "x", "n": 1}
    assert backend.delete(NUMBERS, "x", {"_id": "x", "n": 1})
    assert backend.get(NUMBERS, "x") is None


def test_a_lock_taken_over_by_another_process_is_not_released(backend: Backend) -> None:
    with lease(backend, "x"):
        backend.delete(LEASES, "x")
        backend.insert(LEASES, {"_id": "x", "holder": "another"})
    assert backend.get(LEASES, "x") == {"_id": "x", "holder": "another"}


def test_a_lock_just_taken_over_is_not_stale(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    backend.insert(LEASES, {"_id": "x", "holder": "killed"})
    delete, deleted = backend.delete, []

    def another_is_quicker(collection: Collection, key: str, current: Document | None = None) -> bool:
        if not deleted:
            delete(LEASES, "x")
            backend.insert(LEASES, {"_id": "x", "holder": "quicker"})
        deleted.append(key)
        return delete(collection, key, current)

    monkeypatch.setattr(backend, "delete", another_is_quicker)
    with pytest.raises(TryLater), lease(backend, "x", stale_after=0.2, wait=0.35):
        pass
    assert (backend.get(LEASES, "x"), len(deleted)) == ({"_id": "x", "holder": "quicker"}, 1)


def test_find_by_plain_and_nested_fields(backend: Backend) -> None:
    for number in range(250):
        agency = {"id": f"a{number % 3}", "portal": None if number % 2 else "p"}
        backend.insert(REPORTS, {"_id": f"{number:03}", "agency": agency, "year": 2019 + number % 2, "sources": []})
    found = [document["_id"] for document in backend.find(REPORTS, {"agency.id": "a1", "year": 2019})]
    assert found == [f"{number:03}" for number in range(250) if number % 3 == 1 and number % 2 == 0]
    assert backend.count(REPORTS, {"year": 2020}) == 125
    assert backend.count(REPORTS, {"agency.portal": None}) == 125
    assert backend.count(REPORTS, {}) == len(list(backend.find(REPORTS, {}))) == 250
    assert list(backend.find(REPORTS, {"year": "2019"})) == []


def test_find_matches_elements_of_lists(backend: Backend) -> None:
    def raw(key: str, *places: tuple[str, str]) -> Document:
        return {"_id": key, "kind": "html", "sources": [{"url": url, "agency_id": agency} for url, agency in places]}

    backend.insert(RAW_DOCUMENTS, raw("1", ("u1", "a"), ("u2", "b")))
    backend.insert(RAW_DOCUMENTS, raw("2", ("u2", "b")))
    backend.insert(RAW_DOCUMENTS, raw("3"))
    backend.update(RAW_DOCUMENTS, "3", lambda _: raw("3", ("u3", "a")))

    def ids(**where: object) -> list[str]:
        conditions = {key.replace("__", "."): value for key, value in where.items()}
        assert backend.count(RAW_DOCUMENTS, conditions) == len(list(backend.find(RAW_DOCUMENTS, conditions)))  # type: ignore[arg-type]
        return [document["_id"] for document in backend.find(RAW_DOCUMENTS, conditions, {"_id": 1})]  # type: ignore[arg-type]

    assert ids(sources__url="u2") == ["1", "2"]
    assert ids(sources__url=["u1", "u3", "u9"]) == ["1", "3"]
    assert ids(sources__url=[]) == []
    assert ids(sources__url="u2", sources__agency_id="a") == ["1"]
    assert ids(sources__agency_id="a", kind="html") == ["1", "3"]
    assert ids(sources__agency_id="a", kind="pdf") == []
    backend.update(RAW_DOCUMENTS, "1", lambda _: raw("1", ("u9", "a")))
    assert ids(sources__url="u2") == ["2"]
    backend.delete(RAW_DOCUMENTS, "1")
    assert ids(sources__url="u9") == []


def test_a_cursor_can_be_abandoned_and_the_collection_written_meanwhile(backend: Backend) -> None:
    for number in range(300):
        backend.insert(NUMBERS, {"_id": f"{number:03}", "n": number})
    search = backend.find(NUMBERS, {})
    assert next(search)["n"] == 0
    for document in search:
        if document["n"] == 200:
            break
        backend.update(NUMBERS, document["_id"], lambda current: {**(current or {}), "n": -1})
    search.close()  # type: ignore[attr-defined]
    assert backend.count(NUMBERS, {"n": -1}) == 199


def test_a_projection_returns_only_the_requested_fields(backend: Backend) -> None:
    backend.insert(NUMBERS, {"_id": "x", "content": b"12", "n": 1, "m": {"k": 2}})
    assert backend.get(NUMBERS, "x", {"content": 0}) == {"_id": "x", "n": 1, "m": {"k": 2}}
    assert backend.get(NUMBERS, "x", {"n": 1}) == {"_id": "x", "n": 1}
    assert list(backend.find(NUMBERS, {}, {"_id": 1})) == [{"_id": "x"}]


@pytest.mark.parametrize("value", ["$ne", "'; DROP TABLE numbers; --", '"', "%", "*"])
def test_values_in_queries_are_never_interpreted_as_operators(backend: Backend, value: str) -> None:
    backend.insert(NUMBERS, {"_id": "x", "n": value})
    backend.insert(NUMBERS, {"_id": "y", "n": "other"})
    assert [document["_id"] for document in backend.find(NUMBERS, {"n": value})] == ["x"]


def test_bodies(backend: Backend) -> None:
    content = bytes(range(253)) * 40_000
    assert backend.get_body("body") is None
    backend.put_body("body", content)
    backend.put_body("body", content)
    backend.put_body("none", b"")
    assert backend.get_body("body") == content
    assert backend.get_body("none") == b""


def test_datetimes_are_stored_in_utc_with_milliseconds() -> None:
    china = timezone(timedelta(hours=8))
    kept = storable({"at": datetime(2021, 1, 1, 7, 30, 0, 123_999, tzinfo=china)})
    assert kept == {"at": datetime(2020, 12, 31, 23, 30, 0, 123_000, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (2**63, "field: the number has 19 digits"),
        (float("nan"), "field: nan is not a number"),
        (float("inf"), "field: inf is not a number"),
        ("\ud800", "field: half a character"),
        ({"$set": 1}, "field: '\\$set' cannot be the name"),
        ({"a\0": 1}, "cannot be the name"),
        ({"a\t": 1}, "cannot be the name"),
        ({'"': 1}, "cannot be the name"),
        ({"__neosqlite_binary__": True}, "cannot be the name"),
        ({1: 1}, "field: 1 cannot be the name"),
        ([b"bytes"], r"field\[0\]: a bytes cannot be stored"),
        ({"deep": [{"set": {1}}]}, r"field.deep\[0\].set: a set cannot be stored"),
        (datetime(2021, 1, 1), "without a time zone"),
    ],
)
def test_values_that_one_backend_cannot_store_are_refused_by_both(value: object, said: str) -> None:
    with pytest.raises(NotStorable, match=said):
        storable({"_id": "x", "field": value})


KEY_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='"\\')
KEYS = st.text(KEY_CHARACTERS, max_size=5).filter(lambda key: key[:1] != "$")
MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | MOMENTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=st.dictionaries(KEYS.filter(bool), VALUES | st.binary(max_size=20), max_size=5))
def test_storable_values_are_returned_equal(backend: Backend, document: Document) -> None:
    written = storable({**document, "_id": "x"})
    backend.update(NUMBERS, "x", lambda _: written)
    assert backend.get(NUMBERS, "x") == written


def test_a_projection_omits_missing_fields(backend: Backend) -> None:
    applications = {"granted": {"total": 3, "person": None}, "denied": {"total": 4}}
    backend.insert(NUMBERS, storable({"_id": "a", "n": None, "applications": applications, "other": 1}))
    fields = {"n": 1, "missing": 1, "applications.granted.total": 1}
    expected = {"_id": "a", "n": None, "applications": {"granted": {"total": 3}}}
    assert backend.get(NUMBERS, "a", fields) == expected
    assert list(backend.find(NUMBERS, {}, fields)) == [expected]
    assert backend.get(NUMBERS, "a", {"applications": 0, "n": 0}) == {"_id": "a", "other": 1}
