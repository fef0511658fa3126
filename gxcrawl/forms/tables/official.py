"""Reads the official tables of a document, whichever tables of the page print them."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise

from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.rows.lines import Line, lines_of, prints_number
from gxcrawl.forms.sections import read_applications, read_disclosure, read_review, read_statistics
from gxcrawl.forms.sections.review_labels import captions_of
from gxcrawl.forms.tables.disputes import take_back_disputed
from gxcrawl.forms.tables.layouts import Layouts, layout_of
from gxcrawl.forms.tables.leftovers import report_leftovers
from gxcrawl.forms.tables.lost_columns import take_back_lost_columns
from gxcrawl.forms.tables.remarks import without_remarks
from gxcrawl.forms.tables.scaled import take_back_scaled
from gxcrawl.forms.tables.short_rows import take_back_short_rows
from gxcrawl.forms.tables.strays import own_tables
from gxcrawl.forms.tables.years import of_this_year
from gxcrawl.model import Block, Form, Table

_SECTIONS = (read_applications, read_review, read_disclosure)
LAYOUTS = Layouts()


def read_tables(
    tables: Sequence[Table], blocks: Sequence[Block] = (), others: Collection[int] = (), year: int | None = None
) -> tuple[Form, Found]:
    """The edition and the contents of its tables. `narrative` if no official table is found.

    blocks: the document with these tables among its paragraphs, whose headings decide between contradicting tables.
    others: the tables of another body's report, whose rows are only reported. year: of the report; None if not known
    yet.
    """
    captions, continued = captions_of(blocks), _below_tables(blocks)
    layout = None if others else layout_of(tables, captions, continued, year)
    known = LAYOUTS.recall(layout)
    if known is None:
        known = _read(tables, blocks, captions, continued, others, year)
        LAYOUTS.remember(layout, tables, *known)
    return known


def _below_tables(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of tables directly below another table, which they may continue."""
    above = [before for before, block in pairwise((None, *blocks)) if isinstance(block, Table)]
    return frozenset(number for number, before in enumerate(above) if isinstance(before, Table))


def _read(
    tables: Sequence[Table],
    blocks: Sequence[Block],
    captions: Mapping[int, str],
    continued: Collection[int],
    others: Collection[int],
    year: int | None,
) -> tuple[Form, Found]:
    found = Found()
    lines = of_this_year([lines_of(index, table) for index, table in enumerate(tables)], year)
    lines = _without_others(lines, others, found)
    lines = _without_statistics(lines, found)
    by_section = _by_section(lines, continued, found)
    form = _read_disclosure(by_section, blocks, found)
    readers = (
        (read_applications.SECTION, read_applications.read),
        (read_review.SECTION, partial(read_review.read, captions=captions)),
    )
    for section, read in readers:
        kept = own_tables(without_remarks(by_section[section], section, found), section, blocks, read, found)
        read(kept, found)
    report_leftovers(lines, blocks, found)
    take_back_disputed(found, tables)
    take_back_short_rows(found, tables)
    take_back_lost_columns(found, tables)
    take_back_scaled(found, tables)
    return form or _edition_without_disclosure(found), found


def _without_others(tables: Sequence[list[Line]], others: Collection[int], found: Found) -> list[list[Line]]:
    """The lines of each table; the rows of another body's tables are reported and left out."""
    section = 0
    for line in (line for index in sorted(others) for line in tables[index]):
        section = _section_of(line) or section
        _report_numbers([line], section, found)
    return [[] if index in others else lines for index, lines in enumerate(tables)]


def _without_statistics(tables: Sequence[list[Line]], found: Found) -> list[list[Line]]:
    """Reads tables of the form 政府信息公开情况统计表 into `found`; returns the lines of the other tables."""
    statistical = _statistical(tables)
    roles: tuple[str, ...] = ()
    for index in sorted(statistical):
        goes_on = index - 1 in statistical and _width(tables[index - 1]) == _width(tables[index])
        roles = read_statistics.read(tables[index], found, roles if goes_on else ())
    read_statistics.withdraw_ambiguous(found)
    return [[] if index in statistical else lines for index, lines in enumerate(tables)]


def _width(lines: Sequence[Line]) -> int:
    return len(lines[0].table.rows[0])


def _read_disclosure(by_section: Mapping[int, list[Line]], blocks: Sequence[Block], found: Found) -> Form | None:
    """Reads section 2; returns its edition, or None if that is unknown and nothing was read."""
    lines = by_section[read_disclosure.SECTION]
    form = read_disclosure.edition(lines)
    if form is not None:
        kept = own_tables(lines, read_disclosure.SECTION, blocks, partial(read_disclosure.read, form), found)
        read_disclosure.read(form, kept, found)
    elif by_section[read_applications.SECTION] or by_section[read_review.SECTION]:
        _report_numbers(lines, read_disclosure.SECTION, found)
    return form


def _report_numbers(lines: Sequence[Line], section: int, found: Found) -> None:
    """Reports the rows with numbers, as printed, for a person to look at."""
    for line in lines:
        if prints_number(line.cells):
            found.report_row(line, section)


def _statistical(tables: Sequence[Sequence[Line]]) -> set[int]:
    """The tables that are 政府信息公开情况统计表, with continuations after page breaks."""
    found: set[int] = set()
    for index, lines in enumerate(tables):
        if read_statistics.is_statistics(lines) or (index - 1 in found and lines and read_statistics.goes_on(lines)):
            found.add(index)
    return found


def _by_section(tables: Sequence[Sequence[Line]], continued: Collection[int], found: Found) -> dict[int, list[Line]]:
    """The lines of each section. An ambiguous line belongs to the section of the line above it in its table.

    A table continued after a page break may begin with such lines: they belong to the section of its next line, or if
    there is none, to that of the table before. continued: the tables directly below another.
    """
    by_section: dict[int, list[Line]] = {reader.SECTION: [] for reader in _SECTIONS}
    last: Line | None = None
    last_section: int | None = None
    for lines in tables:
        sections = [_section_of(line) for line in lines]
        known = [section for section in sections if section is not None]
        goes_on = not known and lines and last is not None and _goes_on(last, lines[0], continued)
        current = known[0] if known else last_section if goes_on else None
        if current is None:
            _report_numbers(list(filter(read_applications.may_be_row, lines)), read_applications.SECTION, found)
            continue
        found.sections[lines[0].table_index] = current
        for line, section in zip(lines, sections, strict=True):
            current = section or current
            by_section[current].append(line)
        last, last_section = lines[-1], current
    return by_section


def _section_of(line: Line) -> int | None:
    return next((reader.SECTION for reader in _SECTIONS if reader.belongs(line)), None)


def _goes_on(last: Line, first: Line, continued: Collection[int]) -> bool:
    """True if a table continues the one before: same width, on a later page or directly below a header alone."""
    pages = (last.table.origin.page, first.table.origin.page)
    if pages[0] is None or pages[1] is None:
        below = last.table_index + 1 == first.table_index and first.table_index in continued
        below = below and not prints_number(last.cells)
    else:
        below = pages[0] < pages[1]
    return below and len(last.table.rows[0]) == len(first.table.rows[0])


def _edition_without_disclosure(found: Found) -> Form:
    """The edition by section 3 alone: （六） has three rows in 2021, one in 2019."""
    if any(path.startswith("applications.other_handling.no_correction") for path in found.cells):
        return "2021"
    if any(not path.startswith("statistics") for path in found.cells):
        return "2019"
    return "2014" if found.statistics else "narrative"
