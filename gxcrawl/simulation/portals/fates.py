"""What happens to who asks for a posting: the troubles that every kind of portal has."""

from dataclasses import replace

from gxcrawl.simulation.portals.exchange import Request, Response, html_response, redirect_response
from gxcrawl.simulation.portals.postings import Posting

_SLOW_SECONDS = 1.0


def meet_fate(posting: Posting, request: Request, answer: Response, missing: Response) -> Response:
    """The answer, or what the posting's fate makes of it; missing: the portal's own 404 page."""
    if posting.fate == "gone":
        return missing
    if posting.fate == "redirected_home":
        return redirect_response("/", 301)
    if posting.fate == "fails_twice" and request.visit < 2:
        return html_response("<html><body><h1>502 Bad Gateway</h1></body></html>", status=502)
    if posting.fate == "slow":
        return replace(answer, delay_seconds=_SLOW_SECONDS)
    return answer
