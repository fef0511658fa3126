"""Divides long lists into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list. page: its number, from 1; count: length of the whole list; pages: how many, at least 1."""

    items: tuple[T, ...]
    page: int
    pages: int
    count: int

    @property
    def around(self) -> tuple[int, ...]:
        """The numbers of the pages to link to: the first, the last and those near this one."""
        near = range(self.page - 2, self.page + 3)
        return tuple(sorted({1, self.pages, *(page for page in near if 1 <= page <= self.pages)}))


def paged(items: Sequence[T], page: int, size: int) -> Paged[T]:
    """Page number `page` of the items, `size` items each; the last page if there are fewer."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages)
    return Paged(tuple(items[(page - 1) * size : page * size]), page, pages, len(items))
