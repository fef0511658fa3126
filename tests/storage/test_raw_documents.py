"""raw_documents: once, with every place."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st
from storage.samples import DAY_1, DAY_2, DAY_3, a_raw, a_source

from gxcrawl.model import Agency, Http, RawDocument, Source
from gxcrawl.storage import Database, Document, Seen
from gxcrawl.storage.collections import RAW_DOCUMENTS
from gxcrawl.storage.conversion.raw_documents import LARGEST_INLINE_BYTES, from_document, merged, to_document

URL = "http://a.example/1.html"
BSON_TIMES: CodecOptions[Document] = CodecOptions(tz_aware=True, tzinfo=UTC)


def test_a_raw_document_is_returned_unchanged(database: Database) -> None:
    source = a_source(
        title="2020年年度报告",
        found_on="http://a.example/",
        http=Http(200, '"e"', "Mon, 25 Jan 2021 00:00:00 GMT", "text/html"),
        year=2020,
        published_on=date(2021, 1, 25),
        publisher="鹿山街道",
        parent_url="http://a.example/p.html",
    )
    document = a_raw(b"\x00\xff<html>", source, kind="doc", encoding=None, parent_id="p")
    assert database.raw_documents.keep(document).outcome == "new"
    assert database.raw_documents.get(document.content_hash) == document
    assert database.raw_documents.get("unknown") is None


def test_storing_a_document_again_changes_nothing(database: Database) -> None:
    document = a_raw()
    database.raw_documents.keep(document)
    kept = database.raw_documents.keep(document)
    assert (kept.id, kept.outcome) == (document.content_hash, "known")
    assert database.raw_documents.get(document.content_hash) == document
    assert database.raw_documents.count() == 1


def test_storing_many_documents_at_once_equals_storing_them_one_by_one(database: Database) -> None:
    database.raw_documents.keep(a_raw(b"known"))
    large = a_raw(b"x" * (LARGEST_INLINE_BYTES + 1))
    copy = a_raw(b"fresh", a_source("http://a.example/copy.html"))
    documents = [a_raw(b"fresh"), a_raw(b"known"), copy, large, a_raw(b"known", a_source("http://a.example/2.html"))]
    kept = database.raw_documents.keep_all(documents)
    assert [one.id for one in kept] == [document.content_hash for document in documents]
    assert [one.outcome for one in kept] == ["new", "known", "new_source", "new", "new_source"]
    assert database.raw_documents.count() == 3
    entry = database.raw_documents.entry(copy.content_hash)
    assert entry is not None
    assert [source.url for source in entry.sources] == [URL, "http://a.example/copy.html"]
    assert database.raw_documents.get(large.content_hash) == large
    assert database.raw_documents.keep_all([]) == []


def test_concurrent_writers_of_overlapping_batches_lose_nothing(database: Database) -> None:
    def keep(writer: int) -> None:
        place = a_source(f"http://a.example/{writer}.html")
        database.raw_documents.keep_all([a_raw(b"%d" % number, place) for number in range(writer, writer + 12)])

    threads = [threading.Thread(target=keep, args=[writer]) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    places = [len(entry.sources) for entry in database.raw_documents.entries()]
    assert (len(places), sum(places)) == (15, 4 * 12)


def test_seeing_the_same_url_again_updates_last_seen_and_validators(database: Database) -> None:
    database.raw_documents.keep(a_raw())
    again = a_raw(b"<html>\xe8\xa7\x84\xe7\xab\xa0</html>", a_source(seen=DAY_2, http=Http(200, '"2"')), run_id="run-2")
    assert database.raw_documents.keep(again).outcome == "known"
    entry = database.raw_documents.entry(again.content_hash)
    assert entry is not None
    assert entry.sources == (replace(a_source(seen=DAY_1, http=Http(200, '"2"')), last_seen=DAY_2),)
    assert (entry.run_id, entry.fetched_at) == ("run-1", DAY_1)


def test_an_older_sighting_does_not_overwrite_a_newer_one(database: Database) -> None:
    database.raw_documents.keep(a_raw(b"x", a_source(seen=DAY_2, title="newer")))
    database.raw_documents.keep(a_raw(b"x", a_source(seen=DAY_1, title="older")))
    entry = database.raw_documents.entry(a_raw(b"x").content_hash)
    assert entry is not None
    assert entry.sources == (replace(a_source(seen=DAY_1, title="newer"), last_seen=DAY_2),)


def test_another_url_is_another_source(database: Database) -> None:
    database.raw_documents.keep(a_raw(b"x", a_source("http://b.example/2")))
    kept = database.raw_documents.keep(a_raw(b"x", a_source("http://a.example/1", agency_id="other")))
    assert kept.outcome == "new_source"
    entry = database.raw_documents.entry(kept.id)
    assert entry is not None
    assert [source.url for source in entry.sources] == ["http://a.example/1", "http://b.example/2"]


@pytest.mark.parametrize("parents", [(None, "p1", "p2"), ("p2", None, "p1")])
def test_which_of_two_parents_is_kept_does_not_depend_on_their_order(
    database: Database, parents: tuple[str | None, ...]
) -> None:
    for parent_id in parents:
        database.raw_documents.keep(a_raw(b"x", parent_id=parent_id))
    entry = database.raw_documents.entry(a_raw(b"x").content_hash)
    assert entry is not None
    assert entry.parent_id == "p1"


@pytest.mark.parametrize("beyond", [0, 1])
def test_bodies_of_any_size_are_stored(database: Database, beyond: int) -> None:
    content = bytes(range(256)) * (LARGEST_INLINE_BYTES // 256) + b"!" * beyond
    document = a_raw(content, kind="pdf", encoding=None)
    assert database.raw_documents.keep(document).outcome == "new"
    assert database.raw_documents.keep(document).outcome == "known"
    entry = database.raw_documents.entry(document.content_hash)
    assert entry is not None
    assert (entry.size, entry.gridfs_id) == (len(content), document.content_hash if beyond else None)
    assert database.raw_documents.get(document.content_hash) == document


def test_documents_are_found_by_agency_and_portal(database: Database) -> None:
    for agency, portal in (("a1", "p"), ("a2", "p"), ("b1", "q")):
        database.agencies.meet(Agency(agency, agency, portal), DAY_1)
        database.raw_documents.keep(a_raw(agency.encode(), a_source(f"http://x/{agency}", agency_id=agency)))
    both = a_raw(b"both", a_source("http://x/1", agency_id="a1"), a_source("http://x/2", agency_id="a2"))
    database.raw_documents.keep(both)

    def contents(**where: str) -> list[bytes]:
        found = list(database.raw_documents.documents(**where))
        assert [entry.content_hash for entry in database.raw_documents.entries(**where)] == [
            document.content_hash for document in found
        ]
        return sorted(document.content for document in found)

    assert contents() == [b"a1", b"a2", b"b1", b"both"]
    assert contents(agency_id="a1") == [b"a1", b"both"]
    assert contents(portal="p") == [b"a1", b"a2", b"both"]
    assert contents(portal="q") == [b"b1"]
    assert contents(portal="unknown") == contents(agency_id="unknown") == []


def test_versions_at_a_url_are_listed_latest_first(database: Database) -> None:
    older, newer = a_raw(b"1", a_source(URL, DAY_1)), a_raw(b"2", a_source(URL, DAY_2), a_source("http://x/", DAY_3))
    for document in (older, newer):
        database.raw_documents.keep(document)
    assert [entry.content_hash for entry in database.raw_documents.by_url(URL)] == [
        newer.content_hash,
        older.content_hash,
    ]
    assert database.raw_documents.by_url("http://unknown/") == []
    seen = database.raw_documents.find_seen([URL, "http://unknown/", URL])
    assert seen == {URL: Seen(newer.content_hash, "html", newer.sources[0])}
    database.raw_documents.keep(a_raw(b"1", a_source(URL, DAY_3)))
    assert database.raw_documents.find_seen([URL])[URL].raw_id == older.content_hash


def test_many_urls_are_looked_up_at_once(database: Database) -> None:
    sources = [a_source(f"http://x/{number}") for number in range(600)]
    database.raw_documents.keep(a_raw(b"x", *sources))
    assert len(database.raw_documents.find_seen(source.url for source in sources)) == 600
    assert database.raw_documents.find_seen([]) == {}


def test_threads_storing_the_same_document_lose_no_source(database: Database) -> None:
    outcomes: list[str] = []

    def keep(part: int) -> None:
        for number in range(6):
            source = a_source(f"http://x/{part}/{number}")
            outcomes.append(database.raw_documents.keep(a_raw(b"shared", source)).outcome)

    threads = [threading.Thread(target=keep, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entry = database.raw_documents.entry(a_raw(b"shared").content_hash)
    assert entry is not None
    assert {source.url for source in entry.sources} == {f"http://x/{p}/{n}" for p in range(4) for n in range(6)}
    assert sorted(outcomes) == ["new"] + ["new_source"] * 23
    assert len(database.raw_documents.find_seen([source.url for source in entry.sources])) == 24


MOMENTS = st.integers(0, 3).map(lambda days: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(days=days))
TEXTS = st.none() | st.text(st.characters(codec="utf-8"), max_size=5)
SOURCES = st.builds(
    lambda first, more, **fields: Source(first_seen=first, last_seen=first + timedelta(days=more), **fields),
    first=MOMENTS,
    more=st.integers(0, 2),
    url=st.sampled_from(["http://x/1", "http://x/2", "http://x/3"]),
    agency_id=st.sampled_from(["a", "b"]),
    title=TEXTS,
    found_on=TEXTS,
    http=st.builds(Http, st.integers(0, 599), TEXTS, TEXTS, TEXTS),
    year=st.none() | st.integers(2000, 2030),
    published_on=st.none() | st.dates(),
    publisher=TEXTS,
    parent_url=TEXTS,
)
RAWS = st.builds(
    RawDocument,
    content_hash=st.just("0" * 64),
    bytes_sha256=st.just("1" * 64),
    kind=st.sampled_from(["html", "pdf"]),
    encoding=TEXTS,
    content=st.binary(max_size=9),
    sources=st.lists(SOURCES, min_size=1, max_size=3, unique_by=lambda source: source.url).map(
        lambda sources: tuple(sorted(sources, key=lambda source: source.url))
    ),
    fetched_at=MOMENTS,
    run_id=st.just("run"),
    parent_id=TEXTS,
)


@given(raw=RAWS)
def test_raw_documents_survive_conversion_to_stored_documents(raw: RawDocument) -> None:
    document = to_document(raw)
    assert from_document(document, document["content"]) == raw


@given(first=RAWS, second=RAWS)
def test_merging_sources_is_idempotent_and_loses_none(first: RawDocument, second: RawDocument) -> None:
    one, other = to_document(first), to_document(second)
    both = merged(one, other)
    assert merged(both, other) == merged(both, one) == both
    assert merged(other, one)["sources"] == both["sources"]
    assert {source["url"] for source in both["sources"]} == {source.url for source in first.sources + second.sources}
    for source in both["sources"]:
        looks = [look for look in first.sources + second.sources if look.url == source["url"]]
        assert source["first_seen"] == min(look.first_seen for look in looks)
        assert source["last_seen"] == max(look.last_seen for look in looks)


def test_dumps_contain_every_stored_document(database: Database) -> None:
    large = a_raw(bytes(range(256)) * 33_000)
    small = a_raw(b"small")
    database.raw_documents.keep_all([large, small])
    found = list(database.documents(RAW_DOCUMENTS, {}))
    assert [one["_id"] for one in found] == sorted((large.content_hash, small.content_hash))
    assert [document for document, _ in database.encoded(RAW_DOCUMENTS, {})] == found
    assert [bson.decode(content, BSON_TIMES) for _, content in database.encoded(RAW_DOCUMENTS, {})] == found
    assert database.count(RAW_DOCUMENTS, {"gridfs_id": large.content_hash}) == 1
    assert database.body(large.content_hash) == large.content
    assert database.body("another") is None
    database.refresh()
