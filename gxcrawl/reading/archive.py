"""An archive → its members."""

import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.packages import MAX_MEMBERS, MAX_UNPACKED_BYTES, open_zip

MAX_DEPTH = 3  # archives inside archives
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_DOCUMENTS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_TOOL = "bsdtar"
_TOOL_SECONDS = 60

Member = tuple[str, bytes]


def read_archive(body: bytes, depth: int = 1) -> list[Member]:
    """Name and bytes of every file in an archive, archives inside it unpacked.

    Raises Unreadable for one that is broken, encrypted or too large, packed too deep or too tight; NeedsTool for RAR
    and 7z where the program that unpacks them is missing.
    """
    if depth > MAX_DEPTH:
        raise Unreadable(f"archives inside archives, more than {MAX_DEPTH} deep")
    members = list(_zip_members(body) if body.startswith(_ZIP_MARKS) else _tool_members(body))
    return [inner for name, content in members for inner in _unpacked(name, content, depth)]


def _unpacked(name: str, content: bytes, depth: int) -> list[Member]:
    if PurePosixPath(name).suffix.lower() in (".zip", ".rar", ".7z"):
        return [(f"{name}/{inner}", inner_content) for inner, inner_content in read_archive(content, depth + 1)]
    return [(name, content)]


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


def _tool_members(body: bytes) -> Iterator[Member]:
    """The members of a RAR, 7z or gzip archive, which bsdtar repacks into a stream that never touches the disk."""
    program = shutil.which(_TOOL)
    if program is None:
        raise NeedsTool(f"a RAR, 7z or gzip archive needs {_TOOL}: install the Debian package libarchive-tools")
    with tempfile.NamedTemporaryFile(prefix="gxcrawl-archive-") as packed:
        packed.write(body)
        packed.flush()
        try:
            yield from _repacked(program, packed.name)
        except tarfile.TarError as error:
            reason = f"a broken or encrypted archive, a solid RAR, or one that takes over {_TOOL_SECONDS} s"
            raise Unreadable(f"{reason}; unpack it by hand") from error


def _repacked(program: str, path: str) -> Iterator[Member]:
    command = [program, "-c", "-f", "-", "--format=pax", f"@{path}"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # else names that are not ASCII end the program
    with subprocess.Popen(  # noqa: S603 - our own program and paths
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    ) as process:
        limit = threading.Timer(_TOOL_SECONDS, process.kill)
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
