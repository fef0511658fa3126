"""A report as a Word file, its tables with cells merged both ways."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import PrintedTable, Slot, full_grid, tables_of

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)  # fixed, so that the same report gives the same bytes


def write_docx(report: SimulatedReport) -> bytes:
    """The whole report; the title as a heading, the prose as paragraphs."""
    document = Document()
    document.add_heading(report.title, level=0)
    for section in report.sections:
        document.add_paragraph(section.heading, style="Heading 1")
        for line in section.text.splitlines():
            document.add_paragraph(line)
        for table in tables_of(report):
            if table.section == section.number:
                _add_table(document, table)
    return _saved(document)


def _add_table(document: WordDocument, table: PrintedTable) -> None:
    # python-docx merges cell by cell, which takes seconds for ten columns of 28 rows; the XML at once takes none
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
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _ZIP_DATE), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
