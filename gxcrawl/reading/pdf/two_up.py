"""Divides sheets that print several pages (two side by side, or four) into these pages, cropped to what they show."""

from collections.abc import Iterable, Iterator, Sequence

from gxcrawl.reading.pdf.pages import Printed, PrintedPage
from gxcrawl.reading.pdf.tables.frames import Box

_GUTTER = 12.0  # points on either side of the middle, of two pages: no page has smaller margins
_SAME_MARGIN = 12.0  # points: print of both pages begins as far from their left edges
_FEWEST_LETTERS = 40  # on either page; the right half of a wide table prints figures
_BACKGROUND = 0.9  # of the sheet's width and height: what is larger lies behind both pages, no rule of a wide table


class PartOfSheet:
    """The part of a sheet inside a box, whose upper left corner becomes that of a page."""

    def __init__(self, sheet: PrintedPage, box: Box) -> None:
        self.page_number = sheet.page_number
        self.width, self.height = box[2] - box[0], box[3] - box[1]
        self.chars, self.lines, self.rects, self.curves, self.images = (
            [_moved(one, box[0], box[1]) for one in printed if _is_inside(one, box)]
            for printed in (sheet.chars, sheet.lines, sheet.rects, sheet.curves, sheet.images)
        )
        self._sheet = sheet

    def close(self) -> None:
        """Does nothing: memory is freed with the sheet."""
        self._sheet.close()


def single_pages(sheets: Iterable[PrintedPage]) -> Iterator[PrintedPage]:
    """The pages in reading order."""
    for sheet in sheets:
        boxes = next((boxes for boxes in _layouts(sheet) if _are_pages(sheet, boxes)), None)
        if boxes is None:
            yield sheet
        else:
            yield from (PartOfSheet(sheet, box) for box in boxes)


def _layouts(sheet: PrintedPage) -> Iterator[list[Box]]:
    """The page boxes to try: four pages, then two side by side."""
    width, height = float(sheet.width), float(sheet.height)
    yield [(x, y, x + width / 2, y + height / 2) for y in (0.0, height / 2) for x in (0.0, width / 2)]
    if width > height:
        yield [(x, 0.0, x + width / 2, height) for x in (0.0, width / 2)]


def _are_pages(sheet: PrintedPage, boxes: Sequence[Box]) -> bool:
    """True if the gutters between the boxes are blank and the print of all begins at the same margin.

    On the last sheet, the last boxes may be blank.
    """
    drawn = (one for printed in (sheet.lines, sheet.rects, sheet.curves, sheet.images) for one in printed)
    chars = [char for char in sheet.chars if not char["text"].isspace()]
    shown = [*chars, *(one for one in drawn if not _is_background(one, sheet))]
    x, y = boxes[0][2], boxes[0][3]
    of_four = len(boxes) > 2
    gutter = _GUTTER / 2 if of_four else _GUTTER  # pages of half the size have half the margins
    if any(one["x0"] < x + gutter and one["x1"] > x - gutter for one in shown):
        return False
    if of_four and any(one["top"] < y + gutter and one["bottom"] > y - gutter for one in shown):
        return False
    letters = [sum(char["text"].isalpha() and _is_inside(char, box) for char in chars) for box in boxes]
    if min(letters[:2]) < _FEWEST_LETTERS:
        return False
    printed = [[one for one in shown if _is_inside(one, box)] for box in boxes]
    pages = [(box, inside) for box, inside in zip(boxes, printed, strict=True) if inside]
    lefts = [min(one["x0"] for one in inside) - box[0] for box, inside in pages]
    tops = [min(one["top"] for one in inside) - box[1] for box, inside in pages] if of_four else [0.0]
    return (
        all(printed[: len(pages)])
        and (len(pages) > 2 or not of_four or float(sheet.height) > float(sheet.width))
        and max(lefts) - min(lefts) <= _SAME_MARGIN
        and max(tops) - min(tops) <= _SAME_MARGIN
    )


def _is_background(one: Printed, sheet: PrintedPage) -> bool:
    width, height = one["x1"] - one["x0"], one["bottom"] - one["top"]
    return bool(width >= float(sheet.width) * _BACKGROUND and height >= float(sheet.height) * _BACKGROUND)


def _is_inside(one: Printed, box: Box) -> bool:
    x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _moved(one: Printed, left: float, up: float) -> Printed:
    moved = {**one, "x0": one["x0"] - left, "x1": one["x1"] - left}
    moved |= {"top": one["top"] - up, "bottom": one["bottom"] - up}
    if "pts" in one:
        moved["pts"] = [(x - left, y - up) for x, y in one["pts"]]
    return moved
