"""Which requests were made already in this run."""

from scrapy import Request
from scrapy.dupefilters import RFPDupeFilter


class SeenRequests(RFPDupeFilter):
    """Scrapy's filter of repeated requests, which lets the targets of redirects pass.

    A lost article that redirects to the home page, and a gateway that redirects to the same address once its cookie
    is set, lead to addresses asked for before; dropped here, they would vanish without answer and without failure.
    REDIRECT_MAX_TIMES ends what goes in circles.
    """

    def request_seen(self, request: Request) -> bool:
        """Whether a request is a repetition."""
        return not request.meta.get("redirect_times") and super().request_seen(request)
