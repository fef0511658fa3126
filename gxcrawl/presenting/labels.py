"""What the official form prints beside each value: path → Chinese label."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from gxcrawl.forms.editions.form_cells import TITLES, cells_of_edition

_NUMERALS = {"proactive_disclosure": "二、", "applications": "三、", "review_litigation": "四、"}
HEADINGS = {table: f"{_NUMERALS.get(table, '')}{title}" for table, title in TITLES.items()}
"""The heading of each table, as the form prints it."""

_PATH = re.compile(rf"(?:{'|'.join(TITLES)})(?:\.[a-z0-9_]+)+")
_BETWEEN = "·"


def label_of(path: str, document: Mapping[str, Any]) -> str:
    """The labels of a value or row, outermost first; the path itself if the form does not know it."""
    if path.startswith("statistics."):
        return _statistic(path, document.get("statistics") or ())
    return _labels(document.get("form") or "").get(path, path)


def row_label(path: str, document: Mapping[str, Any]) -> str:
    """The printed label of the value's row, without its group; "" if the form does not know it."""
    if path.startswith("statistics."):
        return _statistic(path, document.get("statistics") or ())
    return _labels(document.get("form") or "").get(path.rpartition(".")[0], "").rpartition(_BETWEEN)[2]


def with_labels(message: str, document: Mapping[str, Any]) -> str:
    """A check's message, with paths replaced by labels."""
    return _PATH.sub(lambda match: f"“{label_of(match.group(), document)}”", message)


@cache
def _labels(form: str) -> dict[str, str]:
    """Path → label, for every row and value of an edition."""
    labels: dict[str, str] = {}
    for cell in cells_of_edition(form):
        labels[cell.row_path] = _BETWEEN.join(cell.row_labels)
        labels[cell.path] = _BETWEEN.join((*cell.row_labels, cell.column_label))
    return labels


def _statistic(path: str, statistics: Any) -> str:
    index = path.split(".")[1]
    known = index.isdigit() and int(index) < len(statistics)
    return str(statistics[int(index)]["label"]) if known else path
