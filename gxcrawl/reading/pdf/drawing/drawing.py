"""Tracks what pdfminer ignores: clipping, transparency and painting over."""

from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTRect
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix

from gxcrawl.reading.pdf.drawing.clipping import HAIR, cut_line, is_clipped_away
from gxcrawl.reading.pdf.drawing.holes import is_frame, parts_of
from gxcrawl.reading.pdf.drawing.inks import PLAIN, STROKED, seen_color
from gxcrawl.reading.pdf.tables.frames import Box, holds_point
from gxcrawl.reading.pdf.tables.rulings import THICKEST_LINE, is_white

UNSEEN = "unseen"
"""The `tag` of a character that is drawn but invisible."""
CLIPPED = "clipped"
"""The `tag` of a character outside the clipping path, as in a cell that is too small."""
FAINT = 0.4
"""The highest opacity of watermarks; pale text is more opaque."""

_SMALLEST = 1.0  # point: smaller text is only a dot
_INVISIBLE = (3, 7)  # modes of text: neither filled nor stroked
LARGEST_COVER = 0.2  # of the page: a larger box is a background, or transparent
MOST_LOOKS = 2_000_000  # tests of digits against shapes of a page; a report's page needs some 100,000
_SEE_THROUGH = ("SMask", "Mask", "ImageMask", "SMaskInData")


class Drawing(PDFPageAggregator):
    """Tags invisible characters, and skips content on layers that are off.

    base: transformation from the page's coordinates to those of its layout. hidden: number of enclosing marks that put
    content on such layers. window: where a picture drawn now would hide what is below it; None if it is see-through.
    """

    base: Matrix
    hidden = 0
    window: Box | None = None

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Resets the state for a new page."""
        self.base = ctm
        self.hidden = 0
        self._digits: list[LTChar] = []
        self._chars: list[LTChar] = []
        self._grounds: list[tuple[Box, Any]] = []  # where boxes were filled so far, and with what colour
        self._looks = MOST_LOOKS
        super().begin_page(page, ctm)
        self._largest_cover = LARGEST_COVER * self.cur_item.width * self.cur_item.height

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draws text; tags characters that are invisible, faint or clipped away."""
        drawn = len(self.cur_item._objs)
        super().render_string(textstate, seq, ncs, graphicstate)
        if self.hidden:
            del self.cur_item._objs[drawn:]
        density = graphicstate.stroke_density if textstate.render in STROKED else graphicstate.density
        unseen = textstate.render in _INVISIBLE or density <= FAINT
        seen_in = seen_color(graphicstate, textstate.render)
        if seen_in is not None:
            graphicstate = graphicstate.copy()
            graphicstate.ncolor = seen_in
        for char in self.cur_item._objs[drawn:]:
            if seen_in is not None and isinstance(char, LTChar):
                char.graphicstate, char.ncs = graphicstate, PLAIN
            if unseen or max(char.width, char.height) < _SMALLEST:
                tag(char, UNSEEN)
            elif graphicstate.clip is not None and not _is_inside(char, graphicstate.clip):
                tag(char, CLIPPED)
            if isinstance(char, LTChar):
                self._chars.append(char)
            if isinstance(char, LTChar) and char.get_text().isdigit():
                self._digits.append(char)
                if self._ground(char) == graphicstate.ncolor:
                    tag(char, UNSEEN)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Draws a shape as far as it is not clipped away; a filled one covers what is below it."""
        if self.hidden:
            return
        if fill and is_frame(list(parts_of(path)), evenodd=evenodd):
            stroke, fill = True, False
        drawn = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        shapes = self.cur_item._objs[drawn:]
        if (clip := gstate.clip) is not None:
            shapes = self.cur_item._objs[drawn:] = [shape for shape in shapes if not is_clipped_away(shape, clip)]
            for shape in shapes:
                cut_line(shape, clip)
        if fill and gstate.hides:
            for shape in shapes:
                if isinstance(shape, LTRect) and _is_whole(shape, gstate.clip):
                    self._grounds.append((_box(shape), gstate.ncolor))
                # coloured shapes of other forms, such as a seal, need not fill the box around them
                if is_white(gstate.ncolor) or isinstance(shape, LTRect):
                    self.cover(_box(shape))

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Draws a picture; an opaque one covers what is below it."""
        if self.hidden:
            return
        super().render_image(name, stream)
        if self._chars and not any(key in stream for key in _SEE_THROUGH):
            box = _box(self.cur_item._objs[-1])
            self.cover(box)
            if self.window is not None:
                self._hide_text(_common(box, self.window))

    def _ground(self, char: LTChar) -> Any:
        """The colour of the last box filled below a digit; None if there is none."""
        for box, color in reversed(self._grounds):
            self._looks -= 1
            if self._looks < 0 or _is_inside(char, box):
                return color if self._looks >= 0 else None
        return None

    def cover(self, box: Box) -> None:
        """Tags the digits that a shape, a picture or a gradient hides."""
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) > THICKEST_LINE and width * height <= self._largest_cover:
            self.take_out(box)

    def _hide_text(self, box: Box) -> None:
        """Tags all characters below a large picture, as scans lie over the text that a program read on them."""
        if (box[2] - box[0]) * (box[3] - box[1]) <= self._largest_cover or self._looks < 0:
            return
        self._looks -= len(self._chars)
        for char in self._chars:
            if _is_inside(char, box):
                tag(char, UNSEEN)

    def take_out(self, box: Box) -> None:
        """Tags the digits inside a box among those drawn so far."""
        if self._looks < 0:
            return
        self._looks -= len(self._digits)
        for char in self._digits:
            if _is_inside(char, box):
                tag(char, UNSEEN)


def tag(char: Any, name: str) -> None:
    """Determines how a character is seen."""
    char.tag = name


def _is_whole(shape: LTRect, clip: Box | None) -> bool:
    """True if a filled box is not a line and not larger than the clipping box; table frames are made of the others."""
    if min(shape.width, shape.height) <= THICKEST_LINE:
        return False
    return clip is None or (
        clip[0] - HAIR <= shape.x0
        and clip[1] - HAIR <= shape.y0
        and shape.x1 <= clip[2] + HAIR
        and shape.y1 <= clip[3] + HAIR
    )


def _common(box: Box, other: Box) -> Box:
    """The part of a box that lies in another; without height or width where there is none."""
    left, low = max(box[0], other[0]), max(box[1], other[1])
    return left, low, max(left, min(box[2], other[2])), max(low, min(box[3], other[3]))


def _box(shape: Any) -> Box:
    return shape.x0, shape.y0, shape.x1, shape.y1


def _is_inside(one: Any, box: Box) -> bool:
    """Whether the middle of an object is inside a box."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return holds_point(box, x, y)
