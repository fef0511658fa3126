"""How a simulated portal finds the route of a URL, and the file of a download URL."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence

from gxcrawl.simulation.publishing.exchange import OK, Request, Response, as_static, file_response, html_response
from gxcrawl.simulation.publishing.fates import meet_fate
from gxcrawl.simulation.publishing.markup import NOT_FOUND
from gxcrawl.simulation.publishing.postings import Attachment, Posting

Made = Response | str | None
"""The result of a route: a response, the markup of a page, or None if there is nothing at this URL."""

Route = tuple[str, str | Response | Callable[..., Made]]
"""A pattern of paths, and its result or a function that makes the result from the pattern's groups."""

HOME = r"/(?:index\.html)?"


class RoutedSite(ABC):
    """A portal described by its routes: the first route whose pattern matches the whole path answers."""

    __slots__ = ()

    @abstractmethod
    def routes(self, request: Request) -> Sequence[Route]:
        """The routes of the portal for one request."""

    def html(self, markup: str, status: int = 200) -> Response:
        """A page as a response of this portal."""
        return html_response(markup, status=status)

    def article(self, posting: Posting, request: Request, markup: str, *, static: bool = False) -> Response | None:
        """The page of a posting, changed by its fate; None if it is gone.

        static: whether the page is a file on the server, with ETag and Last-Modified.
        """
        answer = meet_fate(posting, request, self.html(markup))
        return as_static(answer, request, posting.address_date) if static and answer and answer.status == OK else answer

    def missing(self) -> Response:
        """The portal's own 404 page."""
        return self.html(NOT_FOUND, 404)

    def respond(self, request: Request) -> Response:
        """The response to one request."""
        for pattern, answer in self.routes(request):
            if found := re.fullmatch(pattern, request.path):
                made = answer(*found.groups()) if callable(answer) else answer
                return self.html(made) if isinstance(made, str) else made or self.missing()
        return self.missing()


def answer_file(
    files: Iterable[tuple[str, Attachment]], key: str | None, content_type: str = "application/octet-stream"
) -> Response | None:
    """The file with this key; None if there is none. files: pairs of the key in the file's URL and the file."""
    return next((file_response(file.body, content_type) for name, file in files if name == key), None)


def by_digest(postings: Iterable[Posting]) -> Iterator[tuple[str, Attachment]]:
    """Every attachment with its digest."""
    return ((file.digest, file) for posting in postings for file in posting.attachments)


def by_index(postings: Iterable[Posting], key_of: Callable[[Posting, int], str]) -> Iterator[tuple[str, Attachment]]:
    """Every attachment with a key made from its posting and its index in the posting."""
    return ((key_of(posting, n), file) for posting in postings for n, file in enumerate(posting.attachments))
