"""A Word package (.docx) → `Document`."""

from gxcrawl.reading.docx.body import read_docx
from gxcrawl.reading.docx.flat import is_flat_package, packed_flat

__all__ = ["is_flat_package", "packed_flat", "read_docx"]
