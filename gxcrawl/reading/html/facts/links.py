"""The links of a page that belong to its article: those of its content, and the attachments listed beside it."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from gxcrawl.model import Link
from gxcrawl.reading.html.texts import text_of
from gxcrawl.reading.whitespace import clean_line

_ARTICLE_LEVELS = 2  # elements around the content that still belong to the article
# report.doc, downfile.jsp?filename=1.pdf, download.jsp?wbfileid=1
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|rtf|zip|rar|7z)\b|down(?:file|load)", re.IGNORECASE)
_NO_ADDRESS = ("javascript:", "#", "mailto:", "tel:", "data:")


def find_links(root: etree._Element, content: etree._Element, url: str | None) -> Iterator[Link]:
    """The links of the content, and links to files right beside it."""
    base = next(root.iter("base"), None)
    start = _absolute(url or "", (base.get("href") if base is not None else None) or "")
    inside = set(content.iter("a"))
    for anchor in _surroundings(content).iter("a"):
        href = (anchor.get("href") or "").strip()
        if not href or href.lower().startswith(_NO_ADDRESS) or (anchor not in inside and not _FILE.search(href)):
            continue
        yield Link(href=_absolute(start, href), text=clean_line(text_of(anchor)))


def leads_to_file(link: Link) -> bool:
    """True if a link's address is that of an attachment."""
    return _FILE.search(link.href) is not None


def _surroundings(content: etree._Element) -> etree._Element:
    """The article around the content, where templates list its attachments; never the whole body."""
    around = content
    for ancestor in islice(content.iterancestors(), _ARTICLE_LEVELS):
        if ancestor.tag in ("body", "html"):
            break
        around = ancestor
    return around


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # "http://[bad": kept as printed; following it will fail with a message
        return href
