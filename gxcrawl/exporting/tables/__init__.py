"""Reports as rows: tidy, one row per value; and wide, one row per report.

In: documents of `reports`. Out: values in the order of a fixed list of columns, the same for every table format.
"""

from gxcrawl.exporting.tables.columns import Column, Row
from gxcrawl.exporting.tables.tidy import TIDY, TidyRows, tidy_rows
from gxcrawl.exporting.tables.wide import WIDE, standings, wide_row

__all__ = ["TIDY", "WIDE", "Column", "Row", "TidyRows", "standings", "tidy_rows", "wide_row"]
