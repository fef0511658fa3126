"""What a process of a shared crawl does where Redis is away, full, read-only, emptied, or somebody else's."""

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from redis.exceptions import RedisError
from scrapy import Request
from scrapy.utils.test import get_crawler

from gxcrawl.distributed.annual_reports import SharedAnnualReportsSpider
from gxcrawl.distributed.membership import CrawlMembership
from gxcrawl.distributed.portal_results import SharedPortalResults
from gxcrawl.distributed.queue import HostQueues, Taken
from gxcrawl.distributed.redis_connection import RedisConnection
from gxcrawl.distributed.scheduler import LeasingScheduler
from gxcrawl.distributed.start_checks import check_redis
from gxcrawl.errors import STOPPED_BY, CannotRun, WrongUse
from gxcrawl.model import Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.requests import Visit
from gxcrawl.spiders.selection import Selection

_KEY = "annual_reports:queue"
_LEASE_MS = 60_000
_KNOWN = ("heard", "said", "delivered", "promised")


def selection(*ids: str) -> Selection:
    return Selection(tuple(Portal(one, one, f"http://{one}.example/") for one in ids))


def joined(server: Any, *ids: str) -> CrawlMembership:
    membership = CrawlMembership(server, _KEY, _LEASE_MS, "seen")
    membership.join(selection(*ids))
    return membership


def queue_of(server: Any, membership: CrawlMembership) -> HostQueues:
    return HostQueues(server, SimpleNamespace(name="annual_reports", membership=membership), _KEY)


def test_redis_is_not_queried_again_after_a_failed_query(server: Any) -> None:
    crawler = SimpleNamespace(stats=None, engine=None)
    connection = RedisConnection(crawler, server)  # type: ignore[arg-type]  # all that is asked of it
    server.set("text", "no number")
    assert connection.ask(lambda: server.incr("other"), None) == 1
    assert connection.ask(lambda: server.incr("text"), "otherwise") == "otherwise"
    assert connection.ask(lambda: server.incr("other"), "otherwise") == "otherwise"
    assert server.get("other") == b"1"


def test_errors_of_redis_name_its_address_without_the_password(server: Any) -> None:
    said: dict[str, str] = {}
    stats = SimpleNamespace(get_value=said.get, set_value=said.__setitem__)
    connection = RedisConnection(SimpleNamespace(stats=stats, engine=None), server)  # type: ignore[arg-type]
    connection.ask(lambda: server.eval("return redis.error_reply('READONLY no')", 0), None)
    port = server.connection_pool.connection_kwargs["port"]
    assert said[STOPPED_BY] == (
        f"the queue in Redis at 127.0.0.1:{port} cannot be used (no); look at the server, then start again"
    )


@pytest.mark.parametrize("url", ["http://host/", "redis://:secret/1@host:1/0", "redis://[::1", "redis://h:99999/0"])
def test_an_invalid_redis_url_is_a_usage_error_and_not_repeated(url: str) -> None:
    spider = SharedAnnualReportsSpider(selection("p"), 1)
    with pytest.raises(WrongUse, match="GXCRAWL_REDIS is no address of a Redis") as caught:
        spider._connect(get_crawler(settings_dict={"REDIS_URL": url}))
    assert "secret" not in str(caught.value)


def test_a_redis_that_evicts_keys_is_refused(server: Any) -> None:
    check_redis(server)
    server.config_set("maxmemory-policy", "volatile-lru")
    server.config_set("maxmemory", "100mb")
    with pytest.raises(CannotRun, match=r"maxmemory-policy volatile-lru\); set it to noeviction"):
        check_redis(server)
    server.config_set("maxmemory-policy", "noeviction")
    check_redis(server)


def test_an_unfinished_crawl_of_other_portals_is_not_joined(server: Any) -> None:
    first = joined(server, "a", "b")
    joined(server, "a", "b").leave()
    with pytest.raises(CannotRun, match="holds a crawl of other portals"):
        joined(server, "a")
    queue_of(server, first).put(Request("http://a.example/"), "a.example", "1", "seen")
    first.leave()
    with pytest.raises(CannotRun, match="holds a crawl of other portals"):
        joined(server, "a")
    joined(server, "a", "b")


def test_a_finished_crawl_is_replaced_by_any_other(server: Any) -> None:
    first = joined(server, "a")
    queue = queue_of(server, first)
    queue.put(Request("http://a.example/"), "a.example", "1", "seen")
    _, taken = queue.take("a.example", _LEASE_MS)
    assert taken is not None
    queue.done(taken)
    first.leave()
    assert [key for key in server.keys() if b"lease" not in key] == []  # noqa: SIM118 - not a mapping
    joined(server, "b")


def test_a_flushed_redis_is_no_finished_crawl(server: Any) -> None:
    membership = joined(server, "a")
    queue = queue_of(server, membership)
    queue.put(Request("http://a.example/"), "a.example", "1", "seen")
    assert len(queue) == 1
    server.flushall()
    put = partial(queue.put, Request("http://a.example/2"), "a", "2", "seen")
    for ask in (partial(len, queue), membership.beat, put):
        with pytest.raises(RedisError, match="this crawl is unknown to it"):
            ask()
    assert server.dbsize() == 0


@pytest.mark.parametrize("limit", ["full", "read-only"])
def test_a_failed_write_leaves_nothing_half_written(server: Any, limit: str) -> None:
    queue = queue_of(server, joined(server, "a"))
    before = {key: server.dump(key) for key in server.keys()}  # noqa: SIM118 - not a mapping
    if limit == "full":
        server.config_set("maxmemory", 1)
    else:
        server.replicaof("127.0.0.1", 1)
    try:
        with pytest.raises(RedisError):
            queue.put(Request("http://a.example/"), "a.example", "1", "seen")
    finally:
        server.replicaof("NO", "ONE")
        server.config_set("maxmemory", 0)
    assert {key: server.dump(key) for key in server.keys()} == before  # noqa: SIM118


def test_an_unreadable_request_stays_in_redis(server: Any) -> None:
    queue = queue_of(server, joined(server, "a"))
    server.zadd(f"{_KEY}:waiting:a.example", {b"0" * 16 + b"of another version": 0})
    with pytest.raises(RedisError, match="a request in it is from another version of gxcrawl"):
        queue.take("a.example", _LEASE_MS)
    assert server.zcard(f"{_KEY}:taken:a.example") == 1


def test_a_portal_is_reported_as_silent_once_by_one_process(server: Any) -> None:
    crawler = SimpleNamespace(stats=None, engine=None)
    connection = RedisConnection(crawler, server)  # type: ignore[arg-type]
    one, other = (SharedPortalResults(connection, server, *_KNOWN) for _ in range(2))
    one.show_report("loud")
    assert not other.is_silent("loud")
    assert one.is_silent("quiet")
    assert not other.is_silent("quiet")
    connection.lost = True
    assert not other.is_silent("another")


def test_a_report_named_by_a_row_is_missing_only_if_no_process_fetched_it(server: Any) -> None:
    connection = RedisConnection(SimpleNamespace(stats=None, engine=None), server)  # type: ignore[arg-type]
    one, other = (SharedPortalResults(connection, server, *_KNOWN) for _ in range(2))
    row = Visit(
        Trail("tingbei", "column"), ListEntry("http://a.example/1.html", "县教育局2020年年报"), "http://a.example/"
    )
    one.promise("jiaoyuju", 2020, row, "row names another")
    one.promise("shuiliju", 2020, row, "row names another")
    other.deliver("shuiliju", 2020)
    assert one.broken_promises("elsewhere") == []
    assert other.broken_promises("tingbei") == [(row, "row names another")]
    assert one.broken_promises("tingbei") == []


@pytest.mark.parametrize("stopped", [False, True])
def test_taken_requests_are_finished_unless_the_crawl_has_to_stop(server: Any, stopped: bool) -> None:
    queue = queue_of(server, joined(server, "a"))
    queue.put(Request("http://a.example/"), "a.example", "1", "seen")
    _, taken = queue.take("a.example", _LEASE_MS)
    assert isinstance(taken, Taken)
    scheduler = LeasingScheduler.__new__(LeasingScheduler)
    scheduler.queue, scheduler._mine = queue, {"a.example": [taken]}
    scheduler.stats = SimpleNamespace(get_value={STOPPED_BY: "the database is away"}.get if stopped else {}.get)
    scheduler._crawler = SimpleNamespace(engine=None)
    scheduler._settle()
    assert server.zcard(f"{_KEY}:taken:a.example") == int(stopped)
