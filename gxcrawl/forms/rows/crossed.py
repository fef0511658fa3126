"""Tables in which two labels name a number: both at the left, one at the left and one above, or both in one label.

The official form prints its rows (section 2) and blocks (section 4) at the left or above, and the columns above the
numbers. Some agencies swap rows and columns, or print one number per row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from gxcrawl.forms.cells.labels import bare, whole
from gxcrawl.forms.cells.numbers import parse_count
from gxcrawl.forms.editions.shape import Column
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Header, Line, Printed, header_of_labels, prints_number

Name = Callable[[str], str | None]
_NOTHING = (None, None)


@dataclass(frozen=True)
class Names:
    """The labels of one section and the values they name.

    block_of, result_of: label → first or second part of a value's path below `prefix`; None if the label names no such
    part. labels: block label → its key. columns: path → column, for every value of the section. around: other labels
    that may stand at the left of numbers. fewest: how many labels of results, and of blocks, make a line a header.
    """

    prefix: str
    section: int
    block_of: Name
    result_of: Name
    labels: Mapping[str, str]
    columns: Mapping[str, Column]
    around: frozenset[str] = frozenset()
    fewest: tuple[int, int] = (1, 1)

    @cached_property
    def both_of(self) -> Name:
        """Cached function: a label naming both block and result (行政复议结果维持, 规章本年制发件数) → path."""
        return lru_cache(maxsize=1024)(self._both)  # called for every cell

    @cached_property
    def parts_of(self) -> Callable[[str], tuple[str | None, str | None]]:
        """Cached function: a label → the block and the result it names, each None if it names none."""
        return lru_cache(maxsize=1024)(self._parts)

    def _both(self, text: str) -> str | None:
        plain = "".join(char for char in whole(text) if char not in "()[]〔〕")
        for other in self.around:
            plain = plain.removeprefix(other)
        for label, block in self.labels.items():
            if plain.startswith(label) and (result := self.result_of(plain.removeprefix(label).removeprefix("的"))):
                return self.path_of(block, result)
        return None

    def _parts(self, text: str) -> tuple[str | None, str | None]:
        both = self.both_of(text)
        if both is None:
            return self.block_of(text), self.result_of(text)
        block, _, result = both.partition(".")
        return block, result

    def path_of(self, block: str | None, result: str | None) -> str | None:
        """The path of a value, or None if the form has no such value."""
        path = f"{block}.{result}"
        return path if path in self.columns else None

    def of_block(self, block: str) -> dict[str, Column]:
        """The columns of one block, by result."""
        parts = ((path.partition("."), column) for path, column in self.columns.items())
        return {result: column for (named, _, result), column in parts if named == block}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of such a table: the last block and result that its labels name, and the cells after the labels.

    label: the last of these labels, as printed. unknown: True if one of the labels names nothing in the section, for
    example a block whose label lost characters. Header lines and lines mixing labels and numbers are ignored: no block,
    no result, no values.
    """

    block: str | None
    result: str | None
    values: tuple[Printed, ...]
    label: str = ""
    unknown: bool = False

    @classmethod
    def of(cls, line: Line, names: Names) -> "_Row":
        parts = [_NOTHING if text.isdigit() else names.parts_of(text) for text in line.texts]
        named = [place for place, (block, result) in enumerate(parts) if block or result]
        several = len({result for _, result in parts if result}) > 1
        if not named or several or prints_number(line.cells[named[0] : named[-1]]):
            return cls(None, None, (), unknown=bool(named))
        labels = line.texts[: named[-1] + 1]
        return cls(
            next((block for block, _ in reversed(parts) if block), None),
            next((result for _, result in reversed(parts) if result), None),
            line.cells[len(labels) :],
            labels[-1],
            any(_is_word(text) and not _is_known(text, names) for text in labels),
        )


def _is_word(text: str) -> bool:
    return bool(bare(text)) and parse_count(text).value is None


def _is_known(text: str, names: Names) -> bool:
    return bare(text) in names.around or any(names.parts_of(text))


def stands_in_rows(lines: Sequence[Line], names: Names, *, results_only: bool = False) -> bool:
    """True if labels stand at the left of the numbers of one table.

    results_only: labels of blocks alone are not enough.
    """
    rows = (_Row.of(line, names) for line in lines if not results_only or _names_result(line, names))
    return any((row.result or not results_only) and prints_number(row.values) for row in rows)


def _names_result(line: Line, names: Names) -> bool:
    return any(not text.isdigit() and names.parts_of(text)[1] for text in line.texts)


def read_rows(lines: Sequence[Line], names: Names, found: Found) -> None:
    """Stores the numbers of one table in `found`; reports rows of numbers whose labels do not say what they count."""
    header: Header | None = None
    block: str | None = None
    for line in lines:
        if (above := _header(line, names)) is not None:
            header = above
            continue
        row = _Row.of(line, names)
        block = row.block or (None if row.unknown else block)
        if not _put(replace(row, block=block), line, header, names, found) and prints_number(line.cells):
            found.report_row(line, names.section)


def _header(line: Line, names: Names) -> Header | None:
    """The line as a header if its labels all name results, or all name blocks; None otherwise."""
    for name, fewest in zip((names.result_of, names.block_of), names.fewest, strict=True):
        named = [(key, cell) for cell in line.cells if (key := name(cell.text))]
        alone = len(named) == 1 and named[0][1] is line.cells[0]  # the label of a row that prints nothing
        if len(named) < fewest or alone or prints_number(line.cells):
            continue
        first = named[0][1].column
        labels = [cell for cell in line.cells if cell.column >= first and not cell.blank]
        if len(labels) == len(named) == len({key for key, _ in named}):
            return header_of_labels([key for key, _ in named], labels, [line])
    return None


def _put(row: _Row, line: Line, header: Header | None, names: Names, found: Found) -> bool:
    """Stores one row of a block, of a result, or of a single number named by its labels; False for any other row."""
    if header is not None and names.block_of(header.texts[0]) is None:
        if row.block is None or row.result is not None or not row.values:
            return False
        found.put_row(f"{names.prefix}.{row.block}", line, row.values, header, names.of_block(row.block))
        return True
    blocks = (row.block,) if header is None else header.keys
    paths = tuple(path for block in blocks if (path := names.path_of(block, row.result)))
    printed = sum(not cell.blank for cell in row.values)
    if len(paths) != len(blocks) or printed > len(blocks) or (header is None and len(row.values) != 1):
        return False
    labels = (row.label,) * len(paths)
    below = Header(paths, labels, None) if header is None else replace(header, keys=paths, texts=labels)
    found.put_row(names.prefix, line, row.values, below, {path: names.columns[path] for path in paths})
    return True
