"""A Word package (.docx) → `Document`."""

from gxcrawl.reading.docx.body import read_docx

__all__ = ["read_docx"]
