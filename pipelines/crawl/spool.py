"""The spool: fetched documents that the database could not store, kept on disk until it can.

One WARC file (ISO 28500) per document: its metadata as a `metadata` record in JSON, its bytes as a `resource` record. A
file is written completely or not at all, and its name is derived from its contents, so a document is never there twice.
"""

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from gxcrawl.disk import sync
from gxcrawl.errors import CannotRun, Unreadable
from gxcrawl.model import Agency, FetchedDocument

_ENDING = ".warc.gz"
_UNFINISHED = ".part"
_LEFT_BEHIND = 3600  # seconds without a change; writing one takes less than one of them


@dataclass(frozen=True, slots=True)
class Spooled:
    """A document as fetched, and its agency; None if the spider did not know it."""

    fetched: FetchedDocument
    agency: Agency | None


_ADAPTER = TypeAdapter(Spooled)


class Spool:
    """The documents waiting for one database."""

    def __init__(self, folder: Path, database: str) -> None:
        """folder: shared by all databases. database: the name of this one, without secrets."""
        self.folder = folder / hashlib.sha256(os.fsencode(database)).hexdigest()[:12]

    def put(self, document: Spooled) -> None:
        """Writes a document and syncs it to disk. Raises CannotRun if that fails."""
        path = self._path(document.fetched)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                _write(file, document)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            sync(self.folder)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)  # room, where the disk is full
            raise CannotRun(f"{self.folder}: the spool cannot be written: {error.strerror}") from error

    def remove_left_behind(self) -> None:
        """Deletes the unfinished files of killed processes; those of running ones, which are young, stay."""
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):  # another process was faster
                if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                    path.unlink()

    def paths(self) -> list[Path]:
        """The files in the order in which their documents were fetched: a page before its attachments."""
        return sorted(self.folder.glob(f"*{_ENDING}"))

    def remove(self, document: FetchedDocument) -> None:
        """Deletes the file of a stored document; another process may have done so already."""
        self._path(document).unlink(missing_ok=True)

    def _path(self, document: FetchedDocument) -> Path:
        digest = hashlib.sha256(document.url.encode() + b"\0" + document.body).hexdigest()[:16]
        return self.folder / f"{document.fetched_at:%Y%m%dT%H%M%S%f}-{digest}{_ENDING}"


def read_spooled(path: Path) -> Spooled:
    """The document in a file. Raises Unreadable for a file of another origin."""
    try:
        with path.open("rb") as file:
            records = ArchiveIterator(file, check_digests="raise")
            contents = {record.rec_type: _content(record) for record in records}
        about = _ADAPTER.validate_json(contents["metadata"])
        return Spooled(replace(about.fetched, body=contents["resource"]), about.agency)
    except (OSError, EOFError, KeyError, ValueError, ArchiveLoadFailed) as error:
        raise Unreadable(f"{path}: not a document of the spool ({type(error).__name__}); look at it") from error


def _content(record: Any) -> bytes:
    """The complete content of a record. Raises ValueError for a truncated one, whose digest warcio does not check."""
    content: bytes = record.content_stream().read()
    if len(content) != int(record.rec_headers.get_header("Content-Length")):
        raise ValueError("cut short")
    return content


def _write(file: Any, document: Spooled) -> None:
    url = document.fetched.url
    about = _ADAPTER.dump_json(Spooled(replace(document.fetched, body=b""), document.agency))
    mime = document.fetched.http.content_type or "application/octet-stream"
    writer = WARCWriter(file, gzip=True)
    parts = (("metadata", about, "application/json"), ("resource", document.fetched.body, mime))
    for kind, payload, content_type in parts:
        # with its length given, warcio makes the digests without a copy on disk
        record = writer.create_warc_record(
            url, kind, payload=BytesIO(payload), length=len(payload), warc_content_type=content_type
        )
        writer.write_record(record)
