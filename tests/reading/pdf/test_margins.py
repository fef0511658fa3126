"""Running headers and page numbers are no prose; numbers in the margins that may be of a table stay."""

import pytest

from gxcrawl.reading.pdf.lines import Line
from gxcrawl.reading.pdf.paragraphs import PlacedLine, without_margins

_HEIGHT = 842.0


def _at(text: str, top: float, page: int) -> PlacedLine:
    return PlacedLine(Line(text, 60.0, top, 300.0, top + 10, 10.0, "song"), page, _HEIGHT, 595.0)


@pytest.mark.parametrize(
    ("texts", "tops", "kept"),
    [
        (("2023/1/20 年度报告", "2023/1/20 年度报告"), (20.0, 20.2), False),  # as browsers print it
        (("2023/1/20 年度报告", "2023/1/20 年度报告"), (20.0, 60.0), True),  # twice only, not in one place
        (("年度报告", "年度报告"), (400.0, 400.0), True),  # in the middle of the page
        (("— 1 —", "— 2 —"), (800.0, 760.0), False),
        (("0 0 3 0", "1 0 0 2"), (780.0, 780.0), True),  # the last row of a table on two pages
    ],
)
def test_repeated_lines_in_the_margins_are_dropped(
    texts: tuple[str, str], tops: tuple[float, float], kept: bool
) -> None:
    lines = [_at(text, top, page) for page, (text, top) in enumerate(zip(texts, tops, strict=True), 1)]
    assert without_margins(lines) == (lines if kept else [])
