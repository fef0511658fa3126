"""A Word package that is one XML file ("Flat OPC", as Word saves .xml) → the package it would be as .docx."""

import base64
import binascii
import io
import zipfile

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.reading.archives.packages import MAX_MARKUP_BYTES
from gxcrawl.reading.kinds import FLAT_PACKAGE

_NAMESPACE = f"{{{FLAT_PACKAGE.decode()}}}"
_HEAD = 4096


def is_flat_package(body: bytes) -> bool:
    """Whether an XML file is a package."""
    return FLAT_PACKAGE in body[:_HEAD]


def packed_flat(body: bytes) -> bytes:
    """The parts of the file as a zip package. Raises Unreadable if it is broken or too large."""
    if len(body) > MAX_MARKUP_BYTES:
        raise Unreadable(f"a Word document of more than {MAX_MARKUP_BYTES} bytes of XML")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for part in etree.fromstring(body, etree.XMLParser(resolve_entities=False)).iter(f"{_NAMESPACE}part"):
            package.writestr(part.get(f"{_NAMESPACE}name", "").lstrip("/"), _content(part))
    return made.getvalue()


def _content(part: etree._Element) -> bytes:
    """The markup of a part, or its bytes."""
    markup = part.find(f"{_NAMESPACE}xmlData/*")
    if markup is not None:
        return etree.tostring(markup, encoding="utf-8", with_tail=False)
    try:
        return base64.b64decode(part.findtext(f"{_NAMESPACE}binaryData") or "")
    except binascii.Error as error:
        raise Unreadable("a part of the Word document is broken") from error
