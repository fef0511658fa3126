"""Reads section 4, 政府信息公开行政复议、行政诉讼情况: fifteen numbers under the same five labels three times."""

from collections import Counter
from collections.abc import Mapping, Sequence

from gxcrawl.forms.cells.labels import bare
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.editions import review as form
from gxcrawl.forms.editions.shape import Column
from gxcrawl.forms.rows.crossed import read_rows, stands_in_rows
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Header, Line, Printed, blank_line_below, by_table, prints_number
from gxcrawl.forms.rows.placing import settled
from gxcrawl.forms.sections.review_header import find_header
from gxcrawl.forms.sections.review_labels import BLOCK_BY_LABEL, COLUMNS, NAMES, PREFIX, result_of
from gxcrawl.forms.sections.review_labels import SECTION as SECTION

NO_CAPTIONS: Mapping[int, str] = {}
_LITIGATION = bare(form.LITIGATION)
_MIN_NUMBERS = 4  # a block without its total; a row with fewer numbers cannot be recognised
_FEWEST_LABELS = 3  # of results, or of blocks and results in one, that make a line a header
_MOST_LABELS = 20  # lines of labels one below the other; the official header has 3


def belongs(line: Line) -> bool:
    """True if the line can only be part of this section's header."""
    texts = [bare(text) for text in line.texts]
    if BLOCK_BY_LABEL.keys() & set(texts) or len({*map(result_of, texts)} - {None}) >= _FEWEST_LABELS:
        return True
    return sum(NAMES.both_of(text) is not None for text in line.texts) >= _FEWEST_LABELS


def read(lines: Sequence[Line], found: Found, captions: Mapping[int, str] = NO_CAPTIONS) -> None:
    """Stores the numbers in `found` and reports rows of numbers that no header names.

    captions: table index → the block named right above that table.
    """
    columns: list[Line] = []
    for table in by_table(lines).values():
        if stands_in_rows(table, NAMES) and not any(map(_is_official, table)):
            read_rows(table, NAMES, found)
        else:
            columns += table
    _read_columns(columns, found, captions)


def _read_columns(lines: Sequence[Line], found: Found, captions: Mapping[int, str]) -> None:
    """Does the same for the official layout, with labels above the numbers."""
    above: list[Line] = []
    header: Header | None = None
    for line in lines:
        if belongs(line) and not prints_number(line.cells):
            if above and header is None and not _is_below(line, above[-1]) and _is_whole(above, found, captions):
                above = []
            above = [line] if header else [*above[1 - _MOST_LABELS :], line]
            header = None
        elif _is_numbers(line):
            header = header or (_header(above, found, captions) if above else None)
            if header is None:
                found.report_row(line, SECTION)
            else:
                values = _values(line, header, above)
                believed, columns = settled(header, [values]) or header, _columns(header, values, above)
                found.put_row(PREFIX, line, values, believed, columns)
                if sum(not cell.blank for cell in values) > len(columns):
                    found.report_row(line, SECTION)
        elif prints_number(line.cells):
            found.report_row(line, SECTION)
    if above and header is None:
        _is_whole(above, found, captions)


def _header(above: Sequence[Line], found: Found, captions: Mapping[int, str]) -> Header | None:
    return find_header(above, found, captions.get(above[-1].table_index))


def _is_below(line: Line, above: Line) -> bool:
    """True if only blank rows stand between the two lines, as when a page break cuts a header."""
    between = range(above.row + 1, line.row) if line.table_index == above.table_index else ()
    printed = (text for row in between for _, text in line.table.own_cells(row))
    return above.row < line.row and line.table_index == above.table_index and not any(map(str.strip, printed))


def _is_whole(above: Sequence[Line], found: Found, captions: Mapping[int, str]) -> bool:
    """True if these lines form a complete header although no numbers stand below it.

    If the row below is blank, every value of it is null, with a note.
    """
    header = _header(above, found, captions)
    line = blank_line_below(above[-1])
    if header is not None and line is not None and len(line.cells) == len(header.keys):
        found.put_row(PREFIX, line, line.cells, header, {key: COLUMNS[key] for key in header.keys})
    return header is not None


def _columns(header: Header, values: Sequence[Printed], above: Sequence[Line]) -> dict[str, Column]:
    """The header's columns, plus those of its blocks without a label if some cells stand below no label.

    Also if a block of lawsuits is missing or has fewer labels than the other, as when a table runs over the page's
    edge.
    """
    blocks = Counter(key.partition(".")[0] for key in header.keys)
    if any(bare(text) == _LITIGATION for line in above for text in line.texts):
        for key, _ in form.BLOCKS[1:]:
            blocks.setdefault(key, 0)
    if len(values) <= len(header.keys) and len(set(blocks.values())) < 2:
        return {key: COLUMNS[key] for key in header.keys}
    return {key: column for key, column in COLUMNS.items() if key.partition(".")[0] in blocks}


def _values(line: Line, header: Header, above: Sequence[Line]) -> tuple[Printed, ...]:
    """The cells after the row's own name (数量) and after one below a label of its own (序号)."""
    if _fills(line, header):
        return line.cells
    first = next(place for place, cell in enumerate(line.cells) if cell.blank or _is_number_like(cell.text))
    left_edge = header.extents[0][0] if header.extents else 0
    corners = {(cell.column, cell.end): cell for row in above for cell in row.cells if cell.end <= left_edge}
    corner = corners.get((line.cells[first].column, line.cells[first].end))
    # A number below a blank corner makes the row unknown; if the row is short of a value, that number is left out.
    if corner is not None and (not corner.blank or len(line.cells) == len(header.keys)):
        first += 1
    return line.cells[first:]


def _fills(line: Line, header: Header) -> bool:
    """True if the row has one cell for each label, right below it; the first may be a sign instead of a number."""
    if header.extents is None or len(line.cells) != len(header.keys) or len(bare(line.texts[0])) > 1:
        return False
    return (line.cells[0].column, line.cells[-1].end) == (header.extents[0][0], header.extents[-1][1])


def _is_official(line: Line) -> bool:
    """True if the row prints as many numbers as a row of the form, and no label before them."""
    filled = [cell for cell in line.cells if not cell.blank]
    return len(line.cells) > 2 * _MIN_NUMBERS and all(_is_number_like(cell.text) for cell in filled)


def _is_numbers(line: Line) -> bool:
    """True if most cells of the row are numbers; in a row as long as the form's, some are enough.

    One cell may hold words, or all may be merged for a 无.
    """
    filled = [cell for cell in line.cells if not cell.blank]
    numbers = sum(_is_number_like(cell.text) for cell in filled)
    merged = line.cells[-1].end - line.cells[0].column >= _MIN_NUMBERS
    none = merged and all(parse_count(cell.text).value == 0 for cell in filled)
    least = 0 if len(line.cells) == len(COLUMNS) else len(filled) // 2
    return (len(line.cells) >= _MIN_NUMBERS or none) and numbers > least


def _is_number_like(text: str) -> bool:
    return any(char.isdigit() for char in text) or parse_count(text).reason == "dash"
