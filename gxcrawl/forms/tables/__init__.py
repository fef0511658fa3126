"""All tables of a document → the edition and its values: the section of each table, and tables of other reports.

In: tables, and the blocks around them. Out: the edition and `Found`. Known layouts are cached.
"""

from gxcrawl.forms.tables.official import LAYOUTS, read_tables

__all__ = ["LAYOUTS", "read_tables"]
