"""Reads section 2, 主动公开政府信息情况, and determines the edition from the column labels it finds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gxcrawl.forms.cells.labels import bare, counts_itself
from gxcrawl.forms.cells.numbers import unit_in
from gxcrawl.forms.cells.vocabulary import Vocabulary, missing_one, most_similar
from gxcrawl.forms.editions import disclosure_2019, disclosure_2021
from gxcrawl.forms.editions.shape import CONTENT, Column, FormBlock, Row
from gxcrawl.forms.rows.crossed import Names, read_rows, stands_in_rows
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import UNKNOWN, Header, Line, Printed, by_table, header_of_labels, prints_number
from gxcrawl.forms.sections.side_by_side import parts_of
from gxcrawl.model import Form
from gxcrawl.text.characters import normalise

PREFIX = "proactive_disclosure"
SECTION = 2
EDITIONS: Mapping[Form, tuple[FormBlock, ...]] = {"2019": disclosure_2019.BLOCKS, "2021": disclosure_2021.BLOCKS}
_ROWS = {form: Vocabulary(tuple(row for block in blocks for row in block.rows)) for form, blocks in EDITIONS.items()}
_COLUMNS = {
    form: Vocabulary(tuple({column.key: column for block in blocks for column in block.columns}.values()))
    for form, blocks in EDITIONS.items()
}
_BLOCK_COLUMNS = {
    (form, row.key): (block, Vocabulary(block.columns))
    for form, blocks in EDITIONS.items()
    for block in blocks
    for row in block.rows
}
_EXACT = {
    form: frozenset(bare(column.label) for block in blocks for column in block.columns)
    for form, blocks in EDITIONS.items()
}
_CONTENT = bare(CONTENT)
_LABEL_WITHIN = 2  # the label is the first or second cell: a serial number (序号) may stand before it


def _names(form: Form) -> Names:
    """The labels of an edition, for tables where two labels name a number in another layout than the form's."""
    labels = {bare(name): row.key for row in _ROWS[form].entries for name in (row.label, *row.aliases)}
    columns = {f"{row.key}.{one.key}": one for block in EDITIONS[form] for row in block.rows for one in block.columns}
    return Names(
        PREFIX,
        SECTION,
        block_of=_ROWS[form].key_of,
        result_of=_COLUMNS[form].key_of,
        labels=labels,
        columns=columns,
    )


_NAMES = {form: _names(form) for form in EDITIONS}


def belongs(line: Line) -> bool:
    """True if the line can belong to this section only: a block title, a column header, or a row of a block."""
    filled = [cell for cell in line.cells if not cell.blank]
    if not filled:
        return False
    if normalise(filled[0].text).startswith("第二十条第"):
        return True
    return any(bare(cell.text) == _CONTENT or _any_row(cell) is not None for cell in filled[:_LABEL_WITHIN])


def edition(lines: Sequence[Line]) -> Form | None:
    """The edition whose column labels the tables print; None if there are none.

    On a tie the edition whose labels head more blocks wins; None if that is a tie too. A report on the new form may
    keep the old block of documents, whose three labels are as many as those of the other three blocks.
    """
    texts = [cell.text for line in lines for cell in line.cells if cell.text and not cell.text.isdigit()]
    votes = {form: sum(bare(text) in _EXACT[form] for text in texts) for form in EDITIONS}
    if not any(votes.values()):
        votes = {form: sum(_NAMES[form].both_of(text) is not None for text in texts) for form in EDITIONS}
    winners = _most(votes)
    if len(winners) > 1:
        winners = _most({form: sum(_prints_label_of(form, line) for line in lines) for form in winners})
    return winners[0] if len(winners) == 1 else None


def _most(votes: Mapping[Form, int]) -> list[Form]:
    best = max(votes.values())
    return [form for form, count in votes.items() if count == best and best]


def _prints_label_of(form: Form, line: Line) -> bool:
    return any(bare(text) in _EXACT[form] for text in line.texts)


def read(form: Form, lines: Sequence[Line], found: Found) -> None:
    """Stores every row of the section's lines in `found`, read as this edition prints them."""
    header: Line | None = None
    for of_table in by_table(lines).values():
        for table in parts_of(of_table):
            if stands_in_rows(table, _NAMES[form], results_only=True):
                read_rows(table, _NAMES[form], found)
            else:
                header = _read_upright(table, header, form, found)
    _put_lone_labels(form, lines, found)


def _read_upright(lines: Sequence[Line], header: Line | None, form: Form, found: Found) -> Line | None:
    """Reads one table in the official layout, its first rows under the given header; returns its last header."""
    for line in lines:
        if _is_header(line):
            header = line
        elif (label := _label(line)) is not None and (len(line.cells) > 1 or _reaches_in(line)):
            _read_row(line, label, header, form, found)
        elif prints_number(line.cells) if label is None else _counts_itself(line.cells[label]):
            found.report_row(line, SECTION)
    return header


def _put_lone_labels(form: Form, lines: Sequence[Line], found: Found) -> None:
    """Stores rows that print only a label, unless the same row is printed with cells elsewhere."""
    for line in lines:
        row = _ROWS[form].find(line.texts[0]) if len(line.cells) == 1 else None
        columns = () if row is None else _BLOCK_COLUMNS[form, row.key][0].columns
        if row is not None and not any(f"{PREFIX}.{row.key}.{column.key}" in found.cells for column in columns):
            found.put_row(f"{PREFIX}.{row.key}", line, (), None, {column.key: column for column in columns})


def _counts_itself(label: Printed) -> bool:
    """True if one cell prints a row's label and its number: 行政许可：31件."""
    return _any_row(label) is not None and any(char.isdigit() for char in bare(label.text))


def _reaches_in(line: Line) -> bool:
    """True if the last cell of the row begins in a row above."""
    owner = line.table.owners[line.row][-1]
    return owner is not None and owner[0] < line.row


def _read_row(line: Line, label: int, header: Line | None, form: Form, found: Found) -> None:
    printed, values = line.cells[label], line.cells[label + 1 :]
    if counts_itself(printed.text) and prints_number(values):
        found.report_row(line, SECTION)
        return
    row = _ROWS[form].find(printed.text)
    if row is None and prints_number(values) and not _ROWS[form].names_several(printed.text):
        row = _bridge(printed.text, form, found)
    if row is None:
        if prints_number(values):
            found.report_row(line, SECTION)
        return
    block, columns = _BLOCK_COLUMNS[form, row.key]
    found.put_row(
        f"{PREFIX}.{row.key}",
        line,
        values,
        _with_unit(_header(header, columns, found), printed.text) if values or _reaches_in(line) else None,
        {c.key: c for c in block.columns},
    )


def _bridge(printed: str, form: Form, found: Found) -> Row | None:
    """The row that a damaged label resembles, among those not read yet; None if there is none."""
    missing = [
        row for row in _ROWS[form].entries if not any(path.startswith(f"{PREFIX}.{row.key}.") for path in found.cells)
    ]
    return found.bridge(PREFIX, printed, most_similar(printed, missing))


def _header(header: Line | None, columns: Vocabulary[Column], found: Found) -> Header | None:
    """The header above, as the columns of the row's own block; None if it is another block's header.

    Also None if it lacks a label and no grid tells which number is missing in a row of the same length, or if it has no
    cell at the edge of the grid: a cell was lost, and the labels after it moved. A blank cell there lost nothing. A
    label that lost characters is matched by similarity; one that stays unknown still counts as a column.
    """
    if header is None:
        return None
    cells = _over_values(header, columns)
    known = [columns.find(cell.text) for cell in cells]
    if not any(known):
        return None
    missing = [column for column in columns.entries if column not in known]
    keys: list[str] = []
    for cell, column in zip(cells, known, strict=True):
        if column is None:
            column = found.bridge(f"{PREFIX}.*", cell.text, missing_one(cell.text, missing))
        keys.append(f"{UNKNOWN}{len(keys)}" if column is None else column.key)
    if len(set(keys)) != len(keys):
        return None
    made = header_of_labels(keys, cells, [header])
    reaches_edge = made.extents is not None and header.table.owners[header.row][-1] is not None
    is_whole = len(keys) >= len(columns.entries) or reaches_edge
    return made if is_whole else None


def _with_unit(header: Header | None, label: str) -> Header | None:
    """The header with the money unit in the row's own label, （万元）; without any unit if the two disagree."""
    own = unit_in(label)
    if header is None or own is None:
        return header
    texts = (label if "元" not in text else text if unit_in(text) == own else "" for text in header.texts)
    return replace(header, texts=tuple(texts))


def _over_values(header: Line, columns: Vocabulary[Column]) -> list[Printed]:
    """The labels of columns: those after 信息内容 in the header, otherwise from the first that names a column.

    The place of the row's own label is not used: a wrong span above may push it below a column label.
    """
    printed = [cell for cell in header.cells if not cell.blank]
    content = next((n + 1 for n, cell in enumerate(printed) if bare(cell.text) == _CONTENT), None)
    if content is not None:
        return printed[content:]
    named = (n for n, cell in enumerate(printed) if columns.find(cell.text) or missing_one(cell.text, columns.entries))
    return printed[next(named, 0) :]


def _is_header(line: Line) -> bool:
    texts = [cell for cell in line.cells if not cell.blank]
    if any(bare(cell.text) == _CONTENT for cell in texts):
        return True
    named = sum(any(columns.find(cell.text) for columns in _COLUMNS.values()) for cell in texts)
    return named >= 1 and named >= len(texts) - 1 and not prints_number(texts)


def _any_row(cell: Printed) -> Row | None:
    return next(filter(None, (rows.find(cell.text) for rows in _ROWS.values())), None)


def _label(line: Line) -> int | None:
    """Index of the row's label among its first cells with text: the one that names a row, otherwise words; or None."""
    first = [position for position, cell in enumerate(line.cells) if not cell.blank][:_LABEL_WITHIN]
    named = (position for position in first if _any_row(line.cells[position]) is not None)
    words = (position for position in first if not prints_number((line.cells[position],)))
    return next(named, next(words, None))
