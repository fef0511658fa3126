"""Documents that print a table as paragraphs: one per cell, or one per row with semicolons between cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gxcrawl.model import Block, Document, Paragraph
from gxcrawl.reading.html.tables.elements import is_report
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import join_stacked, spaced_runs

_FEWEST_NUMBERS = 4  # figures in paragraphs of their own; section 4 alone has 15
_CELL = r"(?:[-—]?\d[\d.]*[件个项条次]?|[-—/／无])"
_ROW = re.compile(rf"(?:[^；;。]{{2,60}}[；;])?{_CELL}(?:[；;]{_CELL})+")  # 0；3；12 · 规章；3；/；12件


def with_stacked_tables(document: Document) -> Document:
    """The document with such tables of the official forms; unchanged if it has none. Only their order is known."""
    texts = (block.text for block in document.blocks if isinstance(block, Paragraph))
    numbers = sum(map(_count_numbers, texts))
    return replace(document, blocks=tuple(_blocks(document.blocks))) if numbers >= _FEWEST_NUMBERS else document


def _count_numbers(text: str) -> int:
    """The number of figures in a paragraph that prints a cell or a row; 0 for prose."""
    separators = text.count("；") + text.count(";")
    return 1 + separators if text.isdecimal() or (separators and _ROW.fullmatch(text)) else 0


def _blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    for _, group in groupby(blocks, lambda block: isinstance(block, Paragraph)):
        run = list(group)
        prose = [block for block in run if isinstance(block, Paragraph)]
        yield from _with_tables(prose) if prose else run


def _with_tables(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    joined = join_stacked([paragraph.text for paragraph in paragraphs])
    done = 0
    for _, end, rows in spaced_runs([one.text for one in joined]):
        if is_report(rows):
            yield plain(rows, spans_known=False)
        else:
            yield from paragraphs[done : joined[end - 1].end]
        done = joined[end - 1].end
