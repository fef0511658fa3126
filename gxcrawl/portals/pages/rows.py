"""List rows out of markup: anchors with their titles and the dates printed beside them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from lxml.etree import XPath
from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.response import get_base_url

from gxcrawl.portals.addresses import behind_viewer, name_in_path
from gxcrawl.portals.pages.encoded import decoded_markup
from gxcrawl.portals.pages.feeds import feed_objects, is_feed
from gxcrawl.portals.pages.headings import bodies_above, of_region, regions_above, years_above
from gxcrawl.portals.pages.mute_links import named_by_place, names_no_body
from gxcrawl.portals.pages.objects import may_list_reports, object_entries, rows_among
from gxcrawl.portals.pages.openers import Opener, opened_address, opened_by_attribute, openers_of
from gxcrawl.portals.pages.places import Places
from gxcrawl.portals.pages.row_addresses import row_address
from gxcrawl.portals.pages.row_dates import row_date
from gxcrawl.portals.pages.shapes import ListEntry
from gxcrawl.portals.pages.submitted import submitted
from gxcrawl.portals.pages.words import one_line, texts_of
from gxcrawl.portals.titles import judge_title

_CUT_TITLE = re.compile(r"(?:…|\.{2,})$")
# "el.link", "{{item.url}}", "${url}": holes of a template that a script fills in the browser
_TEMPLATE_HOLE = re.compile(r"^el\.|[{}]|\$\(|\+\s*['\"]")
# "openInfo('/nb/t20210125_1.html')", "show('../2021/1.pdf', this)": a function of the page's own that opens an address
_PASSED = re.compile(
    r"\w\(\s*[\"']((?:https?://|\.{0,2}/)[^\"'\s]+|[\w./-]+\.(?:s?html?|pdf|docx?|wps|ofd|jsp)(?:\?[^\"'\s]*)?)[\"']"
)
_ADDRESS = re.compile(r"https?://|\.{0,2}/.|[\w./-]+\.(?:s?html?|jsp|aspx?)$")
_ELEMENTS_OF_A_ROW = 2
_BADGES = frozenset(
    ("置顶", "热", "热点", "新", "最新", "荐", "推荐", "顶", "hot", "HOT", "new", "NEW", "New", "top", "TOP")
)
# where a script looks for an anchor's address
_CARRIERS = ("data-href", "data-url", "data-link", "data-pdf", "data-file")
_LINKS = (
    ".//a[@href] | .//area[@href] | .//a[@onclick] | .//*[@onclick][not(self::a) and not(.//a)]"
    " | .//option[ancestor::select[@onchange] or ancestor::select and (contains(@value, '/') or contains(@value, '.'))]"
    " | .//*[@data-href or @data-url or @data-id][not(.//a)]"
)
_PLAIN_IN_QUERY = "%/:=&?~+!$,;'@()*[]"
# Compiled, and on lxml's own elements: of hundreds of anchors a page, a Selector for each step takes most of a crawl
_ALTERNATIVE: Any = XPath("string(@alt | .//img/@alt)")
_PICTURE: Any = XPath("string(.//img/@src)")
_MORE = re.compile(r"(?:^|[/_-])(?:more|gengduo)\w*\.\w+$", re.IGNORECASE)  # "/images/more.gif"


def base_address(page: TextResponse) -> str:
    """What the page's links are relative to."""
    return get_base_url(page)


def absolute(base: str, href: str) -> str | None:
    """A link as an absolute http(s) address without fragment; None for what is no link to a page."""
    href = href.strip().replace("\\", "/")  # as browsers do
    # The menus of a portal are printed on its every page: joined once, where they do not depend on the page
    if href.startswith(("http://", "https://")):
        return _joined("", href)
    return _joined(_root_of(base) if href.startswith("/") else base, href)


def asked_as(page: TextResponse, url: str) -> str:
    """An address of a page as browsers ask for it: what is not ASCII in its query in the encoding of the page."""
    if url.isascii():
        return url
    address, mark, query = url.partition("?")
    return f"{address}{mark}{quote(query, safe=_PLAIN_IN_QUERY, encoding=page.encoding, errors='replace')}"


@lru_cache(maxsize=1024)
def _root_of(base: str) -> str:
    return urljoin(base, "/")


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")) or _TEMPLATE_HOLE.search(href):
        return None
    try:
        joined = urldefrag(urljoin(base, href)).url
        parts = urlsplit(joined)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None  # a broken IPv6 literal or port: nothing that can be asked for
    if parts.scheme not in ("http", "https") or not host:
        return None
    # "www.x.gov.cn./a": some templates join the host and a relative path with a dot
    netloc = host.rstrip(".") if ":" not in host else f"[{host}]"
    path = re.sub(r"^(?:/\.\.)+(?=/)", "", parts.path)  # links that climb above the root
    whole = urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, path or "/", parts.query, ""))
    return behind_viewer(whole) if parts.query else whole


def words_of(element: Selector) -> list[str]:
    """The texts inside an element, scripts and styles aside."""
    return texts_of(element.root)


def attribute(element: Selector, name: str) -> str:
    """An element's attribute, "" where it has none. Not `Selector.attrib`, which fails where any name is odd (`{}`)."""
    return str(element.root.get(name) or "")


def link_of(element: Selector, openers: Mapping[str, Opener] | None = None) -> str:
    """Where an element leads: its `href`, or where that is none what a script would open; "" for nowhere.

    openers: the functions of the page's own that open addresses.
    """
    href = attribute(element, "href").strip()
    if href and not href.startswith(("#", "javascript:")):
        return href
    carried = [attribute(element, name).strip() for name in (*_CARRIERS, "value")]
    if address := next((text for text in carried if _ADDRESS.match(text)), None):
        return address
    handler = attribute(element, "onclick") or href
    if element.root.tag == "option":
        handler = next((menu.get("onchange") or "" for menu in element.root.iterancestors("select")), "")
    known = openers or {}
    opened = opened_address(handler, carried[-1], known) or opened_by_attribute(element.root.attrib, known)
    passed = None if opened else _PASSED.search(handler)
    return passed[1] if passed else opened or _carried_by_row(element.root, known)


def _carried_by_row(anchor: Any, openers: Mapping[str, Opener]) -> str:
    """Where the row of a link without address leads that holds no other: `<li data-url="…"><a href="#">`."""
    if anchor.tag != "a":
        return ""
    for holder in islice(anchor.iterancestors(), _ELEMENTS_OF_A_ROW):
        if (
            sum(1 for _ in islice(holder.iter("a"), 2)) > 1
        ):  # no more are counted: a page may be one holder of thousands
            return ""
        carried = (holder.get(name, "").strip() for name in _CARRIERS)
        address = next((text for text in carried if _ADDRESS.match(text)), "")
        if found := address or opened_by_attribute(holder.attrib, openers):
            return found
    return ""


def anchor_title(anchor: Selector) -> str:
    """An anchor's title: its text, its `title` attribute where that is missing or cut, else its picture's words."""
    words = words_of(anchor)
    text = one_line(
        "".join(word for word in words if word.strip() not in _BADGES) if len(words) > 1 else "".join(words)
    )
    full = one_line(attribute(anchor, "title"))
    cut = _CUT_TITLE.sub("", text)
    if full and (not text or cut != text or (len(full) > len(text) and full.startswith(cut[:4]))):
        return full
    return text or one_line(str(_ALTERNATIVE(anchor.root))) or ("更多" if _MORE.search(_PICTURE(anchor.root)) else "")


def anchor_entries(
    anchors: Iterable[Selector],
    base: str,
    openers: Mapping[str, Opener] | None = None,
    years: Mapping[Any, int] | None = None,
    regions: Mapping[Any, str] | None = None,
) -> list[ListEntry]:
    """One entry per address, in the order of the page; an anchor without words or address is none.

    years, regions: of the headings that anchors stand below.
    """
    nameless: dict[str, Any] = {}  # by address, the anchors of reports that name nobody
    entries: dict[str, ListEntry] = {}
    places = Places()
    for anchor in anchors:
        url = absolute(base, link_of(anchor, openers))
        words = anchor_title(anchor) or name_in_path(url or "")
        if not url or not (words or _PICTURE(anchor.root)):
            continue
        named, held = named_by_place(anchor.root, words, places), entries.get(url)
        if named.title and (held is None or len(named.title) > len(held.title)):
            year = named.year or (years or {}).get(anchor.root)
            row = ListEntry(url, named.title, row_date(anchor.root, places), year, named.agency)
            entries[url] = of_region(row, (regions or {}).get(anchor.root, ""))
            if named.agency is None and names_no_body(named.title):
                nameless[url] = anchor.root
    for url, body in bodies_above(nameless).items():
        entries[url] = replace(entries[url], agency=body)
    return list(entries.values())


def entries_in_markup(markup: str, base: str) -> list[ListEntry]:
    """The entries of a piece of HTML that came inside CDATA, JSON or a script."""
    return anchor_entries(Selector(text=f"<html><body>{markup}</body></html>").xpath("//a[@href]"), base)


def page_entries(page: TextResponse) -> list[ListEntry]:
    """The entries of a whole page, of JSON, or of a feed."""
    base = base_address(page)
    if page.selector.type == "json" or page.text[:1] in ("{", "["):
        return _answered_entries(page.text, base)
    if is_feed(page.text):
        return _read_rows(feed_objects(page.text), page.text, base)
    years = years_above(page.selector.root, page.text)
    regions = regions_above(page.selector.root, page.text)
    entries = anchor_entries(page.xpath(_LINKS), base, openers_of(page.text), years, regions)
    entries = [one if one.url.isascii() else replace(one, url=asked_as(page, one.url)) for one in entries]
    if decoded := decoded_markup(page):
        entries += entries_in_markup(decoded, base)
    if not may_list_reports(page.text):
        return entries
    entries += _posted_entries(page)
    known = {entry.url for entry in entries}
    scripts = page.xpath("//script[not(@src)]/text() | //textarea/text()").getall()
    written = _written_entries(scripts, base, row_address("\n".join(scripts)))
    markup = (text.replace('\\"', '"').replace("\\/", "/") for text in scripts if "<a " in text)
    written += [entry for text in markup if may_list_reports(text) for entry in entries_in_markup(text, base)]
    return [*entries, *(entry for entry in written if entry.url not in known)]


def _posted_entries(page: TextResponse) -> Iterator[ListEntry]:
    """The rows that a form is sent for, named by their titles: what is sent may be another state on each visit."""
    if "__doPostBack" not in page.text and ".submit" not in page.text:
        return
    places = Places()
    for link in page.xpath("//a[@onclick or starts-with(@href, 'javascript:')]"):
        title = anchor_title(link)
        handler = attribute(link, "onclick") or attribute(link, "href")
        asked = submitted(page, link.root, handler) if judge_title(title) == "report" else None
        if asked is not None:
            posted = asked if asked.body else None
            url = f"{asked.url}#{quote(title)}" if posted else asked.url
            yield ListEntry(url, title, row_date(link.root, places), posted=posted)


def _answered_entries(text: str, base: str) -> list[ListEntry]:
    """The entries of a file of JSON; of what only looks like one, those of its objects."""
    try:
        answer = json.loads(text)
    except ValueError:
        return _written_entries([text], base)
    return _read_rows(answer, text, base)


def _read_rows(data: Any, text: str, base: str) -> list[ListEntry]:
    rows = [row for row in rows_among(data) if isinstance(row, ListEntry)] if may_list_reports(text) else []
    return _with_addresses(rows, base)


def _written_entries(texts: Iterable[str], base: str, leads_to: str = "") -> list[ListEntry]:
    """The entries of objects that scripts or JSON hold, one per address. leads_to: `/detail?id={id}`."""
    return _with_addresses((entry for text in texts for entry in object_entries(text, leads_to)), base)


def _with_addresses(entries: Iterable[ListEntry], base: str) -> list[ListEntry]:
    """Entries with absolute addresses, one per address."""
    found: dict[str, ListEntry] = {}
    for entry in entries:
        if url := absolute(base, entry.url):
            found.setdefault(url, replace(entry, url=url))
    return list(found.values())
