"""agencies, crawl_runs and failures."""

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage.samples import DAY_1, DAY_2, DAY_3

from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency, Asked, Failure, ListRequest
from gxcrawl.storage import Database, KeptFailure, Run
from gxcrawl.storage.conversion.dataclasses import from_plain, plain_document
from gxcrawl.storage.repositories import failures as failure_conversion

LUSHAN = Agency(
    "fuyang-lushan", "富阳区鹿山街道", "fuyang", ("鹿山街道",), "township", "330111", "http://a.example/col/1", True
)
MET = Agency("fuyang-lushan", "鹿山街道办事处", "fuyang", registered=False)


def test_an_agency_is_given_back_as_it_was(database: Database) -> None:
    database.agencies.meet(LUSHAN, DAY_1)
    assert database.agencies.get("fuyang-lushan") == LUSHAN
    assert database.agencies.get("unknown") is None


@pytest.mark.parametrize("order", [(LUSHAN, MET), (MET, LUSHAN), (MET, LUSHAN, MET)])
def test_the_registry_wins_and_every_name_is_kept(database: Database, order: tuple[Agency, ...]) -> None:
    for agency in order:
        database.agencies.meet(agency, DAY_1)
    assert database.agencies.get("fuyang-lushan") == replace(LUSHAN, aliases=("鹿山街道", "鹿山街道办事处"))


def test_an_agency_met_again_only_moves_last_seen(database: Database) -> None:
    from gxcrawl.storage.collections import AGENCIES

    for day in (DAY_2, DAY_3, DAY_1):
        database.agencies.meet(LUSHAN, day)
    (document,) = database.documents(AGENCIES, {})
    assert (document["first_seen"], document["last_seen"]) == (DAY_1, DAY_3)
    assert from_plain(Agency, document) == LUSHAN


def test_agencies_are_listed_by_id_and_portal(database: Database) -> None:
    for agency, portal in (("b", "p"), ("a", "p"), ("c", "q")):
        database.agencies.meet(Agency(agency, agency, portal), DAY_1)
    assert [agency.id for agency in database.agencies.all()] == ["a", "b", "c"]
    assert [agency.id for agency in database.agencies.by_portal("p")] == ["a", "b"]


def test_a_run_from_start_to_end(database: Database) -> None:
    settings = {"DEPTH_LIMIT": 3, "x": {"y": None}}
    started = Run("run-1", "annual_reports", "manual", DAY_1, ("a", "b"), settings, "host", pid=7, alive_at=DAY_1)
    database.runs.start(started)
    assert database.runs.latest() == database.runs.unfinished() == [started]
    database.runs.finish("run-1", "finished", finished_at=DAY_2, stats={"pages": 3, "documents": {"new": 2}})
    ended = replace(started, outcome="finished", finished_at=DAY_2, stats={"pages": 3, "documents": {"new": 2}})
    assert database.runs.latest() == [ended]
    assert database.runs.unfinished() == []
    database.runs.finish("run-1", "interrupted", finished_at=DAY_3)
    assert database.runs.latest() == [ended]


def test_a_run_id_is_used_once_and_must_be_known(database: Database) -> None:
    database.runs.start(Run("run-1", "s", "manual", DAY_1))
    with pytest.raises(WrongUse, match="'run-1' already"):
        database.runs.start(Run("run-1", "s", "manual", DAY_2))
    with pytest.raises(WrongUse, match="no run 'run-2'"):
        database.runs.finish("run-2", "failed", finished_at=DAY_2)
    assert [run.id for run in database.runs.latest()] == ["run-1"]


def test_the_latest_runs_come_first(database: Database) -> None:
    for run_id, day in (("run-2", DAY_2), ("run-3", DAY_3), ("run-1", DAY_1)):
        database.runs.start(Run(run_id, "s", "schedule", day))
    assert [run.id for run in database.runs.latest()] == ["run-3", "run-2", "run-1"]
    assert [run.id for run in database.runs.latest(limit=2)] == ["run-3", "run-2"]


def test_dead_runs_are_closed_and_others_are_not(database: Database) -> None:
    for run_id, host in (("dead", "here"), ("alive", "there")):
        database.runs.start(Run(run_id, "s", "manual", DAY_1, host=host))
    assert database.runs.close_dead(lambda run: run.host == "here", DAY_1) == ["dead"]
    assert database.runs.close_dead(lambda run: run.host == "here", DAY_1) == []
    dead, alive = database.runs.latest()
    assert (dead.outcome, dead.presumed, alive.outcome) == ("failed", True, None)


def test_a_run_taken_for_dead_by_mistake_takes_that_back(database: Database) -> None:
    database.runs.start(Run("run-1", "s", "manual", DAY_1))
    database.runs.close_dead(lambda _: True, DAY_1)
    database.runs.beat("run-1", DAY_2)
    assert [run.id for run in database.runs.unfinished()] == ["run-1"]
    database.runs.close_dead(lambda _: True, DAY_1)
    database.runs.finish("run-1", "finished", finished_at=DAY_2)
    database.runs.beat("run-1", DAY_3)
    (run,) = database.runs.latest()
    assert (run.outcome, run.presumed, run.finished_at) == ("finished", False, DAY_2)


def test_a_run_that_shows_itself_alive_meanwhile_is_not_closed(database: Database) -> None:
    database.runs.start(Run("run-1", "s", "manual", DAY_1))

    def is_dead(run: Run) -> bool:
        database.runs.beat(run.id, DAY_2)
        return True

    assert database.runs.close_dead(is_dead, DAY_3) == []
    assert [run.id for run in database.runs.unfinished()] == ["run-1"]


URL = "http://a.example/1.doc"
FAILURE = Failure(URL, "read", "soffice is missing", "Traceback…", "fuyang-lushan", "fuyang", "r1")


def test_a_failure_is_counted(database: Database) -> None:
    database.failures.record(FAILURE, DAY_1)
    assert database.failures.get(URL, "read") == KeptFailure(FAILURE, DAY_1, DAY_1, 1)
    later = replace(FAILURE, reason="another", raw_id=None)
    database.failures.record(later, DAY_2)
    assert database.failures.get(URL, "read") == KeptFailure(later, DAY_1, DAY_2, 2)
    assert database.failures.get(URL, "parse") is None


def test_what_a_failed_list_was_asked_comes_back_as_it_was(database: Database) -> None:
    by_get = ListRequest("http://a.example/search?page=2", headers=(("Referer", "http://a.example/nb/"),))
    by_post = ListRequest("http://a.example/search", "POST", '{"page": 2}', by_get.headers, {"page": 2}, by_get)
    failed = Failure(by_post.address, "fetch", "status 503", asked=Asked(by_post, "epoint", 2, 15, 40))
    database.failures.record(failed, DAY_1)
    assert [kept.failure for kept in database.failures.find()] == [failed]


def test_a_failure_is_forgotten_once_mended(database: Database) -> None:
    for stage in ("fetch", "read", "parse"):
        database.failures.record(replace(FAILURE, stage=stage), DAY_1)
    database.failures.record(replace(FAILURE, url="http://other/"), DAY_1)
    assert database.failures.clear(URL, "read") == 1
    assert database.failures.clear(URL, "read") == 0
    assert database.failures.clear(URL) == 2
    assert [kept.failure.url for kept in database.failures.find()] == ["http://other/"]


def test_the_failures_of_a_url_are_found_at_every_stage(database: Database) -> None:
    for failure in (FAILURE, replace(FAILURE, stage="store"), replace(FAILURE, url="http://a.example/2.doc")):
        database.failures.record(failure, DAY_1)
    assert sorted(kept.failure.stage for kept in database.failures.of_url(URL)) == ["read", "store"]
    assert database.failures.of_url("http://a.example/3.doc") == []


def test_failures_are_found_by_agency_stage_and_portal(database: Database) -> None:
    database.failures.record(FAILURE, DAY_1)
    database.failures.record(replace(FAILURE, stage="fetch", agency_id="b"), DAY_1)
    database.failures.record(replace(FAILURE, url="http://q/", stage="fetch", agency_id=None, portal_id="q"), DAY_1)

    def found(**where: str) -> list[tuple[str, str]]:
        kept = database.failures.find(**where)  # type: ignore[arg-type]
        return sorted((one.failure.url, one.failure.stage) for one in kept)

    assert found() == [(URL, "fetch"), (URL, "read"), ("http://q/", "fetch")]
    assert found(agency_id="fuyang-lushan") == [(URL, "read")]
    assert found(stage="fetch") == [(URL, "fetch"), ("http://q/", "fetch")]
    assert found(portal_id="fuyang", stage="fetch") == [(URL, "fetch")]


def test_failures_of_many_threads_are_all_counted(database: Database) -> None:
    threads = [threading.Thread(target=database.failures.record, args=(FAILURE, DAY_1)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = database.failures.get(URL, "read")
    assert kept is not None
    assert kept.count == 8


TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
MAYBE = st.none() | TEXTS


@given(
    agency=st.builds(
        Agency,
        id=TEXTS,
        name=TEXTS,
        portal=TEXTS,
        aliases=st.lists(TEXTS, max_size=2).map(tuple),
        level=st.sampled_from([None, "city"]),
        region_code=MAYBE,
        column=MAYBE,
        registered=st.booleans(),
    )
)
def test_agency_to_document_and_back(agency: Agency) -> None:
    document = plain_document(agency, first_seen=DAY_1, last_seen=DAY_2)
    assert from_plain(Agency, document) == agency


REQUESTS = st.recursive(
    st.none(),
    lambda otherwise: st.builds(
        ListRequest,
        url=TEXTS,
        method=st.sampled_from(["GET", "POST"]),
        body=TEXTS,
        headers=st.sampled_from([(), (("Referer", "http://a.example/"), ("X-Requested-With", "XMLHttpRequest"))]),
        state=st.dictionaries(st.sampled_from(["way", "number"]), TEXTS | st.integers(0, 9)),
        otherwise=otherwise,
    ),
    max_leaves=3,
)


@given(
    failure=st.builds(
        Failure,
        url=TEXTS,
        stage=st.sampled_from(["fetch", "read", "parse", "store"]),
        reason=TEXTS,
        detail=TEXTS,
        agency_id=MAYBE,
        portal_id=MAYBE,
        raw_id=MAYBE,
        asked=st.none()
        | st.builds(
            Asked,
            request=REQUESTS.filter(lambda request: request is not None),
            family=MAYBE,
            page=st.integers(1, 9),
            rows=st.integers(0, 99),
            total=st.none() | st.integers(0, 99),
        ),
    ),
    count=st.integers(1, 99),
)
def test_failure_to_document_and_back(failure: Failure, count: int) -> None:
    kept = KeptFailure(failure, DAY_1, DAY_2, count)
    assert failure_conversion.from_document(failure_conversion.to_document(kept)) == kept


@given(
    run=st.builds(
        Run,
        id=TEXTS,
        spider=TEXTS,
        trigger=st.sampled_from(["manual", "schedule", "rerun"]),
        started_at=st.just(DAY_1),
        agency_ids=st.lists(TEXTS, max_size=2).map(tuple),
        settings=st.dictionaries(st.sampled_from(["A", "B"]), st.integers(0, 9) | MAYBE, max_size=2),
        host=MAYBE,
        finished_at=st.sampled_from([None, DAY_2]),
        outcome=st.sampled_from([None, "finished", "failed"]),
        stats=st.dictionaries(st.sampled_from(["pages", "bytes"]), st.integers(0, 9), max_size=2),
    )
)
def test_run_to_document_and_back(run: Run) -> None:
    assert from_plain(Run, plain_document(run)) == run
