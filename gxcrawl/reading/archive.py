"""An archive → its members."""

import gzip
import io
import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.kinds import GZIP, is_ofd, is_tar, kind_of
from gxcrawl.reading.packages import MAX_MEMBERS, MAX_UNPACKED_BYTES, open_zip

MAX_DEPTH = 3  # archives inside archives
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_DOCUMENTS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_TOOL = "bsdtar"
_TOOL_SECONDS = 60.0
_NESTED = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")

Member = tuple[str, bytes]


def read_archive(body: bytes, depth: int = 1, *, tool_seconds: float = _TOOL_SECONDS) -> list[Member]:
    """Name and bytes of every file in an archive, archives inside it unpacked.

    tool_seconds: how long an outside program may take.
    Raises Unreadable for one that is broken, encrypted or too large, packed too deep or too tight; NeedsTool for RAR
    and 7z where the program that unpacks them is missing.
    """
    if depth > MAX_DEPTH:
        raise Unreadable(f"archives inside archives, more than {MAX_DEPTH} deep")
    if body.startswith(GZIP):
        content = _unpacked_gzip(body)
        return (
            read_archive(content, depth + 1, tool_seconds=tool_seconds) if _is_archive(content) else [("gzip", content)]
        )
    members: list[Member] = []
    for name, content in _own_members(body, tool_seconds):
        if PurePosixPath(name).suffix.lower() in _NESTED and _is_archive(content):
            inner = read_archive(content, depth + 1, tool_seconds=tool_seconds)
            members += [(f"{name}/{inner_name}", inner_content) for inner_name, inner_content in inner]
        else:
            members.append((name, content))
    return members


def _is_archive(content: bytes) -> bool:
    return kind_of(content) == "archive" and not is_ofd(content)


def _own_members(body: bytes, tool_seconds: float) -> Iterator[Member]:
    if body.startswith(_ZIP_MARKS):
        return _zip_members(body)
    return _unpacked_tar(body) if is_tar(body) else _tool_members(body, tool_seconds)


def _unpacked_gzip(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            content = packed.read(MAX_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"a broken gzip archive: {error}") from error
    if len(content) > MAX_UNPACKED_BYTES:
        raise Unreadable(f"a gzip archive that unpacks to more than {MAX_UNPACKED_BYTES} bytes")
    return content


def _unpacked_tar(body: bytes) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=io.BytesIO(body), mode="r:", errors="replace") as archive:
            yield from _tar_members(archive)
    except tarfile.TarError as error:
        raise Unreadable(f"a broken tar archive: {error}") from error


def _zip_members(body: bytes) -> Iterator[Member]:
    with open_zip(body) as package:
        for member in package.infolist():
            name = _name(member)
            if member.is_dir() or _is_litter(name):
                continue
            if member.flag_bits & 1:
                raise Unreadable(f"the archive is encrypted: {name}")
            yield name, package.read(member)


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


def _tool_members(body: bytes, seconds: float) -> Iterator[Member]:
    """The members of a RAR or 7z archive, which bsdtar repacks into a stream that never touches the disk."""
    program = shutil.which(_TOOL)
    if program is None:
        raise NeedsTool(f"a RAR or 7z archive needs {_TOOL}: install the Debian package libarchive-tools")
    with tempfile.NamedTemporaryFile(prefix="gxcrawl-archive-") as packed:
        packed.write(body)
        packed.flush()
        try:
            yield from _repacked(program, packed.name, seconds)
        except tarfile.TarError as error:
            reason = f"a broken or encrypted archive, a solid RAR, or one that takes over {seconds:.0f} s"
            raise Unreadable(f"{reason}; unpack it by hand") from error


def _repacked(program: str, path: str, seconds: float) -> Iterator[Member]:
    command = [program, "-c", "-f", "-", "--format=pax", f"@{path}"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # else names that are not ASCII end the program
    with subprocess.Popen(  # noqa: S603 - our own program and paths
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    ) as process:
        limit = threading.Timer(seconds, process.kill)
        limit.start()
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                yield from _tar_members(archive)
            if process.wait():  # a broken archive makes an empty stream
                raise tarfile.ReadError
        finally:
            limit.cancel()
            process.kill()


def _tar_members(archive: tarfile.TarFile) -> Iterator[Member]:
    unpacked = 0
    for count, member in enumerate(archive):
        unpacked += member.size
        if count >= MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
            raise Unreadable(f"an archive of more than {MAX_MEMBERS} members or {MAX_UNPACKED_BYTES} bytes")
        content = archive.extractfile(member) if member.isfile() else None  # a link may lead anywhere
        if content is not None and not _is_litter(member.name):
            yield member.name, content.read()
