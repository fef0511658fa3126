"""Which values stand beside or below a damaged label, that is one recognised by similarity."""

from collections.abc import Iterable, Mapping
from typing import Any

LabelNote = Mapping[str, Any]
"""As stored. Its path is of a row (`applications.granted`), of a column in every row (`applications.*.total`), or of
the one value below the label (`review_litigation.review.upheld`)."""


def label_notes_by_value(document: Mapping[str, Any], paths: Iterable[str]) -> dict[str, list[LabelNote]]:
    """Path of a value → the notes on the labels that identify it; only values with such notes."""
    notes = document.get("label_notes") or ()
    if not notes:  # most reports
        return {}
    found = {path: [note for note in notes if _names(note["path"], path)] for path in paths}
    return {path: mine for path, mine in found.items() if mine}


def in_words(note: LabelNote) -> str:
    """A sentence: what was printed, and which label it was taken for."""
    return f"≈ 印作“{note['printed']}”，按相似识别为“{note['expected']}”（{note['similarity']:.0%}）"


def _names(noted: str, path: str) -> bool:
    table, every_row, column = noted.partition(".*.")
    if every_row:
        return path.startswith(f"{table}.") and path.endswith(f".{column}")
    return path == noted or path.startswith(f"{noted}.")
