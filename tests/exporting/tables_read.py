"""Exported tables as other tools read them back."""

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.escape import unescape

from gxcrawl.exporting.tables import TIDY, WIDE

Rows = list[dict[str, Any]]


NUMBERS = {column.key for column in (*TIDY, *WIDE) if column.type != "text"}


def read_csv(path: Path) -> Rows:
    """Text as it was before it was made harmless, numbers as numbers, nothing as None."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: _typed(name, text) for name, text in row.items()} for row in csv.DictReader(file)]


def _typed(name: str, text: str) -> Any:
    if not text:
        return None
    return float(text) if name in NUMBERS else text.removeprefix("'")


def read_xlsx(path: Path) -> Rows:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [row for sheet in book for row in list(sheet.iter_rows(values_only=True))[1:]]
    header = [cell.value for cell in next(iter(book.worksheets[0].rows))]
    book.close()
    return [dict(zip(header, map(_unescaped, row), strict=True)) for row in rows]


def _unescaped(value: Any) -> Any:
    """`_x005F_` stands for an underscore that would begin such a mark itself; openpyxl leaves that to its caller."""
    return unescape(value) if isinstance(value, str) else value


def read_parquet(path: Path) -> Rows:
    return pq.read_table(path).to_pylist()


READERS = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}


every_format = pytest.mark.parametrize("form", READERS)
