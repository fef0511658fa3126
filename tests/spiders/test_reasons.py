"""What is kept of an error beside its reason."""

from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from gxcrawl.spiders.reasons import failure_detail


def test_a_traceback_is_kept_only_of_what_the_reason_does_not_tell() -> None:
    gone = HttpError(Response("http://a.example/x", status=404))
    for error in (gone, CannotResolveHostError(), DownloadTimeoutError(), TimeoutError(), IgnoreRequest("robots.txt")):
        assert failure_detail(Failure(error)) == ""
    assert "ValueError: half a header" in failure_detail(Failure(ValueError("half a header")))
