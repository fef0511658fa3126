"""Small documents of every kind, made for tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from gxcrawl.model import Document, Table
from gxcrawl.reading import read_document


def saved(document: Any) -> bytes:
    """The bytes of whatever has a `save` method: a Word document, a workbook."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(body: bytes) -> dict[str, bytes]:
    """The files of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(content: str, *, head: str = "", around: str = "{}") -> bytes:
    """A portal's page with this content; `around` is the template, its {} the content's place."""
    return (
        f"<html><head><meta charset='utf-8'>{head}</head><body>{around.replace('{}', content)}</body></html>".encode()
    )


def tables(markup: str) -> Sequence[Table]:
    """The tables of a page with this in its article."""
    return read_document(page(markup)).tables


def cell(inner: str) -> str:
    """The text of a table's cell with this inside."""
    return tables(f"<table><tr><td>规章</td><td>{inner}</td></tr></table>")[0].rows[0][1]


def own_rows(table: Table) -> list[list[str]]:
    """What a table's markup spells out, row by row."""
    return [[text for _, text in table.own_cells(row)] for row in range(len(table.rows))]


def outline(document: Document) -> list[str]:
    """The blocks in a word each: paragraphs as printed, headings after #, tables as their size."""
    return [
        f"[{len(block.rows)}x{len(block.rows[0])}]"
        if isinstance(block, Table)
        else ("#" if block.heading else "") + block.text
        for block in document.blocks
    ]
