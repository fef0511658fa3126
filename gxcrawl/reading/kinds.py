"""Bytes → the kind of document, from the bytes alone, because names and Content-Types of portals are often wrong."""

import io
import re
import zipfile

import olefile

from gxcrawl.model import Kind
from gxcrawl.reading.encoding import wide_codec

_HEAD = 4096
_JUNK = 1024  # longest output of a broken download script before a PDF or zip package
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
GZIP = b"\x1f\x8b\x08"
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", GZIP, b"BZh91AY&SY", b"\xfd7zXZ\x00")
_TAR, _TAR_AT = b"ustar", 257
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_RICH_TEXT = b"{\\rtf"
# The head of a mail, in which Word and browsers save web archives too: any fields, that of MIME among them
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:|From: <Saved by ", re.IGNORECASE)
_MAIL_HEAD = 32 * 1024  # mails may have passed many servers
_NO_KIND = "the bytes are of no kind that can be read"
_OTHER_PACKAGES = {
    "ppt/presentation.xml": "a presentation",
    "META-INF/container.xml": "a book in EPUB",
}
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"  # stored uncompressed at the beginning of such a file
# Documents in one XML file; its beginning names the program
FLAT_PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"  # a package with its parts as elements
_WORD_XML = (
    FLAT_PACKAGE,
    b"<w:wordDocument",
    b'<?mso-application progid="Word.Document"?>',
    b'office:mimetype="application/vnd.oasis.opendocument.text"',
    b'uof:mimetype="vnd.uof.text"',
)
_EXCEL_XML = (
    b'<?mso-application progid="Excel.Sheet"?>',
    b"<Workbook",
    b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"',
    b'uof:mimetype="vnd.uof.spreadsheet"',
)

# A tag of HTML; text that merely contains "<" is not a page.
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|tbody|tr|td|div|p|span|br|h[1-6]|script|style|a|ul|li|font"
    rb"|center|form|img|link|ucaptitle|ucapcontent)\b[^<>]*>",
    re.IGNORECASE,
)
_BINARY_PAGE = 0.05  # of its bytes: among so many control characters, a tag is a coincidence
_SOMETHING = re.compile(rb"[^\x00\s]")
_BLANK_BEGIN = b"\xef\xbb\xbf\t\n\r "
_EXACT_BEGIN = (
    _OLE,
    *ZIP,
    *ARCHIVES,
    *_IMAGES[:4],
    _RICH_TEXT,
)  # _IMAGES[4:] are too short after blanks


def is_blank(body: bytes) -> bool:
    """True if there is only white space and zero bytes."""
    return _SOMETHING.search(body) is None


def trimmed(body: bytes) -> bytes:
    """The body without output of a download script before the file: blank lines, warnings."""
    if (at := body.find(ZIP[0], 1, _JUNK)) > 0 and _is_junk(body[:at]) and zipfile.is_zipfile(io.BytesIO(body)):
        return body[at:]
    if body[:1] not in (b"\xef", b"\t", b"\n", b"\r", b" "):
        return body
    start = body[:_HEAD].lstrip(_BLANK_BEGIN)
    return body[len(body[:_HEAD]) - len(start) :] if start.startswith(_EXACT_BEGIN) else body


def _is_junk(head: bytes) -> bool:
    """True if these bytes before a zip package are text, not another file that contains the package."""
    return not head.startswith(_EXACT_BEGIN) and b"%PDF-" not in head and not _looks_binary(head)


def is_tar(body: bytes) -> bool:
    """True if this is a tar archive, recognised at the end of its first header."""
    return body.startswith(_TAR, _TAR_AT)


def kind_of(body: bytes) -> Kind:
    """The kind of a body; `unknown` for an empty one and for formats without a reader. Never raises."""
    if is_blank(body):
        return "unknown"
    body = trimmed(body)
    head = body[:_HEAD]
    if head.startswith(ZIP):  # may begin with an uncompressed PDF
        return _kind_of_zip(body)
    if head.startswith(_OLE):
        return _kind_of_ole(body)
    if head.startswith(ARCHIVES) or is_tar(body):
        return "archive"
    if b"%PDF-" in head[:_JUNK]:
        return "pdf"
    if head.startswith(_IMAGES) or head[8:12] == b"WEBP":
        return "image"
    return _kind_of_text(body)


def is_mail(body: bytes) -> bool:
    """True for a message with MIME parts: a mail, or a web archive as Word and browsers save it (MHTML)."""
    return _MAIL.match(body[:_MAIL_HEAD].lstrip(_BLANK_BEGIN)) is not None


def is_encrypted_package(body: bytes) -> bool:
    """True for an encrypted document of Office 2007 or later."""
    return body.startswith(_OLE) and "encryptedpackage" in _streams(body)


def is_ofd(body: bytes) -> bool:
    """Whether an archive is an OFD document, which is a zip package without a kind of its own."""
    return body.startswith(ZIP) and "OFD.xml" in (_zip_names(body) or ())


def why_unknown(body: bytes) -> str:
    """One line about a body of unknown kind, and what to do about it."""
    body = trimmed(body)
    if body.startswith(_OLE):
        of = "of another program" if _streams(body) else "that is broken, perhaps cut short"
        return f"{_NO_KIND}: an Office document {of}"
    names = (_zip_names(body) if body.startswith(ZIP) else None) or frozenset()
    other = next((kind for name, kind in _OTHER_PACKAGES.items() if name in names), None)
    return f"{_NO_KIND}: {other}; save it as PDF or .xlsx" if other else _NO_KIND


def _zip_names(body: bytes) -> frozenset[str] | None:
    """The members of a zip package; None if it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return frozenset(name.replace("\\", "/") for name in package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return None


def _kind_of_zip(body: bytes) -> Kind:
    names = _zip_names(body)
    if names is None:
        return "archive"
    if "word/document.xml" in names or _any_under(names, "word/"):
        return "docx"
    if "xl/workbook.bin" in names:
        return "xls"
    if "xl/workbook.xml" in names or _any_under(names, "xl/"):
        return "xlsx"
    if names >= {"mimetype", "content.xml", "META-INF/manifest.xml"}:
        # LibreOffice converts OpenDocument like other formats of Word and Excel
        return "xls" if _SPREADSHEET in body[:_HEAD] else "doc"
    return "unknown" if names & _OTHER_PACKAGES.keys() else "archive"


def _any_under(names: frozenset[str], folder: str) -> bool:
    return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)


def _kind_of_ole(body: bytes) -> Kind:
    """Word, WPS or Excel by the streams inside; WPS Office writes Word's streams and one of its own."""
    streams = _streams(body)
    if {"workbook", "book", "encryptedpackage"} & streams:  # only Excel encrypts what opens without a password
        return "xls"
    if {"wpscustomdata", "matost"} & streams:
        return "wps"
    return "doc" if "worddocument" in streams else "unknown"


def _streams(body: bytes) -> set[str]:
    """The streams of an OLE container; empty if it is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as container:
            return {path[0].lower() for path in container.listdir() if path}
    except Exception:  # noqa: BLE001 - olefile may raise anything for a broken container
        return set()


def _kind_of_text(body: bytes) -> Kind:
    """html, txt, or a document of an office program saved as text (RTF, XML, web archive)."""
    start = body[:_HEAD].lstrip(_BLANK_BEGIN)
    if start.startswith(_RICH_TEXT) or is_mail(body):
        return "doc"
    if start.startswith(b"<?xml") and (kind := _kind_of_xml(start)):
        return kind
    if (codec := wide_codec(body)) is not None:
        wide = body.decode(codec, "replace").encode("utf-8", "replace")
        return "html" if _MARKUP.search(wide) else "txt"
    if _MARKUP.search(body) and (start.startswith(b"<") or not _looks_binary(body, _BINARY_PAGE)):
        return "html"
    return "unknown" if _looks_binary(body) else "txt"


def _kind_of_xml(start: bytes) -> Kind | None:
    """The kind of a document in one XML file of Word, Excel or OpenDocument; None for other XML."""
    if any(mark in start for mark in _WORD_XML):
        return "doc"
    return "xls" if any(mark in start for mark in _EXCEL_XML) else None


def _looks_binary(body: bytes, share: float = 0.01) -> bool:
    """True if more than this share of the bytes are control characters that do not occur in text."""
    sample = body[: 16 * _HEAD]
    controls = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > len(sample) * share
