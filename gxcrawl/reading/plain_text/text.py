"""Plain text → `Document`.

The layout of Word-to-text extractors: every table cell stands on a line of its own that begins with a tab, further
lines of the cell follow without one, a blank line ends a row, prose ends the table. Positions that a vertical merge
covers are printed as empty cells. Tables with a row to a line, cells apart by tabs, pipes or blanks, and sheets saved
as .csv are read too.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby, takewhile

from gxcrawl.model import Block, Document, Origin, Paragraph
from gxcrawl.reading.bars import as_printed, cells_between, is_rule, with_plain_bars
from gxcrawl.reading.encoding import decode
from gxcrawl.reading.layout import is_block_header
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import read_spaced
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell, clean_line, wrapped

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")  # left behind by extractors for Word's bookmarks
# 规章 | on a line of its own: extractors end a cell with a bar
_BARS_AROUND = "|" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_DELIMITERS = ",;\t"  # of a .csv
_BLANK_CELLS = (",,", ";;")  # behind a line of prose in a .csv
_QUOTED = re.compile(r'(?:^|\t)"')  # 规章<tab>"1"
_SECTION = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、．.]")  # 三、收到和处理政府信息公开申请情况
_SENTENCE = re.compile(r"[。；！]\s*$")
_LONGEST_LABEL = 40  # a longer line is never part of a label broken by a blank line
_LONGEST_CELL = 300  # the longest label seen, with its explanations, has 130
_FEWEST_BARS = 2  # in a row
_FEWEST_DELIMITERS = 2  # in a row of a .csv
_FEWEST_DELIMITED_ROWS = 3  # prose may have such commas too

Row = list[str]


def read_text(body: bytes, *, declared_encoding: str | None = None) -> Document:
    """The prose and tables of a plain text. Tables have spans_known False: a row's cells are in order, no more."""
    decoded = decode(body, declared_encoding)
    text = _BOOKMARK.sub("", decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    return Document(kind="txt", blocks=tuple(_Lines(text.split("\n")).blocks()), encoding=decoded.encoding)


class _Lines:
    """The lines of a text, and the index of the next one to read."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.tables = 0
        self.quoted = any(map(_QUOTED.search, lines))

    def blocks(self) -> Iterator[Block]:
        """Paragraphs and tables in order."""
        while self.at < len(self.lines):
            if _is_cell(self._line()):
                yield from self._table(self._cell_rows())
            elif rows := self._one_line_rows() or self._delimited_rows():
                yield from self._sheet(rows)
            elif rows := self._spaced_rows():
                yield from self._table(rows)
            else:
                line = self._line()
                if line.endswith(_BLANK_CELLS):
                    line = line.rstrip(_DELIMITERS)
                self.at += 1
                if text := clean_line(line.strip(_BARS_AROUND)):
                    yield Paragraph(text)

    def _table(self, rows: list[Row], *, spans_known: bool = False) -> Iterator[Block]:
        """The rows as a table; rows that are prose indented by a tab become paragraphs before it."""
        lone = all(len(row) == 1 for row in rows)
        prose = rows if lone else list(takewhile(_is_sentences, rows))
        for row in prose:
            yield from (Paragraph(line) for cell in row for line in cell.split("\n") if line)
        if len(prose) < len(rows):
            yield plain(rows[len(prose) :], Origin(table=self.tables), spans_known=spans_known)
            self.tables += 1

    def _sheet(self, rows: list[Row]) -> Iterator[Block]:
        """The rows of a sheet saved as text: tables separated by blank rows, rows of one cell above each as prose.

        If all rows of a table have the same length, nothing was left out, so a cell's place is its column.
        """
        for filled, group in groupby(rows, key=any):
            part = list(group) if filled else []
            titles = list(takewhile(_is_title, part))
            for row in titles:
                yield Paragraph(clean_line("".join(row)))
            if table := part[len(titles) :]:
                yield from self._table(table, spans_known=len({len(row) for row in table}) == 1)

    def _line(self) -> str:
        return self.lines[self.at]

    def _lines_from_here(self) -> Iterator[str]:
        return (self.lines[number] for number in range(self.at, len(self.lines)))

    def _cell_rows(self) -> list[Row]:
        """The rows of a table with one cell per line, from here on."""
        rows: list[list[list[str]]] = []
        blanks = 1  # as if a row had just ended
        while self.at < len(self.lines):
            line = self._line()
            if not line.strip() and not line.startswith("\t"):
                blanks += 1
            elif line.startswith("\t"):
                if blanks:
                    rows.append([])
                rows[-1].append([line[1:]])
                blanks = 0
            elif self._continues_cell(rows, blanks):
                rows[-1][-1].append(line)
                blanks = 0
            else:
                break
            self.at += 1
        return [[clean_cell(wrapped(cell)) for cell in row] for row in rows]

    def _continues_cell(self, rows: list[list[list[str]]], blanks: int) -> bool:
        """True if the line continues the last cell, and is not prose after the table.

        A cell may contain a blank line: （三）, blank, 不予公开. Then another cell of its row follows immediately.
        """
        line = self._line()
        if _SECTION.match(line) or len(line) > _LONGEST_CELL:
            return False
        if not blanks:
            return True
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        widest = max(map(len, rows))
        return (
            blanks == 1
            and _is_cell(following)
            and len(rows[-1]) < widest
            and len(line) <= _LONGEST_LABEL
            and not _SENTENCE.search(line)
        )

    def _one_line_rows(self) -> list[Row]:
        """The rows of a table with one row per line; [] if none begins here (a single such line is prose)."""
        separator = _separator(self._line())
        if separator is None or (separator == "\t" and self.quoted):
            return []
        tabs = self._line().count("\t")
        run = list(
            takewhile(
                lambda line: _separator(line) == separator or 1 < tabs == line.count("\t"), self._lines_from_here()
            )
        )
        rows = as_printed([_split_row(line, separator) for line in run if not is_rule(line)], run)
        if len(rows) < 2:
            return []
        self.at += len(run)
        return rows

    def _delimited_rows(self) -> list[Row]:
        """The rows of a .csv that begins here, quoted cells over several lines included; [] if none does."""
        delimiter = max(_DELIMITERS, key=self._line().count)
        if self._line().count(delimiter) < _FEWEST_DELIMITERS:
            return []
        reader = csv.reader((line + "\n" for line in self._lines_from_here()), delimiter=delimiter)
        rows: list[Row] = []
        end = self.at
        with suppress(csv.Error):
            for row in takewhile(lambda row: len(row) > 1 and not any(map(_SENTENCE.search, row)), reader):
                rows.append([clean_cell(cell.replace("\n", LINE_BREAK)) for cell in row])
                end = self.at + reader.line_num
        if len(rows) < _FEWEST_DELIMITED_ROWS:
            return []
        self.at = end
        return rows

    def _spaced_rows(self) -> list[Row]:
        """The rows of a table copied from a document, cells separated by blanks; [] if none begins here."""
        found = read_spaced(self.lines, self.at)
        if found is None:
            return []
        self.at += found.lines
        return found.rows


def _is_cell(line: str) -> bool:
    """True for a tab followed by the text of one cell, which may be empty; False for the tabs of a sheet's blank
    row.
    """
    return line.startswith("\t") and "\t" not in line.strip() and not (line.isspace() and line.count("\t") > 1)


def _is_title(row: Row) -> bool:
    """True if a row has one cell that is not the header of a block of section 2."""
    filled = [cell for cell in row if cell]
    return len(row) > 1 and len(filled) == 1 and not is_block_header(filled[0])


def _is_sentences(row: Row) -> bool:
    return all(_SENTENCE.search(cell) for cell in row)


def _separator(line: str) -> str | None:
    """The separator of cells in a row printed on this line; None if the line is no row."""
    if with_plain_bars(line).count("|") >= _FEWEST_BARS or is_rule(line):
        return "|"
    return "\t" if "\t" in line.strip() else None


def _split_row(line: str, separator: str) -> Row:
    return [clean_cell(cell) for cell in (cells_between(line) if separator == "|" else line.split(separator))]
