"""What the official form prints beside each value: path → Chinese label."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gxcrawl.forms.editions import applications, disclosure_2019, disclosure_2021, review
from gxcrawl.forms.editions.shape import FormBlock

HEADINGS = {
    "proactive_disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "review_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
"""The heading of each table, as the form prints it."""

_PATH = re.compile(r"(?:proactive_disclosure|applications|review_litigation|statistics)(?:\.[a-z0-9_]+)+")
_BETWEEN = "·"


def disclosure_blocks(form: str) -> tuple[FormBlock, ...]:
    """Section 2 in the edition of this name; that of 2021 where the form has no section 2 of its own."""
    return disclosure_2019.BLOCKS if form == "2019" else disclosure_2021.BLOCKS


def label_of(path: str, document: Mapping[str, Any]) -> str:
    """The labels of a value or of a row, from the outermost in; the path itself where the form does not know it."""
    if path.startswith("statistics."):
        return _statistic(path, document.get("statistics") or ())
    return _labels(document.get("form") or "").get(path, path)


def row_label(path: str, document: Mapping[str, Any]) -> str:
    """The label that the row of a value prints, without the group it is in; "" where the form does not know it."""
    if path.startswith("statistics."):
        return _statistic(path, document.get("statistics") or ())
    return _labels(document.get("form") or "").get(path.rpartition(".")[0], "").rpartition(_BETWEEN)[2]


def with_labels(message: str, document: Mapping[str, Any]) -> str:
    """A check's message with its paths as labels."""
    return _PATH.sub(lambda match: f"“{label_of(match.group(), document)}”", message)


@cache
def _labels(form: str) -> dict[str, str]:
    """Every row and every value of an edition."""
    return {path: _BETWEEN.join(labels) for path, labels in (*_disclosure(form), *_applications(), *_review())}


def _disclosure(form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in disclosure_blocks(form):
        for row in block.rows:
            path = f"proactive_disclosure.{row.key}"
            yield path, (row.label,)
            yield from ((f"{path}.{column.key}", (row.label, column.label)) for column in block.columns)


def _applications() -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in applications.ROWS:
        path = f"applications.{row.key}"
        labels = (row.group, row.label) if row.group else (row.label,)
        yield path, labels
        yield from ((f"{path}.{column.key}", (*labels, column.label)) for column in applications.COLUMNS)


def _review() -> Iterator[tuple[str, tuple[str, ...]]]:
    for block, label in review.BLOCKS:
        path = f"review_litigation.{block}"
        yield path, (label,)
        yield from ((f"{path}.{column.key}", (label, column.label)) for column in review.RESULTS)


def _statistic(path: str, statistics: Any) -> str:
    index = path.split(".")[1]
    known = index.isdigit() and int(index) < len(statistics)
    return str(statistics[int(index)]["label"]) if known else path
