"""Articles whose body or files are requested by a script with the article's number: the request and its answer."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from parsel import Selector
from scrapy.http import HtmlResponse, TextResponse

from gxcrawl.portals.pages.articles.attachments import is_file_address
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.sections import is_report_body
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import text_of
from gxcrawl.portals.pages.rows.objects import told_by
from gxcrawl.portals.pages.scripts.calls import CALLING_WORDS, calls_of
from gxcrawl.portals.pages.scripts.json_text import read_json
from gxcrawl.portals.titles import judge_title, report_year
from gxcrawl.text.bodies import agency_in_title

_MOST_FILES = 5
_LONGEST_TITLE = 120
_LONGEST_OFFER = 20_000  # characters of a body that consists of links to files
_NUMBER = re.compile(r"[0-9a-zA-Z]*\d[0-9a-zA-Z-]*")
# "/visitCount", "/hits", "/related": other requests about an article
_BESIDE = re.compile(
    r"count|click|hits?\b|visit|\blogs?\b|stat|\bpv\b|comment|like|share|praise|relat|recommend|hot|prev|next|qr|score",
    re.IGNORECASE,
)


def asked_for_article(page: TextResponse) -> ListRequest | None:
    """The only request of a page's scripts that sends the number in the page's own address; None if there is no single
    one.
    """
    if not any(word in page.text for word in CALLING_WORDS):
        return None
    own = _numbers(page.url)
    calls = [call for call in calls_of(page) if not call.counts and not _BESIDE.search(urlsplit(call.url).path)]
    asked = [call for call in calls if own & (_numbers(call.url) | _sent(call.body))]
    if len(asked) != 1:
        return None
    [call] = asked
    kind = (("Content-Type", call.kind),) if call.body else ()
    headers = (*kind, ("Referer", page.url), ("X-Requested-With", "XMLHttpRequest"))
    return ListRequest(call.url, call.method, call.body, headers)


def with_answer(page: TextResponse, answer: str, title: str) -> HtmlResponse | None:
    """The page with the body and files of an answer; None if the answer does not hold exactly one article.

    title: of the row that led to the page; if the answer names reports, one of them must match it.
    """
    try:
        told = json.loads(answer)
    except ValueError:
        told = answer
    texts = set(_texts(told))
    bodies = {text for text in texts if "<" in text and is_report_body(text_of(Selector(text).root))}
    bodies = bodies or {text for text in texts if len(text) < _LONGEST_OFFER and "<" in text and _offers_file(text)}
    files = dict(_files(told, base_address(page)))
    titles = {text for text in texts if len(text) < _LONGEST_TITLE and judge_title(text) == "report"}
    if titles and not any(_may_be_one(title, other) for other in titles):
        return None
    if len(bodies) > 1 or len(files) > _MOST_FILES or not (bodies or files):
        return None
    links = "".join(f'<p><a href="{escape(url)}">{escape(name)}</a></p>' for url, name in files.items())
    held = f'<div id="zoom">{"".join(bodies)}{links}</div>'
    ends = [place for mark in ("</body>", "</html>") if (place := page.text.rfind(mark)) >= 0] or [len(page.text)]
    whole = page.text[: ends[0]] + held + page.text[ends[0] :]
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return HtmlResponse(page.url, body=whole.encode(errors="replace"), encoding="utf-8", headers=headers)


def _sent(body: str) -> set[str]:
    """The values that a body sends, a form's or JSON."""
    told = read_json(body)
    values = told.values() if isinstance(told, Mapping) else dict(parse_qsl(body)).values()
    return {str(value) for value in values}


def _offers_file(markup: str) -> bool:
    return "href" in markup and any(map(is_file_address, Selector(markup).xpath("//a/@href").getall()))


def _may_be_one(title: str, other: str) -> bool:
    """True if two titles can belong to one report: years and bodies do not contradict."""
    years = {year for year in (report_year(title), report_year(other)) if year}
    named, its = (agency_in_title(one) for one in (title, other))
    return len(years) < 2 and (not named or not its or named in its or its in named)


def _numbers(url: str) -> set[str]:
    """Parts of an address that may identify an article: in its last path segment, and the values of its query."""
    parts = urlsplit(url)
    last = re.split(r"[^0-9a-zA-Z-]+", parts.path.rpartition("/")[2])
    values = [value for _, value in parse_qsl(parts.query)]
    return {one for one in (*last, *values) if len(one) > 1 and _NUMBER.fullmatch(one)}


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, (Mapping, list)):
        for one in told.values() if isinstance(told, Mapping) else told:
            yield from _texts(one)


def _files(told: Any, base: str) -> Iterator[tuple[str, str]]:
    """Address and name of files given by objects of an answer."""
    if isinstance(told, Mapping):
        named = told_by({name: value for name, value in told.items() if isinstance(value, str)})
        url = absolute(base, named.get("url", ""))
        if url and "title" in named and is_file_address(url):
            yield url, named["title"]
    if isinstance(told, (Mapping, list)):
        for one in told.values() if isinstance(told, Mapping) else told:
            yield from _files(one, base)
