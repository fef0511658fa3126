"""What a page prints beside labels: publisher, date, breadcrumb. In one pass, because these pages hold large tables."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml.etree import XPath
from scrapy.http import TextResponse

from gxcrawl.text.spacing import compact

PUBLISHER_LABELS = ("发布机构", "发文机构", "发布单位", "公开主体", "发布机关", "制发机关", "信息来源", "来源")
DATE_LABELS = ("发布日期", "发文日期", "生成日期", "发布时间", "公开日期", "日期", "时间", "成文日期")
_LABELS = PUBLISHER_LABELS + DATE_LABELS
# A text of one character is the first of a label with spaced characters
_BEGINNINGS = f"|{'|'.join(sorted({label[:length] for label in _LABELS for length in (1, 2)}))}|"
_LABEL_TAGS = frozenset(("td", "th", "dt", "label", "b", "strong", "span", "em", "li", "p", "div"))
_LONGEST_VALUE = 60
_LONGEST_LINE = 2 * _LONGEST_VALUE
# "2017-01-12浏览次数": where a value ends within a line
_NEXT_LABEL = re.compile(r"(?:发布|发文|生成|公开)?(?:日期|时间):|浏览|点击|字号|作者")
_BREADCRUMB = re.compile(r"(?:您|你)?(?:当前|现在|所在|的)(?:所在)?(?:的)?位置|^首页$")
_STEPS_AT_MOST = 12
_HEAD_OF_PAGE = 6000  # lines about an article stand above its body
_OUTSIDE_TABLES: Any = XPath(
    "//body//text()[not(parent::script or parent::style or ancestor::table)]", smart_strings=False
)
_BLANKS = " \t\r\n\u3000\u00a0"
_UNSHOWN = frozenset(("script", "style"))
# Found by XPath: an article pasted from Word has thousands of texts, too many to visit each in Python
_WITHOUT_BLANKS = f"translate(., '{_BLANKS}', '')"
_LIKE_A_LABEL: Any = XPath(
    f"//text()[contains('{_BEGINNINGS}', concat('|', substring({_WITHOUT_BLANKS}, 1, 2), '|'))]"
    "[not(parent::script or parent::style)]"
)
_MAY_BE_BREADCRUMB: Any = XPath("//*[text()[contains(., '置') or contains(., '页')]]")


def labelled_values(page: TextResponse) -> dict[str, str]:
    """Label → the text beside it, in the next cell or after a colon.

    Blanks and full-width spaces in labels (索 引 号) are ignored; the first value of a label counts.
    """
    found: dict[str, str] = {}
    for element in _beginning_like_a_label(page.selector.root):
        text = _short_text(element)
        for label in _LABELS:
            if label not in found and text.startswith(label):
                value = _value(element, text.removeprefix(label))
                if value:
                    found[label] = value
    return found


def head_of_page(page: TextResponse) -> str:
    """The words at the head of the page outside tables, separated by blanks."""
    words: list[str] = _OUTSIDE_TABLES(page.selector.root)
    return unicodedata.normalize("NFKC", " ".join(words))[:_HEAD_OF_PAGE]


def breadcrumb(page: TextResponse) -> tuple[str, ...]:
    """The words of the printed path (当前位置：首页 > 统计局 > 年报), outermost first."""
    for element in _MAY_BE_BREADCRUMB(page.selector.root):
        own = compact("".join(_own_text(element)))
        if own and _BREADCRUMB.search(own.split(":")[0]):
            holder = element if len(list(element.iter("a"))) > 1 else element.getparent()
            steps = [] if holder is None else [compact("".join(anchor.itertext())) for anchor in holder.iter("a")]
            if 1 < len(steps) < _STEPS_AT_MOST:
                return tuple(steps)
    return ()


def _beginning_like_a_label(root: Any) -> Iterator[Any]:
    """The elements, in page order, whose text begins like a label."""
    for text in _LIKE_A_LABEL(root):
        begins = reversed(list(_begun_by(text)))
        yield from (one for one in begins if one.tag in _LABEL_TAGS and not (one.tag == "div" and len(one)))


def _begun_by(text: Any) -> Iterator[Any]:
    """The elements whose text begins with a text node given by XPath, innermost first."""
    element = text.getparent()
    if text.is_text:
        yield element
    elif _says_something(element):
        return
    while (holder := element.getparent()) is not None and not _says_something(holder, before=element):
        yield holder
        element = holder


def _says_something(element: Any, before: Any = None) -> bool:
    """True if an element has text before its child `before`; the nearest children are checked first."""
    if before is None:
        return any(map(_own_words, element.iter())) or any(_words(one.tail) for one in element.iterdescendants())
    siblings = before.itersiblings(preceding=True)
    return any(_words(one.tail) or _says_something(one) for one in siblings) or _own_words(element)


def _own_words(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSHOWN and _words(element.text)


def _words(text: str | None) -> bool:
    return bool(text and text.strip(_BLANKS))


def _own_text(element: Any) -> Iterator[str]:
    """The text of an element itself, without that of its children; none of a comment or a script."""
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        yield from (text for text in (element.text, *(child.tail for child in element)) if text)


def _short_text(element: Any) -> str:
    """An element's text without white space; "" if it is too long for a label and its value."""
    words: list[str] = []
    length = 0
    for text in element.itertext():
        words.append(text.strip())
        length += len(words[-1])
        if length > _LONGEST_LINE:
            return ""
    return compact("".join(words))


def _value(element: Any, rest: str) -> str | None:
    """The value of a label: `rest` after a colon, otherwise the next element or text."""
    if rest and rest[0] in ":】]":
        inline = rest.lstrip(":】]")
        if inline:
            return _NEXT_LABEL.split(inline)[0][:_LONGEST_VALUE] or None
    elif rest:
        return None
    following = next(element.itersiblings("*"), None)  # no comment, which has no texts inside
    beside = compact(element.tail or "").lstrip(":") or (
        "" if following is None else compact("".join(following.itertext()))
    )
    return beside[:_LONGEST_VALUE] or None
