"""What a form edition consists of: rows and columns with the labels that the official form prints."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["count", "change", "amount"]
CONTENT = "信息内容"
"""What stands above the labels of rows in every block of section 2."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values. `label`: as the form prints it; `aliases`: other wordings found in real reports."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    type: ColumnType = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of values.

    key: dotted path below the section. label: as the form prints it, with its numbering. group: the label of the
    row group it stands in, None outside groups. short: the row is matched by its whole label only, because other
    labels begin alike.
    """

    key: str
    label: str
    group: str | None = None
    aliases: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class FormBlock:
    """The rows under one column header; `header` is the line that spans the block, or None."""

    header: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
