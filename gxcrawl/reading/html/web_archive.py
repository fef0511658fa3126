"""Word's "single file web page" (MHTML, often named .doc) → `Document`."""

import email
import email.policy
from dataclasses import replace

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document
from gxcrawl.reading.html.page import read_html


def is_web_archive(body: bytes) -> bool:
    """True if the bytes begin like a mail message, the format in which Word and browsers save a page (MHTML)."""
    return body.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith((b"MIME-Version:", b"From: <Saved by "))


def read_web_archive(body: bytes) -> Document:
    """The document of the archive's page; its kind is `doc`, since such files are published under that extension."""
    message = email.message_from_bytes(body.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=email.policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    markup = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(markup, bytes):
        raise Unreadable("a web archive without a page in it")
    return replace(read_html(markup, declared_encoding=page.get_content_charset()), kind="doc")
