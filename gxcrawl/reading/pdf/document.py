"""A PDF or another document with fixed pages → `Document`: pdfplumber's tables, and the lines outside them as
paragraphs.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from gxcrawl.errors import Unreadable
from gxcrawl.model import Block, Document, Kind, Origin, Paragraph, Table
from gxcrawl.reading.archives.archive import Member
from gxcrawl.reading.layout import looks_like_data
from gxcrawl.reading.pdf.drawing.drawn import DrawnPage
from gxcrawl.reading.pdf.drawing.unread import with_unread_print
from gxcrawl.reading.pdf.drawing.unseen import glyphs_of, is_unseen
from gxcrawl.reading.pdf.drawing.versions import open_last_version
from gxcrawl.reading.pdf.glyphs import Glyph, quarter_turns
from gxcrawl.reading.pdf.lines import lines_of
from gxcrawl.reading.pdf.pages import PrintedPage
from gxcrawl.reading.pdf.paragraphs import Measure, PlacedLine, join_lines, without_margins
from gxcrawl.reading.pdf.portfolio import files_of, is_portfolio
from gxcrawl.reading.pdf.tables.frames import Box, find_frames
from gxcrawl.reading.pdf.tables.grids import Grid
from gxcrawl.reading.pdf.tables.header_lines import with_header_lines
from gxcrawl.reading.pdf.tables.loose import LooseTables, PlacedTable
from gxcrawl.reading.pdf.tables.open_cells import split_open_cells
from gxcrawl.reading.pdf.tables.page_breaks import join_header, mend_cut_row, with_overflow
from gxcrawl.reading.pdf.tables.strays import Item, is_of_figures, with_stray_figures
from gxcrawl.reading.pdf.two_up import PartOfSheet, single_pages
from gxcrawl.reading.unruled import join_cut_row

# It logs a hundred warnings per page for a damaged font; we report unreadable files ourselves, in one line.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

MAX_PAGES = 200  # a report has 3 to 20
MAX_CHARACTERS = 50_000  # on one page; a report's has about 1,000
# (cid:n) is pdfminer's text for a character without a mapping in its font; the others are bytes taken for characters
_UNNAMED = re.compile(r"\(cid:|[\x00-\x1f\x7f-\xb6\xb8-\xff\ue000-\uf8ff\ufffd]")
_UNNAMED_SHARE = 0.2
_FEWEST_CHARACTERS = 20  # on all pages: scans may have page numbers printed on them
_PICTURE_SHARE = 0.6  # of a page: pictures so large are the scan of the page, in one piece or in strips
_TABLE_SHARE = 0.04  # of a page: the smallest table of the form
_TURNED_SHARE = 0.8  # of a page's characters


def read_pdf(body: bytes, read_files: Callable[[list[Member]], Document]) -> Document:
    """The prose and tables of a PDF, each table with its page; a table cut by a page break is two tables.

    read_files: reads the one report among the files of a portfolio.
    Raises Unreadable for encrypted, broken and overlong files, and, with a reason that begins "needs OCR", for
    scanned ones.
    """
    try:
        with open_last_version(body) as pdf:
            if is_portfolio(pdf.doc) and (files := files_of(pdf.doc)):
                return replace(read_files(files), kind="pdf")
            return read_pages("pdf", map(_upright, pdf.pages[: MAX_PAGES + 1]))
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Unreadable("the PDF is encrypted; it opens only with a password") from error
        raise


def read_pages(kind: Kind, pages: Iterable[PrintedPage]) -> Document:
    """The prose and tables of pages. Raises Unreadable for too many, and where all are scanned."""
    scans: list[int] = []
    return Document(kind=kind, blocks=tuple(_blocks(list(_items(pages, scans)))), pictures=len(scans))


def _items(pages: Iterable[PrintedPage], scans: list[int]) -> Iterator[Item]:
    """Lines and tables of all pages from top to bottom. scans: takes the numbers of scanned ones."""
    count = printed = unnamed = pictures = ruled = 0
    loose = LooseTables()
    for count, page in enumerate(single_pages(pages), 1):
        if count > MAX_PAGES:
            raise Unreadable(f"a document of more than {MAX_PAGES} pages; no report has so many")
        chars = page.chars
        if len(chars) > MAX_CHARACTERS:
            raise Unreadable(f"page {page.page_number} has {len(chars)} characters; no report's has")
        unnamed += sum(_UNNAMED.match(char["text"]) is not None for char in chars)
        printed += (own := sum(not char["text"].isspace() for char in chars))
        frames = find_frames(page)
        large = _large_pictures(page)
        pictures += large == [_whole(page)]
        unseen = large == [_whole(page)] and is_unseen(page)
        if unseen or (large == [_whole(page)] and own < _FEWEST_CHARACTERS):
            scans.append(page.page_number)
        if unseen:
            frames = frames._replace(tables=[])  # lines drawn over a scan do not make its OCR text reliable
        ruled += bool(frames.tables)
        glyphs = with_unread_print(page, glyphs_of(page), frames)
        grids = [Grid(cells) for cells in frames.tables]
        unruled = loose.on_page(page.page_number, frames, grids, glyphs, large)
        yield from _page_items(page, grids, unruled, glyphs, guessed=unseen)
        page.close()
    if pictures and printed < _FEWEST_CHARACTERS:
        raise Unreadable("needs OCR: the pages are pictures")
    if not printed:
        raise Unreadable("needs OCR: the document has no text")
    if pictures == count and not ruled:
        raise Unreadable("needs OCR: the pages are pictures with a text layer that some program guessed")
    if unnamed > printed * _UNNAMED_SHARE:
        raise Unreadable("needs OCR: the fonts of the document do not say which characters they print")


def _upright(page: Page) -> PrintedPage:
    """The page, rotated so that its text is upright: wide tables are often printed along the longer side."""
    drawn = DrawnPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
    turns = Counter(quarter_turns(char) for char in drawn.chars)
    if not turns or (turn := turns.most_common(1)[0])[0] == 0 or turn[1] < _TURNED_SHARE * turns.total():
        return _cropped(drawn)
    drawn.close()
    page.page_obj.rotate = (page.page_obj.rotate + 90 * turn[0]) % 360
    return DrawnPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _cropped(page: Page) -> PrintedPage:
    """The visible part of the page: two pages of a scanned sheet are often one page cropped twice."""
    x0, top, x1, bottom = map(float, page.cropbox)
    left, upper, right, lower = map(float, page.bbox)
    box = max(x0, left), max(top, upper), min(x1, right), min(bottom, lower)
    if box == (left, upper, right, lower) or box[0] >= box[2] or box[1] >= box[3]:
        return page
    return PartOfSheet(page, box)


def _large_pictures(page: PrintedPage) -> list[Box]:
    """The boxes of pictures that may show a table; the whole page if they are its scan."""
    boxes = [(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images]
    area = float(page.width) * float(page.height)
    shares = [(x1 - x0) * (bottom - top) / area for x0, top, x1, bottom in boxes]
    if sum(shares) >= _PICTURE_SHARE:
        return [_whole(page)]
    return [box for box, share in zip(boxes, shares, strict=True) if share >= _TABLE_SHARE]


def _whole(page: PrintedPage) -> Box:
    return 0.0, 0.0, float(page.width), float(page.height)


def _page_items(
    page: PrintedPage, grids: Sequence[Grid], tables: Sequence[PlacedTable], glyphs: Sequence[Glyph], *, guessed: bool
) -> Iterator[Item]:
    """tables: those without lines; they replace grids made of coloured areas. guessed: as in lines."""
    if tables:
        grids = [grid for grid in grids if not any(one.meets(grid.box) for one in tables)]
        glyphs = [glyph for glyph in glyphs if not any(one.top <= glyph.middle[1] <= one.bottom for one in tables)]
    outside = [glyph for glyph in glyphs if not any(grid.take(glyph) for grid in grids)]
    for grid in grids:
        grid.find_overflow(outside)
        grid.drop_watermark()
        grid.mark_cut_figures(outside)
        split_open_cells(grid)
    placed: list[tuple[float, Item]] = [(grid.box[1], (page.page_number, grid)) for grid in grids]
    placed += [(one.top, one.table) for one in tables]
    for line in lines_of(outside):
        placed.append(
            (line.top, PlacedLine(line, page.page_number, float(page.height), float(page.width), guessed=guessed))
        )
    yield from (item for _, item in sorted(placed, key=lambda one: one[0]))


def _blocks(items: Sequence[Item]) -> Iterator[Block]:
    """Paragraphs and tables in order; prose in frames becomes paragraphs again."""
    margins = without_margins([item for item in items if isinstance(item, PlacedLine)])
    kept = set(map(id, margins))
    items = [item for item in items if not isinstance(item, PlacedLine) or id(item) in kept]
    items = list(with_overflow(items))
    joined = set()  # headers that were moved to the table on the next page
    for (page, above), (next_page, below) in _neighbouring_tables(items):
        whole = next_page != page + 1 or not above.cells  # its only row may have been moved to the page before
        if not whole and not mend_cut_row(above, below) and join_header(above, below):
            joined.add(id(above))
    items = [item for item in items if not isinstance(item, tuple) or id(item[1]) not in joined]
    items = with_stray_figures(with_header_lines(_with_whole_rows(items)))
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


def _with_whole_rows(items: Iterable[Item]) -> list[Item]:
    """The same, with rows joined that a page break cuts in tables without lines."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Table) and isinstance(before, Table) and item.origin.page != before.origin.page:
            joined[-1], rest = join_cut_row(before, item)
            joined.extend([] if rest is None else [rest])
        else:
            joined.append(item)
    return joined


def _table_blocks(page: int, grid: Grid) -> Iterator[Block]:
    """The grid as a table; framed prose becomes paragraphs, except figures, which belong to a neighbouring table."""
    table = grid.table(Origin(page=page))
    rows = [[text for _, text in table.own_cells(row)] for row in range(len(table.rows))]
    if looks_like_data(rows) or is_of_figures(rows):
        yield table
        return
    for row in rows:
        for text in row:
            yield from (Paragraph(line) for line in text.split("\n") if line)
