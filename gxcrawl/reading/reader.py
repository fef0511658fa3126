"""The door of the room: bytes of any kind → one `Document`, or one named error."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.model import Block, Document, Kind, Table
from gxcrawl.reading.archive import read_archive
from gxcrawl.reading.docx import read_docx
from gxcrawl.reading.html import read_html
from gxcrawl.reading.html.web_archive import is_web_archive, read_web_archive
from gxcrawl.reading.kinds import is_blank, kind_of, trimmed, why_unknown
from gxcrawl.reading.office import convert_to_docx
from gxcrawl.reading.text import read_text

_LONGEST_REASON = 200
_BEGIN = 20  # characters: the publisher and the year, before anything that formats break differently
_PROSE = 200  # characters: a document with as much prose and a table can be a report of its own
# Of one report in several formats the one whose tables need least interpretation is taken.
_BEST_FIRST: tuple[Kind, ...] = ("docx", "html", "doc", "wps", "xlsx", "xls", "pdf", "txt")


def read_document(body: bytes, *, url: str | None = None, declared_encoding: str | None = None) -> Document:
    """What the bytes say, whatever their kind.

    url: where they come from, to make links absolute. declared_encoding: the charset of the Content-Type header.
    Raises Unreadable, its message one line, for bytes that hold no readable document; NeedsTool where a program
    that is missing here could read them.
    """
    if is_blank(body):
        raise Unreadable("the file is empty")
    body = trimmed(body)
    kind = kind_of(body)
    try:
        return _read(kind, body, url, declared_encoding)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"not a readable {kind} document: {_one_line(error)}") from error


def _read(kind: Kind, body: bytes, url: str | None, declared_encoding: str | None) -> Document:
    """By the reader of the kind. The libraries of some take half a second to load, which pages do without."""
    match kind:
        case "html":
            return read_html(body, url=url, declared_encoding=declared_encoding)
        case "txt":
            return read_text(body, declared_encoding=declared_encoding)
        case "docx":
            return read_docx(body, _read_chunk)
        case "pdf":
            from gxcrawl.reading.pdf import read_pdf

            return read_pdf(body)
        case "xlsx" | "xls":
            from gxcrawl.reading.workbook import read_workbook

            return read_workbook(body, kind)
        case "doc" | "wps":
            if is_web_archive(body):
                return read_web_archive(body)
            return replace(read_docx(convert_to_docx(body), _read_chunk), kind=kind)
        case "archive":
            return _read_packed(body)
        case "image":
            raise Unreadable("needs OCR: the document is an image")
        case "unknown":
            raise Unreadable(why_unknown(body))


def _read_chunk(body: bytes) -> Document:
    """A page of HTML inside a Word package."""
    if is_web_archive(body):
        return read_web_archive(body)
    if kind_of(body) != "html":
        raise Unreadable("the document holds another one that is no page of HTML; save it anew with Word")
    return read_html(body)


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:_LONGEST_REASON]


def _read_packed(body: bytes) -> Document:
    """The one report in an archive: a document, or one of prose with the tables that others hold."""
    documents, errors = _members(body)
    if not documents:
        telling = next((error for error in errors if isinstance(error, NeedsTool) or _needs_ocr(error)), None)
        raise telling or Unreadable(f"the archive holds no readable document{f': {errors[0]}' if errors else ''}")
    whole = _reports([document for _, document in documents])
    if len(whole) > 1:
        raise Unreadable(f"the archive holds {len(whole)} documents that can each be a report; unpack it and choose")
    main = whole[0] if whole else max((document for _, document in documents), key=_prose_length)
    blocks: list[Block] = []
    for name, document in documents:
        if document is main:
            blocks.extend(_placed(block, name) for block in document.blocks)
        elif not main.tables:
            blocks.extend(_placed(table, name) for table in document.tables)
    return replace(main, kind="archive", blocks=tuple(blocks))


def _reports(documents: Sequence[Document]) -> list[Document]:
    """The documents that can each be a report; of one that is there in several formats the best."""
    whole = [document for document in documents if document.tables and _prose_length(document) >= _PROSE]
    formats: dict[tuple[str, ...], list[Document]] = {}
    for document in sorted(whole, key=lambda document: _BEST_FIRST.index(document.kind)):
        same = formats.setdefault(_contents(document), [])
        if all(other.kind == document.kind for other in same):
            same.append(document)
    return [document for same in formats.values() for document in same]


def _contents(document: Document) -> tuple[str, ...]:
    """By what a report is known in every format: how its prose begins, and the numbers of its tables."""
    begin = "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs)[:_BEGIN]
    own = (text for table in document.tables for row in range(len(table.rows)) for _, text in table.own_cells(row))
    return begin, *sorted(number for text in own if (number := "".join(text.split())).isdigit())


def _needs_ocr(error: Unreadable) -> bool:
    return str(error).startswith("needs OCR")


def _placed(block: Block, member: str) -> Block:
    """The block with the file it comes from."""
    if not isinstance(block, Table):
        return block
    sheet = f"#{block.origin.member}" if block.origin.member else ""
    return replace(block, origin=replace(block.origin, member=f"{member}{sheet}"))


def _prose_length(document: Document) -> int:
    return sum(len(paragraph.text) for paragraph in document.paragraphs)


def _members(body: bytes) -> tuple[list[tuple[str, Document]], list[Unreadable]]:
    """The documents in an archive, of one in several formats the best; and why the others cannot be read."""
    documents: dict[str, tuple[str, Document]] = {}
    errors: list[Unreadable] = []
    for name, content in sorted(read_archive(body), key=lambda member: _format_rank(member[1])):
        stem = str(PurePosixPath(name).with_suffix(""))
        if stem in documents or kind_of(content) == "archive":
            continue
        try:
            documents[stem] = (name, read_document(content))
        except Unreadable as error:
            errors.append(error)
    return sorted(documents.values(), key=lambda member: member[0]), errors


def _format_rank(content: bytes) -> int:
    kind = kind_of(content)
    return _BEST_FIRST.index(kind) if kind in _BEST_FIRST else len(_BEST_FIRST)
