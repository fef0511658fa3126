"""The reason why a request failed, as one line for people."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from gxcrawl.downloading.scope import OutsidePortal
from gxcrawl.portals.obstacles import find_obstacle

_TOLD_WHOLLY = (
    HttpError,
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    TimeoutError,
    IgnoreRequest,  # OutsidePortal too
    DownloadCancelledError,
    ResponseDataLossError,
)
"""Errors that the reason describes completely."""
_TOO_LARGE = "download cancelled: larger than the limit"


def failure_detail(failure: Failure) -> str:
    """The traceback, if the reason does not describe the error completely; it is long and contains local paths."""
    told = isinstance(failure.value, _TOLD_WHOLLY) or _closed_unanswered(failure.value)
    return "" if told else failure.getTraceback()


def failure_reason(error: BaseException | None, request: Request) -> str:
    """One line for an error that the downloader or a middleware raised."""
    host = urlsplit(request.url).netloc
    tries = request.meta.get("retry_times", 0) + 1
    after = f" after {tries} tries" if tries > 1 else ""
    if isinstance(error, HttpError):
        return f"{find_obstacle(error.response) or f'server answered status {error.response.status}'}{after}"
    if isinstance(error, CannotResolveHostError):
        return f"host name {host} does not resolve{after}"
    if isinstance(error, DownloadConnectionRefusedError):
        return f"{host} refuses the connection{after}"
    if isinstance(error, (DownloadTimeoutError, TimeoutError)):
        return f"{host} did not answer in time{after}"
    if isinstance(error, OutsidePortal):
        return str(error)
    if isinstance(error, IgnoreRequest) and "max redirections" in str(error):
        return f"redirects in a circle, or more than {len(request.meta.get('redirect_urls', ()))} in a row"
    if isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error):  # small until decompressed
        return _TOO_LARGE
    if isinstance(error, IgnoreRequest):
        return f"robots.txt of {host} forbids this address" if "robots" in str(error).lower() else str(error)
    if isinstance(error, DownloadCancelledError):
        return f"download cancelled: {error}" if str(error) else _TOO_LARGE
    if isinstance(error, ResponseDataLossError):
        return f"{host} closed the connection before the answer was complete{after}"
    if _closed_unanswered(error):
        return f"{host} closed the connection without an answer{after}"
    if "SSL routines" in str(error):
        return f"TLS handshake with {host} failed{after}; an old server wants `quirks: {{legacy_tls: true}}`"
    return f"{host} could not be asked{after}: {_first_line(error)}"


def _closed_unanswered(error: BaseException | None) -> bool:
    """True if a server closed the connection before it answered; Scrapy wraps the error of Twisted that says so."""
    cause = error.__cause__ if isinstance(error, DownloadFailedError) else None
    return isinstance(cause, ResponseFailed) and all(one.check(ConnectionDone, ConnectionLost) for one in cause.reasons)


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
