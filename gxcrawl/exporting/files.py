"""Files being written, with their size and SHA-256."""

import gzip
import hashlib
import os
from pathlib import Path
from typing import BinaryIO, Self, cast

from gxcrawl.disk import sync
from gxcrawl.exporting.manifest import FileEntry

_PIECE = 1 << 20
_GZIP_LEVEL = 6  # gzip's own default; 9 takes twice the time for one percent


class HashedFile:
    """A file being written, with its size and SHA-256 so far; on the disk for good when its block ends without error.

    It has what gzip and Arrow ask of a file.
    """

    closed = False

    def __init__(self, path: Path) -> None:
        self.size_bytes = 0
        self._sha256 = hashlib.sha256()
        path.parent.mkdir(exist_ok=True)
        self._file: BinaryIO = path.open("xb")

    def write(self, content: bytes | memoryview) -> int:
        """Append."""
        self._file.write(content)
        self._sha256.update(content)
        written = memoryview(content).nbytes
        self.size_bytes += written
        return written

    def tell(self) -> int:
        """The place of the next byte."""
        return self.size_bytes

    def flush(self) -> None:
        """Nothing to do before the end: who wants the bytes on the disk ends the block."""

    def close(self) -> None:
        """As `flush`: a library that closes what it was given does not end the block."""

    @property
    def sha256(self) -> str:
        """Of what was written so far, in hex."""
        return self._sha256.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())


class DumpFile:
    """One file of a dump: counts what is put into it, compresses it where asked, says at the end what it is.

    name: below `folder`; `.gz` is added where it is compressed. The same content gives the same bytes: gzip's header
    holds neither a time nor a name.
    """

    def __init__(self, folder: Path, name: str, *, compressed: bool = False) -> None:
        self._name = f"{name}.gz" if compressed else name
        self.count = 0
        self.hashed = HashedFile(folder / self._name)
        self._gzip = (
            gzip.GzipFile(
                filename="", mode="wb", fileobj=cast(BinaryIO, self.hashed), compresslevel=_GZIP_LEVEL, mtime=0
            )
            if compressed
            else None
        )

    def put(self, content: bytes) -> None:
        """Append one document, row or record."""
        self.count += 1
        self.write(content)

    def write(self, content: bytes) -> None:
        """Append what is no document: a header."""
        (self._gzip or self.hashed).write(content)

    def entry(self, collection: str | None) -> FileEntry:
        """What the manifest says of it; once it is closed."""
        return FileEntry(self._name, collection, self.count, self.hashed.size_bytes, self.hashed.sha256)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        try:
            if self._gzip is not None and kind is None:
                self._gzip.close()
        finally:
            self.hashed.__exit__(kind, *error)


def entry_of(folder: Path, name: str, collection: str | None, count: int) -> FileEntry:
    """A file that a library wrote by itself; on the disk for good afterwards."""
    size_bytes, sha256 = measured(folder / name)
    sync(folder / name)
    return FileEntry(name, collection, count, size_bytes, sha256)


def measured(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file, read piece by piece."""
    digest, size_bytes = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size_bytes += len(piece)
    return size_bytes, digest.hexdigest()
