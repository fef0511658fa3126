"""The raw documents as a web archive (WARC 1.1, ISO 28500) with one record for each URL where a content was seen.

The first URL of a document is a `response` record with the body and the stored headers, or a `resource` record if the
document was not fetched by HTTP; every further URL is a `revisit` of it. Each is followed by a `metadata` record with
the agency and how the document was found. Record ids are derived from content and URL; dates are those of the crawl.
"""

import uuid
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from gxcrawl.exporting.bodies import bytes_of
from gxcrawl.exporting.contents import Contents
from gxcrawl.exporting.folders.files import DumpFile
from gxcrawl.exporting.folders.manifest import FileEntry
from gxcrawl.exporting.formats import Options
from gxcrawl.storage import Document

_URL_CHARACTERS = ";/?:@&=+$,#[]!~*'()%"  # allowed unescaped in a URL (RFC 3986)
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_HTTP_HEADERS = (("Content-Type", "content_type"), ("ETag", "etag"), ("Last-Modified", "last_modified"))
_ABOUT_PLACE = ("agency_id", "title", "year", "published_on", "publisher", "parent_url", "refused")


def write(contents: Contents, folder: Path, options: Options) -> Iterator[FileEntry]:
    """`raw_documents.warc`; if compressed, each record is one gzip member, as readers of web archives expect."""
    for collection in contents.collections:
        name = f"{collection.name}.warc"
        with DumpFile(folder, f"{name}.gz" if options.gzip else name) as file:
            archive = _Archive(file, compressed=options.gzip)
            for document in contents.documents(collection):
                archive.put(document, _content(contents, document))
        yield file.entry(collection.name)


def _content(contents: Contents, document: Document) -> bytes:
    if document["gridfs_id"] is not None:
        return bytes_of(contents.database, document["_id"], document["gridfs_id"])
    return bytes(document["content"])


class _Archive:
    """Writes documents to one file and counts the records."""

    def __init__(self, file: DumpFile, *, compressed: bool) -> None:
        self._file = file
        self._writer = WARCWriter(file.hashed, gzip=compressed, warc_version="1.1")

    def put(self, document: Document, content: bytes) -> None:
        """All records of a document."""
        first: Any = None
        for source in document["sources"]:
            if first is None:
                record = first = self._first(document, source, content)
            else:
                record = self._revisit(document, source, first)
            self._write(record)
            self._write(self._metadata(document, source, record))

    def _first(self, document: Document, source: Document, content: bytes) -> Any:
        spoken = source["http"]["status"] != 0
        return self._writer.create_warc_record(
            _url(source["url"]),
            "response" if spoken else "resource",
            payload=BytesIO(content),
            length=len(content),
            http_headers=_http_headers(source, len(content)) if spoken else None,
            warc_content_type="" if spoken else (source["http"]["content_type"] or "application/octet-stream"),
            warc_headers_dict=_warc_headers(document, source, "document"),
        )

    def _revisit(self, document: Document, source: Document, first: Any) -> Any:
        return self._writer.create_revisit_record(
            _url(source["url"]),
            digest=first.rec_headers.get_header("WARC-Payload-Digest"),
            refers_to_uri=first.rec_headers.get_header("WARC-Target-URI"),
            refers_to_date=first.rec_headers.get_header("WARC-Date"),
            http_headers=_http_headers(source, document["size"]),
            warc_headers_dict=_warc_headers(document, source, "document"),
        )

    def _metadata(self, document: Document, source: Document, record: Any) -> Any:
        fields = {"via": source["found_on"], "content_hash": document["_id"], "kind": document["kind"]}
        fields |= {name: source.get(name) for name in _ABOUT_PLACE}
        lines = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields.items() if value is not None)
        content = lines.encode()
        headers = _warc_headers(document, source, "metadata")
        headers["WARC-Concurrent-To"] = record.rec_headers.get_header("WARC-Record-ID")
        return self._writer.create_warc_record(
            _url(source["url"]),
            "metadata",
            payload=BytesIO(content),
            length=len(content),
            warc_headers_dict=headers,
        )

    def _write(self, record: Any) -> None:
        self._writer.write_record(record)
        self._file.count += 1


def _warc_headers(document: Document, source: Document, part: str) -> dict[str, str]:
    name = f"gxcrawl {document['_id']} {source['url']} {part}"
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>",
        "WARC-Date": source["first_seen"].strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def _http_headers(source: Document, size_bytes: int) -> StatusAndHeaders:
    """Status and stored headers of the response. Bodies are stored decompressed, and Content-Length is their length."""
    http = source["http"]
    headers = [(name, _one_line(http[field])) for name, field in _HTTP_HEADERS if http[field] is not None]
    headers.append(("Content-Length", str(size_bytes)))
    return StatusAndHeaders(_status(http["status"]), headers, protocol="HTTP/1.1")


def _status(code: int) -> str:
    """The status code with its standard phrase, if there is one; servers may invent codes."""
    return f"{code} {_PHRASES[code]}" if code in _PHRASES else str(code)


def _url(url: str) -> str:
    """The URL in ASCII without white space, so that it fits on one header line."""
    return quote(url, safe=_URL_CHARACTERS)


def _one_line(value: object) -> str:
    return " ".join(str(value).split())
