"""Reads section 4, 政府信息公开行政复议、行政诉讼情况: fifteen numbers under the same five labels three times."""

from collections.abc import Sequence

from gxcrawl.forms import review as form
from gxcrawl.forms.found import Found
from gxcrawl.forms.labels import bare, similarity
from gxcrawl.forms.lines import Header, Line, Printed, header_by_stack, header_of_labels, prints_number
from gxcrawl.forms.numbers import parse_count
from gxcrawl.forms.vocabulary import Vocabulary
from gxcrawl.model import LabelNote

PREFIX = "review_litigation"
SECTION = 4
_RESULTS = Vocabulary(form.RESULTS)
_BLOCK_BY_LABEL = {**{bare(label): key for key, label in form.BLOCKS}, **form.ALIASES}
_TITLES = {*_BLOCK_BY_LABEL, bare(form.LITIGATION)}
_COLUMNS = {f"{key}.{column.key}": column for key, _ in form.BLOCKS for column in form.RESULTS}
_MIN_NUMBERS = 4  # a block without its total; fewer numbers in a row say nothing about what they count


def belongs(line: Line) -> bool:
    """Whether the line can only be of this section's header."""
    texts = [bare(text) for text in line.texts]
    return bool(_BLOCK_BY_LABEL.keys() & set(texts)) or sum(map(_result, texts)) >= 3


def read(lines: Sequence[Line], found: Found) -> None:
    """Puts the numbers under the header into `found`; a row of numbers without a header is reported."""
    above: list[Line] = []
    header: Header | None = None
    for line in lines:
        if belongs(line) and not prints_number(line.cells):
            above = [line] if header else [*above, line]
            header = None
        elif _is_numbers(line):
            header = header or (_header(above, found) if above else None)
            if header is None:
                found.report_row(line, SECTION)
            else:
                columns = {key: _COLUMNS[key] for key in header.keys}
                found.put_row(PREFIX, line, _values(line), header, columns)


def _values(line: Line) -> tuple[Printed, ...]:
    """The cells after what the row calls itself (数量)."""
    first = next(place for place, cell in enumerate(line.cells) if cell.blank or _is_number_like(cell.text))
    return line.cells[first:]


def _result(text: str) -> bool:
    return _RESULTS.find(text) is not None


def _is_numbers(line: Line) -> bool:
    """Whether most of what a row prints are numbers; one of its cells may hold words."""
    filled = [cell for cell in line.cells if not cell.blank]
    numbers = sum(_is_number_like(cell.text) for cell in filled)
    return len(line.cells) >= _MIN_NUMBERS and numbers * 2 > len(filled)


def _is_number_like(text: str) -> bool:
    return any(char.isdigit() for char in text) or parse_count(text).reason == "dash"


def _header(lines: Sequence[Line], found: Found) -> Header | None:
    """Each column under its block; where the grid does not tell, the order of the official form."""
    by_grid = header_by_stack(lines, _key_of_stack)
    in_order = _header_in_order(lines, found)
    if by_grid is None or not _in_official_order(by_grid) or len(by_grid.keys) != _count_labels(lines):
        return in_order
    return by_grid if in_order is None or by_grid.keys == in_order.keys else in_order


def _count_labels(lines: Sequence[Line]) -> int:
    """How many columns the header prints a label for."""
    return sum(bare(cell.text) not in _TITLES for cell in _labels(lines))


def _labels(lines: Sequence[Line]) -> list[Printed]:
    """What the header prints over the numbers; a label at their left (类型) is none of it."""
    cells = [cell for line in lines for cell in line.cells if not cell.blank]
    known = [cell.column for cell in cells if bare(cell.text) in _TITLES or _result(cell.text)]
    return [cell for cell in cells if cell.column >= min(known, default=0)]


def _in_official_order(header: Header) -> bool:
    positions = [list(_COLUMNS).index(key) for key in header.keys]
    return positions == sorted(positions)


def _key_of_stack(stack: tuple[str, ...]) -> str | None:
    """The lowest block title and the lowest result of a grid column. 行政诉讼 alone does not say which of its two."""
    block = next((key for text in reversed(stack) if (key := _BLOCK_BY_LABEL.get(bare(text)))), None)
    result = next((column for text in reversed(stack) if (column := _RESULTS.find(text))), None)
    return f"{block}.{result.key}" if block and result else None


def _header_in_order(lines: Sequence[Line], found: Found) -> Header | None:
    """Every label of one block or several in the form's order: then the order of the numbers is known.

    One label that lost characters is known by its place among the others, and leaves a note.
    """
    labels = _labels(lines)
    blocks = [key for cell in labels if (key := _BLOCK_BY_LABEL.get(bare(cell.text)))]
    results = [cell for cell in labels if bare(cell.text) not in _TITLES]
    keys = [f"{key}.{column.key}" for key in blocks for column in form.RESULTS]
    if not keys or len(results) != len(keys) or blocks != [key for key, _ in form.BLOCKS if key in blocks]:
        return None
    damaged = [(key, cell.text) for key, cell in zip(keys, results, strict=True) if not _names(cell.text, key)]
    if len(damaged) > 1 or any(_result(text) for _, text in damaged):
        return None
    for key, text in damaged:
        label = _COLUMNS[key].label
        found.label_notes.append(LabelNote(f"{PREFIX}.{key}", text.strip(), label, round(similarity(text, label), 2)))
    return header_of_labels(keys, results, lines[-1].table)


def _names(text: str, key: str) -> bool:
    return _RESULTS.find(text) is _COLUMNS[key]
