"""One value of a report: what it is, why it is doubtful, which checks use it, and where it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process

from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.check_paths import checks_using, paths_by_check
from gxcrawl.presenting.doubts.label_notes import in_words
from gxcrawl.presenting.doubts.numbers import REASONS, Doubts, Suspicion, doubts_of
from gxcrawl.presenting.labels import label_of
from gxcrawl.presenting.places import Place, find_place
from gxcrawl.presenting.values import cells_of, indicator_paths, text_of

_SUGGESTIONS = 3
_NEAR = 60.0


@dataclass(frozen=True, slots=True)
class CheckUsing:
    """A check that compares the value."""

    id: str
    status: str
    message: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything known about one value.

    note: why it was not a plain number, in words; printed: the text of its cell; both None without a note. labels: one
    sentence for each damaged label that identifies the value. checks: those that compare it. source: the entry of
    `sources` for the document that prints it. place, source: None if unknown.
    """

    path: str
    label: str
    text: str
    known: bool
    standing: Suspicion
    note: str | None
    printed: str | None
    labels: tuple[str, ...]
    checks: tuple[CheckUsing, ...]
    place: Place | None
    source: Mapping[str, Any] | None


def explain(document: Mapping[str, Any], path: str) -> tuple[Explanation, ...]:
    """The value at this path, all values below it (of a row, of a table) or all that a check of this id compares.

    Empty where there is none.
    An indicator of the 2014 form goes by its place (`statistics.3.value`) or its key (`statistics.complaints`).
    """
    cells = cells_of(document)
    wanted = indicator_paths(document).get(path.rstrip("."), path.rstrip("."))
    chosen = [one for one in cells if one == wanted or one.startswith(f"{wanted}.")]
    if not chosen:
        compared = paths_by_check(document, cells).get(path, frozenset())
        chosen = [one for one in cells if one in compared]
    doubts = doubts_of(document, cells)
    return tuple(_explain(document, one, cells, doubts) for one in chosen)


def near_paths(document: Mapping[str, Any], path: str) -> list[str]:
    """The paths of this report most similar to this one, of values and of rows."""
    values = list(cells_of(document))
    rows = dict.fromkeys(value.rpartition(".")[0] for value in values)
    known = [*indicator_paths(document), *rows, *values]
    return [match[0] for match in process.extract(path, known, limit=_SUGGESTIONS, score_cutoff=_NEAR)]


def _explain(document: Mapping[str, Any], path: str, cells: Mapping[str, Cell], doubts: Doubts) -> Explanation:
    note = next((one for one in document.get("notes") or () if one["path"] == path), None)
    place = find_place(document, path, cells)
    using = checks_using(document, path, cells)
    return Explanation(
        path=path,
        label=label_of(path, document),
        text=text_of(cells[path].value),
        known=cells[path].value is not None,
        standing=doubts.standing(path),
        note=None if note is None else REASONS.get(note["reason"], note["reason"]),
        printed=None if note is None else note["raw"],
        labels=tuple(map(in_words, doubts.labels.get(path, ()))),
        checks=tuple(CheckUsing(one["id"], one["status"], one["message"]) for one in using),
        place=place,
        source=next((one for one in document["sources"] if place is not None and one["raw_id"] == place.raw_id), None),
    )
