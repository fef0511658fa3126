"""A PDF with text in it → `Document`."""

from gxcrawl.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
