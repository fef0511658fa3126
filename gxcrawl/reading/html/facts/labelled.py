"""Metadata that a page prints after labels, in whatever elements: 发布机构：某局, 发布时间：2024-01-25."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from lxml import etree

from gxcrawl.dates import find_date
from gxcrawl.reading.html.texts import text_of
from gxcrawl.reading.whitespace import LINE_BREAK

TITLE_LABELS = ("信息名称", "名称", "标题", "文件名称")
PUBLISHERS = (
    "发布机构", "发文机构", "发文机关", "发文单位", "发布单位", "发布机关", "制发机关", "公开主体",
    "發布機構", "發佈機構", "發布單位", "發佈單位",
)  # fmt: skip
SOURCES = ("信息来源", "文章来源", "稿件来源", "发布来源", "来源", "資訊來源", "來源")
PUBLISHED_LABELS = (
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "发表日期", "发表时间",
    "信息时间", "信息日期", "发稿时间", "发稿日期",
    "上传时间", "上传日期", "添加时间", "添加日期", "录入时间", "录入日期",
    "發布日期", "發布時間", "發佈日期", "發佈時間", "公開日期", "發表日期", "發表時間",
)  # fmt: skip
# labels of dates close to that of publication, used if that one is missing
WRITTEN_LABELS = ("发文日期", "发文时间", "生成日期", "生成时间", "成文日期", "成文时间", "公文生成日期")
BARE_DATE_LABELS = ("时间", "日期", "時間")  # 时间：2024/1/25 | 来源：某局; in a sentence they may mean anything
LABELS = (*TITLE_LABELS, *PUBLISHERS, *SOURCES, *PUBLISHED_LABELS, *WRITTEN_LABELS)
_NAMES = frozenset((*PUBLISHERS, *SOURCES))
_DATES = frozenset((*PUBLISHED_LABELS, *WRITTEN_LABELS))
_ANY_LABEL = "|".join(r"\s*".join(label) for label in sorted((*LABELS, *BARE_DATE_LABELS), key=len, reverse=True))
_LABEL = re.compile(_ANY_LABEL)
# 发 布 机 构：某市某局 · 15:40:00来源：某市某局 · 2024年1月25日来源：… · 发布日期：[2024-01-25] · [来源]某局; the value
# ends at wide blanks or at the next label
_LABELLED = re.compile(
    rf"(?<![^\s>【\[|•·\d日次:：])({_ANY_LABEL})(?:[】\]]\s*[:：]?|\s*[:：][】\]]?)\s*(?:[\[【(（]\s*(?=\d))?"
    r"(?=([^\n\u2028|【\[]{1,120}))"
)
_ANOTHER_LABEL = re.compile(r"[^\s:：\d]{2,8}\s*[:：]")  # 公开日期： 废止日期：2029-12-31
# 组配分类：, where the value before it is empty; 文号, in a row of headings
_LABEL_ALONE = re.compile(
    rf"[^\s:：]{{1,8}}[:：]|(?:{_ANY_LABEL})|索引号|(?:发文|发布)?[文字]号|(?:公开|组配|主题|体裁|信息)?(?:方式|分类|范围|形式|时限)|有效性|操作|序号"
)
_LONGEST_LABEL = 12  # characters, blanks and all
_FIRST_LETTERS = frozenset(label[0] for label in (*LABELS, *BARE_DATE_LABELS))
# 来源： / 分享到：微信 · 来源： / 打印 · 发布机构 / 请选择: where a body's name is not given, the page goes on
_OF_THE_PAGE = re.compile(
    r"\W*(?:打印|关闭|分享|收藏|收听|朗读|听全文|返回|复制|扫一?扫|浏览|点击|阅读|访问|下载|字[体号]|请选择|请输入|全部$|[^\s:：]{1,8}[:：])"
)
# 来源： / 某局2023年…年度报告 · 来源： / 一、总体情况
_NO_NAME = re.compile("(?:年报|报告|報告)$|[，。；《]|^[一二三四五六]、")
# [2024-01-25] 浏览次数：17; but not 更新时间：…, which says no more than when somebody last touched the page
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)")
_OTHER_DATE = re.compile("更新|修改|今天|当前")
_KINDS = ("生效", "失效", "废止", "更新", "实施", "施行", "截止", "修改", "有效", "到期", "过期", "终止", "打印")
_OTHER = "".join(f"(?<!{kind})" for kind in _KINDS)
# 废止日期：2029-12-31 · 有效期至：2030-01-01: no days of publication
_OF_OTHERS = re.compile(rf"(?:{'|'.join(_KINDS)})[^\s:：\d]{{0,4}}\s*[:：]\s*[\[(（【]?(?:19|20)\d\d[\d\s年月日./—–-]+")
_COLON_END = re.compile(r"[:：]\s*$")
_LONE_LABEL = re.compile(rf"\W*(?:{_ANY_LABEL})\s*[:：]\s*")
_LABELLED_TAGS = (
    "li", "span", "p", "div", "td", "th", "i", "em", "b", "strong", "font", "dd", "dt", "label", "h3", "h4", "h5", "h6",
    "section", "header", "center", "small",
)  # fmt: skip
_LINES = frozenset({"p", "div", "li", "ul", "dd", "dt", "td", "table", "h1", "h2", "h3", "br", "a", "button", "input"})
_LONGEST = 300
_LONGEST_HOLDER = 1000  # characters with all that stands beside a value
_LONGEST_BUTTON = 2  # 大, 默认; longer ones that are not known lead to other pages
_DEEPEST = 10  # elements inside one another, or in a line; damaged pages have thousands
# the value ends at wide blanks, at the next label, at a date: 来源：某局 2024-01-25
_VALUE_END = re.compile(
    rf"\s{{2,}}|(?<=\S)(?:字[号体]\S?|作者|责任编辑|(?<!责任)编辑|审核|(?:浏览|点击|阅读)(?:次数|量|数)?)\s*[:：]"
    rf"|\s+\S{{2,6}}[:：]|[（(]?原?{_OTHER}(?:{_ANY_LABEL})\s*[:：]|(?<=\S)\s+\W?(?=(?:19|20)\d\d[-—–/.年])"
)
_EDGES = " \t\r\n\xa0\u2028\u3000】]|｜/，,；;、•·"
_CLAUSE = re.compile("[，。；《]")


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
    for text in _labelled_texts(root):
        in_clauses = _CLAUSE.search(text) is not None
        lone = "" if in_clauses else _OF_OTHERS.sub(" ", text)
        for found in _LABELLED.finditer(text):
            label, value = re.sub(r"\s", "", found.group(1)), _VALUE_END.split(found.group(2).strip())[0].strip(_EDGES)
            if not in_clauses or label not in BARE_DATE_LABELS:
                _keep(values, label, value)
            if label in SOURCES and find_date(lone):
                values.setdefault(BARE_DATE_LABELS[0], lone)  # 来源：某局 2024-01-25 10:11: a date without a label
        if _COUNTER.search(text) and not _OTHER_DATE.search(text) and find_date(lone):
            values.setdefault(BARE_DATE_LABELS[0], lone)
    for label, value in perhaps:
        if label not in TITLE_LABELS:
            _keep(values, label, value)
    return values


def _keep(values: dict[str, str], label: str, value: str) -> None:
    """Stores a value unless it is another label, or text that merely follows a label without a value."""
    if not value or _LABEL_ALONE.fullmatch(value) or (label not in TITLE_LABELS and _ANOTHER_LABEL.match(value)):
        return
    if label in _NAMES and (_OF_THE_PAGE.match(value) or _NO_NAME.search(value)):
        return
    if label in _DATES and find_date(_CLAUSE.split(value, maxsplit=1)[0]) is None:
        return  # 发布时间： / 根据《…条例》（2019年4月3日修订）…
    values.setdefault(label, value)


def _labelled_texts(root: etree._Element) -> Iterator[str]:
    """Short texts that contain a label: 发布机构：某局; a label alone is joined with what follows it."""
    for element in root.iter(*_LABELLED_TAGS):
        text = element.text
        if not text:
            continue
        if ":" in text or "：" in text or "】" in text or "]" in text:
            if is_labelled(text):
                alone = _COLON_END.search(text) and not len(element) and not _COUNTER.search(text)
                yield from _short(_with_what_follows(element, text) if alone else _apart(element))
        elif len(text) <= _LONGEST_LABEL and text.lstrip()[:1] in _FIRST_LETTERS and _LABEL.fullmatch(text.strip()):
            yield from _short(_labelled_by(element))
    told: set[etree._Element] = set()
    for element in root.iter(etree.Element):
        text = element.tail
        if text and (":" in text or "：" in text) and element not in told and is_labelled(text):
            yield from () if _is_said_of_others(element) else _short(_behind(element, text, told))


def _is_said_of_others(element: etree._Element) -> bool:
    """Whether what stands behind an element is prose, or says the day of another page, whose title is the element."""
    if element.tag == "br":
        return False
    links = (text_of(one).strip() for one in islice(element.iter(), _DEEPEST) if one.tag == "a")
    to_others = any(len(text) > _LONGEST_BUTTON and not _OF_THE_PAGE.match(text) for text in links)
    return to_others or _CLAUSE.search(element.tail or "") is not None


def _behind(element: etree._Element, text: str, told: set[etree._Element]) -> str:
    """What stands behind an element up to the next block: an icon, then 发布时间：…, another one, 来源：….

    With the day that is the element itself, <time>2024-01-25</time> 来源：某局, or its last letter: <b>数据</b>来源：….
    told: takes the elements of which the line says what stands behind them.
    """
    before = "" if element.tag in _LINES else _end_of(element)
    said = before + LINE_BREAK if find_date(before) else before[-1:]
    if _COLON_END.search(text):
        return said + _with_what_follows(element, text)
    parts = [said, text]
    line = takewhile(lambda one: one.tag not in _LINES, islice(element.itersiblings(), _DEEPEST))
    for following in line:
        parts += (*_set_apart(following, _DEEPEST), following.tail or "")
        told.add(following)
    return "".join(parts)


def _end_of(element: etree._Element) -> str:
    """The last text inside an element."""
    for _ in range(_DEEPEST):
        if not len(element):
            return element.text or ""
        if element[-1].tail:
            return element[-1].tail
        element = element[-1]
    return ""


def is_labelled(text: str) -> bool:
    """True if a text is short and contains one of the labels."""
    if len(text) > _LONGEST:
        return False
    return _LABEL.search(text) is not None or _COUNTER.search(text) is not None


def _labelled_by(label: etree._Element) -> str:
    """The text labelled by an element with a label but no colon: <em>来源</em>：某局, <dt>来源</dt><dd>某局</dd>."""
    following = next(label.itersiblings(etree.Element), None)
    if label.tail and label.tail.lstrip()[:1] in (":", "："):
        return _apart(label.getparent())
    if following is None or (label.tag, following.tag) not in (("dt", "dd"), ("th", "td")):
        return ""
    return f"{label.text}：{text_of(following)}"


def _short(text: str) -> Iterator[str]:
    if len(text) <= _LONGEST:
        yield text


def _with_what_follows(element: etree._Element, label: str) -> str:
    """A text that ends with a label, joined with the next element or the rest of its parent, if that is short."""
    parent, following = element.getparent(), next(element.itersiblings(etree.Element), None)
    if following is None or (element.tail != label and element.tail and element.tail.strip()):
        held = label if parent is None else _apart(parent)
    elif following.tag in _LINES and not _LONE_LABEL.fullmatch(label):
        return label  # 发布时间：2024-01-25 来源： / 字号：大 中 小
    else:
        held = label + text_of(following)
    return held if len(held) <= _LONGEST else label  # 发布时间：2024-01-25 作者： / the report itself


def own_words(element: etree._Element, deepest: int = _DEEPEST) -> str:
    """The text of an element without labelled texts and buttons in elements of their own: 来源：某局, 浏览次数：12,
    分享.
    """
    if _is_whole(element, deepest):
        return text_of(element)
    parts = [element.text or ""]
    for child in element:
        inside = own_words(child, deepest - 1)
        said = inside.strip()
        parts += ("" if _LABEL.match(said) or _OF_THE_PAGE.match(said) else inside, child.tail or "")
    return "".join(parts)


def _is_whole(element: etree._Element, deepest: int) -> bool:
    """True if an element need not be divided: it has no children, or too much text for a label and its value."""
    return not len(element) or not deepest or len(text_of(element)) > _LONGEST_HOLDER


def _apart(element: etree._Element | None, deepest: int = _DEEPEST) -> str:
    """The text of an element, with separators around links, lines and labels inside it."""
    if element is None or _is_whole(element, deepest):
        return "" if element is None else text_of(element)
    parts = [element.text or ""]
    for child in element:
        parts += (*_set_apart(child, deepest), child.tail or "")
    return "".join(parts)


def _set_apart(child: etree._Element, deepest: int) -> tuple[str, ...]:
    inside = _apart(child, deepest - 1)
    said = inside.strip()
    apart = child.tag in _LINES or _LABEL.match(said) or _OF_THE_PAGE.match(said)
    return (LINE_BREAK, inside, LINE_BREAK) if apart else (inside,)
