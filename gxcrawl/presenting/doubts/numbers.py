"""Which numbers of a report are doubtful, and why: its notes, and the checks that fail on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gxcrawl.model import Cell
from gxcrawl.presenting.doubts.check_paths import failing_of, paths_by_check, suspects_by_check
from gxcrawl.presenting.doubts.label_notes import LabelNote, label_notes_by_value
from gxcrawl.presenting.doubts.letters import LETTERS

Suspicion = Literal["plain", "involved", "suspect"]
"""How a number stands in failing checks.

"plain": in none. "involved": in at least one. "suspect": a change of it would repair one, or one guesses no cause.
A failing form.agency or form.year check applies to every number ("involved").
"""

_EXAMPLES = 3
REASONS: Mapping[str, str] = {
    "blank": "单元格为空，数字不明",
    "dash": "印的是表示“无”的符号，按0计",
    "unit": "数字后带有单位或量词",
    "sign_word": "以“增加”“减少”等字表示正负",
    "fullwidth": "全角数字",
    "leading_zero": "数字前有多余的0",
    "split_digits": "数字中间有空格",
    "thousands": "带千分位分隔符",
    "text": "印的不是数字，数字不明",
    "unreadable": "无法确定哪个单元格是这一项，数字不明",
}
"""What each reason of a note says, in words."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One reason for a letter beside cells: some of the texts printed there, and the number of these cells."""

    letter: str
    text: str
    printed: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Doubts:
    """What makes numbers doubtful, by path.

    letters: path → footnote letter. standings: path → suspicion, for paths in a failing check only. labels: path →
    notes on damaged labels beside or above the value.
    """

    letters: Mapping[str, str]
    footnotes: tuple[Footnote, ...]
    standings: Mapping[str, Suspicion]
    labels: Mapping[str, Sequence[LabelNote]] = field(default_factory=dict)

    def standing(self, path: str) -> Suspicion:
        """How the number stands in the failing checks."""
        return self.standings.get(path, "plain")


def doubts_of(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> Doubts:
    """Everything that makes a number of this report doubtful. cells: those of `cells_of`."""
    notes = document.get("notes") or ()
    reasons = dict.fromkeys(note["reason"] for note in notes)
    letters = dict(zip(reasons, LETTERS, strict=False))
    return Doubts(
        {note["path"]: letters[note["reason"]] for note in notes},
        tuple(_footnote(letter, reason, notes) for reason, letter in letters.items()),
        _standings(document, cells),
        label_notes_by_value(document, cells),
    )


def _footnote(letter: str, reason: str, notes: Sequence[Mapping[str, Any]]) -> Footnote:
    mine = [note for note in notes if note["reason"] == reason]
    printed = dict.fromkeys(note["raw"] for note in mine if note["raw"])
    return Footnote(letter, REASONS.get(reason, reason), tuple(printed)[:_EXAMPLES], len(mine))


def _standings(document: Mapping[str, Any], cells: Mapping[str, Cell]) -> dict[str, Suspicion]:
    """Path → suspicion; a suspect in one check stays a suspect, even if other checks merely involve it."""
    compared = paths_by_check(document, cells)
    involved = (path for check in failing_of(document) for path in compared[check["id"]])
    suspects = (path for paths in suspects_by_check(document, compared).values() for path in paths)
    return {**dict.fromkeys(involved, "involved"), **dict.fromkeys(suspects, "suspect")}
