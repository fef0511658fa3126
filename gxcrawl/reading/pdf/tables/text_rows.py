"""The characters of a page → its rows of text, cut where cells begin."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median

from gxcrawl.reading.pdf.glyphs import Glyph
from gxcrawl.reading.pdf.lines import visible_groups
from gxcrawl.reading.unruled import Segment, TextRow, join_wrapped, words_of_header
from gxcrawl.reading.whitespace import clean_line

_WORD_GAP = 0.6  # of the font size: a gap this wide separates two cells
_CELL_GAP = 0.15  # likewise, if no other gap is near: browsers leave two pixels between cells
_LETTER_SPACING = 1.2  # between single characters: 总 计
_SPACED_LETTERS = 0.12  # letters of one word this far apart are letter-spaced
_FEWEST_GAPS = 2  # between letters, needed to determine a row's spacing


def text_rows(glyphs: Sequence[Glyph]) -> list[TextRow]:
    """The rows of upright text, top to bottom, each divided at wide gaps."""
    groups = visible_groups(glyphs)
    spacings = _filled_up([_spacing(group) for group in groups])
    return join_wrapped([_row(group, spacing) for group, spacing in zip(groups, spacings, strict=True)])


def _filled_up(spacings: Sequence[float | None]) -> list[float]:
    """The same; a row without words gets the spacing of most rows of the page, otherwise that of neighbouring rows."""
    known = [one for one in spacings if one is not None]
    spaced = [one for one in known if one]
    if 2 * len(spaced) > len(known):
        return [median(spaced) if one is None else one for one in spacings]
    above, below = _carried(spacings), _carried(spacings[::-1])[::-1]
    return [min(one, other) for one, other in zip(above, below, strict=True)]


def _carried(spacings: Sequence[float | None]) -> list[float]:
    """Each value, or the last known one before it."""
    carried = [0.0]
    for one in spacings:
        carried.append(carried[-1] if one is None else one)
    return carried[1:]


def _spacing(glyphs: Sequence[Glyph]) -> float | None:
    """The gap between letters within words of a row, as a share of the font size; None for a row without words."""
    gaps = [
        (after.x0 - one.x1) / after.size
        for one, after in pairwise(glyphs)
        if one.text.isalpha() and after.text.isalpha() and after.x0 - one.x1 <= _WORD_GAP * after.size
    ]
    if len(gaps) < _FEWEST_GAPS:
        return None
    return median(gaps) if min(gaps) > _SPACED_LETTERS else 0.0


def _row(glyphs: Sequence[Glyph], spacing: float) -> TextRow:
    cuts = _cuts(glyphs, spacing)
    parts = [glyphs[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(glyphs)], strict=True)]
    return TextRow(
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        segments=tuple(_apart([one for part in _words(parts) for one in _of_header(part)])),
    )


def _apart(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, shortened where one overlaps the next."""
    for one, after in zip(segments, [*segments[1:], None], strict=True):
        yield one if after is None or one.x1 <= after.x0 else Segment(one.text, one.x0, after.x0)


def _cuts(glyphs: Sequence[Glyph], spacing: float) -> list[int]:
    """The indexes of characters at which a cell begins; the row's letter spacing is subtracted from gaps.

    Between a digit and a neighbouring character, writers leave a quarter of the size; in a justified line all gaps are
    alike.
    """
    numbered = {n for n in range(1, len(glyphs) - 2) if _begins_label(glyphs, n)}
    ends = [_end(one) if _is_digit(after) else one.x1 for one, after in pairwise(glyphs)]
    gaps = [0.0, *((after.x0 - end) / after.size - spacing for end, after in zip(ends, glyphs[1:], strict=True)), 0.0]
    return [
        n
        for n, gap in enumerate(gaps[1:-1], 1)
        if gap > _WORD_GAP
        or n in numbered
        or (gap > _CELL_GAP and (_is_alone(glyphs, gaps, n) or _begins_figure(glyphs, gaps, n)))
    ]


def _is_alone(glyphs: Sequence[Glyph], gaps: Sequence[float], n: int) -> bool:
    return gaps[n] > 2 * max(gaps[n - 1], gaps[n + 1]) and _is_digit(glyphs[n - 1]) == _is_digit(glyphs[n])


def _begins_figure(glyphs: Sequence[Glyph], gaps: Sequence[float], n: int) -> bool:
    """True if digits follow that are ended by another gap."""
    end = n
    while end < len(glyphs) and _is_digit(glyphs[end]) and (end == n or gaps[end] <= _CELL_GAP):
        end += 1
    return end > n and (end == len(glyphs) or gaps[end] > _CELL_GAP)


def _begins_label(glyphs: Sequence[Glyph], n: int) -> bool:
    """True if a numbered label begins here: （三）不予1.属于国家秘密 are two cells without a gap."""
    return (
        glyphs[n + 1].text in ".．、"
        and _is_digit(glyphs[n])
        and not _is_digit(glyphs[n - 1])
        and not _is_digit(glyphs[n + 2])
    )


def _is_digit(glyph: Glyph) -> bool:
    return glyph.text.isdecimal()


def _words(parts: Sequence[Sequence[Glyph]]) -> Iterator[list[Glyph]]:
    """The parts of a row; letter-spaced single characters are joined to one word."""
    word: list[Glyph] = []
    for part in parts:
        spaced = len(part) == 1 and part[0].text.isalpha() and word and word[-1].text.isalpha()
        if word and not (spaced and len(word) <= 2 and part[0].x0 - word[-1].x1 <= _LETTER_SPACING * word[-1].size):
            yield word
            word = []
        word.extend(part)
    yield word


def _of_header(glyphs: Sequence[Glyph]) -> Iterator[Segment]:
    """The segments of a row part: one, or one for each column label if labels touch each other."""
    text = "".join(glyph.text for glyph in glyphs)
    words = words_of_header(text) if len(text) == len(glyphs) else [text]
    ends = [0, *accumulate(map(len, words[:-1])), len(glyphs)]
    for begin, end in pairwise(ends):
        printed = glyphs[begin:end]
        yield Segment(clean_line("".join(glyph.text for glyph in printed)), printed[0].x0, printed[-1].x1)


def _end(glyph: Glyph) -> float:
    """The x where a character's ink ends: the right half of a wide bracket is blank, and other characters may stand in
    it.
    """
    return glyph.x1 - 0.5 * glyph.size if glyph.text == "）" else glyph.x1
