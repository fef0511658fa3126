"""One page of a list, as its family reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from scrapy.http import TextResponse

from gxcrawl.portals.families import Family
from gxcrawl.portals.pages.markup.shapes import Column, ListEntry, ListPage
from gxcrawl.spiders.paging import Listing, Turn


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The data that all steps of reading a list page use."""

    response: TextResponse
    listing: Listing
    family: Family
    page: ListPage
    new: list[ListEntry]  # rows that no earlier page of the list had
    turned: Turn  # the pages after this one

    @property
    def is_first(self) -> bool:
        """True for the first page, which has menus and scripts besides the rows."""
        return self.listing.page == 1

    @property
    def named(self) -> list[ListEntry]:
        """The rows of the page and the columns below it."""
        return [*self.page.entries, *as_entries(self.page.columns)]


def as_entries(columns: Iterable[Column]) -> list[ListEntry]:
    """Columns as rows, to be judged in the same way."""
    return [ListEntry(column.request.url, column.name) for column in columns]
