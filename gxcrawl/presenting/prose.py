"""The prose of a report, divided at claims: numbers that the tables also state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.check_paths import failing_of
from gxcrawl.presenting.values import indicator_paths

Agreement = Literal["none", "agrees", "contradicts", "open"]
"""Words state nothing that the tables do; what they confirm; what they contradict; what cannot be compared."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of prose. path: the table value it is about. check: id of the check that compares it."""

    text: str
    agreement: Agreement = "none"
    path: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A section, or the text before the first section (`heading` is "")."""

    heading: str
    words: tuple[Words, ...]


def passages_of(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> tuple[Passage, ...]:
    """The prose with its claims.

    cells: the result of `cells_of`.
    """
    preface = document.get("preface")
    first = [Passage("", (Words(preface),))] if preface else []
    claims = _by_section(document, cells)
    sections = document.get("sections") or ()
    return (
        *first,
        *(Passage(one["heading"], tuple(_cut(one["text"], claims.get(one["number"], ())))) for one in sections),
    )


def _by_section(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> dict[int, list[tuple[int, Words]]]:
    """Section number → start of each claim in its text, and the claim's words."""
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
    """How a claim compares with the tables; it agrees if one of its possible meanings has the stated sum."""
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
    """The text in pieces. If claims overlap, the first is shown; if they begin together, the longest."""
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
