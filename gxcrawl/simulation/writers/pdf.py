"""A report as PDF: ruled tables that continue over page breaks; labels of row groups are rotated by 90 degrees."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import parts_of
from gxcrawl.simulation.printed import PrintedCell, PrintedLine, PrintedTable, cut_table, full_grid

_FONT = "STSong-Light"  # a font that PDF readers include, so it is not embedded
_ROWS_A_PAGE = 14
_LABEL_WIDTHS = {10: (11 * mm, 13 * mm, 50 * mm)}

_TITLE = ParagraphStyle("title", fontName=_FONT, fontSize=16, leading=24, alignment=1, wordWrap="CJK")
_HEADING = ParagraphStyle("heading", fontName=_FONT, fontSize=13, leading=22, wordWrap="CJK")
_PROSE = ParagraphStyle("prose", fontName=_FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10, alignment=1, wordWrap="CJK")


class TurnedText(Flowable):
    """A label written from bottom to top, like the narrow group labels of the form."""

    def __init__(self, text: str, size: float = 8) -> None:
        super().__init__()
        self.text, self.size = text, size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Width and height on the page in points; the height is the length of the text."""
        return self.size, pdfmetrics.stringWidth(self.text, _FONT, self.size)

    def draw(self) -> None:
        """Draw the rotated text on the canvas."""
        self.canv.rotate(90)
        self.canv.setFont(_FONT, self.size)
        self.canv.drawString(0, -self.size, self.text)


def write_pdf(report: SimulatedReport) -> bytes:
    """The complete report on A4 pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    target = BytesIO()
    SimpleDocTemplate(
        target, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, title=report.title, invariant=1
    ).build(list(_flowables(report)))
    return target.getvalue()


def _flowables(report: SimulatedReport) -> Iterator[Flowable]:
    yield Paragraph(escape(report.title), _TITLE)
    for part in parts_of(report):
        if isinstance(part, PrintedLine):
            yield Paragraph(escape(part.text), _HEADING if part.heading else _PROSE)
            continue
        # a group label may span more rows than fit on the page: split as in Word, without repeating the label
        for piece in cut_table(part, range(_ROWS_A_PAGE, len(part.rows), _ROWS_A_PAGE)):
            yield _table(piece)
        yield Spacer(1, 4 * mm)


def _table(table: PrintedTable) -> Table:
    # each cell has its own frame, so that a place without a cell has no frame
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    rows: list[list[Flowable | str]] = []
    for at, row in enumerate(full_grid(table)):
        rows.append(["" if slot is None or not slot.begins else _content(slot.cell) for slot in row])
        for left, slot in enumerate(row):
            if slot is not None and slot.begins:
                end = (left + slot.cell.columns - 1, at + slot.cell.rows - 1)
                style.add("SPAN", (left, at), end)
                style.add("BOX", (left, at), end, 0.5, "black")
    return Table(rows, colWidths=_widths(table.width), style=style)


def _content(cell: PrintedCell) -> Flowable:
    turned = cell.vertical and cell.rows >= 3  # shorter labels do not fit when turned
    text = cell.text.replace("\n", "")
    return TurnedText(text) if turned else Paragraph(escape(text) or "&nbsp;", _CELL)


def _widths(columns: int) -> list[float]:
    fixed = _LABEL_WIDTHS.get(columns, ())
    rest = (A4[0] - 36 * mm - 4 * mm - sum(fixed)) / (columns - len(fixed))
    return [*fixed, *[rest] * (columns - len(fixed))]
