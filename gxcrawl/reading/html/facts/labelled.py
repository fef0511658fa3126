"""Metadata that a page prints after labels, in whatever elements: 发布机构：某局, 发布时间：2024-01-25."""

import re
from collections.abc import Iterable

from lxml import etree

from gxcrawl.reading.html.facts.label_texts import labelled_texts
from gxcrawl.reading.html.facts.labels import (
    ANY_LABEL,
    BARE_DATE_LABELS,
    CLAUSE,
    COUNTER,
    OF_THE_PAGE,
    PUBLISHED_LABELS,
    PUBLISHERS,
    SOURCES,
    TITLE_LABELS,
    WRITERS,
    WRITTEN_LABELS,
)
from gxcrawl.text.dates import find_date

_NAMES = frozenset((*PUBLISHERS, *SOURCES, *WRITERS))
_DATES = frozenset((*PUBLISHED_LABELS, *WRITTEN_LABELS))
# 发 布 机 构：某市某局 · 15:40:00来源：某市某局 · 2024年1月25日来源：… · 发布日期：[2024-01-25] · [来源]某局 ·
# 来源：【某局】, but not 来源：【大 中 小】; the value ends at wide blanks or at the next label
_LABELLED = re.compile(
    rf"(?<![^\s>【\[|•·\d日次:：])({ANY_LABEL})(?:[】\]]\s*[:：]?|\s*[:：][】\]]?)\s*(?:[\[【(（]\s*(?=\d)|[\[【](?=[^\s】\]]{{3}}))?"
    r"(?=([^\n\u2028|【\[]{1,120}))"
)
_ANOTHER_LABEL = re.compile(r"[^\s:：\d]{2,8}\s*[:：]")  # 公开日期： 废止日期：2029-12-31
# 组配分类：, where the value before it is empty; 文号, in a row of headings
_LABEL_ALONE = re.compile(
    rf"[^\s:：]{{1,8}}[:：]|(?:{ANY_LABEL})|索引号|(?:发文|发布)?[文字]号|(?:公开|组配|主题|体裁|信息)?(?:方式|分类|范围|形式|时限)|有效性|操作|序号"
)
# 来源： / 某局2023年…年度报告 · 来源： / 一、总体情况
_NO_NAME = re.compile("(?:年报|报告|報告)$|[，。；《]|^[一二三四五六]、")
_OTHER_DATE = re.compile("更新|修改|今天|当前")
_KINDS = ("生效", "失效", "废止", "更新", "实施", "施行", "截止", "修改", "有效", "到期", "过期", "终止", "打印")
_OTHER = "".join(f"(?<!{kind})" for kind in _KINDS)
# 废止日期：2029-12-31 · 有效期至：2030-01-01: not days of publication
_OF_OTHERS = re.compile(rf"(?:{'|'.join(_KINDS)})[^\s:：\d]{{0,4}}\s*[:：]\s*[\[(（【]?(?:19|20)\d\d[\d\s年月日./—–-]+")
# the value ends at wide blanks, at the next label, at a date: 来源：某局 2024-01-25
_VALUE_END = re.compile(
    rf"\s{{2,}}|(?<=\S)(?:字[号体]\S?|作者|责任编辑|(?<!责任)编辑|审核|(?:浏览|点击|阅读)(?:次数|量|数)?)\s*[:：]"
    rf"|\s+\S{{2,6}}[:：]|[（(]?原?{_OTHER}(?:{ANY_LABEL})\s*[:：]|(?<=\S)\s+\W?(?=(?:19|20)\d\d[-—–/.年])"
)
_OPENING, _CLOSING = re.compile("[(（]"), re.compile("[)）]")
_EDGES = " \t\r\n\xa0\u2028\u3000】]|｜/，,；;、•·"


def labelled_values(
    root: etree._Element, described: Iterable[tuple[str, str]], perhaps: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Label → value; the first of each label that has a value.

    described: pairs from the page's metadata tables, which have priority over labelled text elsewhere. perhaps: pairs
    from small tables that may be metadata or lists; used last, and never for names.
    """
    values: dict[str, str] = {}
    for label, value in described:
        _keep(values, label, value)
    for text in labelled_texts(root):
        in_clauses = CLAUSE.search(text) is not None
        lone = "" if in_clauses else _OF_OTHERS.sub(" ", text)
        for found in _LABELLED.finditer(text):
            label, value = re.sub(r"\s", "", found.group(1)), _value_of(found.group(2))
            if not in_clauses or label not in BARE_DATE_LABELS:
                _keep(values, label, value)
            if label in SOURCES and find_date(lone):
                values.setdefault(BARE_DATE_LABELS[0], lone)  # 来源：某局 2024-01-25 10:11: a date without a label
        if COUNTER.search(text) and not _OTHER_DATE.search(text) and find_date(lone):
            values.setdefault(BARE_DATE_LABELS[0], lone)
    for label, value in perhaps:
        if label not in TITLE_LABELS:
            _keep(values, label, value)
    return values


def _value_of(text: str) -> str:
    """The value that begins the text after a label, without the end of a bracket around both: （来源：某局）."""
    value = _VALUE_END.split(text.strip())[0].strip(_EDGES)
    closed = len(_CLOSING.findall(value)) > len(_OPENING.findall(value))
    return value[:-1].strip(_EDGES) if closed and _CLOSING.match(value[-1:]) else value


def _keep(values: dict[str, str], label: str, value: str) -> None:
    """Stores a value unless it is another label, or text that merely follows a label without a value."""
    if not value or _LABEL_ALONE.fullmatch(value) or (label not in TITLE_LABELS and _ANOTHER_LABEL.match(value)):
        return
    if label in _NAMES and (OF_THE_PAGE.match(value) or _NO_NAME.search(value)):
        return
    if label in _DATES and find_date(CLAUSE.split(value, maxsplit=1)[0]) is None:
        return  # 发布时间： / 根据《…条例》（2019年4月3日修订）…
    values.setdefault(label, value)
