"""Zip packages, checked before anything opens them."""

import io
import re
import zipfile

from gxcrawl.errors import Unreadable

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_MARKUP_BYTES = 64 * 1024 * 1024  # the parsed tree takes about ten times as much memory
MAX_RATIO = 500  # the XML of a large table shrinks about 50 times
_RATIO_MATTERS_FROM = 16 * 1024 * 1024

_MARKUP_MEMBER = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_TYPE_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O\x00C\x00T\x00Y")  # UTF-8, UTF-16

# The namespaces of "Strict Open XML", and the usual ones, which our libraries support
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_TRANSITIONAL = tuple(
    (_STRICT + strict, _USUAL + usual)
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"officeDocument/", b"officeDocument/2006/"),
        (b"drawingml/", b"drawingml/2006/"),
    )
)


def transitional(markup: bytes) -> bytes:
    """A part of an Office package with the usual namespaces in place of the strict ones."""
    if _STRICT in markup:
        for strict, usual in _TRANSITIONAL:
            markup = markup.replace(strict, usual)
    return markup


def transitional_package(body: bytes) -> bytes:
    """The same for a whole package, with slashes in the names of its members.

    Returned unchanged if its main relations use the usual namespaces and are found by their usual name.
    """
    with open_zip(body) as package:
        if "_rels/.rels" in package.namelist() and _STRICT not in package.read("_rels/.rels"):
            return body
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as usual:
            for member in package.infolist():
                usual.writestr(member_path(member.filename), transitional(package.read(member)))
    return made.getvalue()


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The package, if its declared sizes are within limits. Raises Unreadable if it is broken or too large.

    A member larger than declared is truncated by zipfile and fails its checksum.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"a broken zip package: {error}") from error
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"a zip package of {len(members)} members; at most {MAX_MEMBERS} are read")
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_RATIO * len(body)):
        raise Unreadable(f"a zip package of {len(body)} bytes that unpacks to {unpacked}; not opened")
    return package


def member_path(name: str) -> str:
    """The path of a member from the package's root; some programs write backslashes, or a slash before it."""
    return name.replace("\\", "/").lstrip("/")


def check_office_package(body: bytes, max_markup_bytes: int = MAX_MARKUP_BYTES) -> None:
    """Raises Unreadable for an Office package that is encrypted, too large or declares XML entities."""
    with open_zip(body) as package:
        markup = [member for member in package.infolist() if _MARKUP_MEMBER.search(member.filename)]
        if any(member.flag_bits & 1 for member in package.infolist()):
            raise Unreadable("the package is encrypted")
        if sum(member.file_size for member in markup) > max_markup_bytes:
            raise Unreadable(f"an Office package with more than {max_markup_bytes} bytes of XML")
        for member in markup:
            if _TYPE_DECLARATION.search(package.read(member)):
                raise Unreadable(f"{member.filename} declares a document type, which no Office file does")
