"""Printed labels → keys: exact first, then "this label with an explanation after it", never by position."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from gxcrawl.forms.cells.labels import bare, similarity, whole
from gxcrawl.forms.editions.shape import Column, Row

T = TypeVar("T", bound=Row | Column)

_MIN_PREFIX = 4  # 规章 or 其他 at the start of a longer label says too little
_MIN_SIMILARITY = 0.6  # 其他法律行政止公开 against 其他法律行政法规禁止公开: 0.86; two unlike rows stay under 0.5
_MIN_SIMILARITY_SHORT = 0.8  # of labels with fewer characters than _MIN_PREFIX: 予公开 against 予以公开: 0.86
_LISTED = re.compile(r"[、/／,，和及与]")  # 行政处罚、行政强制
_MIN_CUT_OFF = 3  # 危及三: the rest of the label stands on the next page


@dataclass(frozen=True)
class Vocabulary(Generic[T]):
    """The rows or columns that a label can name."""

    entries: tuple[T, ...]

    @cached_property
    def _exact(self) -> dict[str, T]:
        named: dict[str, T] = {}
        for item in self.entries:
            named.update(dict.fromkeys(map(bare, (item.label, *item.aliases)), item))
        return named

    @cached_property
    def _prefixes(self) -> list[tuple[str, T]]:
        names = [
            (name, entry)
            for name, entry in self._exact.items()
            if len(name) >= _MIN_PREFIX and not (isinstance(entry, Row) and entry.short)
        ]
        return sorted(names, key=lambda pair: -len(pair[0]))

    @cached_property
    def find(self) -> Callable[[str], T | None]:
        """The entry that a printed label names, None where it names none. Asked for every cell, hence remembered."""
        return lru_cache(maxsize=4096)(self._look_up)

    def key_of(self, printed: str) -> str | None:
        """The key of that entry."""
        entry = self.find(printed)
        return None if entry is None else entry.key

    def names_several(self, printed: str) -> bool:
        """Whether parts of a label name entries of their own, as where two rows were merged into one.

        Its lines, what is listed in it (行政处罚、行政强制), or its two halves.
        """
        label = bare(printed)
        if label in self._exact:  # 其他 / 法律行政法规禁止公开 is one
            return False
        if any(label.startswith(name) and label.removeprefix(name) in self._exact for name in self._exact):
            return True
        listed = {entry.key for part in _LISTED.split(printed) if (entry := self._exact.get(bare(part)))}
        if len(listed) > 1 or "\n" not in printed:
            return len(listed) > 1
        return len({entry.key for line in printed.split("\n") if (entry := self.find(line))}) > 1

    def _look_up(self, printed: str) -> T | None:
        label = bare(printed)
        if not label or self.names_several(printed):
            return None
        if label in self._exact:
            return self._exact[label]
        full = whole(printed)
        return next((entry for name, entry in self._prefixes if full.startswith(name)), None)


def missing_one(printed: str, candidates: Iterable[T]) -> tuple[T, float] | None:
    """The candidate that a damaged label stands for, however short: for columns, of which a header lacks few."""
    scored = sorted(((similarity(printed, entry.label), entry) for entry in candidates), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _MIN_SIMILARITY or (len(scored) > 1 and scored[1][0] >= _MIN_SIMILARITY):
        return None
    return scored[0][1], scored[0][0]


def most_similar(printed: str, candidates: Iterable[T]) -> tuple[T, float] | None:
    """The one candidate that a damaged label is like, or the beginning of; None where none is, or two are alike."""
    label = bare(printed)
    scored = sorted(((similarity(printed, entry.label), entry) for entry in candidates), key=lambda pair: -pair[0])
    begun = [pair for pair in scored if len(label) >= _MIN_CUT_OFF and bare(pair[1].label).startswith(label)]
    if len(begun) == 1:
        return begun[0][1], begun[0][0]
    least = _MIN_SIMILARITY if len(label) >= _MIN_PREFIX else _MIN_SIMILARITY_SHORT
    if not scored or scored[0][0] < least:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.1:
        return None
    return scored[0][1], scored[0][0]
