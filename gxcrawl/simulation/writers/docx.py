"""A report as a Word file; the tables have cells merged over rows and columns."""

from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import parts_of
from gxcrawl.simulation.printed import PrintedTable, Slot, full_grid
from gxcrawl.simulation.writers.packaging import with_fixed_dates


def write_docx(report: SimulatedReport) -> bytes:
    """The complete report; the title is a heading, the prose is paragraphs."""
    document = Document()
    document.add_heading(report.title, level=0)
    for part in parts_of(report):
        if isinstance(part, PrintedTable):
            _add_table(document, part)
        else:
            document.add_paragraph(part.text, style="Heading 1" if part.heading else None)
    return _saved(document)


def _add_table(document: WordDocument, table: PrintedTable) -> None:
    # python-docx merges cell by cell, which takes seconds for ten columns of 28 rows; writing the XML is immediate
    end = document.add_paragraph()
    end._p.addprevious(parse_xml(_table_xml(table)))


def _table_xml(table: PrintedTable) -> str:
    columns = '<w:gridCol w:w="900"/>' * table.width
    rows = "".join(f"<w:tr>{''.join(map(_cell_xml, row))}</w:tr>" for row in full_grid(table))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell_xml(slot: Slot | None) -> str:
    if slot is None or slot.column_offset:
        return ""
    merge = ""
    if slot.cell.rows > 1:
        merge = "<w:vMerge/>" if slot.row_offset else '<w:vMerge w:val="restart"/>'
    span = f'<w:gridSpan w:val="{slot.cell.columns}"/>' if slot.cell.columns > 1 else ""
    text = "" if slot.row_offset else slot.cell.text
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{span}{merge}</w:tcPr><w:p><w:r>{lines}</w:r></w:p></w:tc>'


def _saved(document: WordDocument) -> bytes:
    written = BytesIO()
    document.save(written)
    return with_fixed_dates(written.getvalue())
