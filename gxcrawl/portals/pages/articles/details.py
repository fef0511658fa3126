"""The metadata of a detail page, from marks common to most portal software."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urldefrag

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.articles.islands import held_article
from gxcrawl.portals.pages.articles.labels import (
    DATE_LABELS,
    PUBLISHER_LABELS,
    breadcrumb,
    head_of_page,
    labelled_values,
)
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.sections import is_report_body, section_in, without_chapters
from gxcrawl.portals.pages.markup.shapes import DetailPage
from gxcrawl.portals.pages.markup.words import one_line, text_of, texts_of, unspaced, words_in
from gxcrawl.text.dates import find_date, find_labelled_date

_COMMON_CONTAINERS = (
    *("#zoom", "#Zoom", ".TRS_Editor", ".trs_editor_view", "ucapcontent", "#UCAP-CONTENT", "#vsb_content"),
    *(".v_news_content", ".j-fontContent", ".article-content", ".article_content", ".bt-content", "#ivs_content"),
    *(".Article_content", ".article_con", ".xxgk-content", "#content", ".content", "article"),
)
SAYS_LITTLE = 600  # characters: a longer body is the article
_TITLES = ("ucaptitle", "h1", "#ivs_title", ".article-title", ".article_title", ".arti_title", ".title", "h2")
_SITE_IN_TITLE = re.compile(r"\s*[-_|–—]{1,2}\s*[^-_|–—]*(?:人民政府|政府|门户|网站|网|公开|年报)$")
_BEHIND_TITLE = re.compile(r"[-_|–—]\s*([\u4e00-\u9fff()（）]{3,30})$")
_OF_SITE = re.compile(r"(?:官方|门户|政务|公众){0,4}(?:网站|网)$")
# "来源:县水利局 点击数:7"
_SOURCE = re.compile(
    r"(?:信息来源|来源|发布机构|发布单位)\s*:\s*([\u4e00-\u9fff()、]{2,30})(?=[^\u4e00-\u9fff()、:]|$)"
)


def read_common_detail(page: TextResponse, containers: Iterable[str] = ()) -> DetailPage:
    """The metadata of an article, without knowledge of its software.

    containers: CSS selectors of the family's body elements, tried before the common ones.
    """
    metas = _metas(page)
    body = _find_container(page, containers)
    block = body if body is not None else _wordiest_block(page)
    text = _text(block, page) if block is not None else ""
    attachments = find_attachments(page)
    beside, head = labelled_values(page), head_of_page(page)
    return DetailPage(
        title=_title(page, metas),
        published_on=_published_on(page, metas, beside, head),
        publisher=_publisher(metas, beside, head),
        breadcrumb=breadcrumb(page),
        attachments=attachments,
        text=text,
        text_is_body=body is not None,
        site=_site(page, metas),
    )


def with_held_article(read: DetailPage, page: TextResponse, row_title: str) -> DetailPage:
    """The metadata of an article, with a body found in the page's scripts if the page itself has little text."""
    says_more = read.attachments or len(read.text) > SAYS_LITTLE
    held = None if says_more else held_article(page, (row_title, read.title))
    if held is None:
        return read
    text = unspaced(texts_of(held.selector.root))
    return replace(read, attachments=find_attachments(held), text=text, text_is_body=True)


def find_body(page: TextResponse, containers: Iterable[str] = ()) -> Selector | None:
    """The element with the text of an article: a known one, otherwise the block with the most words; None if none."""
    known = _find_container(page, containers)
    return _wordiest_block(page) if known is None else known


def _text(block: Selector, page: TextResponse) -> str:
    """The text of a body, without white space and without a menu of its chapters."""
    text = unspaced(texts_of(block.root))
    if not is_report_body(text):
        return text
    return without_chapters(text, (text_of(one) for one in block.root.iter("a") if _leads_away(one, page)))


def _leads_away(anchor: Any, page: TextResponse) -> bool:
    url = absolute(base_address(page), anchor.get("href") or "")
    return url is not None and url != urldefrag(page.url).url


def _find_container(page: TextResponse, containers: Iterable[str]) -> Selector | None:
    """The first of the family's or the common body elements that holds words, a table or a link."""
    for css in (*containers, *_COMMON_CONTAINERS):
        for element in page.css(css):
            if element.xpath(".//table | .//a[@href]") or len(text_of(element.root).strip()) > 1:
                return element
    return None


def _wordiest_block(page: TextResponse) -> Selector | None:
    """The block with the most words of its own; used if no known element exists."""
    blocks = page.xpath("//*[self::body or self::div or self::td][p or table]")
    return max(blocks, key=_own_words, default=None)


def _publisher(metas: dict[str, str], beside: dict[str, str], head: str) -> str | None:
    """`ContentSource`, otherwise the text after a label, otherwise from a line: 来源：县水利局 点击数：7."""
    labelled = next((beside[label] for label in PUBLISHER_LABELS if label in beside), None)
    in_line = _SOURCE.search(head)
    return metas.get("contentsource") or labelled or (in_line[1] if in_line else None)


def _metas(page: TextResponse) -> dict[str, str]:
    """Name (lower case) → content of the page's `meta` elements; the first of each name that is not empty."""
    metas: dict[str, str] = {}
    for meta in page.selector.root.iter("meta"):
        name, content = meta.get("name"), one_line(meta.get("content") or "")
        if name is not None and content:
            metas.setdefault(name.lower(), content)
    return metas


def _title(page: TextResponse, metas: dict[str, str]) -> str:
    if metas.get("articletitle"):
        return metas["articletitle"]
    for css in _TITLES:
        for element in page.css(css):
            text = words_in(element.root)
            if 4 <= len(text) <= 120 and not section_in(text):
                return text
    return _SITE_IN_TITLE.sub("", one_line(page.xpath("string(//title)").get() or ""))


def _site(page: TextResponse, metas: dict[str, str]) -> str | None:
    """`SiteName`, otherwise the text after the article's title: 2020年…年度报告-某市教育局."""
    behind = _BEHIND_TITLE.search(one_line(page.xpath("string(//title)").get() or ""))
    said = metas.get("sitename") or (behind[1] if behind else "")
    return _OF_SITE.sub("", said) or None


def _published_on(page: TextResponse, metas: dict[str, str], beside: dict[str, str], head: str) -> date | None:
    """`PubDate`, otherwise the date after a label; never the one in the address."""
    printed = one_line(page.xpath("string(//publishtime)").get() or "")
    told = (metas.get("pubdate", ""), printed, *(beside[label] for label in DATE_LABELS if label in beside))
    dates = (found for text in told if (found := find_date(text)) is not None)
    return next(dates, None) or find_labelled_date(head)


def _own_words(block: Selector) -> int:
    """The number of characters in a block's own paragraphs and tables, without nested blocks."""
    return sum(len(text.strip()) for text in block.xpath("./p//text() | ./table//text() | ./text()").getall())
