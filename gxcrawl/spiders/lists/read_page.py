"""One page of a list, as its family reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from scrapy.http import TextResponse

from gxcrawl.portals.families import Family
from gxcrawl.portals.pages.markup.shapes import Column, ListEntry, ListPage
from gxcrawl.spiders.paging import Listing, Turn


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What all steps of reading a list page look at."""

    response: TextResponse
    listing: Listing
    family: Family
    page: ListPage
    new: list[ListEntry]  # rows that no earlier page of the list had
    turned: Turn  # the pages after this one

    @property
    def is_first(self) -> bool:
        """True for the page that a person opens, which has menus and scripts beside the rows."""
        return self.listing.page == 1

    @property
    def named(self) -> list[ListEntry]:
        """All that the page names: its rows, and the columns below it."""
        return [*self.page.entries, *as_entries(self.page.columns)]


def as_entries(columns: Iterable[Column]) -> list[ListEntry]:
    """Columns as rows, to be judged alike."""
    return [ListEntry(column.request.url, column.name) for column in columns]
