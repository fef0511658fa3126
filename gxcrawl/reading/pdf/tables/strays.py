"""Figures among a page's tables but in none of their cells: they are reported and not used."""

import re
from collections.abc import Sequence
from itertools import groupby

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.paragraphs import PlacedLine
from gxcrawl.reading.pdf.tables.grids import Grid
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import APART
from gxcrawl.reading.whitespace import clean_line

Item = PlacedLine | tuple[int, Grid] | Table  # a line of prose, a ruled table with its page, one without lines

_FIGURES = re.compile(r"\d[\d,]*(?:\s+[\d,—－/-]+)*")  # 12 · 3269 1563 · 12 0 — 3
# （七）总计 12 0 0 3; prose has marks
_ROW = re.compile(r"(?P<label>[^，。；：,;:]*[^\W\d_][^，。；：,;:]*?)\s+(?P<figures>\d[\d,]*(?:\s+[\d,—－/-]+){2,})")

_LONGEST_ROW = 200  # characters


def with_stray_figures(items: Sequence[Item]) -> list[Item]:
    """The items; lines of such figures become tables, with rows that belong to no other table."""
    tables = [(place, _page(item)) for place, item in enumerate(items) if not isinstance(item, PlacedLine)]
    last = {page: place for place, page in tables}
    first = {page: place for place, page in reversed(tables)}
    rows = [
        _row(item.line.text, lone=first[item.page] < place < last[item.page])
        if isinstance(item, PlacedLine) and item.page in last
        else []
        for place, item in enumerate(items)
    ]
    found: list[Item] = []
    for page, group in groupby(zip(rows, items, strict=True), key=lambda one: _page(one[1]) if one[0] else None):
        if page is None:
            found.extend(item for _, item in group)
        else:
            found.append(plain([row for row, _ in group], Origin(page=page), spans_known=False))
    return found


def is_of_figures(rows: Sequence[Sequence[str]]) -> bool:
    """True if the cells print several figures and nothing else."""
    printed = [text for row in rows for text in row if text]
    return len(printed) > 1 and all(map(_FIGURES.fullmatch, printed))


def _page(item: Item) -> int | None:
    if isinstance(item, tuple):
        return item[0]
    return item.origin.page if isinstance(item, Table) else item.page


def _row(text: str, *, lone: bool) -> list[str]:
    """The label and figures of a line; [] for prose. lone: accept a single number."""
    printed = clean_line(text)
    if _FIGURES.fullmatch(printed):
        return [APART.join(printed.split())] if lone or " " in printed else []
    row = _ROW.fullmatch(printed) if len(printed) <= _LONGEST_ROW else None
    return [row["label"], APART.join(row["figures"].split())] if row else []
