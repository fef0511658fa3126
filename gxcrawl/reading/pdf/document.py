"""A PDF → `Document`: pdfplumber's tables, and the lines outside them as paragraphs."""

import io
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from gxcrawl.errors import Unreadable
from gxcrawl.model import Block, Document, Origin, Paragraph, Table
from gxcrawl.reading.layout import looks_like_data
from gxcrawl.reading.pdf.frames import find_frames
from gxcrawl.reading.pdf.glyphs import Glyph, glyph_of, is_slanted, lines_of, quarter_turns
from gxcrawl.reading.pdf.grids import Grid
from gxcrawl.reading.pdf.loose import LooseTables, PlacedTable
from gxcrawl.reading.pdf.page_breaks import join_header, mend_cut_row
from gxcrawl.reading.pdf.paragraphs import Measure, PlacedLine, join_lines, without_margins

# It warns of every oddity of a damaged font, a hundred lines a page; what cannot be read becomes our own one line.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

MAX_PAGES = 200  # a report has 3 to 20
MAX_CHARACTERS = 50_000  # on one page; a report's has about 1,000
_UNMAPPED = "(cid:"  # pdfminer's text for a character whose font does not say which it is
_UNMAPPED_SHARE = 0.2
_FEWEST_CHARACTERS = 20  # on all pages: scans may have page numbers printed on them
_PICTURE_SHARE = 0.6  # of a page: pictures so large are the scan of the page, in one piece or in strips
_TURNED_SHARE = 0.8  # of a page's characters

Item = PlacedLine | tuple[int, Grid] | Table  # a line of prose, a ruled table with its page, one without lines


def read_pdf(body: bytes) -> Document:
    """The prose and tables of a PDF, each table with the page it stands on; one cut by a page break is two tables.

    Raises Unreadable for encrypted, broken and overlong files, and, with a reason that begins "needs OCR", for
    scanned ones.
    """
    try:
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            items = list(_items(pdf.pages[: MAX_PAGES + 1]))
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Unreadable("the PDF is encrypted; it opens only with a password") from error
        raise
    return Document(kind="pdf", blocks=tuple(_blocks(items)))


def _items(pages: Sequence[Page]) -> Iterator[Item]:
    """Lines and tables of all pages from top to bottom."""
    if len(pages) > MAX_PAGES:
        raise Unreadable(f"a PDF of more than {MAX_PAGES} pages; no report has so many")
    printed = unmapped = pictures = ruled = 0
    loose = LooseTables()
    for page in map(_upright, pages):
        chars = page.chars
        if len(chars) > MAX_CHARACTERS:
            raise Unreadable(f"page {page.page_number} has {len(chars)} characters; no report's has")
        unmapped += sum(char["text"].startswith(_UNMAPPED) for char in chars)
        printed += sum(not char["text"].isspace() for char in chars)
        frames = find_frames(page)
        scanned = _is_scan(page)
        pictures += scanned
        ruled += bool(frames.tables)
        glyphs = [glyph_of(char) for char in chars if not is_slanted(char)]
        grids = [Grid(cells) for cells in frames.tables]
        unruled = loose.on_page(page.page_number, frames, grids, glyphs, scanned=scanned)
        yield from _page_items(page, grids, unruled, glyphs)
        page.close()
    if pictures and printed < _FEWEST_CHARACTERS:
        raise Unreadable("needs OCR: the pages are pictures")
    if not printed:
        raise Unreadable("needs OCR: the PDF has no text")
    if pictures == len(pages) and not ruled:
        raise Unreadable("needs OCR: the pages are pictures with a text layer that some program guessed")
    if unmapped > printed * _UNMAPPED_SHARE:
        raise Unreadable("needs OCR: the fonts of the PDF do not say which characters they print")


def _upright(page: Page) -> Page:
    """The page turned so that its print stands upright: wide tables are often printed along the longer side."""
    turns = Counter(quarter_turns(char) for char in page.chars)
    if not turns or (turn := turns.most_common(1)[0])[0] == 0 or turn[1] < _TURNED_SHARE * turns.total():
        return page
    page.close()
    page.page_obj.rotate = (page.page_obj.rotate + 90 * turn[0]) % 360
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _is_scan(page: Page) -> bool:
    area = float(page.width) * float(page.height)
    pictured = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    return bool(pictured >= _PICTURE_SHARE * area)


def _page_items(
    page: Page, grids: Sequence[Grid], tables: Sequence[PlacedTable], glyphs: Sequence[Glyph]
) -> Iterator[Item]:
    """tables: those without lines; they take the place of what coloured areas make of them."""
    if tables:
        grids = [
            grid for grid in grids if not any(one.top < grid.box[3] and grid.box[1] < one.bottom for one in tables)
        ]
        glyphs = [glyph for glyph in glyphs if not any(one.top <= glyph.middle[1] <= one.bottom for one in tables)]
    outside = [glyph for glyph in glyphs if not any(grid.take(glyph) for grid in grids)]
    for grid in grids:
        grid.drop_watermark()
    placed: list[tuple[float, Item]] = [(grid.box[1], (page.page_number, grid)) for grid in grids]
    placed += [(one.top, one.table) for one in tables]
    for line in lines_of(outside):
        placed.append((line.top, PlacedLine(line, page.page_number, float(page.height), float(page.width))))
    yield from (item for _, item in sorted(placed, key=lambda one: one[0]))


def _blocks(items: Sequence[Item]) -> Iterator[Block]:
    """Paragraphs and tables in order; prose in frames becomes paragraphs again."""
    margins = without_margins([item for item in items if isinstance(item, PlacedLine)])
    kept = set(map(id, margins))
    items = [item for item in items if not isinstance(item, PlacedLine) or id(item) in kept]
    joined = set()  # headers that went to the table on the next page
    for (page, above), (next_page, below) in _neighbouring_tables(items):
        if next_page == page + 1 and not mend_cut_row(above, below) and join_header(above, below):
            joined.add(id(above))
    items = [item for item in items if not isinstance(item, tuple) or id(item[1]) not in joined]
    measure = Measure.of(margins)
    for is_line, group in groupby(items, key=lambda item: isinstance(item, PlacedLine)):
        if is_line:
            yield from join_lines([item for item in group if isinstance(item, PlacedLine)], measure)
        else:
            for item in group:
                if isinstance(item, Table):
                    yield item
                elif not isinstance(item, PlacedLine):
                    yield from _table_blocks(*item)


def _neighbouring_tables(items: Sequence[Item]) -> Iterator[tuple[tuple[int, Grid], tuple[int, Grid]]]:
    """Tables with nothing between them."""
    for before, item in pairwise(items):
        if isinstance(before, tuple) and isinstance(item, tuple):
            yield before, item


def _table_blocks(page: int, grid: Grid) -> Iterator[Block]:
    """The grid as a table; its framed prose as paragraphs: all of it, or the rows above the table."""
    table = grid.table(Origin(page=page))
    if looks_like_data([[text for _, text in table.own_cells(row)] for row in range(len(table.rows))]):
        yield table
        return
    for row in range(len(table.rows)):
        for _, text in table.own_cells(row):
            yield from (Paragraph(line) for line in text.split("\n") if line)
