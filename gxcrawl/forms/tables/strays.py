"""Leaves out tables that do not belong to a section: of another body or year, printed outside it, or left empty."""

from collections.abc import Callable, Sequence

from gxcrawl.forms.prose.heading_lines import section_number
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, by_table, prints_number
from gxcrawl.model import Block, Paragraph

Read = Callable[[Sequence[Line], Found], None]


def own_tables(lines: Sequence[Line], section: int, blocks: Sequence[Block], read: Read, found: Found) -> list[Line]:
    """The lines of a section, without tables that contradict one below its heading, and without empty copies.

    blocks: the document; empty if the places of the tables in it are unknown. read: the reader of the section. What is
    left out and prints a number is reported in `found`.
    """
    if len({line.table_index for line in lines}) < 2:
        return list(lines)
    return _without_blank_copies(_without_strays(lines, section, blocks, read, found), read)


def _without_strays(
    lines: Sequence[Line], section: int, blocks: Sequence[Block], read: Read, found: Found
) -> list[Line]:
    if not blocks:
        return list(lines)
    tables, headings = by_table(lines), _headings_of_tables(blocks)
    outside = {table for table in tables if section not in headings[table]}
    if len(outside) in (0, len(tables)):
        return list(lines)
    own = _values([line for line in lines if line.table_index not in outside], read)
    strays = {table for table in outside if _contradict(_values(tables[table], read), own)}
    for line in lines:
        if line.table_index in strays and prints_number(line.cells):
            found.report_row(line, section)
    return [line for line in lines if line.table_index not in strays]


def _without_blank_copies(lines: Sequence[Line], read: Read) -> list[Line]:
    """The lines without tables that print no number, if other tables of the section print all their rows.

    This happens when an empty form is followed by the same form filled in.
    """
    tables = by_table(lines)
    filled = {line.table_index for line in lines if prints_number(line.cells)}
    if len(filled) in (0, len(tables)):
        return list(lines)
    printed = _values([line for line in lines if line.table_index in filled], read).keys()
    rows = {table: _values(tables[table], read).keys() for table in tables.keys() - filled}
    copies = {table for table, paths in rows.items() if paths and paths <= printed}
    return [line for line in lines if line.table_index not in copies]


def _headings_of_tables(blocks: Sequence[Block]) -> list[set[int]]:
    """For each table, the section of the last heading above it and the sections whose headings its own rows print."""
    below: list[set[int]] = []
    last: int | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            last = section_number(block.text) or last
            continue
        printed = [number for row in block.rows if (number := _number_in(row)) is not None]
        below.append({number for number in (last, *printed) if number is not None})
        last = printed[-1] if printed else last
    return below


def _number_in(row: Sequence[str]) -> int | None:
    """The section whose heading is the only text in a table row, or None."""
    texts = set(row) - {""}
    return section_number(texts.pop()) if len(texts) == 1 else None


def _values(lines: Sequence[Line], read: Read) -> dict[str, object]:
    read_apart = Found()
    read(lines, read_apart)
    return {path: cell.value for path, cell in read_apart.cells.items()}


def _contradict(values: dict[str, object], own: dict[str, object]) -> bool:
    """True if the section itself also prints most of these values, and at least one of them differs there.

    A table continued after a page break repeats one row at most.
    """
    shared = values.keys() & own.keys()
    return len(shared) * 2 > len(values) and any(values[path] != own[path] for path in shared)
