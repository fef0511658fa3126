"""政府信息公开情况统计表 printed as paragraphs, an indicator to each: （一）收到申请数（件）12 · 1.当面申请数：3件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gxcrawl.forms.sections.read_statistics import FEWEST_ROWS, names_indicator, names_part
from gxcrawl.model import Block, Document, Paragraph, Table

_LONGEST = 100  # characters; the longest label has 46
_UNITS = "万元|人次|[条件次篇个人元]"
# the shortest label such that a unit and a number are what is left
_LISTED = re.compile(
    rf"(.{{4,}}?)\s*(?:[(（](?:单位[:：])?({_UNITS})[)）]|({_UNITS}))?\s*[:：]?\s*"
    rf"([-—－]*\d[\d,，.\s]*|[-—－]{{1,6}}|[/／无])?\s*({_UNITS})?[;；。]?"
)
_DASHES = "-—－"  # the number of an indicator, the unit of a heading
_LABEL_AND_MORE = re.compile(r"(\S{4,}?)(?:[:：]\s*|\s+)(\S.*)")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]\D+")
_CLAUSE = re.compile("[，。；]")
_LAST = frozenset("0123456789-—－/／无条件次篇个人元;；。")
_APART = " | "  # as readers print figures of which nothing says which is the cell's


def with_listed_statistics(document: Document) -> Document:
    """The document with such paragraphs as tables of label, unit and number; unchanged if it has a table of the form.

    They are one where as many of them as tell the form itself stand one below the other.
    """
    may_count = sum(one.text[-1:] in _LAST and _kind(one) == "line" for one in document.paragraphs)
    blocks = document.blocks if may_count < FEWEST_ROWS else tuple(_blocks(document.blocks))
    if len(blocks) == len(document.blocks) or any(map(_prints_form, document.tables)):
        return document
    return replace(document, blocks=blocks)


def _prints_form(table: Table) -> bool:
    return sum(any(map(names_indicator, row)) for row in table.rows) >= FEWEST_ROWS


def _blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    for _, group in groupby(blocks, _kind):
        run = list(group)
        if len(run) < FEWEST_ROWS:
            yield from run
            continue
        rows = [_row(block.text) for block in run if isinstance(block, Paragraph)]
        if sum(names_indicator(row[0]) for row in rows) < FEWEST_ROWS:
            yield from run
            continue
        start = 0
        for end in (*(place for place, row in enumerate(rows) if _heads_section(row)), len(rows)):
            yield from _with_table(run[start:end], rows[start:end])
            start = end


def _heads_section(row: Sequence[str]) -> bool:
    """True for 三、依申请公开政府信息的情况, not for the heading of a part of the form: 三、依申请公开情况 ——."""
    return len(row) == 1 and _HEADING.fullmatch(row[0]) is not None and not _heads_part(row)


def _heads_part(row: Sequence[str]) -> bool:
    return names_part(row[0].rstrip(f"{_DASHES} "))


def _with_table(run: Sequence[Block], rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """The paragraphs below one heading, the indicators among them as a table if they are enough for one."""
    listed = [place for place, row in enumerate(rows) if names_indicator(row[0])]
    if len(listed) < FEWEST_ROWS:
        yield from run
        return
    start, end = listed[0], listed[-1] + 1
    if start and _heads_part(rows[start - 1]):
        start -= 1
    yield from run[:start]
    yield _table(rows[start:end])
    yield from run[end:]


def _kind(block: Block) -> str:
    """ "line" for an indicator and what may stand between two: a heading, an indicator of no form; "prose"; "table"."""
    if isinstance(block, Table):
        return "table"
    return "prose" if len(block.text) > _LONGEST or _CLAUSE.search(block.text[:-1]) else "line"


def _row(text: str) -> tuple[str, ...]:
    """Label, unit and number of a paragraph, "" for what it lacks; the text alone if it is not of that kind.

    Without a number, the label has to be one of the form's.
    """
    text = " ".join(text.split())  # the patterns would try every way to share out long runs of blanks
    listed, more = _LISTED.fullmatch(text), _LABEL_AND_MORE.fullmatch(text)
    is_known = listed is not None and names_indicator(listed[1])
    if not is_known and more is not None and names_indicator(more[1]):
        return more[1], "", _APART.join(more[2].split())
    number = "" if listed is None else listed[4] or ""
    if listed is not None and (is_known or number.strip(_DASHES)):
        return listed[1], listed[2] or listed[3] or listed[5] or "", _APART.join(number.split())
    return (text,)


def _table(rows: Sequence[Sequence[str]]) -> Table:
    """The rows, each with as many cells as it has texts."""
    width = max(map(len, rows))
    places = [tuple((at, column) for column in range(len(row))) for at, row in enumerate(rows)]
    return Table(
        rows=tuple((*row, *[""] * (width - len(row))) for row in rows),
        owners=tuple((*own, *[None] * (width - len(own))) for own in places),
        spans_known=False,
    )
