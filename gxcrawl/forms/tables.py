"""The official tables of a document, whichever tables of the page print them."""

from collections.abc import Sequence

from gxcrawl.forms import read_applications, read_disclosure, read_review
from gxcrawl.forms.found import Found
from gxcrawl.forms.lines import Line, lines_of
from gxcrawl.model import Form, Table

_SECTIONS = (read_applications, read_review, read_disclosure)


def read_tables(tables: Sequence[Table]) -> tuple[Form, Found]:
    """The edition and everything its tables say. `narrative` where no official table is found."""
    found = Found()
    by_section = _by_section(tables, found)
    disclosure = by_section[read_disclosure.SECTION]
    form = read_disclosure.edition(disclosure)
    if form is not None:
        read_disclosure.read(disclosure, form, found)
    read_applications.read(by_section[read_applications.SECTION], found)
    read_review.read(by_section[read_review.SECTION], found)
    return form or _edition_without_disclosure(found), found


def _by_section(tables: Sequence[Table], found: Found) -> dict[int, list[Line]]:
    """The lines of each section. A line that could be of any stays with the one above it in its table.

    A table that goes on over a page break may begin with such lines: they belong to what the table shows next,
    and where it shows nothing, to the table before.
    """
    by_section: dict[int, list[Line]] = {reader.SECTION: [] for reader in _SECTIONS}
    last: int | None = None
    for index, table in enumerate(tables):
        lines = [line for line in lines_of(index, table) if not line.blank]
        sections = [_section_of(line) for line in lines]
        known = [section for section in sections if section is not None]
        current = known[0] if known else _continued(table, tables[index - 1] if index else None, last)
        if current is None:
            continue
        found.sections[index] = current
        for line, section in zip(lines, sections, strict=True):
            current = section or current
            by_section[current].append(line)
        last = current
    return by_section


def _section_of(line: Line) -> int | None:
    return next((reader.SECTION for reader in _SECTIONS if reader.belongs(line)), None)


def _continued(table: Table, before: Table | None, section: int | None) -> int | None:
    """The section of the table before, where this one has its width and stands on a later page."""
    if before is None or table.origin.page is None or before.origin.page is None:
        return None
    same_width = len(table.rows[0]) == len(before.rows[0]) if table.rows and before.rows else False
    return section if same_width and table.origin.page > before.origin.page else None


def _edition_without_disclosure(found: Found) -> Form:
    """Section 3 alone tells the editions apart by its rows of （六）: three in 2021, one in 2019."""
    rows = {path.split(".total")[0] for path in found.cells if path.startswith("applications.other_handling")}
    if any("other_handling.no_correction" in row for row in rows):
        return "2021"
    return "2019" if found.cells else "narrative"
