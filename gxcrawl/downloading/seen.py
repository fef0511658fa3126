"""Which requests were made already in this run."""

from scrapy import Request
from scrapy.dupefilters import RFPDupeFilter


def is_sent_on(request: Request) -> bool:
    """Whether a redirect led to the request, so that it is asked even where its address was asked before.

    A lost article that redirects to the home page, and a gateway that redirects to the same address once its cookie
    is set, lead to addresses asked for before; dropped here, they would vanish without answer and without failure.
    REDIRECT_MAX_TIMES ends what goes in circles.
    """
    return bool(request.meta.get("redirect_times"))


class SeenRequests(RFPDupeFilter):
    """Scrapy's filter of repeated requests, which lets the targets of redirects pass."""

    def request_seen(self, request: Request) -> bool:
        """Whether a request is a repetition."""
        return not is_sent_on(request) and super().request_seen(request)
