"""Reports as rows: tidy, a row for each value, and wide, a row for each report.

In: documents of `reports`. Out: values in the order of a fixed list of columns, the same for every format of tables.
"""

from gxcrawl.exporting.tables.columns import Column, Row
from gxcrawl.exporting.tables.tidy import TIDY, TidyRows, tidy_rows
from gxcrawl.exporting.tables.wide import WIDE, standings, wide_row

__all__ = ["TIDY", "WIDE", "Column", "Row", "TidyRows", "standings", "tidy_rows", "wide_row"]
