"""What is kept of an error beside its reason."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from gxcrawl.spiders.reasons import failure_detail, failure_reason


def test_a_traceback_is_kept_only_if_the_reason_does_not_explain_the_failure() -> None:
    gone = HttpError(Response("http://a.example/x", status=404))
    for error in (gone, CannotResolveHostError(), DownloadTimeoutError(), TimeoutError(), IgnoreRequest("robots.txt")):
        assert failure_detail(Failure(error)) == ""
    assert "ValueError: half a header" in failure_detail(Failure(ValueError("half a header")))


def test_a_connection_closed_without_a_response_is_described_in_one_line() -> None:
    error = DownloadFailedError("[<twisted.python.failure.Failure …>]")
    error.__cause__ = ResponseFailed([Failure(ConnectionDone())])
    reason = failure_reason(error, Request("http://a.example/x", meta={"retry_times": 2}))
    assert reason == "a.example closed the connection without an answer after 3 tries"
    assert failure_detail(Failure(error)) == ""


def test_too_large_responses_have_the_same_reason_compressed_or_not() -> None:
    packed = IgnoreRequest("Ignoring response <200 x> because … exceeded DOWNLOAD_MAXSIZE (9 B) during decompression.")
    for error in (packed, DownloadCancelledError()):
        assert failure_reason(error, Request("http://a.example/x")) == "download cancelled: larger than the limit"
