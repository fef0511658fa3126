"""A host that stops answering is left alone; one that answers, however badly, is not."""

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from gxcrawl.downloading.dead_hosts import DeadHostMiddleware, HostIsDead

_DEAD = Request("http://127.0.0.1:8001/a")
_OTHER = Request("http://127.0.0.1:8002/a")


def test_a_host_is_given_up_after_several_timeouts_and_others_are_not() -> None:
    hosts = DeadHostMiddleware(dead_after=2)
    for _ in range(2):
        hosts.process_request(_DEAD)
        hosts.process_exception(_DEAD, DownloadTimeoutError())
    hosts.process_request(_OTHER)
    with pytest.raises(HostIsDead, match=r"127\.0\.0\.1:8001 did not answer 2 times in a row"):
        hosts.process_request(_DEAD)


def test_any_response_resets_the_count_of_timeouts() -> None:
    hosts = DeadHostMiddleware(dead_after=2)
    hosts.process_exception(_DEAD, DownloadTimeoutError())
    hosts.process_response(_DEAD, Response(_DEAD.url, status=500))
    hosts.process_exception(_DEAD, DownloadTimeoutError())
    hosts.process_request(_DEAD)


def test_errors_other_than_timeouts_are_not_counted() -> None:
    hosts = DeadHostMiddleware(dead_after=1)
    hosts.process_exception(_DEAD, ValueError("x"))
    hosts.process_request(_DEAD)
