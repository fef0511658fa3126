"""Word's "single file web page" (MHTML, often named .doc), or a mail with the report attached → `Document`."""

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document
from gxcrawl.reading.archives.archive import Member
from gxcrawl.reading.html.page import read_html


def read_web_archive(body: bytes, read_files: Callable[[list[Member]], Document]) -> Document:
    """The document of the archive's page; its kind is `doc`, since such files are published under that extension.

    read_files: reads the one report among the attachments of a mail and its page.
    """
    message = email.message_from_bytes(body.lstrip(b"\xef\xbb\xbf\r\n\t "), policy=email.policy.default)
    attached = [part for part in message.walk() if part.get_content_disposition() == "attachment"]
    pages = [part for part in message.walk() if part.get_content_type() == "text/html" and part not in attached]
    if attached:
        files = [(part.get_filename() or str(number), _content(part)) for number, part in enumerate(attached)]
        return replace(read_files([*files, *(("page", _content(page)) for page in pages)]), kind="doc")
    if not pages:
        raise Unreadable("a web archive without a page in it")
    return replace(read_html(_content(pages[0]), declared_encoding=pages[0].get_content_charset()), kind="doc")


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
