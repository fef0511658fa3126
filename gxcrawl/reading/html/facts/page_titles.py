"""The title that a page gives its article: in meta elements, headings, window title, or above the content."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from lxml import etree

from gxcrawl.reading.html.facts.label_texts import own_words
from gxcrawl.reading.html.texts import HEADING_MARK, text_of
from gxcrawl.reading.whitespace import clean_line
from gxcrawl.text.bodies import agency_in_title
from gxcrawl.text.titles import names_the_report
from gxcrawl.text.years import year_in_title

_LONGEST_TITLE = 120
_LEVELS_ABOVE, _NEAR = 4, 3  # elements around the content, and before each of them
_REPORT_TITLE = re.compile("年报|报告|報告|統計|统计表")
_WINDOW_PARTS = re.compile(r"[_|»]|>>")
_SITE_SUFFIX = re.compile(
    r"(?<![-_|–—·])[-_|–—·]++\s*[^-_|–—]{0,99}(?:人民政府|政府网|门户网站|网|局|委员会)$|(?<=报告)[^\s（(]{2,16}(?:政府网|网站)$"
)
_HYPHEN = re.compile(r"(?<!\d)[-–—]+|[-–—]+(?!\d)")  # not that of 2019-2020


def title_of(
    root: etree._Element, content: etree._Element, metas: Mapping[str, str], labelled: str | None
) -> str | None:
    """The title that names body and year of the report most completely; the first of equals.

    Templates print the name of a column (政府信息公开年报) in the same places. labelled: the value of the label 标题 or
    similar.
    """
    above = [metas.get("articletitle"), labelled, *_headings(root, content)]
    other = [_window_title(root), _line_above(content), _title_in_metas(metas)]
    return max(dict.fromkeys(filter(None, (*above, *other))), key=_told, default=None)


def _told(title: str) -> int:
    if not names_the_report(title):
        return 0
    return 1 + (year_in_title(title) is not None) + (agency_in_title(title) is not None)


def _headings(root: etree._Element, content: etree._Element) -> Iterator[str]:
    """Titles in elements of their own: UCAP's, Shanghai's, then headings not below the content that name a report."""
    below = {after for around in chain([content], content.iterancestors()) for after in around.itersiblings()}
    for tags in (("ucaptitle", "div"), ("h1",), ("h2",)):
        for element in root.iter(*tags):
            if element.tag == "div" and (element.get("id") or "").lower() != "ivs_title":
                continue
            text = clean_line(own_words(element).replace(HEADING_MARK, ""))
            if not text or len(text) > _LONGEST_TITLE:
                continue
            if tags[0] == "ucaptitle" or (_REPORT_TITLE.search(text) and below.isdisjoint(_line_of(element))):
                yield text


def _line_of(element: etree._Element) -> Iterator[etree._Element]:
    return chain([element], element.iterancestors())


def _line_above(content: etree._Element) -> str | None:
    """A line without links above the content that names a report; layout tables print it in a row of its own."""
    for around in islice(_line_of(content), _LEVELS_ABOVE):
        for before in islice(around.itersiblings(preceding=True), _NEAR):
            text = clean_line(text_of(before))
            if len(text) <= _LONGEST_TITLE and _REPORT_TITLE.search(text) and next(before.iter("a"), None) is None:
                return text
    return None


def _title_in_metas(metas: Mapping[str, str]) -> str | None:
    title = metas.get("og:title", "")
    return title if _REPORT_TITLE.search(title) else None


def _window_title(root: etree._Element) -> str | None:
    """The `title` element if it names a report, without the names of column and site around it."""
    element = next(root.iter("title"), None)
    names = _parts(_WINDOW_PARTS, "" if element is None else clean_line(text_of(element)))
    title = max(filter(_REPORT_TITLE.search, names), key=len, default=None)
    if title is None:
        return None
    title = _SITE_SUFFIX.sub("", title).rstrip()
    part = max(_parts(_HYPHEN, title), key=_told)  # 某县人民政府-某局2023年…年度报告-信息公开年报
    return part if _told(part) == _told(title) > 1 else title


def _parts(marks: re.Pattern[str], text: str) -> list[str]:
    """The texts between the marks, stripped here because blanks in the pattern would make it slow."""
    return [part.strip() for part in marks.split(text)]
