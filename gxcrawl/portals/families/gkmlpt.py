"""The joint platform of Guangdong: gkmlpt (a list API) and NFCMS (static pages)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.families.answers import answered_rows, entry_of
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.articles.details import read_common_detail
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import Attachment, Column, DetailPage, ListEntry, ListPage, ListRequest, State
from gxcrawl.portals.pages.markup.words import unspaced
from gxcrawl.portals.pages.rows.anchors import page_entries
from gxcrawl.text.dates import CHINA

_MARKS = Marks(r"/gkmlpt/|window\._CONFIG\s*=|NFCMS_SITE_ID|NFCMS_POST_ID", "/gkmlpt/", "_CONFIG", "NFCMS_")
_ARTICLE = re.compile(r"/m?post_\d+\.html$")
_SID = re.compile(r"[\"']?\bSID[\"']?\s*:\s*[\"']?([\w-]+)")
_TREE = re.compile(r"[\"']?\bTREE[\"']?\s*:\s*(?=\[)")
_CONTENT = re.compile(r"[\"']?\bcontent[\"']?\s*:\s*\"((?:[^\"\\]|\\.)*)\"")
_DETAIL = re.compile(r"[\"']?\bDETAIL[\"']?\s*:\s*\{")
_ANNUAL = re.compile(r"年报|年度报告")
_ID = re.compile(r"[\w-]{1,40}", re.ASCII)
_EVERYTHING = "0"  # the category that contains all others


class Gkmlpt(Family):
    """Recognised by `/gkmlpt/` with `window._CONFIG`, or by `post_<id>.html` and NFCMS variables.

    Habits: `/gkmlpt/index` contains the site's id and its tree of categories; `/gkmlpt/api/all/<category>` returns 100
    rows per page, pages 0 and 1 are the same, and there may be fewer rows than `post_count`. An article's body is
    escaped in `_CONFIG.DETAIL.content`. The list API names the attachments. Portal pages (NFCMS) are static.
    See docs/portals/gkmlpt.md.
    """

    name = "gkmlpt"
    body_containers = ("div.article-content", "div.news_cont_d_wrap")

    def recognises(self, page: TextResponse) -> bool:
        """By its configuration, its variables or its article URLs."""
        return bool(_ARTICLE.search(urlsplit(page.url).path) or _MARKS.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """The categories of an index page, the rows of an API response, or the rows of a static page."""
        if state.get("api"):
            return _read_answer(page, state)
        site, tree = _SID.search(page.text), _tree(page.text)
        if site is None or not tree:
            following = next_link(page)
            return ListPage(tuple(page_entries(page)), () if following is None else (following,))
        root = page.url.partition("/gkmlpt/")[0] + "/gkmlpt/api/all"
        annual = [node for node in _nodes(tree) if _ANNUAL.search(str(node.get("name", "")))]
        elsewhere = [Column(str(node["name"]), ListRequest(url)) for node in annual if (url := _jump(page, node))]
        named = [(str(node["name"]), str(node["id"])) for node in annual if _ID.fullmatch(str(node.get("id", "")))]
        chosen = named or ([] if elsewhere else [("政府信息公开年报", _EVERYTHING)])
        columns = [Column(name, _api_page(f"{root}/{number}", 1, site[1], page.url)) for name, number in chosen]
        return ListPage(tuple(page_entries(page)), columns=(*elsewhere, *columns))

    def read_detail(self, page: TextResponse) -> DetailPage:
        """The details by the general rules; text and files of the body from the configuration, if only it has them."""
        detail = read_common_detail(page, self.body_containers)
        markup = _body_markup(page.text)
        if not markup:
            return detail
        text = unspaced(Selector(text=markup).xpath("//text()").getall())
        attachments = tuple(dict.fromkeys((*detail.attachments, *find_attachments(_inner(page, markup)))))
        return replace(detail, attachments=attachments, text=text, text_is_body=True)

    def read_links(self, page: TextResponse) -> tuple[ListEntry, ...]:
        """The links of a page; first those of an article body that is only in the configuration."""
        markup = _body_markup(page.text)
        inner = page_entries(_inner(page, markup)) if markup else []
        return tuple(dict.fromkeys((*inner, *page_entries(page))))


def _inner(page: TextResponse, markup: str) -> TextResponse:
    return page.replace(body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")


def _tree(text: str) -> list[dict[str, Any]]:
    found = _TREE.search(text)
    if found is None:
        return []
    try:
        tree, _ = json.JSONDecoder().raw_decode(text, found.end())
    except ValueError:
        return []
    return [node for node in tree if isinstance(node, dict)] if isinstance(tree, list) else []


def _nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every category, parents before children."""
    waiting = list(tree)
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [child for child in node.get("children") or [] if isinstance(child, dict)]


def _jump(page: TextResponse, node: dict[str, Any]) -> str | None:
    """The page to which a category leads instead of having its own list, such as a column of the portal."""
    return absolute(base_address(page), str(node.get("jump_url") or ""))


def _api_page(category: str, number: int, site: str, referer: str) -> ListRequest:
    state: dict[str, str | int] = {"api": category, "number": number, "site": site, "referer": referer}
    return ListRequest(f"{category}?page={number}&sid={site}", headers=(("Referer", referer),), state=state)


def _read_answer(page: TextResponse, state: State) -> ListPage:
    articles = answered_rows(page.text, "articles")
    if articles is None:
        return ListPage(trouble="list API answered something else than its JSON")
    entries = [entry for article in articles if (entry := _entry(page, article)) is not None]
    following = _api_page(str(state["api"]), int(state["number"]) + 1, str(state["site"]), str(state["referer"]))
    # `post_count` may exceed the rows served, so only an empty or repeated page is the end
    return ListPage(tuple(entries), (following,) if entries else ())


def _entry(page: TextResponse, article: Mapping[str, Any]) -> ListEntry | None:
    entry = entry_of(page, article, url=("url", "post_url"), title=("title",))
    files = tuple(
        Attachment(address, str(file.get("name") or ""))
        for file in article.get("attachment") or ()
        if isinstance(file, dict) and (address := absolute(page.url, str(file.get("url") or "")))
    )
    published = _day(article.get("display_publish_time") or article.get("first_publish_time") or article.get("date"))
    return entry and replace(entry, published_on=published, attachments=files)


def _day(seconds: object) -> date | None:
    """Unix seconds as a date in China's time zone; None for implausible values."""
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC).astimezone(CHINA).date()
    except (ValueError, OverflowError, OSError):
        return None


def _body_markup(text: str) -> str:
    """The article's HTML from `_CONFIG.DETAIL.content`; "" if there is none. `_CONFIG` need not be valid JSON."""
    detail = _DETAIL.search(text)
    content = _CONTENT.search(text, detail.end()) if detail else None
    if content is None:
        return ""
    try:
        return str(json.loads(f'"{content[1]}"', strict=False))
    except ValueError:
        return ""
