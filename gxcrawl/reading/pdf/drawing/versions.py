"""A PDF as it was saved last: each time it is saved anew, what has changed is put behind its end.

Where the last table of its objects cannot be found, pdfminer takes the first version of all without a word.
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
    """The document. Raises Unreadable where the last version is not all there, PdfminerException for what is no PDF."""
    tail = body[body.rfind(b"%%EOF") :]
    if _OBJECT.search(tail) and _TABLE_PLACE not in tail:
        raise Unreadable("the PDF is cut short; what was changed in it last is not all there")
    pdf = _opened(body)
    if _is_guessed(pdf) and body.count(_TABLE_PLACE) > 1:
        raise Unreadable("the PDF is damaged; which of the versions in it is the last is not known")
    return pdf


def _opened(body: bytes) -> PDF:
    """Without what a download script printed before it, since places are counted from the head; or else with it."""
    begin = max(body.find(_HEAD), 0)
    try:
        pdf = pdfplumber.open(io.BytesIO(body[begin:]))
    except PdfminerException:
        if not begin:
            raise
        return pdfplumber.open(io.BytesIO(body))
    return pdfplumber.open(io.BytesIO(body)) if begin and _is_guessed(pdf) else pdf


def _is_guessed(pdf: PDF) -> bool:
    """Whether the objects were searched for, up to the first end of a version."""
    return isinstance(pdf.doc.xrefs[0], PDFXRefFallback)
