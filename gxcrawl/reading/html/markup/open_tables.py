"""Rows without a start tag; tables and cells without an end tag: browsers end them where the next one begins.

lxml would put the next table, and all headings between, inside the table before, and a cell inside an element that the
cell before leaves open.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_OF_TABLES = re.compile(rb"</?t(?:able|d|h(?!ead))")
_TAG = re.compile(rb"<(/?)(table|tr|td|th|script|style)\b|(<!--)|-->")
_UNOPENED = re.compile(rb"(?:</tr\s*|<t(?:able|body|head|foot)\b[^<>]*)>(?=\s*<t[dh]\b)", re.IGNORECASE)
_CELLS = (b"td", b"th")
_CODE = (b"script", b"style")
_LONGEST_END = 100  # of an end tag, from its name to its bracket
_TAG_OR_TEXT = re.compile(rb"<(?P<line>/?(?:p|div|h[1-6])\b)?[^<>]*>?|(?P<text>[^<]+)")
_FEWEST_ROWS = 2


def table_tags(lower: bytes) -> Counter[bytes]:
    """How often each tag of tables and cells occurs: b"<td", b"</td". lower: a page in lower case."""
    return Counter(_OF_TABLES.findall(lower))


def with_rows_opened(source: bytes, lower: bytes) -> bytes:
    """The page with missing start tags of rows added: `</tr><td>`. lower: the page in lower case.

    Returns the same object if nothing is missing. lxml would leave the cells outside any row.
    """
    if lower.count(b"</tr") <= lower.count(b"<tr"):
        return source
    return _UNOPENED.sub(rb"\g<0><tr>", source)


def with_tables_closed(source: bytes, lower: bytes, tags: Counter[bytes]) -> bytes:
    """The page with missing end tags of tables and cells added; a table inside a cell is left as it is.

    lower: the page in lower case. tags: its `table_tags`. Returns the same object if nothing is missing.
    """
    tables_open = tags[b"<table"] > tags[b"</table"]
    if not tables_open and tags[b"<td"] <= tags[b"</td"]:
        return source
    ends = _Ends(lower, tables_open)
    ends.find()
    if not ends.found:
        return source
    places = sorted(ends.found)
    pieces = (source[start:end] for start, end in pairwise((0, *places, len(source))))
    return b"".join(piece + end for piece, end in zip(pieces, [*(ends.found[at] for at in places), b""], strict=True))


@dataclass(slots=True)
class _Open:
    """A table whose end tag has not been found yet.

    behind: offset after its last cell; 0 inside a cell. cell, name: offset and tag of the open cell.
    """

    behind: int = 0
    cell: int = 0
    name: bytes = b""
    rows: int = 0
    closes_cells: bool = False


class _Ends:
    """Missing end tags, by the offset where they belong."""

    def __init__(self, lower: bytes, tables_open: bool) -> None:
        self.found: dict[int, bytes] = {}
        self._lower = lower
        self._tables_open = tables_open
        self._around: list[_Open] = []

    def find(self) -> None:
        """Scans the page once."""
        hidden = b""  # the end of the comment or code that hides tags
        for tag in _TAG.finditer(self._lower):
            closes, name = tag[1], tag[2]
            if hidden:
                hidden = b"" if hidden == (name if closes else tag[0]) else hidden
            elif tag[3]:
                hidden = b"-->"
            elif name in _CODE and not closes:
                hidden = name
            elif name == b"table":
                self._table(tag, ends=bool(closes))
            elif self._around and name:
                self._part(tag, name, ends=bool(closes))
        for table in self._around if self._tables_open else ():
            self._end(table, len(self._lower))

    def _table(self, tag: re.Match[bytes], *, ends: bool) -> None:
        if ends:
            del self._around[-1:]
            return
        if self._around and self._tables_open and self._end(self._around[-1], tag.start()):
            del self._around[-1]
        self._around.append(_Open())

    def _part(self, tag: re.Match[bytes], name: bytes, *, ends: bool) -> None:
        """Handles a row or cell tag of the innermost table."""
        table = self._around[-1]
        if ends:
            table.closes_cells = table.closes_cells or name in _CELLS
            table.behind, table.cell = _behind(self._lower, tag.end()), 0
            return
        if table.cell:
            self.found[tag.start()] = b"</%b>" % table.name
        table.rows += name == b"tr"
        table.behind, table.cell, table.name = 0, tag.start() if name in _CELLS else 0, name

    def _end(self, table: _Open, limit: int) -> bool:
        """Ends a table that has no end tag before this offset; a table inside a cell with an end tag is left open."""
        if table.behind:
            self.found[table.behind] = self.found.get(table.behind, b"") + b"</table>"
        elif table.cell and table.rows >= _FEWEST_ROWS and not table.closes_cells:
            self.found[_line_behind_text(self._lower, table.cell, limit)] = b"</table>"
        else:
            return False
        return True


def _behind(lower: bytes, place: int) -> int:
    return max(lower.find(b">", place, place + _LONGEST_END) + 1, place)


def _line_behind_text(lower: bytes, start: int, limit: int) -> int:
    """The offset of the first line that begins after some text: 5.5<p>三、; the limit if there is none."""
    printed = False
    for part in _TAG_OR_TEXT.finditer(lower, start, limit):
        if printed and part["line"]:
            return part.start()
        printed = printed or bool((part["text"] or b"").strip())
    return limit
