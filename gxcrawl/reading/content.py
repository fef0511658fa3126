"""`FetchedDocument` → `RawDocument`: what kind of bytes these are and which content they carry.

The same report under another template, counter, address or session is the same content; one changed digit is
another.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document, FetchedDocument, Link, RawDocument, Source
from gxcrawl.reading import kind_of, read_document
from gxcrawl.reading.encoding import decode
from gxcrawl.reading.html import picture_addresses, visible_text
from gxcrawl.text.spacing import compact

# 浏览次数：123次 · 点击数:【45】 · 已下载6次 · 页面生成时间：2024-01-25 10:00:00
_PASSING = re.compile(
    r"(?:浏览|点击|访问|阅读|累计|下载)(?:次数|量|数):[\[【(]?[\d,]*[\]】)]?次?|已下载\d+次|(?:生成|更新|当前)时间:[\d\-/年月日:]*"
)
_SENTENCE = re.compile(r"[。;；]|(?<!\d),")  # lines of the template have none; 1,234次 is not a sentence
_COUNTED = re.compile(
    r"(?:^|[^\u4e00-\u9fff])(?:本?页面?|本文|文章|总)?$"
)  # not 网站访问量: it occurs in prose, whose figures count
_DOCUMENT_NAME = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|txt|rtf|zip|rar|7z)$", re.IGNORECASE)
_DOWNLOAD = re.compile(r"down(?:load|file)|attach|uploadfile", re.IGNORECASE)
# Parameters that identify a file; all others (sessions, tickets, times) change.
_IDENTITY = frozenset({"filename", "fileid", "wbfileid", "id", "file", "name", "attachid", "docid"})
_SHORTEST_REPORT = 100  # characters; shorter content is a title above pictures of pages
_CELL, _ROW, _PART = "\x1f", "\x1e", "\x1d"


def to_raw(
    item: FetchedDocument, run_id: str, parent_id: str | None = None, content_hash: str | None = None
) -> RawDocument:
    """The document as stored in `raw_documents`, with the one place where it was seen. Never raises for any bytes.

    parent_id: for an attachment, the content hash of the page that links it. content_hash: the `page_hash` of a page
    that was already read.
    """
    kind = kind_of(item.body)
    declared = declared_charset(item.http.content_type)
    digest = hashlib.sha256(item.body).hexdigest()
    return RawDocument(
        content_hash=content_hash or (page_hash(item.body, declared) if kind == "html" else digest),
        bytes_sha256=digest,
        kind=kind,
        encoding=decode(item.body, declared).encoding if kind in ("html", "txt") else None,
        content=item.body,
        sources=(_source(item),),
        fetched_at=item.fetched_at,
        run_id=run_id,
        parent_id=parent_id,
    )


def _source(item: FetchedDocument) -> Source:
    return Source(
        url=item.url,
        agency_id=item.agency_id,
        first_seen=item.fetched_at,
        last_seen=item.fetched_at,
        title=item.title,
        found_on=item.found_on,
        http=item.http,
        year=item.year,
        published_on=item.published_on,
        publisher=item.publisher,
        parent_url=item.parent_url,
        files=item.files,
        listed=item.listed,
        refused=item.refused,
        checked_at=item.fetched_at,
    )


@lru_cache(maxsize=256)  # a portal sends the same header with every page
def declared_charset(content_type: str | None) -> str | None:
    """The charset parameter of a Content-Type; None if it has none."""
    if not content_type:
        return None
    message = Message()
    message["content-type"] = content_type
    return message.get_content_charset()


def page_hash(body: bytes, declared_encoding: str | None = None, document: Document | None = None) -> str:
    """The content hash of a page: of its main content; if it has none, of all visible text, otherwise of the bytes.

    document: the result, if these bytes were already read.
    """
    try:
        document = document or read_document(body, declared_encoding=declared_encoding)
        text = _content_text(document, body, declared_encoding) or _PASSING.sub(
            "", compact(visible_text(body, declared_encoding))
        )
    except Unreadable:
        text = ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") if text else body).hexdigest()


def _content_text(document: Document, body: bytes, declared_encoding: str | None) -> str:
    """The text of the main content, or ""; for a page with little text, also the names of its pictures."""
    parts = list(_content(document))
    if sum(map(len, parts)) < _SHORTEST_REPORT:
        parts.extend(PurePosixPath(address).name for address in picture_addresses(body, declared_encoding))
    return _PART.join(parts) if any(parts) else ""


def _content(document: Document) -> Iterator[str]:
    """Prose, tables and attachments of a page, without parts that change between visits."""
    yield _normal("\n".join(paragraph.text for paragraph in document.paragraphs))
    for table in document.tables:
        rows = (_CELL.join(compact(text) for _, text in table.own_cells(row)) for row in range(len(table.rows)))
        yield _ROW.join(rows)
    yield _CELL.join(sorted(set(attachment_names(document.links))))


def _normal(text: str) -> str:
    """The text without white space, and without the counters and times in its template lines."""
    return "".join(_lasting(compact(line)) for line in text.split("\n"))


def _lasting(line: str) -> str:
    """A line without counters and times, if it is one of the template: labels (来源：), not a sentence."""
    if _SENTENCE.search(line):
        return line
    label = line.find(":")

    def passes(found: re.Match[str]) -> bool:
        at = found.start()
        return 0 <= label < at or _COUNTED.search(line[max(at - 4, 0) : at]) is not None

    return _PASSING.sub(lambda found: "" if passes(found) else found[0], line)


def attachment_names(links: Iterable[Link]) -> Iterator[str]:
    """For each link to a file, its name and identifying parameters; never host, scheme or session."""
    for link in links:
        try:
            address = urlsplit(link.href)
        except ValueError:
            continue
        name = unquote(PurePosixPath(address.path.partition(";")[0]).name)
        query = sorted((key.lower(), value) for key, value in parse_qsl(address.query) if key.lower() in _IDENTITY)
        if (
            _DOCUMENT_NAME.search(name)
            or any(_DOCUMENT_NAME.search(value) for _, value in query)
            or (query and _DOWNLOAD.search(address.path))
        ):
            yield "&".join([name, *(f"{key}={value}" for key, value in query)])
