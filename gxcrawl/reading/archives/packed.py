"""An archive → the one report in it: one document, or a document of prose with tables from others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.model import Block, Document, Table, kind_rank
from gxcrawl.reading.archives.archive import Member, read_archive
from gxcrawl.reading.kinds import is_ofd, kind_of
from gxcrawl.text.bodies import agency_in_title, may_be_one_body
from gxcrawl.text.titles import names_the_report
from gxcrawl.text.years import year_in_title

_BEGIN = 20  # characters: publisher and year, before differences in line breaks between formats
_PROSE = 200  # characters: a document with as much prose and a table can be a report of its own


def read_packed(body: bytes, read: Callable[[bytes], Document]) -> Document:
    """The one report in an archive.

    read: as for `read_members`.
    """
    return read_members(read_archive(body), read)


def read_members(files: Sequence[Member], read: Callable[[bytes], Document]) -> Document:
    """The one report among files.

    read: reads a document; raises Unreadable if it cannot. Raises Unreadable if there is no report or several,
    NeedsTool if it depends on a file that needs a missing program.
    """
    documents, errors = _members(files, read)
    if not documents:
        telling = next((error for error in errors if isinstance(error, NeedsTool) or _needs_ocr(error)), None)
        raise telling or Unreadable(f"the archive holds no readable document{f': {errors[0]}' if errors else ''}")
    whole = _reports([document for _, document in documents])
    several = len(whole or _titles(document for _, document in documents))
    if several > 1:
        raise Unreadable(f"the archive holds {several} documents that can each be a report; unpack it and choose")
    main = whole[0] if whole else max((document for _, document in documents), key=_prose_length)
    blocks: list[Block] = []
    for name, document in documents:
        if document is main:
            blocks.extend(_placed(block, name) for block in document.blocks)
        elif not (whole and main.tables):
            blocks.extend(_placed(table, name) for table in document.tables)
    return replace(main, kind="archive", blocks=tuple(blocks))


def _reports(documents: Sequence[Document]) -> list[Document]:
    """The documents that can be a report of their own; if one exists in several formats, the best."""
    whole = [document for document in documents if document.tables and _prose_length(document) >= _PROSE]
    formats: dict[tuple[str, ...], list[Document]] = {}
    for document in sorted(whole, key=lambda document: kind_rank(document.kind)):
        same = formats.setdefault(_contents(document), [])
        if all(other.kind == document.kind for other in same):
            same.append(document)
    return [document for same in formats.values() for document in same]


def _titles(documents: Iterable[Document]) -> list[tuple[str, int]]:
    """The different reports, by body and year, that the titles of documents with tables name."""
    named: list[tuple[str, int]] = []
    for document in documents:
        lines = (paragraph.text for paragraph in document.paragraphs if document.tables)
        title = next(filter(names_the_report, lines), "")
        body, year = agency_in_title(title), year_in_title(title)
        if body and year and not any(year == known and may_be_one_body(body, other) for other, known in named):
            named.append((body, year))
    return named


def _contents(document: Document) -> tuple[str, ...]:
    """A key that is equal for one report in all formats: the beginning of its prose, and the numbers of its tables."""
    begin = "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs)[:_BEGIN]
    own = (text for table in document.tables for row in range(len(table.rows)) for _, text in table.own_cells(row))
    return begin, *sorted(number for text in own if (number := "".join(text.split())).isdigit())


def _needs_ocr(error: Unreadable) -> bool:
    return str(error).startswith("needs OCR")


def _placed(block: Block, member: str) -> Block:
    """The block with the name of its file; for prose only if it is on a sheet, as sheets may be of several years."""
    if not isinstance(block, Table):
        return replace(block, member=f"{member}#{block.member}") if block.member else block
    sheet = f"#{block.origin.member}" if block.origin.member else ""
    return replace(block, origin=replace(block.origin, member=f"{member}{sheet}"))


def _prose_length(document: Document) -> int:
    return sum(len(paragraph.text) for paragraph in document.paragraphs)


def _members(
    files: Sequence[Member], read: Callable[[bytes], Document]
) -> tuple[list[tuple[str, Document]], list[Unreadable]]:
    """The documents in an archive (of several formats of one, the best), and the errors of the others."""
    documents: dict[str, tuple[str, Document]] = {}
    errors: list[Unreadable] = []
    members = [(kind_of(content), name, content) for name, content in files]
    for kind, name, content in sorted(members, key=lambda member: kind_rank(member[0])):
        stem = str(PurePosixPath(name).with_suffix(""))
        if stem in documents or (kind == "archive" and not is_ofd(content)):
            continue
        try:
            documents[stem] = (name, read(content))
        except Unreadable as error:
            errors.append(error)
    return sorted(documents.values(), key=lambda member: member[0]), errors
