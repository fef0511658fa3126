"""Tables printed without markup, as lines of text or in `pre`; cells separated by tabs, bars, commas or blanks."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from lxml import etree

from gxcrawl.model import Table
from gxcrawl.reading.bars import BARS, as_printed, cells_between, is_rule, with_plain_bars
from gxcrawl.reading.html.tables.elements import is_report
from gxcrawl.reading.html.texts import HEADING_MARK, TABLE_MARK, put_tail, put_text
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import spaced_runs
from gxcrawl.reading.unruled.words import is_figure
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell

_MARKS = f"\t{BARS}"
_FEWEST_BARS = 2
_FEWEST_ROWS = 2
_FEWEST_COMMA_ROWS = 3  # prose may have such commas too
_FEWEST_NUMBERS = 3  # in a row
_AFTER_WORD = re.compile(r"\S *\t")
_COMMA_FIGURES = re.compile(r"\d,\d+,\d")
_SENTENCE = re.compile(r"[。；！]\s*$")
_AROUND = "\r\n "  # not the tabs behind blank cells
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d[^\S\n]+\d[\d,]*[^\S\n]+\d")  # 3 0 12
_SINGLE_FIGURES = re.compile(r"统计指标[^\S\n]{1,9}(?:单位[^\S\n]{1,9})?统计数")  # above rows with one each


def mark_lines_of_pre(container: etree._Element) -> None:
    """Marks the line breaks in the source of `pre` elements as visible ones."""
    for pre in container.iter("pre"):
        for element in pre.iter(etree.Element):
            if element.text:
                put_text(element, element.text.replace("\n", LINE_BREAK))
            if element.tail and element is not pre:
                put_tail(element, element.tail.replace("\n", LINE_BREAK))


def separates_cells(text: str) -> bool:
    """True if a text may have such lines, except those with blanks between cells."""
    return any(mark in text for mark in _MARKS) or _COMMA_FIGURES.search(text) is not None


def with_tables(lines: Iterable[str]) -> Iterator[str | Table]:
    """The lines, with those that form such a table replaced by it.

    Only the order of cells is known; if all rows have the same length, also the columns. A broken label interrupts a
    table: other rows of numbers beside a table of the report are then added to it, whatever their text.
    """
    groups = [(separator, list(group)) for separator, group in groupby(lines, _separator)]
    runs = [(separator, printed, _rows(separator, printed)) for separator, printed in groups]
    if not any(separator == "," and _is_csv(rows) for separator, _, rows in runs):
        runs = [(separator, printed, [] if separator == "," else rows) for separator, printed, rows in runs]
    of_report = any(_is_report(rows) for _, _, rows in runs)
    for _, printed, rows in runs:
        if of_report and (_is_report(rows) or any(map(_is_of_numbers, rows))):
            yield plain(rows, spans_known=len(set(map(len, rows))) == 1)
        else:
            yield from printed


def _rows(separator: str | None, lines: list[str]) -> list[list[str]]:
    """The rows that lines print; [] if nothing separates cells."""
    if separator is None:
        return []
    printed = [_unmarked(line) for line in lines if not is_rule(line)]
    if separator == ",":
        with suppress(csv.Error):
            return [list(map(clean_cell, row)) for row in csv.reader(line.strip() for line in printed)]
        return []
    if separator == "\t" and len({line.count("\t") for line in printed}) > 1:
        printed = [line.lstrip() for line in printed]
    return as_printed([_cells(line, separator) for line in printed], lines)


def _is_csv(rows: Sequence[Sequence[str]]) -> bool:
    """True if rows separated by commas are no prose: there are several, and one prints several figures."""
    return len(rows) >= _FEWEST_COMMA_ROWS and _is_report(rows) and any(map(_is_of_numbers, rows))


def with_spaced_tables(parts: Iterable[str | Table]) -> Iterator[str | Table]:
    """The same for tables with cells separated by blanks, where no other table stands between their lines."""
    for is_text, group in groupby(parts, lambda part: isinstance(part, str) and TABLE_MARK not in part):
        run = list(group)
        yield from _spaced([line for line in run if isinstance(line, str)]) if is_text else run


def _spaced(lines: Sequence[str]) -> Iterator[str | Table]:
    for first, end, printed in spaced_runs(lines):
        rows = [[clean_cell(_unmarked(cell)) for cell in row] for row in printed]
        if _is_report(rows):
            yield plain(rows, spans_known=False)
        else:
            yield from lines[first:end]


def holds_figures_in_a_row(text: str) -> bool:
    """True if a line prints three figures separated by blanks, or column labels above rows of one figure."""
    return _FIGURES.search(text) is not None or _SINGLE_FIGURES.search(text) is not None


def _separator(line: str) -> str | None:
    """The separator of cells in a line, if any; a tab next to a line break of the source is only layout."""
    if "\t" in line and "\n" not in line.strip(_AROUND) and _AFTER_WORD.search(line):
        return "\t"
    if with_plain_bars(line).count("|") >= _FEWEST_BARS or is_rule(line):
        return "|"
    return "," if "," in line and not _SENTENCE.search(line) else None


def _is_report(rows: Sequence[Sequence[str]]) -> bool:
    numbered = any(_DIGIT.match(cell) for row in rows for cell in row[1:])
    return len(rows) >= _FEWEST_ROWS and numbered and is_report(rows)


def _is_of_numbers(row: Sequence[str]) -> bool:
    return sum(is_figure(cell) for cell in row[1:]) >= _FEWEST_NUMBERS


def _cells(line: str, separator: str) -> list[str]:
    cells = cells_between(line) if separator == "|" else line.strip(_AROUND).split(separator)
    return list(map(clean_cell, cells))


def _unmarked(text: str) -> str:
    return text.replace(HEADING_MARK, "")
