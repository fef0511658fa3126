"""The facts of a detail page, from the marks that most portal software shares."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from parsel import Selector
from scrapy.http import TextResponse

from gxcrawl.dates import find_date, find_labelled_date
from gxcrawl.portals.pages.attachments import find_attachments
from gxcrawl.portals.pages.rows import one_line, page_entries
from gxcrawl.portals.pages.shapes import DetailPage

_COMMON_CONTAINERS = (
    "#zoom",
    "#Zoom",
    ".TRS_Editor",
    ".trs_editor_view",
    "ucapcontent",
    "#UCAP-CONTENT",
    "#vsb_content",
    ".v_news_content",
    ".j-fontContent",
    ".article-content",
    ".article_content",
    ".bt-content",
    "#ivs_content",
    ".Article_content",
    ".article_con",
    ".xxgk-content",
    "#content",
    ".content",
    "article",
)
_TITLES = ("ucaptitle", "h1", "#ivs_title", ".article-title", ".article_title", ".arti_title", ".title", "h2")
_PUBLISHER_LABELS = ("发布机构", "发文机构", "发布单位", "公开主体", "发布机关", "制发机关", "信息来源", "来源")
_DATE_LABELS = ("发布日期", "发文日期", "生成日期", "发布时间", "公开日期", "日期", "时间", "成文日期")
_LABEL_TAGS = "self::td or self::th or self::dt or self::label or self::b or self::strong or self::span or self::em"
_SITE_IN_TITLE = re.compile(r"\s*[-_|–—]{1,2}\s*[^-_|–—]*(?:人民政府|政府|门户|网站|网|公开|年报)$")
_BREADCRUMB = re.compile(r"(?:您|你)?(?:当前|现在|所在|的)(?:所在)?(?:的)?位置|^首页$")
# "来源:县水利局 点击数:7"
_SOURCE = re.compile(r"(?:信息来源|来源|发布机构|发布单位)\s*:\s*([\u4e00-\u9fff()、]{2,30})(?=[^\u4e00-\u9fff()、]|$)")
_HEAD_OF_PAGE = 6000  # such a line stands above the body
_LONGEST_VALUE = 60


def read_common_detail(page: TextResponse, containers: Iterable[str] = ()) -> DetailPage:
    """Everything that can be told of an article without knowing its software.

    containers: CSS of the family's own body elements, tried before the common ones.
    """
    metas = _metas(page)
    body = _find_container(page, (*containers, *_COMMON_CONTAINERS))
    block = body if body is not None else _wordiest_block(page)
    text = "".join(_words(block)) if block is not None else ""
    return DetailPage(
        title=_title(page, metas),
        published_on=_published_on(page, metas),
        publisher=metas.get("contentsource") or label_value(page, _PUBLISHER_LABELS) or _source_in_line(page),
        breadcrumb=breadcrumb(page),
        attachments=find_attachments(page),
        entries=tuple(page_entries(page)),
        text=re.sub(r"\s+", "", text),
        text_is_body=body is not None,
    )


def _find_container(page: TextResponse, containers: Iterable[str]) -> Selector | None:
    """The first of the named elements that holds words, a table or a link."""
    for css in containers:
        for element in page.css(css):
            if element.xpath(".//table | .//a[@href]") or len("".join(_words(element)).strip()) > 1:
                return element
    return None


def _wordiest_block(page: TextResponse) -> Selector | None:
    """Where no element is known: the block with the most words of its own."""
    blocks = page.xpath("//body//div[p or table] | //body//td[p or table]")
    return max(blocks, key=_own_words, default=None)


def label_value(page: TextResponse, labels: Iterable[str]) -> str | None:
    """The text beside the first of these labels that the page prints, in a cell of its own or before a colon."""
    wanted = tuple(labels)
    elements = page.xpath(f"//body//*[{_LABEL_TAGS} or self::li or self::p or self::div[not(*)]]")
    found: dict[str, str] = {}
    for element in elements:
        text = _plain("".join(element.xpath("string(.)").getall()))
        if not text or len(text) > _LONGEST_VALUE * 2:
            continue
        for label in wanted:
            if label not in found and text.startswith(label):
                value = _value_beside(element, text, label)
                if value:
                    found[label] = value
    return next((found[label] for label in wanted if label in found), None)


def breadcrumb(page: TextResponse) -> tuple[str, ...]:
    """The words of the path that the page prints (当前位置：首页 > 统计局 > 年报), outermost first."""
    for element in page.xpath("//body//*[not(self::script or self::style)][text()]"):
        own = _plain("".join(element.xpath("text()").getall()))
        if len(own) < 40 and _BREADCRUMB.search(own.split(":")[0]):
            holder = element if len(element.xpath(".//a")) > 1 else element.xpath("..")[0]
            anchors = holder.xpath(".//a")
            if 1 < len(anchors) < 12:
                return tuple(one_line(anchor.xpath("string(.)").get() or "") for anchor in anchors)
    return ()


def _source_in_line(page: TextResponse) -> str | None:
    """The publisher out of a line that prints several things: 发布时间：2020-01-28 来源：县水利局 点击数：7."""
    words = page.xpath("//body//text()[not(parent::script or parent::style or ancestor::table)]").getall()
    found = _SOURCE.search(unicodedata.normalize("NFKC", " ".join(words))[:_HEAD_OF_PAGE])
    return found[1] if found else None


def _metas(page: TextResponse) -> dict[str, str]:
    """The page's `meta` names in lower case and their contents; the first of a name wins, empty ones are left out."""
    metas: dict[str, str] = {}
    for meta in page.xpath("//meta[@name][@content]"):
        content = one_line(meta.attrib["content"])
        if content:
            metas.setdefault(meta.attrib["name"].lower(), content)
    return metas


def _title(page: TextResponse, metas: dict[str, str]) -> str:
    if metas.get("articletitle"):
        return metas["articletitle"]
    for css in _TITLES:
        for element in page.css(css):
            text = one_line("".join(_words(element)))
            if 4 <= len(text) <= 120:
                return text
    return _SITE_IN_TITLE.sub("", one_line(page.xpath("string(//title)").get() or ""))


def _published_on(page: TextResponse, metas: dict[str, str]) -> date | None:
    """`PubDate`, else the date that a label introduces; never the one in the address."""
    from_meta = find_date(metas.get("pubdate", "")) or find_date(
        one_line(page.xpath("string(//publishtime)").get() or "")
    )
    if from_meta:
        return from_meta
    labelled = label_value(page, _DATE_LABELS)
    if labelled and find_date(labelled):
        return find_date(labelled)
    for line in page.xpath("//body//*[self::div or self::p or self::span or self::li or self::td][not(.//table)]"):
        text = line.xpath("string(.)").get() or ""
        if len(text) < 300 and (found := find_labelled_date(text)):
            return found
    return None


def _value_beside(element: Selector, text: str, label: str) -> str | None:
    rest = text[len(label) :].lstrip(":：】] ")
    if rest and text[len(label)] in ":：】]":
        return (
            re.split(r"(?:发布|发文|生成|公开)?(?:日期|时间)[:：]|浏览|点击|字号|作者", rest)[0][:_LONGEST_VALUE]
            or None
        )
    if rest:
        return None
    sibling = element.xpath("following-sibling::*[1] | following-sibling::text()[1][normalize-space()]")
    value = _plain("".join(part.xpath("string(.)").get() or part.get() for part in sibling[:1])) if sibling else ""
    return value[:_LONGEST_VALUE] or None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _words(element: Selector) -> list[str]:
    return element.xpath(".//text()[not(parent::script or parent::style)]").getall()


def _own_words(block: Selector) -> int:
    """How much a block says in its own paragraphs and tables, not in blocks inside it."""
    return sum(len(text.strip()) for text in block.xpath("./p//text() | ./table//text() | ./text()").getall())
