"""All tables of a document → the edition and its values: which section each is of, and which are not the report's.

In: tables, and the blocks they stand among. Out: the edition and `Found`. Layouts met before are remembered.
"""

from gxcrawl.forms.tables.official import LAYOUTS, read_tables

__all__ = ["LAYOUTS", "read_tables"]
