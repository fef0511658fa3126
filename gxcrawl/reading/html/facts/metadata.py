"""The metadata of a page: title, publisher, date of publication."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lxml import etree

from gxcrawl.reading.html.facts.labelled import labelled_values
from gxcrawl.reading.html.facts.labels import (
    BARE_DATE_LABELS,
    PUBLISHED_LABELS,
    PUBLISHERS,
    SOURCES,
    TITLE_LABELS,
    WRITERS,
    WRITTEN_LABELS,
)
from gxcrawl.reading.html.facts.page_titles import title_of
from gxcrawl.reading.html.texts import text_of
from gxcrawl.reading.whitespace import clean_line
from gxcrawl.text.dates import find_date

_PUBLISHED_METAS = ("pubdate", "publishdate", "article:published_time", "firstpublishedtime")
# 来源：原创 · 来源：本站 · 来源：1: at most, who uploaded the page
_NO_BODY = re.compile(
    r"[\W\d_A-Za-z]*|.|原创|转载|本站(?:原创)?|本网站?|网站|互联网|网络(?:转载)?|无|暂无|未知|佚名|管理员"
)
# 来源：网站管理员 · 来源：某某日报 · 来源：某县政府网 · 来源：张三: the uploader, not the issuing body
_NO_ISSUER = re.compile(
    r".*(?:管理员|日报社?|晚报社?|(?<!电)网(?:站)?|(?:融媒体?|新闻|传媒)中心|编辑部)"
    r"|(?![省市县区州旗盟镇乡街])[\u4e00-\u9fff]{2,3}(?<![局委办厅署院会室镇乡站队所校处部社馆厂司心市县区州旗盟省府街科股段场村园组团海关])"
)
# 作者：某县教育局, not 作者：张三, 作者：王局 or 作者：办公室
_BODY = re.compile(
    r".{2,}[局委厅]|.+(?:委员会|政府|街道|办事处)|(?=.{4}).+[省市县区旗镇乡](?!长).*(?:[办院会队站所]|办公室|中心)"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Each field is None if the page does not print it."""

    title: str | None
    publisher: str | None
    published_on: date | None


def read_metadata(
    root: etree._Element,
    content: etree._Element,
    described: Iterable[tuple[str, str]],
    perhaps: Iterable[tuple[str, str]] = (),
) -> Metadata:
    """described: (label, value) pairs from the page's metadata tables; labelled text anywhere on the page is read too.

    perhaps: pairs from tables that may be metadata.
    """
    metas = _metas(root)
    pairs = labelled_values(root, described, perhaps)
    title = title_of(root, content, metas, next(iter(_all(pairs, TITLE_LABELS)), None))
    sources = _issuers([metas.get("contentsource", ""), *_all(pairs, SOURCES)])
    writers = filter(_BODY.fullmatch, _issuers(_all(pairs, WRITERS)))
    named_bodies = [*_all(pairs, PUBLISHERS), *sources, *writers]
    publisher = next((name for name in named_bodies if not _NO_BODY.fullmatch(name)), None)
    dates = [
        *_all(pairs, PUBLISHED_LABELS),
        *filter(None, (*map(metas.get, _PUBLISHED_METAS), _publish_time(root))),
        *_all(pairs, WRITTEN_LABELS),
        *_all(pairs, BARE_DATE_LABELS),
    ]
    return Metadata(title, publisher, next(filter(None, map(find_date, dates)), None))


def _metas(root: etree._Element) -> dict[str, str]:
    """Name (lower case) → content of the meta elements; the first of each name with a content."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), clean_line(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _all(pairs: dict[str, str], labels: Iterable[str]) -> list[str]:
    return [pairs[label] for label in labels if label in pairs]


def _issuers(names: Iterable[str]) -> list[str]:
    return [name for name in names if not _NO_ISSUER.fullmatch(name)]


def _publish_time(root: etree._Element) -> str | None:
    element = next(root.iter("publishtime"), None)
    return None if element is None else clean_line(text_of(element))
