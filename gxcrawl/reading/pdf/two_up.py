"""Sheets that print two pages side by side, as booklets do → those pages."""

from collections.abc import Iterable, Iterator

from gxcrawl.reading.pdf.pages import Printed, PrintedPage

_GUTTER = 12.0  # points on either side of the middle: no page has smaller margins
_SAME_MARGIN = 12.0  # points: print of both pages begins as far from their left edges
_FEWEST_LETTERS = 40  # on either page; the right half of a wide table prints figures
_BACKGROUND = 0.9  # of the sheet's width and height: what is larger lies behind both pages, no rule of a wide table


class HalfSheet:
    """One of the two pages, its left edge at 0."""

    def __init__(self, sheet: PrintedPage, left: float, right: float) -> None:
        self.page_number = sheet.page_number
        self.width, self.height = right - left, sheet.height
        self.chars, self.lines, self.rects, self.curves, self.images = (
            [_moved(one, left) for one in printed if left <= (one["x0"] + one["x1"]) / 2 < right]
            for printed in (sheet.chars, sheet.lines, sheet.rects, sheet.curves, sheet.images)
        )

    def close(self) -> None:
        """What is held goes with the sheet."""


def single_pages(sheets: Iterable[PrintedPage]) -> Iterator[PrintedPage]:
    """The pages in the order of reading."""
    for sheet in sheets:
        middle = float(sheet.width) / 2
        if float(sheet.width) <= float(sheet.height) or not _holds_two(sheet, middle):
            yield sheet
            continue
        yield HalfSheet(sheet, 0.0, middle)
        yield HalfSheet(sheet, middle, 2 * middle)
        sheet.close()


def _holds_two(sheet: PrintedPage, middle: float) -> bool:
    """Whether nothing stands in the gutter, and the print of both halves begins at the same margin."""
    drawn = (one for printed in (sheet.lines, sheet.rects, sheet.curves, sheet.images) for one in printed)
    chars = [char for char in sheet.chars if not char["text"].isspace()]
    shown = [*chars, *(one for one in drawn if not _is_background(one, sheet))]
    if any(one["x0"] < middle + _GUTTER and one["x1"] > middle - _GUTTER for one in shown):
        return False
    letters = [char["x0"] < middle for char in chars if char["text"].isalpha()]
    if min(letters.count(True), letters.count(False)) < _FEWEST_LETTERS:
        return False
    left, right = (min(one["x0"] for one in shown if (one["x0"] < middle) is half) for half in (True, False))
    return bool(abs(left - (right - middle)) <= _SAME_MARGIN)


def _is_background(one: Printed, sheet: PrintedPage) -> bool:
    width, height = one["x1"] - one["x0"], one["bottom"] - one["top"]
    return bool(width >= float(sheet.width) * _BACKGROUND and height >= float(sheet.height) * _BACKGROUND)


def _moved(one: Printed, by: float) -> Printed:
    moved = {**one, "x0": one["x0"] - by, "x1": one["x1"] - by}
    if "pts" in one:
        moved["pts"] = [(x - by, y) for x, y in one["pts"]]
    return moved
