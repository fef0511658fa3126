"""The data dictionary in Chinese and English: every field of the collections, every cell of the forms, every column."""

import csv
import io
from collections.abc import Iterator

from gxcrawl.exporting.fields import FIELDS
from gxcrawl.exporting.tables import TIDY, WIDE

HEADER = ("where", "name", "type", "中文", "English")


def entries() -> Iterator[tuple[str, str, str, str, str]]:
    """Yields place, name, type, and descriptions in Chinese and in English."""
    for field in FIELDS:
        yield field.collection, field.path, field.type, field.zh, field.en
    for table, columns in (("*.tidy", TIDY), ("*.wide", WIDE)):
        for column in columns:
            yield table, column.key, column.type, column.zh, column.en


def dictionary_csv() -> bytes:
    """The dictionary as a file that Excel opens: UTF-8 with a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(entries())
    return text.getvalue().encode("utf-8-sig")
