"""List rows out of markup: anchors with their titles and the dates printed beside them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import name_in_path
from gxcrawl.portals.pages.markup.javascript.openers import Openers
from gxcrawl.portals.pages.markup.links import (
    PICTURE,
    absolute,
    anchor_title,
    asked_as,
    attribute,
    base_address,
    link_of,
)
from gxcrawl.portals.pages.markup.places import Places
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.rows.addresses import row_address
from gxcrawl.portals.pages.rows.dates import row_date
from gxcrawl.portals.pages.rows.feeds import feed_objects, is_feed
from gxcrawl.portals.pages.rows.headings import bodies_above, of_region, regions_above, years_above
from gxcrawl.portals.pages.rows.inline_bodies import bodies_beside
from gxcrawl.portals.pages.rows.objects import may_list_reports, may_name_years, object_entries, rows_among
from gxcrawl.portals.pages.rows.unnamed_links import named_by_place, names_no_body
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.pages.scripts.encoded import decoded_markup
from gxcrawl.portals.pages.scripts.payloads import unfolded
from gxcrawl.portals.pages.scripts.submitted import submitted
from gxcrawl.portals.titles import judge_title

_DATA_NAME = re.compile(r"data-[a-z][\w-]{0,40}")
# One path for all: the union of two is formed by comparing each element of one with each of the other
_LINKS = (
    ".//*[(self::a or self::area) and @href or @onclick and (self::a or not(.//a))"
    " or self::option and ancestor::select"
    " and (ancestor::select/@onchange or contains(@value, '/') or contains(@value, '.'))"
    " or (@data-href or @data-url or @data-id{}) and not(.//a){}]"
)


def anchor_entries(
    anchors: Iterable[Selector],
    base: str,
    openers: Openers | None = None,
    years: Mapping[Any, int] | None = None,
    regions: Mapping[Any, str] | None = None,
) -> list[ListEntry]:
    """One entry per address, in page order; anchors without words or address give none.

    years, regions: of the headings above the anchors.
    """
    nameless: dict[str, Any] = {}  # by address, the anchors of reports that name no body
    entries: dict[str, ListEntry] = {}
    places = Places()
    for anchor in anchors:
        url = absolute(base, link_of(anchor, openers))
        words = anchor_title(anchor) or name_in_path(url or "")
        if not url or not (words or PICTURE(anchor.root)):
            continue
        named, held = named_by_place(anchor.root, words, places), entries.get(url)
        if named.title and (held is None or len(named.title) > len(held.title)):
            year = named.year or (years or {}).get(anchor.root)
            row = ListEntry(url, named.title, row_date(anchor.root, places), year, named.agency)
            entries[url] = of_region(row, (regions or {}).get(anchor.root, ""))
            if named.agency is None and names_no_body(named.title):
                nameless[url] = anchor.root
    for url, body in (bodies_above(nameless) | bodies_beside(nameless)).items():
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
    openers = openers_of(page)
    read = openers.clicked_attributes
    opened = "".join(f" or @{name}" for name in sorted(read) if _DATA_NAME.fullmatch(name) and f"@{name}" not in _LINKS)
    by_id = " or @id and (self::a or (self::li or self::tr) and not(.//a))" if "id" in read else ""
    clicked = (Selector(root=one) for one in openers.of_own_click)
    links = [*page.xpath(_LINKS.format(opened, by_id)), *clicked]
    entries = anchor_entries(links, base, openers, years, regions)
    entries = [one if one.url.isascii() else replace(one, url=asked_as(page, one.url)) for one in entries]
    if decoded := decoded_markup(page):
        entries += entries_in_markup(decoded, base)
    if not (may_list_reports(page.text) or may_name_years(page.text)):
        return entries
    entries += _posted_entries(page)
    known = {entry.url for entry in entries}
    scripts = list(map(unfolded, page.xpath("//script[not(@src)]/text() | //textarea/text()").getall()))
    written = _written_entries(scripts, base, row_address("\n".join(scripts)))
    markup = (text.replace('\\"', '"').replace("\\/", "/") for text in scripts if "<a " in text)
    written += [entry for text in markup if may_list_reports(text) for entry in entries_in_markup(text, base)]
    return [*entries, *(entry for entry in written if entry.url not in known)]


def _posted_entries(page: TextResponse) -> Iterator[ListEntry]:
    """The rows that send a form, identified by their titles, because the sent data may differ on each visit."""
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
    """The entries of a JSON file; if it is invalid, those of the objects in it."""
    try:
        answer = json.loads(text)
    except ValueError:
        return _written_entries([text], base)
    return _read_rows(answer, text, base)


def _read_rows(data: Any, text: str, base: str) -> list[ListEntry]:
    rows = [*rows_among(data)] if may_list_reports(text) or may_name_years(text) else []
    drawn = [row for markup in rows if isinstance(markup, str) for row in entries_in_markup(markup, base)]
    return _with_addresses([*(row for row in rows if isinstance(row, ListEntry)), *drawn], base)


def _written_entries(texts: Iterable[str], base: str, leads_to: str = "") -> list[ListEntry]:
    """The entries of objects in scripts or JSON, one per address. leads_to: `/detail?id={id}`."""
    return _with_addresses((entry for text in texts for entry in object_entries(text, leads_to)), base)


def _with_addresses(entries: Iterable[ListEntry], base: str) -> list[ListEntry]:
    """Entries with absolute addresses, one per address."""
    found: dict[str, ListEntry] = {}
    for entry in entries:
        if url := absolute(base, entry.url):
            found.setdefault(url, replace(entry, url=url))
    return list(found.values())
