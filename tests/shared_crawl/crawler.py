"""The command with `settings.distributed`, in the time of a test: short leases, and a delay for hosts of this machine.

Run as `python -m shared_crawl.crawler crawl …`; needs GXCRAWL_TEST_DELAY. Loopback hosts have no delay otherwise.
"""

import os
from collections.abc import Iterable

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.core.engine import ExecutionEngine
from scrapy.http import Response

from gxcrawl.cli.main import main
from gxcrawl.model import Portal
from gxcrawl.portals.sites import site_of
from gxcrawl.spiders import annual_reports
from settings import distributed

LOOKING_SECONDS = 0.5  # how often an idle process looks whether a host came free; Scrapy's engine does every 5
LEASE_SECONDS = 6.0  # a killed process' hosts wait so long; a busy machine may keep a living one still for seconds


class Signing(HTTP11DownloadHandler):
    """Tells the portal who asks, and when the request was let go by the monotonic clock, which all processes share.

    A portal sees the moment of arrival only, which a busy machine makes late; delays hold between departures.
    """

    async def download_request(self, request: Request) -> Response:
        """Scrapy's answer."""
        slot = self.crawler.engine.downloader.slots[request.meta["download_slot"]]
        request.headers["X-Process"] = str(os.getpid())
        request.headers["X-Sent"] = repr(slot.lastseen)
        return await super().download_request(request)


def _delayed_slots(portals: Iterable[Portal]) -> dict[str, dict[str, float]]:
    slot = {"delay": float(os.environ["GXCRAWL_TEST_DELAY"]), "concurrency": 1}
    return {site_of(portal.home): {**slot, "jitter": 0} for portal in portals}


if __name__ == "__main__":
    annual_reports.undelayed_slots = _delayed_slots
    distributed.DOWNLOAD_HANDLERS = {"http": Signing}
    distributed.AUTOTHROTTLE_ENABLED = False
    distributed.DOWNLOAD_DELAY = 0.0
    distributed.GXCRAWL_PARSERS = 1
    distributed.GXCRAWL_LEASE_SECONDS = LEASE_SECONDS
    distributed.GXCRAWL_LEASED_HOSTS = 1  # each takes a host, however late one starts
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = LOOKING_SECONDS
    distributed.MAX_IDLE_TIME_BEFORE_CLOSE = 3
    main()
