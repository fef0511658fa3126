"""The texts of a page that have labels in them: whole lines, whatever elements they are made of."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml import etree

from gxcrawl.reading.html.facts.labels import (
    ANY_LABEL,
    BARE_DATE_LABELS,
    CLAUSE,
    COUNTER,
    LABEL,
    LABELS,
    LONGEST,
    OF_THE_PAGE,
    PUBLISHED_LABELS,
    PUBLISHERS,
    SOURCES,
    WRITTEN_LABELS,
    is_labelled,
)
from gxcrawl.reading.html.texts import text_of
from gxcrawl.reading.whitespace import LINE_BREAK
from gxcrawl.text.dates import find_date

_LONGEST_LABEL = 12  # characters, blanks and all
_FIRST_LETTERS = frozenset(label[0] for label in (*LABELS, *BARE_DATE_LABELS))
_TELLING = frozenset((*PUBLISHERS, *PUBLISHED_LABELS, *WRITTEN_LABELS))  # without a colon; 来源 may begin a sentence
_LABEL_AND_VALUE = 2  # elements of an item
_LONGEST_VALUE = 40
_BESIDE = 3  # elements on either side
_DAY = re.compile(r"\W*20\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\W*")
_COLON_END = re.compile(r"[:：]\s*$")
_LONE_LABEL = re.compile(rf"\W*(?:{ANY_LABEL})\s*[:：]\s*")
_LABELLED_TAGS = frozenset((
    "li", "span", "p", "div", "td", "th", "i", "em", "b", "strong", "font", "dd", "dt", "label", "h3", "h4", "h5", "h6",
    "section", "header", "center", "small",
))  # fmt: skip
_LEVELS = 2  # the boxes of the body, and of each of them
_LINES = frozenset({"p", "div", "li", "ul", "dd", "dt", "td", "table", "h1", "h2", "h3", "br", "a", "button", "input"})
_LONGEST_HOLDER = 1000  # characters, including the text beside a value
_LONGEST_BUTTON = 2  # 大, 默认; longer ones that are not known lead to other pages
_DEEPEST = 10  # elements inside one another, or in a line; damaged pages have thousands


def labelled_texts(root: etree._Element) -> Iterator[str]:
    """Short texts with a label in them: 发布机构：某局; a label alone is joined with the text after it."""
    elements = list(_elements_with_labels(root, _LEVELS))
    for element in elements:
        text = element.text
        if not text or element.tag not in _LABELLED_TAGS:
            continue
        if ":" in text or "：" in text or "】" in text or "]" in text:
            if is_labelled(text):
                alone = _COLON_END.search(text) and not len(element) and not COUNTER.search(text)
                whole = _with_what_follows(element, text) if alone else _apart(element)
                yield from _short(_with_day_beside(element, whole))
        elif len(text) <= _LONGEST_LABEL and text.lstrip()[:1] in _FIRST_LETTERS and LABEL.fullmatch(text.strip()):
            yield from _short(_labelled_by(element))
    told: set[etree._Element] = set()
    for element in elements:
        text = element.tail
        if text and (":" in text or "：" in text) and element not in told and is_labelled(text):
            yield from () if _is_said_of_others(element) else _short(_behind(element, text, told))


def _elements_with_labels(element: etree._Element, levels: int) -> Iterator[etree._Element]:
    """All elements in order, without those of parts that print no label: menus, lists of other pages.

    levels: how deep parts are told from each other; the text of a part is looked through once for each.
    """
    text = etree.tostring(element, method="text", encoding="unicode")  # with what follows it
    if LABEL.search(text) is None and COUNTER.search(text) is None:
        return
    if not levels:
        yield from element.iter(etree.Element)
        return
    yield element
    for child in element.iterchildren(etree.Element):
        yield from _elements_with_labels(child, levels - 1)


def _is_said_of_others(element: etree._Element) -> bool:
    """True if the text after an element is prose, or the date of another page to which the element links."""
    if element.tag == "br":
        return False
    return _leads_elsewhere(element) or CLAUSE.search(element.tail or "") is not None


def _leads_elsewhere(element: etree._Element) -> bool:
    links = (text_of(one).strip() for one in islice(element.iter(), _DEEPEST) if one.tag == "a")
    return any(len(text) > _LONGEST_BUTTON and not OF_THE_PAGE.match(text) for text in links)


def _behind(element: etree._Element, text: str, told: set[etree._Element]) -> str:
    """The text after an element up to the next block: an icon, then 发布时间：…, another icon, 来源：….

    Includes a date that is the element itself, <time>2024-01-25</time> 来源：某局, or its last letter:
    <b>数据</b>来源：….
    told: elements whose following text is part of the result are added to it.
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


def _labelled_by(label: etree._Element) -> str:
    """An element with a label without colon, joined with its value: <em>来源</em>：某局, <dt>来源</dt><dd>某局</dd>."""
    parent, following = label.getparent(), next(label.itersiblings(etree.Element), None)
    if label.tail and label.tail.lstrip()[:1] in (":", "："):
        return _apart(parent)
    if following is not None and (label.tag, following.tag) in (("dt", "dd"), ("th", "td")):
        return f"{label.text}：{text_of(following)}"
    # <li><b>发布机构</b>某局</li> · <p><b>发布机构</b><span>某局</span></p> · <p>发布机构<span>某局</span></p>
    item = label if len(label) else parent
    if "".join((label.text or "").split()) not in _TELLING or item is None or item.tag == "tr":
        return ""
    if len(list(islice(item.iter(), _DEEPEST))) == _DEEPEST or len(item) > _LABEL_AND_VALUE:
        return ""
    value = text_of(item).strip().removeprefix((label.text or "").strip()).strip()
    return f"{label.text}：{value}" if 0 < len(value) <= _LONGEST_VALUE and LINE_BREAK not in value else ""


def _with_day_beside(element: etree._Element, text: str) -> str:
    """A text that names a source, with the day beside it: <span>2024-01-25</span><span>来源：某局</span>."""
    if len(text) > LONGEST or not any(source in text for source in SOURCES) or find_date(text):
        return text
    beside = (*islice(element.itersiblings(preceding=True), _BESIDE), *islice(element.itersiblings(), _BESIDE))
    for one in () if any(map(_leads_elsewhere, beside)) else beside:
        previous, parent = one.getprevious(), one.getparent()
        before = previous.tail if previous is not None else parent is not None and parent.text
        if not len(one) and one.text and not (before or "").strip() and _DAY.fullmatch(one.text):
            return f"{text}{LINE_BREAK}{one.text}"
    return text


def _short(text: str) -> Iterator[str]:
    if len(text) <= LONGEST:
        yield text


def _with_what_follows(element: etree._Element, label: str) -> str:
    """A text that ends with a label, with the text after it in the next element or in their parent, if short."""
    parent, following = element.getparent(), next(element.itersiblings(etree.Element), None)
    if following is None or (element.tail != label and element.tail and element.tail.strip()):
        held = label if parent is None else _apart(parent)
    elif following.tag in _LINES and not _LONE_LABEL.fullmatch(label):
        return label  # 发布时间：2024-01-25 来源： / 字号：大 中 小
    else:
        held = label + text_of(following)
    return held if len(held) <= LONGEST else label  # 发布时间：2024-01-25 作者： / the report itself


def own_words(element: etree._Element, deepest: int = _DEEPEST) -> str:
    """All text inside an element except further items in own elements: 来源：某局, 浏览次数：12, 分享."""
    if _is_whole(element, deepest):
        return text_of(element)
    parts = [element.text or ""]
    for child in element:
        inside = own_words(child, deepest - 1)
        said = inside.strip()
        parts += ("" if LABEL.match(said) or OF_THE_PAGE.match(said) else inside, child.tail or "")
    return "".join(parts)


def _is_whole(element: etree._Element, deepest: int) -> bool:
    """True if the contents need not be separated: there are none, or too many for a label and its value."""
    return not len(element) or not deepest or len(text_of(element)) > _LONGEST_HOLDER


def _apart(element: etree._Element | None, deepest: int = _DEEPEST) -> str:
    """All text inside an element, with links, lines, labels and the text beside them separated from the rest."""
    if element is None or _is_whole(element, deepest):
        return "" if element is None else text_of(element)
    parts = [element.text or ""]
    for child in element:
        parts += (*_set_apart(child, deepest), child.tail or "")
    return "".join(parts)


def _set_apart(child: etree._Element, deepest: int) -> tuple[str, ...]:
    inside = _apart(child, deepest - 1)
    said = inside.strip()
    apart = child.tag in _LINES or LABEL.match(said) or OF_THE_PAGE.match(said)
    return (LINE_BREAK, inside, LINE_BREAK) if apart else (inside,)
