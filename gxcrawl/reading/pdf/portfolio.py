"""The files in a PDF portfolio, whose own page only asks to open it with another program."""

from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from gxcrawl.errors import Unreadable
from gxcrawl.reading.archives.archive import Member
from gxcrawl.reading.archives.packages import MAX_MEMBERS, MAX_UNPACKED_BYTES
from gxcrawl.reading.pdf.drawing.objects import listed, mapping


def is_portfolio(document: PDFDocument) -> bool:
    """True if a PDF is only a container of files; False if files are attached to its pages."""
    return "Collection" in document.catalog


def files_of(document: PDFDocument) -> list[Member]:
    """Name and bytes of each file. Raises Unreadable for too many or too large ones."""
    files: list[Member] = []
    left = MAX_UNPACKED_BYTES
    for specification in _specifications(document):
        streams = mapping(specification.get("EF"))
        stream = resolve1(streams.get("UF") or streams.get("F"))
        if not isinstance(stream, PDFStream):
            continue
        content = stream.get_data()
        left -= len(content)
        if left < 0 or len(files) >= MAX_MEMBERS:
            raise Unreadable(f"a portfolio of more than {MAX_MEMBERS} files or {MAX_UNPACKED_BYTES} bytes")
        name = resolve1(specification.get("UF") or specification.get("F"))
        files.append((decode_text(name) if isinstance(name, bytes) else f"{len(files) + 1}", content))
    return files


def _specifications(document: PDFDocument) -> Iterator[Mapping[str, Any]]:
    """The leaves of the tree of names; each node is visited once, in case of loops."""
    pending, seen = [mapping(document.catalog.get("Names")).get("EmbeddedFiles")], set()
    while pending:
        node = mapping(pending.pop(0))
        if id(node) in seen:
            continue
        seen.add(id(node))
        pending += listed(node.get("Kids"))
        yield from map(mapping, listed(node.get("Names"))[1::2])
