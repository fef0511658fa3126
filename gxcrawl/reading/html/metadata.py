"""What a page says of itself: title, publisher, date of publication."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from lxml import etree

from gxcrawl.dates import find_date
from gxcrawl.reading.html.texts import HEADING_MARK, text_of
from gxcrawl.reading.whitespace import clean_line

_TITLE_LABELS = ("信息名称", "名称", "标题", "文件名称")
_PUBLISHERS = (
    "发布机构", "发文机构", "发文机关", "发文单位", "发布单位", "发布机关", "制发机关", "公开主体",
    "發布機構", "發佈機構", "發布單位", "發佈單位",
)  # fmt: skip
_SOURCES = ("信息来源", "文章来源", "稿件来源", "来源", "資訊來源", "來源")
_PUBLISHED_LABELS = (
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "发表日期", "发表时间",
    "信息时间", "信息日期",
    "發布日期", "發布時間", "發佈日期", "發佈時間", "公開日期", "發表日期", "發表時間",
)  # fmt: skip
_WRITTEN_LABELS = (
    "发文日期",
    "发文时间",
    "生成日期",
    "生成时间",
    "成文日期",
    "成文时间",
)  # near the publication where it is not printed
_PUBLISHED_METAS = ("pubdate", "publishdate", "article:published_time")
_BARE_DATE_LABELS = ("时间", "日期", "時間")  # 时间：2024/1/25 | 来源：某局; in a sentence they may mean anything
LABELS = (*_TITLE_LABELS, *_PUBLISHERS, *_SOURCES, *_PUBLISHED_LABELS, *_WRITTEN_LABELS)
_ANY_LABEL = "|".join(r"\s*".join(label) for label in sorted((*LABELS, *_BARE_DATE_LABELS), key=len, reverse=True))
_LABEL = re.compile(_ANY_LABEL)
# 发 布 机 构：某市某局 · 15:40:00来源：某市某局 · 2024年1月25日来源：… · 发布日期：[2024-01-25]; the value ends at wide
# blanks or at the next label
_LABELLED = re.compile(
    rf"(?:^|[\s>【\[|•·]|(?<=[\d日]))({_ANY_LABEL})[】\]]?\s*[:：][】\]]?\s*(?:[\[【(（]\s*(?=\d))?"
    r"(?=([^\n\u2028|【\[]{1,120}))"
)
_LABEL_ALONE = re.compile(r"[^\s:：]{1,8}[:：]|" + _ANY_LABEL)  # 组配分类：, where the value before it is empty
# 来源：原创 · 来源：本站 · 来源：1: says who put it there at most
_NO_BODY = re.compile(
    r"[\W\d_A-Za-z]*|原创|转载|本站(?:原创)?|本网站?|网站|互联网|网络(?:转载)?|无|暂无|未知|佚名|管理员"
)
# 来源：网站管理员 · 来源：某某日报: who put it there, which is not who issued it
_NO_ISSUER = re.compile(r".*(?:管理员|日报社?|晚报社?|新闻网|融媒体中心|编辑部)")
# [2024-01-25] 浏览次数：17; but not 更新时间：…, which says no more than when somebody last touched the page
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)")
_OTHER_DATE = re.compile("更新|修改|今天|当前")
_COLON_END = re.compile(r"[:：]\s*$")
_LABELLED_TAGS = (
    "li", "span", "p", "div", "td", "th", "i", "em", "b", "strong", "font", "dd", "dt", "label", "h3", "h4",
)  # fmt: skip
_LONGEST_LABELLED = 300
_LONGEST_TITLE = 120
_LEVELS_ABOVE, _NEAR = 4, 3  # elements around the content, and before each of them
# the value ends at wide blanks, at the next label, at a date: 来源：某局 2024-01-25
_VALUE_END = re.compile(
    rf"\s{{2,}}|(?<=\S)字[号体]\S?\s*[:：]|\s+\S{{2,6}}[:：]|(?:{_ANY_LABEL})\s*[:：]|(?<=\S)\s+\W?(?=(?:19|20)\d\d[-/.年])"
)
_EDGES = " \t\r\n\xa0\u2028\u3000】]|｜/，,；;、•·"
_CLAUSE = re.compile("[，。；]")
_REPORT_TITLE = re.compile("年报|报告|報告|統計|统计表")
_WINDOW_PARTS = re.compile(r"\s*[_|]\s*")
_SITE_SUFFIX = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]*(?:人民政府|政府网|门户网站|网|局|委员会)\s*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """None where the page does not print it."""

    title: str | None
    publisher: str | None
    published_on: date | None


def read_metadata(root: etree._Element, content: etree._Element, described: Iterable[tuple[str, str]]) -> Metadata:
    """described: label and value, from the page's metadata tables; labelled text anywhere on it is read too."""
    metas = _metas(root)
    pairs = _first_of_each(described, _labelled_texts(root))
    named = metas.get("articletitle") or next(iter(_all(pairs, _TITLE_LABELS)), None)
    title = named or _heading(root) or _window_title(root) or _line_above(content) or _title_in_metas(metas)
    sources = (
        name for name in (metas.get("contentsource", ""), *_all(pairs, _SOURCES)) if not _NO_ISSUER.fullmatch(name)
    )
    named_bodies = [*_all(pairs, _PUBLISHERS), *sources]
    publisher = next((name for name in named_bodies if not _NO_BODY.fullmatch(name)), None)
    dates = [
        *_all(pairs, _PUBLISHED_LABELS),
        *filter(None, (*map(metas.get, _PUBLISHED_METAS), _publish_time(root))),
        *_all(pairs, _WRITTEN_LABELS),
        *_all(pairs, _BARE_DATE_LABELS),
    ]
    return Metadata(title, publisher, next(filter(None, map(find_date, dates)), None))


def _labelled_texts(root: etree._Element) -> Iterator[str]:
    """Short texts with a label in them: 发布机构：某局; where the label stands alone, with what follows it."""
    for element in root.iter(*_LABELLED_TAGS):
        text = element.text
        if text and (":" in text or "：" in text) and _is_labelled(text):
            alone = _COLON_END.search(text) and not len(element) and not _COUNTER.search(text)
            yield from _short(_with_what_follows(element, text) if alone else text_of(element))
    for element in root.iter("br"):
        text = element.tail
        if text and (":" in text or "：" in text) and _is_labelled(text):
            yield from _short(_with_what_follows(element, text) if _COLON_END.search(text) else text)


def _is_labelled(text: str) -> bool:
    if len(text) > _LONGEST_LABELLED:
        return False
    return _LABEL.search(text) is not None or _COUNTER.search(text) is not None


def _short(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST_LABELLED:
        yield text


def _with_what_follows(element: etree._Element, label: str) -> str:
    """A label that stands alone, with the text behind it, in the next element or in what holds both."""
    parent, following = element.getparent(), next(element.itersiblings(etree.Element), None)
    if following is None or (element.tail != label and element.tail and element.tail.strip()):
        return label if parent is None else text_of(parent)
    return label + text_of(following)


def _metas(root: etree._Element) -> dict[str, str]:
    """Name (lower case) → content of the meta elements, the first of a name that says something."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), clean_line(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first_of_each(described: Iterable[tuple[str, str]], printed: Iterable[str]) -> dict[str, str]:
    """Label → value, from metadata tables first, then from labelled text."""
    pairs: dict[str, str] = {}
    for label, value in described:
        if value and not _LABEL_ALONE.fullmatch(value):
            pairs.setdefault(label, value)
    for text in printed:
        for found in _LABELLED.finditer(text):
            label, value = re.sub(r"\s", "", found.group(1)), _VALUE_END.split(found.group(2).strip())[0].strip(_EDGES)
            in_sentence = label in _BARE_DATE_LABELS and _CLAUSE.search(text)
            if value and not in_sentence and not _LABEL_ALONE.fullmatch(value):
                pairs.setdefault(label, value)
            if label in _SOURCES and not _CLAUSE.search(text) and find_date(text):
                pairs.setdefault(_BARE_DATE_LABELS[0], text)  # 来源：某局 2024-01-25 10:11: a date without a label
        if _COUNTER.search(text) and not _CLAUSE.search(text) and not _OTHER_DATE.search(text) and find_date(text):
            pairs.setdefault(_BARE_DATE_LABELS[0], text)
    return pairs


def _all(pairs: dict[str, str], labels: Iterable[str]) -> list[str]:
    return [pairs[label] for label in labels if label in pairs]


def _heading(root: etree._Element) -> str | None:
    """The page's title as an element of its own: UCAP's, Shanghai's, or a first-order heading that names a report."""
    for element in root.iter("ucaptitle", "h1", "h2", "div"):
        if element.tag == "div" and (element.get("id") or "").lower() != "ivs_title":
            continue
        text = clean_line(text_of(element).replace(HEADING_MARK, ""))
        if text and len(text) <= _LONGEST_TITLE and (element.tag in ("ucaptitle", "div") or _REPORT_TITLE.search(text)):
            return text
    return None


def _line_above(content: etree._Element) -> str | None:
    """A line without links above the content that names a report: layout tables print it in a row of its own."""
    for around in islice(chain([content], content.iterancestors()), _LEVELS_ABOVE):
        for before in islice(around.itersiblings(preceding=True), _NEAR):
            text = clean_line(text_of(before))
            if len(text) <= _LONGEST_TITLE and _REPORT_TITLE.search(text) and next(before.iter("a"), None) is None:
                return text
    return None


def _title_in_metas(metas: dict[str, str]) -> str | None:
    title = metas.get("og:title", "")
    return title if _REPORT_TITLE.search(title) else None


def _publish_time(root: etree._Element) -> str | None:
    element = next(root.iter("publishtime"), None)
    return None if element is None else clean_line(text_of(element))


def _window_title(root: etree._Element) -> str | None:
    """<title> where it names a report, without the names of column and site around it."""
    element = next(root.iter("title"), None)
    names = _WINDOW_PARTS.split("" if element is None else clean_line(text_of(element)))
    title = max(filter(_REPORT_TITLE.search, names), key=len, default=None)
    return None if title is None else _SITE_SUFFIX.sub("", title)
