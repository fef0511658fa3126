"""The changes between two versions of a report: cells and prose. Pure: documents of `reports` in."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gxcrawl.reports.document import is_amount, stored_values

_HEAD = ("title", "publisher", "published_on", "form", "preface")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")  # 收到申请33件。

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value: its path, and the text before and after. `absent`: the row was not printed."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ProseChange:
    """A passage of the head (`section` 0) or of a section: sentences removed and sentences added."""

    section: int
    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences between two versions."""

    cells: tuple[CellChange, ...]
    prose: tuple[ProseChange, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.prose)


ABSENT = "absent"


def changes(before: Document, after: Document) -> Changes:
    """The differences of `after` from `before`. Cells in the order of the form, then those that only `before` has."""
    old, new = dict(_cells(before)), dict(_cells(after))
    paths = [*new, *(path for path in old if path not in new)]
    cells = (CellChange(path, old.get(path, ABSENT), new.get(path, ABSENT)) for path in paths)
    return Changes(
        tuple(change for change in cells if change.before != change.after),
        (*_head(before, after), *_sections(before, after)),
    )


def _cells(report: Document) -> Iterator[tuple[str, Any]]:
    """Dotted path -> value, for every cell of the official tables and every indicator of the older one."""
    for path, value in stored_values(report):
        yield path, f"{value['value']}{value['unit'] or ''}" if is_amount(value) else value
    seen: dict[str, int] = {}
    for statistic in report.get("statistics") or ():
        name = statistic["key"] or statistic["label"]
        seen[name] = seen.get(name, 0) + 1
        yield f"statistics.{name}" + (f"#{seen[name]}" if seen[name] > 1 else ""), statistic["value"]


def _head(before: Document, after: Document) -> Iterator[ProseChange]:
    for field in _HEAD:
        yield from _passages(0, field, str(before.get(field) or ""), str(after.get(field) or ""))


def _sections(before: Document, after: Document) -> Iterator[ProseChange]:
    old = {section["number"]: section for section in before.get("sections") or ()}
    new = {section["number"]: section for section in after.get("sections") or ()}
    for number in sorted(old.keys() | new.keys()):
        for field in ("heading", "text"):
            texts = (str(version.get(number, {}).get(field) or "") for version in (old, new))
            yield from _passages(number, field, *texts)


def _passages(section: int, field: str, before: str, after: str) -> Iterator[ProseChange]:
    """One change per run of sentences that differ."""
    if before == after:
        return
    old, new = _SENTENCE.findall(before)[:-1], _SENTENCE.findall(after)[:-1]
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield ProseChange(section, field, tuple(old[start:end]), tuple(new[new_start:new_end]))
