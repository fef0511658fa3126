"""The rows of the embedded home are the driver's: what one of the two writes the other reads, field by field."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import neosqlite  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.storage.backends.embedded.rows import change_row, delete_row, insert_row, read_rows, replace_row
from gxcrawl.storage.documents import storable

TABLE = "things"
DOCUMENT = storable(
    {
        "_id": "a/2020",
        "content": bytes(range(256)),
        "nothing": None,
        "yes": True,
        "text": "“三安全一稳定” $date \0 😀",
        "large": 2**63 - 1,
        "whole": 1.0,
        "seen": datetime(2021, 1, 25, 23, 59, 59, 999_000, tzinfo=UTC),
        "places": [{"url": "http://x/", "seen": datetime(2022, 1, 1, tzinfo=UTC)}],
        "applications": {"granted": {"total": 3, "person": None}},
        "cells": {"granted.total": [0, 1, 2]},
    }
)


@pytest.fixture
def driver() -> Iterator[neosqlite.Connection]:
    with neosqlite.Connection(":memory:") as connection:
        connection.get_collection(TABLE).create()
        yield connection


def read(driver: neosqlite.Connection, **projection: int) -> dict[str, Any]:
    (document,) = read_rows(driver.db, TABLE, ["a/2020"], projection)
    return document


def test_the_driver_reads_what_is_written_here(driver: neosqlite.Connection) -> None:
    insert_row(driver.db, TABLE, DOCUMENT)
    assert driver[TABLE].find_one({"_id": "a/2020"}) == DOCUMENT


def test_what_the_driver_writes_is_read_here(driver: neosqlite.Connection) -> None:
    driver[TABLE].insert_one(DOCUMENT)
    assert read(driver) == DOCUMENT
    assert type(read(driver)["content"]) is bytes


def test_a_projection_gives_or_leaves_out_as_mongodb_does(driver: neosqlite.Connection) -> None:
    insert_row(driver.db, TABLE, DOCUMENT)
    assert read(driver, _id=1) == {"_id": "a/2020"}
    assert read(driver, seen=1, nothing=1, missing=1) == {
        "_id": "a/2020", "seen": DOCUMENT["seen"], "nothing": None,
    }  # fmt: skip
    nested = read(driver, **{"applications.granted.total": 1, "applications.denied.total": 1, "nothing.total": 1})
    assert nested["applications"]["granted"] == {"total": 3}
    assert read(driver, content=0) == {name: value for name, value in DOCUMENT.items() if name != "content"}
    assert read(driver, content=1) == {"_id": "a/2020", "content": DOCUMENT["content"]}


@given(st.dictionaries(st.sampled_from("abc"), st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3)))
def test_a_projected_field_is_what_the_whole_document_has(values: dict[str, Any]) -> None:
    with neosqlite.Connection(":memory:") as driver:
        driver.get_collection(TABLE).create()
        insert_row(driver.db, TABLE, {"_id": "a/2020", **values})
        assert read(driver, a=1, b=1, c=1) == {"_id": "a/2020", **values} == read(driver)


def test_only_what_differs_is_written(driver: neosqlite.Connection) -> None:
    insert_row(driver.db, TABLE, DOCUMENT)
    known = read(driver, content=0)
    change_row(driver.db, TABLE, known, {**known, "yes": False, "places": [], "seen": None, "added": b"x"})
    changed = {**DOCUMENT, "yes": False, "places": [], "seen": None, "added": b"x"}
    assert read(driver) == changed
    assert list(read(driver)) == list(changed)
    change_row(driver.db, TABLE, changed, changed)
    assert driver[TABLE].find_one({"_id": "a/2020"}) == changed


def test_many_are_read_in_order_without_those_that_are_gone(driver: neosqlite.Connection) -> None:
    for key in ("b", "a", "'c", "d"):
        insert_row(driver.db, TABLE, {"_id": key, "n": key})
    assert delete_row(driver.db, TABLE, "d")
    assert not delete_row(driver.db, TABLE, "d")
    replace_row(driver.db, TABLE, {"_id": "b", "n": "new"})
    assert list(read_rows(driver.db, TABLE, ["d", "b", "'c", "a", "a"])) == [
        {"_id": "'c", "n": "'c"}, {"_id": "a", "n": "a"}, {"_id": "b", "n": "new"},
    ]  # fmt: skip


@pytest.mark.parametrize("projection", [None, {"n": 1}, {"n": 0}], ids=repr)
def test_a_damaged_document_is_named(driver: neosqlite.Connection, projection: dict[str, int] | None) -> None:
    insert_row(driver.db, TABLE, {"_id": "a", "n": 1})
    driver.db.execute(f"UPDATE {TABLE} SET data = substr(data, 1, 5)")  # noqa: S608 - a name of ours
    with pytest.raises(sqlite3.DatabaseError, match="the document 'a' is damaged"):
        list(read_rows(driver.db, TABLE, ["a"], projection))


@pytest.mark.parametrize("field", ["a b", "a'", "$.a", "a..b", ""])
def test_a_projected_field_is_a_name(driver: neosqlite.Connection, field: str) -> None:
    with pytest.raises(ValueError, match="not the name of a field"):
        list(read_rows(driver.db, TABLE, ["a"], {field: 1}))
