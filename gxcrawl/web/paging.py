"""A long list, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list. page: from 1 on; count: of the whole list; pages: at least 1."""

    items: tuple[T, ...]
    page: int
    pages: int
    count: int

    @property
    def around(self) -> tuple[int, ...]:
        """The pages to link: the first, the last and those near this one."""
        near = range(self.page - 2, self.page + 3)
        return tuple(sorted({1, self.pages, *(page for page in near if 1 <= page <= self.pages)}))


def paged(items: Sequence[T], page: int, size: int) -> Paged[T]:
    """A page of these; the last one where there are not so many."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages)
    return Paged(tuple(items[(page - 1) * size : page * size]), page, pages, len(items))
