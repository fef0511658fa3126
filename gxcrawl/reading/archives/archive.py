"""An archive → its members."""

import gzip
import io
import lzma
import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.archives.packages import MAX_MEMBERS, MAX_UNPACKED_BYTES, open_zip
from gxcrawl.reading.kinds import GZIP, ZIP, is_ofd, is_tar, kind_of

MAX_DEPTH = 3  # archives inside archives
_NOT_DOCUMENTS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_TOOL = "bsdtar"
_TOOL_SECONDS = 60.0
_NESTED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")

Member = tuple[str, bytes]


class _Budget:
    """The limits for unpacking an archive and the archives inside it: members, bytes, seconds of external programs."""

    def __init__(self, tool_seconds: float) -> None:
        self._members, self._bytes, self._ends = 0, 0, time.monotonic() + tool_seconds

    def spend(self, size: int) -> None:
        """Counts one more member of this size. Raises Unreadable if a limit is exceeded."""
        self._members, self._bytes = self._members + 1, self._bytes + size
        if self._members > MAX_MEMBERS or self._bytes > MAX_UNPACKED_BYTES:
            raise Unreadable(f"an archive of more than {MAX_MEMBERS} members or {MAX_UNPACKED_BYTES} bytes")

    def seconds_left(self) -> float:
        """The seconds left for external programs, at least 0."""
        return max(self._ends - time.monotonic(), 0.0)


def read_archive(body: bytes, *, tool_seconds: float = _TOOL_SECONDS) -> list[Member]:
    """Name and bytes of every file in an archive, archives inside it unpacked.

    tool_seconds: the total time for external programs. Raises Unreadable if it is broken, encrypted, too large, nested
    too deep or compressed too much; NeedsTool for RAR and 7z if the program that unpacks them is missing.
    """
    return _members(body, _Budget(tool_seconds), 1)


def _members(body: bytes, budget: _Budget, depth: int) -> list[Member]:
    if depth > MAX_DEPTH:
        raise Unreadable(f"archives inside archives, more than {MAX_DEPTH} deep")
    if body.startswith(GZIP):
        content = _unpacked_gzip(body)
        budget.spend(len(content))
        return _members(content, budget, depth + 1) if _is_archive(content) else [("gzip", content)]
    members: list[Member] = []
    for name, content in _own_members(body, budget):
        if PurePosixPath(name).suffix.lower() in _NESTED and _is_archive(content):
            inner = _members(content, budget, depth + 1)
            members += [(f"{name}/{inner_name}", inner_content) for inner_name, inner_content in inner]
        else:
            members.append((name, content))
    return members


def _is_archive(content: bytes) -> bool:
    return kind_of(content) == "archive" and not is_ofd(content)


def _own_members(body: bytes, budget: _Budget) -> Iterator[Member]:
    if body.startswith(ZIP):
        return _zip_members(body, budget)
    return _unpacked_tar(body, budget) if is_tar(body) else _tool_members(body, budget)


def _unpacked_gzip(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            content = packed.read(MAX_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"a broken gzip archive: {error}") from error
    if len(content) > MAX_UNPACKED_BYTES:
        raise Unreadable(f"a gzip archive that unpacks to more than {MAX_UNPACKED_BYTES} bytes")
    return content


def _unpacked_tar(body: bytes, budget: _Budget) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=io.BytesIO(body), mode="r:", errors="replace") as archive:
            yield from _tar_members(archive, budget)
    except tarfile.TarError as error:
        raise Unreadable(f"a broken tar archive: {error}") from error


def _zip_members(body: bytes, budget: _Budget) -> Iterator[Member]:
    with open_zip(body) as package:
        for member in package.infolist():
            name = _name(member)
            if member.is_dir() or _is_litter(name):
                continue
            if member.flag_bits & 1:
                raise Unreadable(f"the archive is encrypted: {name}")
            budget.spend(member.file_size)
            yield name, _unpacked(package, member)


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(member)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable(f"a broken zip archive: {error}") from error


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; those of Chinese Windows are GBK, which zipfile takes for code page 437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_litter(name: str) -> bool:
    return any(litter in name for litter in _NOT_DOCUMENTS)


def _tool_members(body: bytes, budget: _Budget) -> Iterator[Member]:
    """The members of a RAR or 7z archive, converted by bsdtar to a stream in memory."""
    program = shutil.which(_TOOL)
    if program is None:
        raise NeedsTool(f"a RAR or 7z archive needs {_TOOL}: install the Debian package libarchive-tools")
    with tempfile.NamedTemporaryFile(prefix="gxcrawl-archive-") as packed:
        packed.write(body)
        packed.flush()
        try:
            yield from _repacked(program, packed.name, budget)
        except tarfile.TarError as error:
            reason = "a broken or encrypted archive, a solid RAR, or one that takes too long to unpack"
            raise Unreadable(f"{reason}; unpack it by hand") from error


def _repacked(program: str, path: str, budget: _Budget) -> Iterator[Member]:
    command = [program, "-c", "-f", "-", "--format=pax", f"@{path}"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # otherwise bsdtar stops at names that are not ASCII
    with subprocess.Popen(  # noqa: S603 - our own program and paths
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    ) as process:
        limit = threading.Timer(budget.seconds_left(), process.kill)
        limit.start()
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                yield from _tar_members(archive, budget)
            if process.wait():  # a broken archive makes an empty stream
                raise tarfile.ReadError
        finally:
            limit.cancel()
            process.kill()


def _tar_members(archive: tarfile.TarFile, budget: _Budget) -> Iterator[Member]:
    for member in archive:
        budget.spend(member.size)
        content = archive.extractfile(member) if member.isfile() else None  # a link may lead anywhere
        if content is not None and not _is_litter(member.name):
            yield member.name, content.read()
