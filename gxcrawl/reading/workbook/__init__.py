"""A workbook (.xlsx, .xls) → `Document`."""

from gxcrawl.reading.workbook.blocks import read_workbook

__all__ = ["read_workbook"]
