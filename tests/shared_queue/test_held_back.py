"""Requests that wait in Redis until everything else is asked, and outlive the process that found them."""

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from shared_queue.test_trouble_with_redis import joined, queue_of, selection

from gxcrawl.distributed.annual_reports import SharedAnnualReportsSpider
from gxcrawl.distributed.queue import HostQueues, Taken
from gxcrawl.distributed.redis_connection import RedisConnection
from gxcrawl.distributed.scheduler import LeasingScheduler
from gxcrawl.errors import CannotRun

_HOST, _LEASE_MS = "a.example", 60_000
_LIST, _ROW = Request(f"http://{_HOST}/list"), Request(f"http://{_HOST}/row")


def taken_by(queue: HostQueues) -> Taken:
    _, taken = queue.take(_HOST, _LEASE_MS)
    assert taken is not None
    return taken


def test_requests_held_back_by_one_process_are_made_by_another_once_the_queue_is_empty(server: Any) -> None:
    killed = queue_of(server, joined(server, "a"))
    queue = queue_of(server, joined(server, "a"))
    killed.put(_LIST, _HOST, "1", "seen")
    for _ in range(2):  # by a list that is read again, as its process was killed
        killed.hold(_ROW, _HOST, "2")
    taken = taken_by(queue)
    assert (taken.request.url, queue.release("seen")) == (_LIST.url, 1)
    assert queue.take(_HOST, _LEASE_MS) == (True, None)
    queue.done(taken)
    assert queue.release("seen") == 1
    taken = taken_by(queue)
    assert (taken.request.url, queue.take(_HOST, _LEASE_MS)) == (_ROW.url, (True, None))
    queue.done(taken)
    assert queue.release("seen") == 0


def test_held_back_requests_made_meanwhile_are_dropped(server: Any) -> None:
    queue = queue_of(server, joined(server, "a"))
    queue.hold(_ROW, _HOST, "2")
    queue.put(_ROW, _HOST, "2", "seen")
    queue.done(taken_by(queue))
    assert (queue.release("seen"), server.exists("annual_reports:queue:held")) == (0, 0)


def test_a_crawl_does_not_end_while_requests_are_held_back(server: Any) -> None:
    membership = joined(server, "a")
    queue_of(server, membership).hold(_ROW, _HOST, "2")
    membership.leave()
    with pytest.raises(CannotRun, match="holds a crawl of other portals"):
        joined(server, "b")
    assert queue_of(server, joined(server, "a")).release("seen") == 1


def test_a_spider_of_a_shared_crawl_holds_no_requests_in_its_own_memory(server: Any) -> None:
    spider = SharedAnnualReportsSpider(selection("a"), 1)
    [row] = spider.crawl.held_back.hold([_ROW.copy()])
    scheduler = LeasingScheduler.__new__(LeasingScheduler)
    scheduler.queue, scheduler.df = queue_of(server, joined(server, "a")), SimpleNamespace(fingerprint=repr, key="seen")
    scheduler._connection, scheduler._local = RedisConnection(SimpleNamespace(), server), ()  # type: ignore[arg-type]
    assert scheduler.enqueue_request(row)
    assert (len(scheduler.queue), spider.crawl.held_back.release(), scheduler.has_pending_requests()) == (0, [], True)
    assert taken_by(scheduler.queue).request.meta == {}
