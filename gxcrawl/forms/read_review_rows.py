"""Reads section 4 where its blocks or its results are rows, which the official form prints as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gxcrawl.forms.found import Found
from gxcrawl.forms.labels import bare
from gxcrawl.forms.lines import Header, Line, Printed, header_of_labels, prints_number
from gxcrawl.forms.numbers import parse_count
from gxcrawl.forms.review_labels import COLUMNS, PREFIX, RESULTS, SECTION, TITLES, block_of, result_of

_FEWEST_RESULTS, _FEWEST_BLOCKS = 3, 2  # labels that make a line a header
_BY_RESULT = {column.key: column for column in RESULTS.entries}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as such a table prints it: the last block and result that its labels name, and the cells after them.

    unknown: whether a label among them names nothing of the section, as that of a block which lost characters.
    """

    block: str | None
    result: str | None
    values: tuple[Printed, ...]
    unknown: bool = False

    @classmethod
    def of(cls, line: Line) -> "_Row":
        named = [place for place, text in enumerate(line.texts) if block_of(text) or result_of(text)]
        labels = line.texts[: named[-1] + 1] if named else ()
        return cls(
            next((block for text in reversed(labels) if (block := block_of(text))), None),
            next((result for text in reversed(labels) if (result := result_of(text))), None),
            line.cells[len(labels) :] if named else (),
            any(_is_word(text) and not _is_known(text) for text in labels),
        )


def _is_word(text: str) -> bool:
    return bool(bare(text)) and parse_count(text).value is None


def _is_known(text: str) -> bool:
    return bare(text) in TITLES or result_of(text) is not None


def stands_in_rows(lines: Sequence[Line]) -> bool:
    """Whether the labels of one table stand at the left of its numbers."""
    return any(prints_number(_Row.of(line).values) for line in lines)


def read_rows(lines: Sequence[Line], found: Found) -> None:
    """Puts the numbers of one table into `found`; a row that does not say what it counts is reported."""
    header: Header | None = None
    block: str | None = None
    for line in lines:
        row = _Row.of(line)
        if (above := _header(line)) is not None:
            header = above
            continue
        block = row.block or (None if row.unknown else block)
        if not _put(replace(row, block=block), line, header, found) and prints_number(line.cells):
            found.report_row(line, SECTION)


def _header(line: Line) -> Header | None:
    """The labels over the numbers of the lines below: all of them results, or all of them blocks."""
    for name, fewest in ((result_of, _FEWEST_RESULTS), (block_of, _FEWEST_BLOCKS)):
        named = [(key, cell) for cell in line.cells if (key := name(cell.text))]
        if len(named) < fewest or prints_number(line.cells):
            continue
        first = named[0][1].column
        labels = [cell for cell in line.cells if cell.column >= first and not cell.blank]
        if len(labels) == len(named) == len({key for key, _ in named}):
            return header_of_labels([key for key, _ in named], labels, line.table)
    return None


def _put(row: _Row, line: Line, header: Header | None, found: Found) -> bool:
    """One row of a block, of a result, or of a single number that its labels name both; whether it was any of them."""
    results = header is not None and set(header.keys) <= _BY_RESULT.keys()
    if row.block is None and (results or header is None):
        return False
    if header is not None and results and row.result is None and row.values:
        found.put_row(f"{PREFIX}.{row.block}", line, row.values, header, _BY_RESULT)
    elif header is not None and not results and row.result is not None:
        keys = tuple(f"{block}.{row.result}" for block in header.keys)
        found.put_row(PREFIX, line, row.values, replace(header, keys=keys), {key: COLUMNS[key] for key in keys})
    elif header is None and row.result is not None and len(row.values) == 1:
        key = f"{row.block}.{row.result}"
        one = header_of_labels([key], row.values, line.table)
        found.put_row(PREFIX, line, row.values, one, {key: COLUMNS[key]})
    else:
        return False
    return True
