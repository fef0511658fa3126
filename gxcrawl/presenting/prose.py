"""The prose of a report, cut where it states numbers that the tables state too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.check_paths import failing_of

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
    claims = document.get("claims") or ()
    return (
        *first,
        *(
            Passage(
                section["heading"],
                tuple(
                    _cut(
                        section["text"], [one for one in claims if one["section"] == section["number"]], document, cells
                    )
                ),
            )
            for section in document.get("sections") or ()
        ),
    )


def _cut(
    text: str, claims: Sequence[Mapping[str, Any]], document: Mapping[str, Any], cells: Mapping[str, Cell]
) -> Iterator[Words]:
    """The text in pieces. Of claims that overlap the first is shown."""
    failing = {check["id"] for check in failing_of(document)}
    at = 0
    for claim in sorted(claims, key=lambda one: (one["start"], -len(one["quote"]))):
        start, end = claim["start"], claim["start"] + len(claim["quote"])
        if start < at:
            continue
        yield from _plain(text[at:start])
        check = f"prose.{claim['what']}"
        known = [path for paths in claim["paths"] for path in map(_resolver(document), paths) if path in cells]
        yield Words(
            text[start:end], _agreement(claim, check in failing, document, cells), next(iter(known), None), check
        )
        at = end
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Words]:
    if text:
        yield Words(text)


def _agreement(
    claim: Mapping[str, Any], fails: bool, document: Mapping[str, Any], cells: Mapping[str, Cell]
) -> Agreement:
    """A claim can mean one of several sums; it agrees where one of them is what it says."""
    resolve = _resolver(document)
    sums = []
    for paths in claim["paths"]:
        values = [cells[path].value if path in cells else None for path in map(resolve, paths)]
        counts = [value for value in values if isinstance(value, int)]
        if counts and len(counts) == len(values):
            sums.append(sum(counts))
    if claim["value"] in sums:
        return "agrees"
    return "contradicts" if fails and sums and claim.get("certain", True) else "open"


def _resolver(document: Mapping[str, Any]) -> Callable[[str], str]:
    """`statistics.<key>` → the path of that indicator; every other path is itself."""
    statistics = enumerate(document.get("statistics") or ())
    named = {f"statistics.{one['key']}": f"statistics.{index}.value" for index, one in statistics if one["key"]}
    return lambda path: named.get(path, path)
