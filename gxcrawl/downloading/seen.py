"""Recognises requests already made in this run."""

from scrapy import Request
from scrapy.dupefilters import RFPDupeFilter


def is_sent_on(request: Request) -> bool:
    """True if the request is the target of a redirect; it is then made even if its address was requested before.

    A missing article that redirects to the home page, or a gateway that redirects to the same address after setting a
    cookie, would otherwise be dropped without answer or failure. REDIRECT_MAX_TIMES ends loops.
    """
    return bool(request.meta.get("redirect_times"))


class SeenRequests(RFPDupeFilter):
    """Scrapy's duplicate filter, except that targets of redirects pass."""

    def request_seen(self, request: Request) -> bool:
        """Whether a request is a repetition."""
        return not is_sent_on(request) and super().request_seen(request)
