"""Finds the files offered by a detail page, in all the ways that portals offer them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import NO_ADDRESS, joined
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.markup.links import absolute, anchor_title, base_address, link_of
from gxcrawl.portals.pages.markup.shapes import Attachment, ListRequest
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.pages.scripts.submitted import submitted

FILE_NAME = re.compile(r"\.(?:pdf|docx?|wps|wpt|rtf|xlsx?|et|ofd|zip|rar|7z|txt)$", re.IGNORECASE)

# addresses that deliver a file whatever their path ends in
_DOWNLOAD = re.compile(
    r"/module/download/down(?:file)?\.jsp|/system/_content/download\.jsp|/document/download|/OpennessContent/download/"
    r"|/attachment/\d+/|/\w*down(?:load|file)?\w*\.(?:jsp|do|aspx?|php|action|ashx)\b|/downfile\."
    r"|/(?:download|attachment)s?/[\w-]*\d[\w-]*$",
    re.IGNORECASE,
)
# "附件下载", "点击此处下载", "附件1": names of links to files whose addresses do not show that
_OFFERS = re.compile(
    r"\W*(?:附件\W*\d{0,2}\W*(?:点击)?(?:下载)?|(?:请?点击)?(?:此处|这里)?下载\W*(?:附件|全文|文件|年报|报告|文档|原文)?\d?"
    r"|(?:全文|文件|年报|报告|原文|正文)(?:点击)?下载)\W*"
)
# "附件：<a href=…>县教育局2020年…年度报告</a>": what stands before it
_OFFERED = re.compile(r"附\s?件[^\w\n]?\d{0,2}[^\w\n]{0,4}$")
_IS_PAGE = re.compile(r"(?:\.[sj]?html?|/)$", re.IGNORECASE)
# PDFObject.embed("/up/1.pdf"), pdfurl: '/up/1.pdf': an address that a script passes to its viewer; not that
# of a link in markup inside a script, which may be a neighbour's
_HANDED_OVER = Marks(
    r"(?<!\shref=)[\"']([^\"'\s<>]+\.(?:pdf|PDF|docx?|DOCX?|wps|ofd|xlsx?)(?:\?[^\"'\s<>]*)?)[\"']",
    *(".pdf", ".PDF", ".doc", ".DOC", ".wps", ".ofd", ".xls"),
)
# a file's address as an attribute of the page's viewer: `#pdfshow[data-value]`, `.wp_pdf_player[pdfsrc]`
_CARRIED = ("data-value", "data-pdf", "data-src", "data-file", "pdfsrc")
_VIEWERS: Any = XPath(f"//*[{' or '.join(f'@{name}' for name in _CARRIED)}]")
_ATTRIBUTES: Any = XPath("//@*[contains(., '.')]")
_NAMES_FILE = re.compile(FILE_NAME.pattern.replace("$", r"\s*[\"'>]"), re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_LABEL = 12  # signs of "附件1："
_FRAMES = ("iframe", "embed", "object")
_OPENING: Any = XPath("//*[self::a or @onclick and not(.//a)]")
_IN_FURNITURE: Any = XPath(
    "boolean(ancestor::footer or ancestor::nav or ancestor::header"
    " or ancestor::*[contains(concat(' ', @class, ' ', @id, ' '), ' footer ')"
    " or contains(concat(' ', @class, ' ', @id, ' '), ' nav ') or contains(@class, 'related')"
    " or contains(@class, 'recommend') or contains(@class, 'sidebar')])"
)


@lru_cache(maxsize=4096)
def is_file_address(url: str) -> bool:
    """True if an address delivers a file, by its path, a file name in its query, or its endpoint."""
    parts = urlsplit(url)
    if FILE_NAME.search(unquote(parts.path)) or _DOWNLOAD.search(parts.path):
        return True
    return any(FILE_NAME.search(value) for values in parse_qs(parts.query).values() for value in values)


def find_attachments(page: TextResponse) -> tuple[Attachment, ...]:
    """Every file offered outside header, menus and footer, one per address, in page order."""
    base = base_address(page)
    found: dict[str, Attachment] = {}
    openers, sends = openers_of(page), "submit" in page.text
    for anchor in _clickable(page):
        href = anchor.get("href") or ""
        plain = href and not href.startswith(NO_ADDRESS)
        url = absolute(base, href if plain else link_of(Selector(root=anchor), openers))
        posted = _posted(page, anchor) if sends and not (plain or url) else None
        url = posted.address if posted else url
        if url and (is_file_address(url) or _is_named_as_file(anchor, url)) and not _IN_FURNITURE(anchor):
            name = anchor_title(Selector(root=anchor)) or _file_name(url)
            found.setdefault(url, Attachment(url, name, posted if posted and posted.body else None))
    for address in _viewer_addresses(page) or (() if found else _hidden_addresses(page) or _told_by_address(page)):
        url = absolute(base, address)
        if url and is_file_address(url):
            found.setdefault(url, Attachment(url, _file_name(url)))
    return tuple(found.values())


def _clickable(page: TextResponse) -> Iterable[Any]:
    """The links of a page, and all other elements on which a click opens something."""
    root = page.selector.root
    links: Iterable[Any] = _OPENING(root) if "onclick" in page.text else root.iter("a")
    return links


def _posted(page: TextResponse, anchor: Any) -> ListRequest | None:
    """The form sent by a link that is named like a file; None if it sends none."""
    if not _is_named_as_file(anchor, page.url):
        return None
    return submitted(page, anchor, anchor.get("onclick") or anchor.get("href") or "")


def _is_named_as_file(anchor: Any, url: str) -> bool:
    """True if a link's words, or its download name, end like a file name, `…年度报告.pdf`, or offer a file."""
    words = "".join(anchor.itertext()) if len(anchor) else anchor.text or ""
    if ("附件" in words or "下载" in words) and _OFFERS.fullmatch(words) and not _IS_PAGE.search(urlsplit(url).path):
        return True
    if _OFFERED.search(_words_before(anchor)) and not _IS_PAGE.search(urlsplit(url).path):
        return True
    for name in (words, anchor.get("title"), anchor.get("download")):
        if name and "." in name and FILE_NAME.search(name.rstrip()):
            return True
    return False


def _words_before(anchor: Any) -> str:
    """The last words before a link in the element that holds it."""
    before, holder = anchor.getprevious(), anchor.getparent()
    text = before.tail if before is not None else holder.text if holder is not None else ""
    return (text or "")[-_LABEL:]


def _viewer_addresses(page: TextResponse) -> list[str]:
    root = page.selector.root
    may_carry = any(name in page.text for name in _CARRIED)  # takes a hundredth of the time of checking every element
    carried = [_first(element, *_CARRIED) for element in (_VIEWERS(root) if may_carry else ())]
    for frame in root.iter(*_FRAMES):
        source = absolute(base_address(page), _first(frame, "src", "data"))
        carried += [joined(source, _shown(source))] if source else ()  # relative to the viewer
    for script in root.iter("script"):
        handed = _HANDED_OVER.findall(script.text or "")
        # ("/up/1.pdf", "年度报告.pdf"): an address, its name
        carried += [one for one in handed if "/" in one] or handed
    return [address for address in carried if address]


def _hidden_addresses(page: TextResponse) -> list[str]:
    """The files named in whatever attribute a script or a component of the page reads, if it offers nothing else:
    `<input type="hidden" value="/up/1.pdf">`, `<pdf-viewer src="/up/1.pdf">`.
    """
    given = _ATTRIBUTES(page.selector.root) if _NAMES_FILE.search(page.text) else ()
    named = (one for one in given if "/" in one and len(one) < _LONGEST_ADDRESS and FILE_NAME.search(one))
    return [one for one in named if not _IN_FURNITURE(one.getparent())]


def _told_by_address(page: TextResponse) -> list[str]:
    """The file that a page without one shows by its own address: `/viewpdf.jsp?path=/up/1.pdf`."""
    shown = _shown(page.url)
    return [joined(page.url, shown)] if "/" in shown and FILE_NAME.search(shown) else []


def _shown(viewer: str) -> str:
    """The address of the file given to a viewer: `viewer.html?file=1.pdf`, `view.html?url=/up/1.pdf`."""
    told = parse_qs(urlsplit(viewer).query)
    paths = (value for values in told.values() for value in values if "/" in value and FILE_NAME.search(value))
    return next(paths, told.get("file", [""])[0])


def _first(element: Any, *names: str) -> str:
    return next((value for name in names if (value := element.get(name))), "")


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])
