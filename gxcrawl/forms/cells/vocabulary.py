"""Printed labels → keys: exact first, then "this label with an explanation after it", never by position."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from gxcrawl.forms.cells.labels import bare, contradicts, similarity, whole
from gxcrawl.forms.editions.shape import Column, Row
from gxcrawl.text.characters import normalise

T = TypeVar("T", bound=Row | Column)

_MIN_PREFIX = 4  # 规章 or 其他 at the start of a longer label is not specific enough
_MIN_SIMILARITY = 0.6  # 其他法律行政止公开 against 其他法律行政法规禁止公开: 0.86; two unlike rows stay under 0.5
_MIN_SIMILARITY_SHORT = 0.8  # of labels with fewer characters than _MIN_PREFIX: 予公开 against 予以公开: 0.86
_LISTED = re.compile(r"[、/／,，和及与]")  # 行政处罚、行政强制
_INCLUDED = re.compile(r"[(（](?:其中)?(?:含|包括)([^()（）]+)")  # 予以公开（含部分公开）
_MORE = re.compile(r"[、/／和及与]")  # 行政许可和行政确认
_UNIT = re.compile(r"[(（]?(?:单位)?[:：]?(?:[万亿]?元|[件项条个次])[)）]?")  # 采购总金额/元 lists nothing
_MIN_CUT_OFF = 3  # 危及三: the rest of the label is on the next page


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
        """Cached function: printed label → the entry it names, or None. It is called for every cell."""
        return lru_cache(maxsize=4096)(self._look_up)

    def key_of(self, printed: str) -> str | None:
        """The key of the entry that a label names, or None."""
        entry = self.find(printed)
        return None if entry is None else entry.key

    def names_several(self, printed: str) -> bool:
        """True if parts of a label name different entries, as when two rows were merged into one.

        The parts are its lines, the items of a list (行政处罚、行政强制) or its two halves. It is enough that one
        part names an entry and another something that is not in the form.
        """
        label = bare(printed)
        if label in self._exact:  # 其他 / 法律行政法规禁止公开 is one
            included = _INCLUDED.search(printed)
            own = self._exact[label]
            return included is not None and self._exact.get(bare(included[1]), own) is not own
        if self._lists_more(printed) or any(
            label.startswith(name) and label.removeprefix(name) in self._exact for name in self._exact
        ):
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
        found = self._begun(printed)
        return None if found is None else found[1]

    def _begun(self, printed: str) -> tuple[str, T] | None:
        """The entry whose name the label begins with, and that name; None if there is none."""
        full = whole(printed)
        return next((pair for pair in self._prefixes if full.startswith(pair[0])), None)

    def _lists_more(self, printed: str) -> bool:
        """True if the label adds something else to an entry's name: 行政许可和行政确认 counts both.

        False if it only rewords the rest of the entry's own label.
        """
        head, *rest = _MORE.split(printed, maxsplit=1)
        begun = self._begun(printed) if rest else None
        if begun is None or whole(head) != begun[0] or _UNIT.fullmatch(normalise(rest[0])):
            return False
        return similarity(printed, begun[1].label) < _MIN_SIMILARITY_SHORT


def missing_one(printed: str, candidates: Iterable[T]) -> tuple[T, float] | None:
    """The candidate that a damaged label of any length stands for; used for columns, few of which can be missing."""
    scored = _scored(printed, candidates)
    if not scored or scored[0][0] < _MIN_SIMILARITY or (len(scored) > 1 and scored[1][0] >= _MIN_SIMILARITY):
        return None
    return scored[0][1], scored[0][0]


def most_similar(printed: str, candidates: Iterable[T]) -> tuple[T, float] | None:
    """The one candidate that a damaged label resembles or begins; None if there is none or two are equally similar."""
    label = bare(printed)
    scored = _scored(printed, candidates)
    begun = [pair for pair in scored if len(label) >= _MIN_CUT_OFF and bare(pair[1].label).startswith(label)]
    if len(begun) == 1:
        return begun[0][1], begun[0][0]
    least = _MIN_SIMILARITY if len(label) >= _MIN_PREFIX else _MIN_SIMILARITY_SHORT
    if not scored or scored[0][0] < least:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.1:
        return None
    return scored[0][1], scored[0][0]


def _scored(printed: str, candidates: Iterable[T]) -> list[tuple[float, T]]:
    """The candidates that a damaged label does not contradict, with their similarity, most similar first."""
    scored = ((similarity(printed, one.label), one) for one in candidates if not contradicts(printed, one.label))
    return sorted(scored, key=lambda pair: -pair[0])
