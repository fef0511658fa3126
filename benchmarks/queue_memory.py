"""Bytes that one request of a shared crawl takes in Redis: `python -m benchmarks.queue_memory [COUNT]`.

Needs Debian's redis-server. Requests as a list's rows lead to, put, taken and done as a crawl does it.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

import redis
from scrapy import Request

from gxcrawl.distributed.annual_reports import SharedAnnualReportsSpider
from gxcrawl.distributed.membership import CrawlMembership
from gxcrawl.distributed.queue import HostQueues
from gxcrawl.model import Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.spiders.requests import Visit, visit_request
from gxcrawl.spiders.selection import Selection
from tests.shared_crawl.redis_server import redis_server

_COUNT = 20_000
_KEY, _SEEN = "annual_reports:queue", "annual_reports:dupefilter"
_HOST = "www.jichuan.example"
_LEASE_MS = 600_000


def main(count: int) -> None:
    """Prints the bytes per request in one line."""
    portal = Portal("jichuan", "济川市人民政府", f"http://{_HOST}/")
    spider = SharedAnnualReportsSpider(Selection((portal,)), 1)
    with (
        tempfile.TemporaryDirectory() as folder,
        redis_server(Path(folder)) as url,
        redis.Redis.from_url(url) as server,
    ):
        spider.membership = CrawlMembership(server, _KEY, _LEASE_MS, _SEEN)
        spider.membership.join(spider.selection)
        queue, empty = HostQueues(server, spider, _KEY), _used(server)
        for number in range(count):
            fingerprint = hashlib.sha1(str(number).encode(), usedforsecurity=False).hexdigest()
            queue.put(_row(spider, number), _HOST, fingerprint, _SEEN)
        waiting = _used(server) - empty
        while (taken := queue.take(_HOST, _LEASE_MS)[1]) is not None:
            queue.done(taken)
        done = _used(server) - empty
    print(f"{count:,} requests: {waiting / count:,.0f} bytes each while they wait, {done / count:,.0f} once done")


def _row(spider: SharedAnnualReportsSpider, number: int) -> Request:
    row = ListEntry(f"http://{_HOST}/art/2024/1/25/art_1229_{number}.html", f"济川市第{number}局2023年度报告")
    visit = Visit(Trail("jichuan", "column"), row, f"http://{_HOST}/col/col1229/index.html")
    return visit_request(visit, spider.parse_detail, spider.visit_failed)


def _used(server: "redis.Redis") -> int:
    return int(server.info("memory")["used_memory"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT)
