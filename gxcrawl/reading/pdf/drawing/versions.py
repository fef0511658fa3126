"""Opens the last saved version of a PDF; each save may append changes to the file.

If the last cross-reference table cannot be found, pdfminer silently uses the first version of every object.
"""

import io
import re

import pdfplumber
from pdfminer.pdfdocument import PDFXRefFallback
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from gxcrawl.errors import Unreadable

_HEAD = b"%PDF-"
_TABLE_PLACE = b"startxref"
_OBJECT = re.compile(rb"\d obj\b")


def open_last_version(body: bytes) -> PDF:
    """The document. Raises Unreadable if its last version is incomplete, PdfminerException if it is no PDF."""
    tail = body[body.rfind(b"%%EOF") :]
    if _OBJECT.search(tail) and _TABLE_PLACE not in tail:
        raise Unreadable("the PDF is cut short; what was changed in it last is not all there")
    pdf = _opened(body)
    if _is_guessed(pdf) and body.count(_TABLE_PLACE) > 1:
        raise Unreadable("the PDF is damaged; which of the versions in it is the last is not known")
    return pdf


def _opened(body: bytes) -> PDF:
    """The document without text that a download script printed before it, since offsets count from its start; or with
    it.
    """
    begin = max(body.find(_HEAD), 0)
    try:
        pdf = pdfplumber.open(io.BytesIO(body[begin:]))
    except PdfminerException:
        if not begin:
            raise
        return pdfplumber.open(io.BytesIO(body))
    return pdfplumber.open(io.BytesIO(body)) if begin and _is_guessed(pdf) else pdf


def _is_guessed(pdf: PDF) -> bool:
    """True if the objects were found by scanning, up to the end of the first version only."""
    return isinstance(pdf.doc.xrefs[0], PDFXRefFallback)
