"""The body of a Word package: paragraphs, tables and text boxes in order."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.model import Block, Document, Origin, Paragraph, Table
from gxcrawl.reading.archives.packages import check_office_package
from gxcrawl.reading.docx import names
from gxcrawl.reading.docx.bound import mark_bound
from gxcrawl.reading.docx.drawn import mark_drawn
from gxcrawl.reading.docx.fields import settle_fields
from gxcrawl.reading.docx.numbering import Numbering
from gxcrawl.reading.docx.package import Package
from gxcrawl.reading.docx.rows import own_cell_count, shown_cells, table_rows
from gxcrawl.reading.docx.runs import is_bold_throughout, printed_text
from gxcrawl.reading.docx.styled import apply_styles
from gxcrawl.reading.kinds import kind_of
from gxcrawl.reading.layout import looks_like_data
from gxcrawl.reading.spans import expand, tidy
from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell, clean_line

_BLOCKS = frozenset({names.P, names.TABLE, names.CHUNK})
_PARAGRAPHS = frozenset({names.P})
_BOXES = frozenset({names.TEXT_BOX})
_OBJECTS = frozenset({names.OBJECT})
_HOLDERS = (names.CELL, names.TEXT_BOX)
_APART = "| "
_LONGEST_HEADING = 60
_EMBEDDED = ("xlsx", "xls", "docx")
_MOST_OBJECTS = 20  # embedded documents that are read; a report has three tables
_DEEPEST = 40  # levels of nested tables and text boxes


def read_docx(body: bytes, read_chunk: Callable[[bytes], Document]) -> Document:
    """The document of a .docx: tracked changes accepted; hidden text, headers and footers left out.

    read_chunk: reads a page of HTML that some programs embed instead of content, and embedded documents. Raises
    Unreadable for a package that is broken, encrypted or unreasonably large.
    """
    check_office_package(body)
    package = Package(body)
    apply_styles(package.body, package.styles)
    settle_fields(package.body, package.settings)
    mark_bound(package.body, package.data)
    mark_drawn(package.body)
    blocks = tuple(_Reader(package, read_chunk).blocks(package.body))
    return Document(kind="docx", blocks=blocks, pictures=sum(1 for _ in package.body.iter(*names.PICTURES)))


class _Reader:
    """Walks one document, counting its lists and its tables."""

    def __init__(self, package: Package, read_chunk: Callable[[bytes], Document]) -> None:
        self.package = package
        self.read_chunk = read_chunk
        self.numbering = Numbering(package.numbering, package.styles)
        self.tables = self.objects = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise Unreadable(f"tables nested more than {_DEEPEST} deep")
        for element in names.descend(parent, _BLOCKS):
            if element.tag == names.TABLE:
                yield from self._table(element, depth)
            elif element.tag == names.CHUNK:
                yield from self._chunk(element)
            else:
                yield from self._paragraphs(element, depth)

    def _chunk(self, element: etree._Element) -> Iterator[Block]:
        """The blocks of an embedded page of HTML."""
        content = self.package.held(element.get(names.RELATION_ID))
        yield from self._counted(self.read_chunk(content).blocks if content else ())

    def _objects(self, paragraph: etree._Element) -> Iterator[Block]:
        """The blocks of the documents that are embedded in a paragraph and shown as more than an icon.

        One that cannot be read is a picture and no more.
        """
        for element in names.descend(paragraph, _OBJECTS):
            ole = element.find(f".//{names.OLE_OBJECT}")
            content = b"" if ole is None else self.package.held(ole.get(names.RELATION_ID))
            if ole is None or ole.get("DrawAspect") == "Icon" or kind_of(content) not in _EMBEDDED:
                continue
            self.objects += 1
            if self.objects <= _MOST_OBJECTS:
                with suppress(Exception):  # libraries raise errors of any kind for a broken workbook
                    yield from self._counted(self.read_chunk(content).blocks)

    def _counted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks of another document in their place in this one, its tables counted with the others."""
        for block in blocks:
            if isinstance(block, Table):
                block = replace(block, origin=Origin(table=self.tables))
                self.tables += 1
            else:
                block = replace(block, member=None)
            yield block

    def _paragraphs(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        """The paragraph's text boxes and embedded documents, then its lines."""
        for box in names.descend(paragraph, _BOXES):
            yield from self.blocks(box, depth + 1)
        yield from self._objects(paragraph)
        text = printed_text(paragraph)
        if not text.strip(f"{LINE_BREAK} \t\u3000\xa0"):
            self._number_of_blank(paragraph)
            return
        heading = self.numbering.is_heading(paragraph) or is_bold_throughout(paragraph)
        for line in (self.numbering.label(paragraph) + text).split(LINE_BREAK):
            if printed := clean_line(line):
                yield Paragraph(printed, heading=heading and len(printed) <= _LONGEST_HEADING)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """A table of figures, or the contents of its cells if nested tables hold more or it only lays out prose."""
        nested = sum(own_cell_count(inner) for inner in table.iter(names.TABLE) if inner is not table)
        if nested < own_cell_count(table) and self._holds_figures(table):
            number, self.tables = self.tables, self.tables + 1
            yield tidy(expand(table_rows(table, self._cell_text), Origin(table=number)))
            return
        for cell in shown_cells(table):
            yield from self.blocks(cell, depth + 1)

    def _holds_figures(self, table: etree._Element) -> bool:
        """True if the table holds figures. Skips automatic numbers, because each reading advances their counters."""
        rows = table_rows(table, lambda cell: "".join(map(printed_text, _paragraphs(cell))))
        return looks_like_data([[cell.text for cell in row if not cell.gap] for row in rows])

    def _numbered(self, paragraph: etree._Element, text: str) -> str:
        """The text of a paragraph after its automatic number; digits that begin the text never join that number."""
        label = self.numbering.label(paragraph)
        apart = _could_go_on(label) and text[:1].isdigit()
        return f"{label}{_APART}{text}" if apart else label + text

    def _number_of_blank(self, paragraph: etree._Element) -> str:
        """The number of a paragraph without text, which is printed and counted; "" if it is deleted or hidden."""
        of_mark = paragraph.find(f"{names.w('pPr')}/{names.w('rPr')}")
        gone = of_mark is not None and (
            of_mark.find(names.w("del")) is not None or names.is_on(of_mark, "vanish", "specVanish")
        )
        label = "" if gone else self.numbering.label(paragraph)
        return f"[{label}]" if _could_go_on(label) else label  # of a list, and no figure

    def _cell_text(self, cell: etree._Element) -> str:
        """All lines of a cell, including text boxes and nested tables; digits of two boxes never form one number."""
        printed = ""
        before: etree._Element | None = None
        for paragraph in _paragraphs(cell):
            text = printed_text(paragraph)
            line = self._numbered(paragraph, text) if text.strip() else self._number_of_blank(paragraph)
            if not line:
                continue
            box = next(paragraph.iterancestors(*_HOLDERS))
            if before not in (None, box) and printed[-1:].isdigit() and line[:1].isdigit():
                line = _APART + line
            printed = f"{printed}{LINE_BREAK}{line}" if printed else line
            before = box
        return clean_cell(printed)


def _could_go_on(label: str) -> bool:
    """True if digits after this list number would make another number of it."""
    return label != "" and (label[-1].isdigit() or label[-1] in ".．")


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs inside an element in order; those of a text box come before the paragraph that anchors it."""
    for paragraph in names.descend(parent, _PARAGRAPHS):
        for box in names.descend(paragraph, _BOXES):
            yield from _paragraphs(box)
        yield paragraph
