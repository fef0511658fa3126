"""Lines of prose → paragraphs: wrapped lines joined, running headers and page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gxcrawl.model import Paragraph
from gxcrawl.reading.pdf.lines import Line
from gxcrawl.reading.runs import runs_of
from gxcrawl.reading.whitespace import clean_line

# - 3 -, 3/12, 第 3 页 共 12 页, between dashes and dots of any kind
_PAGE_NUMBER = re.compile(
    r"[\s\-—–―·~～_]*(?:第\s*)?\d{1,3}(?:\s*[/／]\s*\d{1,3})?(?:\s*页)?(?:[,，\s]*共\s*\d{1,3}\s*页)?[\s\-—–―·~～_]*"
)
_MARGIN_SHARE = 0.12  # of the page's height at top and bottom: where page numbers and running headers stand
_REPEATED_ON = 3  # pages: text in the margins of so many pages is a running header
_REPEATED_IN_PLACE_ON = 2  # the same, at the same height
_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、．.]|^[（(][一二三四五六七八九十]{1,3}[）)]")
_HEADING_FONT = re.compile("hei|bold|biaosong|xbs|黑|标宋", re.IGNORECASE)
_LONG_LINE = 12  # characters
_WRAPPED_AT = 0.7  # of the page's width: prose that ends further left was not wrapped
_LONGEST_HEADING = 60
_NO_HEADING_END = "。！？；："
# 收到申请72件，上年结转7。Not 2022年, 1.属于国家秘密, 国办发〔2021〕30号, 0512-6600123
_COUNT = re.compile(r"(?<![\d.—-])(?:\d[\d,]*(?=\s*[件宗起份例條条項项個个次封篇部家人])|\d{1,5}(?=[，。；,;]))")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the page it stands on. guessed: from the text layer of a scan."""

    line: Line
    page: int
    page_height: float
    page_width: float
    guessed: bool = False


def without_margins(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines without page numbers and without texts repeated in the margins of several pages."""
    texts, places = Counter[str](), Counter[tuple[str, int]]()
    for page in {one.page for one in lines}:
        marginal = [one for one in lines if one.page == page and is_marginal(one)]
        texts.update({_unnumbered(one) for one in marginal})
        places.update({_place(one) for one in marginal if any(map(str.isalpha, one.line.text))})
    return [
        one
        for one in lines
        if not is_marginal(one)
        or not (
            _PAGE_NUMBER.fullmatch(one.line.text)
            or texts[_unnumbered(one)] >= _REPEATED_ON
            or places[_place(one)] >= _REPEATED_IN_PLACE_ON
        )
    ]


def _place(one: PlacedLine) -> tuple[str, int]:
    """A line's text without its numbers, and its height on the page."""
    return _unnumbered(one), round(one.line.top)


def is_marginal(one: PlacedLine) -> bool:
    """True if a line stands where page numbers and running headers do."""
    middle = (one.line.top + one.line.bottom) / 2
    return not one.page_height * _MARGIN_SHARE < middle < one.page_height * (1 - _MARGIN_SHARE)


def _unnumbered(one: PlacedLine) -> str:
    return re.sub(r"\d+", "#", clean_line(one.line.text))


@dataclass(frozen=True, slots=True)
class Measure:
    """The width and usual print of the prose in a document; `right` is infinite if no line is wrapped."""

    left: float
    right: float
    size: float
    font: str

    @classmethod
    def of(cls, lines: Sequence[PlacedLine]) -> "Measure":
        """Computes the margins of most long lines, and the print of most characters."""
        long = [one.line for one in lines if len(one.line.text) >= _LONG_LINE]
        if not long:
            return cls(0.0, float("inf"), 12.0, "")
        prints = Counter[tuple[float, str]]()
        for one in lines:
            prints[(round(one.line.size), one.line.font)] += len(one.line.text)
        size, font = prints.most_common(1)[0][0]
        right = max(line.x1 for line in long)
        wraps = right >= _WRAPPED_AT * max(one.page_width for one in lines)
        return cls(min(line.x0 for line in long), right if wraps else float("inf"), size, font)


def join_lines(lines: Sequence[PlacedLine], measure: Measure) -> Iterator[Paragraph]:
    """The paragraphs of consecutive lines; page breaks do not separate them.

    A question mark stands behind each count of a guessed line, as in tables of scans, so that no check relies on it.
    """
    for together in runs_of(lines, lambda before, one: _goes_on(before[-1], one, measure)):
        text = clean_line(_joined([one.line.text for one in together]))
        if any(one.guessed for one in together):
            text = _COUNT.sub(r"\g<0>?", text)
        if text:
            yield Paragraph(text, heading=_is_heading(text, together[0].line, measure))


def _goes_on(before: PlacedLine, one: PlacedLine, measure: Measure) -> bool:
    """True if a line continues the one before: that one is full, and this one starts at the left margin in the same
    print.
    """
    size = max(before.line.size, one.line.size)
    full = before.line.x1 >= measure.right - 2 * size
    indented = one.line.x0 > measure.left + 1.2 * size
    alike = abs(before.line.size - one.line.size) <= 0.15 * size
    apart = one.page == before.page and one.line.top - before.line.bottom > 2.5 * size
    return full and not indented and alike and not apart and not _SECTION.match(clean_line(one.line.text))


def _joined(texts: Sequence[str]) -> str:
    """Lines joined into one; a blank only between two that end and begin with Latin letters."""
    joined = texts[0].rstrip()
    for text in texts[1:]:
        following = text.strip()
        blank = " " if joined[-1:].isascii() and joined[-1:].isalpha() and following[:1].isascii() else ""
        joined += blank + following
    return joined


def _is_heading(text: str, line: Line, measure: Measure) -> bool:
    if len(text) > _LONGEST_HEADING or text[-1] in _NO_HEADING_END:
        return False
    larger = line.size > measure.size * 1.15
    return larger or (line.font != measure.font and _HEADING_FONT.search(line.font) is not None)
