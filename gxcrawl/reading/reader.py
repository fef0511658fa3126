"""The entry point of this room: bytes of any kind → one `Document`, or one named error."""

from dataclasses import replace

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document, Kind
from gxcrawl.reading.archives.archive import Member
from gxcrawl.reading.archives.packed import read_members, read_packed
from gxcrawl.reading.docx import is_flat_package, packed_flat, read_docx
from gxcrawl.reading.html import read_html
from gxcrawl.reading.html.web_archive import read_web_archive
from gxcrawl.reading.kinds import is_blank, is_mail, is_ofd, kind_of, trimmed, why_unknown
from gxcrawl.reading.office.conversion import convert_to_docx
from gxcrawl.reading.plain_text.stacked import with_stacked_tables
from gxcrawl.reading.plain_text.text import read_text

_LONGEST_REASON = 200
_FLOWING = ("html", "txt", "docx", "doc", "wps")  # kinds whose paragraphs are stored in reading order


def read_document(body: bytes, *, url: str | None = None, declared_encoding: str | None = None) -> Document:
    """The contents of bytes of any kind.

    url: their address, to make links absolute. declared_encoding: charset of the Content-Type header. Raises
    Unreadable, with a message of one line, for bytes without a readable document; NeedsTool if a missing program could
    read them.
    """
    if is_blank(body):
        raise Unreadable("the file is empty")
    body = trimmed(body)
    kind = kind_of(body)
    try:
        document = _read(kind, body, url, declared_encoding)
        return with_stacked_tables(document) if kind in _FLOWING else document
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"not a readable {kind} document: {_one_line(error)}") from error


def _read(kind: Kind, body: bytes, url: str | None, declared_encoding: str | None) -> Document:
    """Calls the reader for the kind. Some libraries take half a second to import, so each is imported on demand."""
    match kind:
        case "html":
            return read_html(body, url=url, declared_encoding=declared_encoding)
        case "txt":
            return read_text(body, declared_encoding=declared_encoding)
        case "docx":
            return read_docx(body, _read_chunk)
        case "pdf":
            from gxcrawl.reading.pdf import read_pdf

            return read_pdf(body, _read_files)
        case "xlsx" | "xls":
            from gxcrawl.reading.workbook import read_workbook

            return read_workbook(body, kind)
        case "doc" | "wps":
            if is_mail(body):
                return read_web_archive(body, _read_files)
            package = packed_flat(body) if is_flat_package(body) else convert_to_docx(body)
            return replace(read_docx(package, _read_chunk), kind=kind)
        case "archive":
            if is_ofd(body):
                from gxcrawl.reading.ofd import read_ofd

                return read_ofd(body)
            return read_packed(body, read_document)
        case "image":
            raise Unreadable("needs OCR: the document is an image")
        case "unknown":
            raise Unreadable(why_unknown(body))


def _read_files(files: list[Member]) -> Document:
    """The one report among files, wherever they are packed."""
    return read_members(files, read_document)


def _read_chunk(body: bytes) -> Document:
    """A page of HTML, a workbook or a Word package inside a Word package."""
    match kind_of(body):
        case "docx":
            return read_docx(body, _read_page)
        case "xlsx" | "xls" as kind:
            from gxcrawl.reading.workbook import read_workbook

            return read_workbook(body, kind, embedded=True)
        case _:
            return _read_page(body)


def _read_page(body: bytes) -> Document:
    if is_mail(body):
        return read_web_archive(body, _read_files)
    if kind_of(body) != "html":
        raise Unreadable("the document holds another one that is neither HTML nor .docx; save it anew with Word")
    return read_html(body)


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:_LONGEST_REASON]
