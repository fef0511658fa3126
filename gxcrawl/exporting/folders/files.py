"""Files being written, with their size and SHA-256."""

import gzip
import hashlib
import os
from pathlib import Path
from typing import BinaryIO, Self, cast

from gxcrawl.disk import sync
from gxcrawl.exporting.folders.manifest import FileEntry

_PIECE = 1 << 20
_GZIP_LEVEL = 6  # gzip's own default; 9 takes twice the time for one percent


class HashedFile:
    """A file being written, with its size and SHA-256 so far; synced to disk when its `with` block ends without error.

    Implements the file methods that gzip and Arrow need.
    """

    closed = False

    def __init__(self, path: Path) -> None:
        self.size_bytes = 0
        self._sha256 = hashlib.sha256()
        path.parent.mkdir(exist_ok=True)
        self._file: BinaryIO = path.open("xb")

    def write(self, content: bytes | memoryview) -> int:
        """Appends bytes."""
        self._file.write(content)
        self._sha256.update(content)
        written = memoryview(content).nbytes
        self.size_bytes += written
        return written

    def tell(self) -> int:
        """The position of the next byte."""
        return self.size_bytes

    def flush(self) -> None:
        """Does nothing: data are synced at the end of the block."""

    def close(self) -> None:
        """Does nothing: a library that closes the file does not end the block."""

    @property
    def sha256(self) -> str:
        """The hash of everything written so far, in hex."""
        return self._sha256.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())


class DumpFile:
    """One file of a dump: counts its entries and optionally compresses it.

    name: below `folder`; `.gz` is added if compressed. The same contents give the same bytes: the gzip header contains
    neither time nor name.
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
        """Appends one document, row or record."""
        self.count += 1
        self.write(content)

    def write(self, content: bytes) -> None:
        """Appends bytes that are no document: a header."""
        (self._gzip or self.hashed).write(content)

    def entry(self, collection: str | None) -> FileEntry:
        """Its entry in the manifest; call after it is closed."""
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
    """The manifest entry of a file written by a library; syncs it to disk."""
    size_bytes, sha256 = measured(folder / name)
    sync(folder / name)
    return FileEntry(name, collection, count, size_bytes, sha256)


def measured(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file, read in pieces."""
    digest, size_bytes = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size_bytes += len(piece)
    return size_bytes, digest.hexdigest()
