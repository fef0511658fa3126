"""Parts of Word documents in their own markup, and documents made of them."""

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reading.builders import saved

from gxcrawl.reading import read_document

W = nsdecls("w")


def read(*body: str, numbering: str | None = None):
    """A document whose body is these elements, in the w namespace."""
    document = docx.Document()
    if numbering is not None:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(child)
    for element in body:
        tag, rest = element[1:].split(">", 1) if not element[1:].startswith("w:p/") else ("w:p/", "")
        document.element.body.insert(-1, parse_xml(f"<{tag} {W}>{rest}"))
    return read_document(saved(document))


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
