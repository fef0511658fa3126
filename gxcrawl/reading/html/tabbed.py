"""Tables that a page prints without markup: lines whose cells tabs part, pasted from a worksheet into text or `pre`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from gxcrawl.model import Table
from gxcrawl.reading.html.tables import is_report_text
from gxcrawl.reading.html.texts import put_tail, put_text
from gxcrawl.reading.spans import plain
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

_FEWEST_ROWS = 2
_AFTER_WORD = re.compile(r"\S *\t")
_AROUND = "\r\n "  # not the tabs behind blank cells
_DIGIT = re.compile(r"\d")


def mark_lines_of_pre(container: etree._Element) -> None:
    """Makes the line breaks in the source of `pre` elements such that a person sees."""
    for pre in container.iter("pre"):
        for element in pre.iter(etree.Element):
            if element.text:
                put_text(element, element.text.replace("\n", LINE_BREAK))
            if element.tail and element is not pre:
                put_tail(element, element.tail.replace("\n", LINE_BREAK))


def with_tables(lines: Iterable[str]) -> Iterator[str | Table]:
    """The lines, those that form such a table replaced by it. Only the order of its cells is known."""
    for tabbed, group in groupby(lines, _is_tabbed):
        run = list(group)
        if tabbed and _is_report(run):
            yield plain([_cells(line) for line in run], spans_known=False)
        else:
            yield from run


def _is_tabbed(line: str) -> bool:
    """Whether tabs end cells on a line; a tab beside a line break of the source is layout."""
    return "\t" in line and "\n" not in line.strip(_AROUND) and _AFTER_WORD.search(line) is not None


def _is_report(lines: Sequence[str]) -> bool:
    numbered = any(_DIGIT.match(cell) for line in lines for cell in _cells(line)[1:])
    return len(lines) >= _FEWEST_ROWS and numbered and is_report_text("".join("".join(lines).split()))


def _cells(line: str) -> list[str]:
    return [clean_cell(cell) for cell in line.lstrip().rstrip(_AROUND).split("\t")]
