"""Lists whose order changes while they are paged through: some rows come twice, and others, unseen, not at all.

Servers that sort by day alone do that, and each row that is published meanwhile. Pure: no request is made here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from gxcrawl.model.queued import restore
from gxcrawl.portals.pages.markup.shapes import ListRequest

_MOST_TIMES = 2  # that a list is read again
_WITHOUT_DOUBT = 3  # pages: of two, a row on both may be printed beside all pages of the list


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports on the pages of a list, as addresses of rows, in the order in which they were read.

    before: the same when the list was read the time before; empty the first time.
    """

    begun: ListRequest  # for the first page
    pages: tuple[frozenset[str], ...] = ()
    before: tuple[frozenset[str], ...] = ()
    found: frozenset[str] = frozenset()  # the reports of the list, as it was read before
    times: int = 0  # that the list was read before
    owed: int = 0  # the number of reports that were expected then
    trouble: str | None = None  # what was wrong with the end of the list then

    __setstate__ = restore

    def with_page(self, reports: Iterable[str]) -> "Reading":
        """What was read so far and one page more."""
        return replace(self, pages=(*self.pages, frozenset(reports)))

    @property
    def known(self) -> frozenset[str]:
        """The reports of all pages, each time."""
        return self.found.union(*self.pages)

    @property
    def goes_on(self) -> bool:
        """True while the list is read again and had more pages before."""
        return len(self.pages) < len(self.before)

    @property
    def is_doubtful(self) -> bool:
        """True if reports came twice, and the list must be read again to see whether it keeps its order."""
        pages = self._different()
        grows = all(page <= after for page, after in pairwise(pages))  # 加载更多 with all rows so far
        return len(self.known) < self.expected and not grows and self.pages != self.before

    @property
    def expected(self) -> int:
        """The number of reports in the list, if each stood on one page; those on all pages count once."""
        pages = self._different()
        on_each = frozenset.intersection(*pages) if len(pages) >= _WITHOUT_DOUBT else frozenset()
        return max(self.owed, sum(len(page - on_each) for page in pages) + len(on_each))

    def again(self, trouble: str | None) -> "Reading | None":
        """The list to be read once more; None if that was done often enough. trouble: with its end."""
        if self.times >= _MOST_TIMES:
            return None
        once_more = replace(self, pages=(), before=self.pages, found=self.known, times=self.times + 1)
        return replace(once_more, owed=self.expected, trouble=self.trouble or trouble)

    def _different(self) -> list[frozenset[str]]:
        """The pages with reports, each once: behind the last, many servers show that or the first again."""
        return [page for page in dict.fromkeys(self.pages) if page]
