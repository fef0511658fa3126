"""How a simulated portal finds what answers an address, and the file that an address names."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence

from gxcrawl.simulation.publishing.exchange import Request, Response, file_response, html_response
from gxcrawl.simulation.publishing.markup import NOT_FOUND
from gxcrawl.simulation.publishing.postings import Attachment, Posting

Made = Response | str | None
"""What a portal makes of a request: an answer, the markup of a page, or None where nothing stands there."""

Route = tuple[str, str | Response | Callable[..., Made]]
"""A pattern of paths, and what stands there or makes it of the pattern's groups."""

HOME = r"/(?:index\.html)?"


class RoutedSite(ABC):
    """A portal told by its addresses: the first route whose pattern is the whole path answers."""

    __slots__ = ()

    @abstractmethod
    def routes(self, request: Request) -> Sequence[Route]:
        """What stands where, for one request."""

    def html(self, markup: str, status: int = 200) -> Response:
        """A page as this portal sends it."""
        return html_response(markup, status=status)

    def missing(self) -> Response:
        """The portal's own page for an address at which nothing stands."""
        return self.html(NOT_FOUND, 404)

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        for pattern, answer in self.routes(request):
            if found := re.fullmatch(pattern, request.path):
                made = answer(*found.groups()) if callable(answer) else answer
                return self.html(made) if isinstance(made, str) else made or self.missing()
        return self.missing()


def answer_file(
    files: Iterable[tuple[str, Attachment]], key: str | None, content_type: str = "application/octet-stream"
) -> Response | None:
    """The file of this key. files: each with the key that addresses know it by."""
    return next((file_response(file.body, content_type) for name, file in files if name == key), None)


def by_digest(postings: Iterable[Posting]) -> Iterator[tuple[str, Attachment]]:
    """Every attachment with its digest."""
    return ((file.digest, file) for posting in postings for file in posting.attachments)


def by_index(postings: Iterable[Posting], key_of: Callable[[Posting, int], str]) -> Iterator[tuple[str, Attachment]]:
    """Every attachment with the key made of its posting and of its index there."""
    return ((key_of(posting, n), file) for posting in postings for n, file in enumerate(posting.attachments))
