"""The prose of a report, cut where it states numbers that the tables state too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.check_paths import failing_of
from gxcrawl.presenting.values import indicator_paths

Agreement = Literal["none", "agrees", "contradicts", "open"]
"""Words state nothing that the tables do; what they confirm; what they contradict; what cannot be compared."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of prose. path: the value of the tables that it is about. check: id of the verdict on it."""

    text: str
    agreement: Agreement = "none"
    path: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A section, or what stands before the first one (then `heading` is "")."""

    heading: str
    words: tuple[Words, ...]


def passages_of(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> tuple[Passage, ...]:
    """The prose with its claims. cells: those of `cells_of`."""
    preface = document.get("preface")
    first = [Passage("", (Words(preface),))] if preface else []
    claims = _by_section(document, cells)
    sections = document.get("sections") or ()
    return (
        *first,
        *(Passage(one["heading"], tuple(_cut(one["text"], claims.get(one["number"], ())))) for one in sections),
    )


def _by_section(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> dict[int, list[tuple[int, Words]]]:
    """Number of a section → where in its text each claim begins, and its words."""
    failing = {check["id"] for check in failing_of(document)}
    named = indicator_paths(document)
    found: dict[int, list[tuple[int, Words]]] = defaultdict(list)
    for claim in document.get("claims") or ():
        meanings = [[named.get(path, path) for path in paths] for paths in claim["paths"]]
        first = next((path for paths in meanings for path in paths if path in cells), None)
        check = f"prose.{claim['what']}"
        words = Words(claim["quote"], _agreement(claim, meanings, cells, fails=check in failing), first, check)
        found[claim["section"]].append((claim["start"], words))
    return found


def _agreement(
    claim: Mapping[str, Any], meanings: Iterable[Sequence[str]], cells: Mapping[str, Cell], *, fails: bool
) -> Agreement:
    """A claim can mean one of several sums; it agrees where one of them is what it says."""
    sums = []
    for paths in meanings:
        values = [cells[path].value if path in cells else None for path in paths]
        counts = [value for value in values if isinstance(value, int)]
        if counts and len(counts) == len(values):
            sums.append(sum(counts))
    if claim["value"] in sums:
        return "agrees"
    return "contradicts" if fails and sums and claim.get("certain", True) else "open"


def _cut(text: str, claims: Iterable[tuple[int, Words]]) -> Iterator[Words]:
    """The text in pieces. Of claims that overlap the first is shown, the longest of those that begin together."""
    at = 0
    for start, words in sorted(claims, key=lambda one: (one[0], -len(one[1].text))):
        if start < at:
            continue
        yield from _plain(text[at:start])
        yield words
        at = start + len(words.text)
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Words]:
    if text:
        yield Words(text)
