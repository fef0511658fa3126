"""The formats of a dump: one module each with a function `write`, listed in the table below.

In: the Contents of a dump, its folder and the Options. Out: the files written there. A module is imported on first
use, because some need large libraries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.tables.columns import Language
from gxcrawl.storage import PUBLIC


@dataclass(frozen=True, slots=True)
class Options:
    """How a dump is written. header: language of the column names in tables. gzip: whether files are compressed."""

    header: Language = "en"
    gzip: bool = False


Write = Callable[[Contents, Path, Options], Iterable[FileEntry]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. collections: those it can hold. takes: the options that have an effect on it."""

    name: str
    summary: str
    collections: tuple[str, ...]
    takes: tuple[str, ...] = ()

    def load(self) -> Write:
        """Imports the format's module and returns its `write`."""
        return cast(Write, import_module(f"{__name__}.{self.name}").write)


_ALL = tuple(collection.name for collection in PUBLIC)
_REPORTS = ("reports", "report_revisions")

FORMATS = {
    form.name: form
    for form in (
        Format("jsonl", "MongoDB Extended JSON, a document to a line; mongoimport takes it back", _ALL, ("gzip",)),
        Format("bson", "what mongodump writes; mongorestore takes it back", _ALL, ("gzip",)),
        Format("csv", "tables of all values, tidy and wide; opens in a spreadsheet", _REPORTS, ("header", "gzip")),
        Format("xlsx", "the same tables as workbooks", _REPORTS, ("header",)),
        Format("parquet", "the same tables for pandas, DuckDB, R", _REPORTS, ("header",)),
        Format("warc", "the raw documents with their HTTP headers, as web archives keep them", _ALL[2:3], ("gzip",)),
    )
}


def find_format(name: str) -> Format:
    """The format with this name. Raises WrongUse if there is none."""
    if name not in FORMATS:
        raise WrongUse(f"there is no format {name!r}; choose from {', '.join(FORMATS)}")
    return FORMATS[name]
