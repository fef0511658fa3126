"""Rows with figures among the official tables that gave neither a value nor a note; they are reported."""

import re
from collections.abc import Iterator, Sequence

from gxcrawl.forms.prose.heading_lines import section_number
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line
from gxcrawl.model import Block, Paragraph

_OFFICIAL = frozenset((2, 3, 4))  # the sections that are tables
_FIGURES = re.compile(r"[-—－+]?\d[\d\s.,，|?%—－/-]*")  # 12 · 12? · 191 | 786


def report_leftovers(tables: Sequence[Sequence[Line]], blocks: Sequence[Block], found: Found) -> None:
    """Reports those rows in `found`.

    tables: the lines of each table, without lines that another reader takes.
    """
    if not found.sections:
        return
    headed = dict(enumerate(_headings(blocks)))
    has_headings = any(headed.values())
    current, last = 0, max(found.sections)
    for index, lines in enumerate(tables):
        current = found.sections.get(index, current)
        section = found.sections.get(index, headed.get(index) if has_headings else current if index < last else None)
        if section in _OFFICIAL:
            for line in lines:
                if (index, line.row) not in found.met and any(_FIGURES.fullmatch(text.strip()) for text in line.texts):
                    found.report_row(line, section)


def _headings(blocks: Sequence[Block]) -> Iterator[int | None]:
    """For each table, the section of the last heading above it, or None."""
    last: int | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            last = section_number(block.text) or last
        else:
            yield last
