"""CSS selectors, read just far enough to decide whether a rule may match an element or certainly does not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from lxml import etree

_COMBINATOR = re.compile(r"\s*[>+~]\s*|\s+")
# em · .h · #x · [data-h="1"] · :first-child; ::before, :hover and the like select no element, or none at rest
_PIECE = re.compile(
    r"(?P<name>[.#]?[-\w]+)|\[\s*(?P<attribute>[-\w]+)[^\[\]]*\]|\*"
    r"|:(?:not|first|last|only|nth|empty)[-\w]*(?:\([^()]*\))?"
)
_ANY = "*"
_MOST = 500
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Selector:
    """The names that a selector requires: em, .h, #x, [data-h.

    last: those of the selected element. around: those of it and all its required ancestors; their order, and which name
    belongs to which element, is not kept.
    """

    last: frozenset[str]
    around: frozenset[str]


class Selectors:
    """Many selectors, indexed by a name that the element must have."""

    def __init__(self, selectors: Iterable[Selector]) -> None:
        self._by_name: dict[str, list[Selector]] = {}
        for selector in selectors:
            self._by_name.setdefault(min(selector.last, default=_ANY), []).append(selector)

    def within(self, names: frozenset[str]) -> "Selectors":
        """The selectors that can match if only these names occur."""
        return Selectors(one for one in self if one.around <= names)

    def may_select(self, names: frozenset[str]) -> bool:
        """True if at least one selector requires only these names of an element."""
        return any(one.last <= names for name in (*names, _ANY) for one in self._by_name.get(name, ()))

    def __iter__(self) -> Iterator[Selector]:
        return chain.from_iterable(self._by_name.values())

    def __bool__(self) -> bool:
        return bool(self._by_name)


def names_of(element: etree._Element) -> frozenset[str]:
    """The tag of an element, its classes, id and attributes, written as in selectors."""
    return _names(str(element.tag), tuple(element.items()))


@lru_cache(maxsize=256)  # pages repeat a few elements over and over
def _names(tag: str, attributes: tuple[tuple[str, str], ...]) -> frozenset[str]:
    values = dict(attributes)
    classes = (f".{name}" for name in values.get("class", "").split())
    return frozenset((tag, f"#{values.get('id')}", *classes, *(f"[{name}" for name in values)))


def selectors_in(lists: Iterable[str]) -> Selectors:
    """The selectors in the comma-separated lists that begin rules: em, td .h"""
    written = dict.fromkeys(one.strip() for names in lists for one in names.split(","))
    return Selectors(islice((parsed for one in written if (parsed := _parsed(one)) is not None), _MOST))


def _parsed(written: str) -> Selector | None:
    """The selector; None if it is invalid or selects something that is no element."""
    parts = [_names_in(part) for part in _COMBINATOR.split(written, _MOST_PARTS) if part]
    known = [part for part in parts if part is not None]
    return Selector(known[-1], frozenset().union(*known)) if parts and len(known) == len(parts) else None


def _names_in(part: str) -> frozenset[str] | None:
    names, end = set[str](), 0
    for piece in _PIECE.finditer(part):
        if piece.start() != end:
            return None
        end = piece.end()
        name, attribute = piece["name"], piece["attribute"]
        if attribute:
            names.add(f"[{attribute.lower()}")
        elif name:
            names.add(name if name[0] in ".#" else name.lower())
    return frozenset(names) if end == len(part) else None
