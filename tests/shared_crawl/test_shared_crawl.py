"""Two processes share one crawl through a real Redis: nothing twice, nothing lost, nobody asked more than by one."""

import signal
import time
from collections import Counter
from itertools import pairwise
from threading import Barrier

import redis
from resilience.crawling import Process, contents, differences, ended, start
from shared_crawl.conftest import Shared
from shared_crawl.recorded_portals import Asked

from gxcrawl.storage import open_database

_DELAY = 0.1
_ROUNDING = 1e-6  # of differences between floats of the same clock
_SECONDS = 60


def wait_for_requests(shared: Shared, count: int) -> None:
    give_up_at = time.monotonic() + _SECONDS
    while len(shared.asked()) < count:
        assert time.monotonic() < give_up_at, f"only {len(shared.asked())} requests came"
        time.sleep(0.02)


def assert_asked_politely(shared: Shared, delay: float) -> None:
    """By the servers' own notes: one request at a time, and the delay between any two, whoever asked."""
    for site in shared.sites:
        for first, second in pairwise(sorted(site.asked, key=lambda asked: asked.came)):
            assert first.left <= second.came, "two were under way at once"
            assert second.sent - first.sent >= delay - _ROUNDING


def finished(process: Process) -> None:
    """It read to the end; 1 where the page without report fell to this process."""
    ended(process)
    assert process.returncode in {0, 1}


def test_two_processes_request_each_page_once_and_keep_the_delay_per_host(shared: Shared) -> None:
    meeting = Barrier(len(shared.sites))
    for site in shared.sites:
        site.meeting = meeting
    both = [shared.start(delay=_DELAY) for _ in range(2)]
    for process in both:
        finished(process)
    assert repeated(shared) == []
    assert {one.process for site in shared.sites for one in site.asked} == {str(process.pid) for process in both}
    assert_asked_politely(shared, _DELAY)
    with open_database(shared.database) as database:
        assert [run.outcome for run in database.runs.latest()] == ["finished", "finished"]
        assert sum(1 for _ in database.reports.find()) == 2 * 9


def repeated(shared: Shared) -> list[Asked]:
    """All requests for what was asked more than once of a portal."""
    times = [Counter(site.addresses()) for site in shared.sites]
    return [
        one for site, count in zip(shared.sites, times, strict=True) for one in site.asked if count[one.address] > 1
    ]


def under_way(shared: Shared) -> int:
    """Requests that processes are at, as Redis knows it."""
    with redis.Redis.from_url(shared.redis) as client:
        return sum(client.zcard(key) for key in client.scan_iter("annual_reports:queue:taken:*"))


def test_nothing_is_lost_if_one_process_is_killed(shared: Shared) -> None:
    undisturbed = f"sqlite:///{shared.folder / 'alone.db'}"
    ended(start(shared.folder, shared.registry, undisturbed), code=1)
    alone = set(shared.asked())
    for site in shared.sites:
        site.asked.clear()
    survivor, victim = (shared.start(delay=_DELAY) for _ in range(2))
    wait_for_requests(shared, 15)
    victim.kill()
    victim.communicate()
    assert victim.returncode == -signal.SIGKILL
    repeated_at_most = under_way(shared)
    finished(survivor)
    asked = Counter(shared.asked())
    assert set(asked) == alone
    assert sum(asked.values()) - len(asked) <= repeated_at_most
    assert_asked_politely(shared, _DELAY)
    assert differences(contents(shared.database), contents(undisturbed)) == []


def test_requests_left_by_the_last_process_are_made_by_the_next_start(shared: Shared) -> None:
    killed = shared.start()
    wait_for_requests(shared, 10)
    killed.kill()
    killed.communicate()
    finished(shared.start())
    with open_database(shared.database) as database:
        assert sum(1 for _ in database.reports.find()) == 2 * 9
    with redis.Redis.from_url(shared.redis) as client:
        assert [key for key in client.scan_iter() if b"lease" not in key] == []


def test_portals_are_taken_from_the_start_queue(shared: Shared) -> None:
    with redis.Redis.from_url(shared.redis) as client:
        client.rpush("annual_reports:start_urls", "shuyu-1", "nobody")
        finished(shared.start(GXCRAWL_START_QUEUE="1"))
        assert client.llen("annual_reports:start_urls") == 0
    assert {address[0] for address in shared.asked()} == {"1"}


def test_missing_redis_is_reported_in_one_line(shared: Shared) -> None:
    said = one_line(shared.start(GXCRAWL_REDIS="redis://:secret@127.0.0.1:1/0"))
    assert "Redis at 127.0.0.1:1 cannot be used" in said
    assert "secret" not in said


def test_a_queue_of_another_kind_stops_the_crawl(shared: Shared) -> None:
    with redis.Redis.from_url(shared.redis) as client:
        client.set("annual_reports:queue:hosts", "something else")
    assert "cannot be used" in one_line(shared.start())


def test_losing_redis_ends_the_crawl_with_one_line(shared: Shared) -> None:
    crawl = shared.start(delay=_DELAY)
    wait_for_requests(shared, 5)
    with redis.Redis.from_url(shared.redis) as client:
        client.shutdown(nosave=True)
    assert "cannot be used" in one_line(crawl)


def one_line(process: Process) -> str:
    """What a crawl said that could not run."""
    said = ended(process, code=3)
    assert len(said.splitlines()) == 1, said
    return said
