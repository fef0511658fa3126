"""How a PDF draws, where pdfminer does not follow it: what is clipped away, shows through or is painted over."""

from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTRect
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, apply_matrix_pt

from gxcrawl.reading.pdf.frames import Box
from gxcrawl.reading.pdf.rulings import is_white

UNSEEN = "unseen"
"""The `tag` of a character that is drawn and not seen."""
CLIPPED = "clipped"
"""The `tag` of a character that lies outside of what its program lets be seen, as of a cell that is too small."""

_INVISIBLE = (3, 7)  # modes of text: neither filled nor stroked
_FAINT = 0.4  # watermarks are no denser, pale print on pages is
_OPAQUE = 0.9
_SMALLEST_COVER = 3.0  # points, both ways: thinner boxes are lines
_LARGEST_COVER = 0.2  # of the page: a larger one lies under what is seen, or is see-through
_MOST_LOOKS = 2_000_000  # at digits below shapes of a page; a report's takes some 100,000
_LONGEST_CLIP = 20  # parts of a path, all looked at with each operator
_SEE_THROUGH = ("SMask", "Mask", "ImageMask")


class _State(PDFGraphicState):
    """The state of drawing with the box around what is not clipped away, and with how much it hides."""

    clip: Box | None = None
    group = 1.0  # how much of the form in which this is drawn hides
    alpha = 1.0
    blends = False

    def copy(self) -> "_State":
        """What `Q` comes back to."""
        copied = _State()
        vars(copied).update(vars(self))
        return copied

    @property
    def density(self) -> float:
        """From 0, for what is not seen, to 1, for what hides all that it is painted over."""
        return self.group * self.alpha

    @property
    def hides(self) -> bool:
        """Whether what is painted hides what it is painted over."""
        return self.density >= _OPAQUE and not self.blends


class Interpreter(PDFPageInterpreter):
    """Draws a page, keeping its `_State`, which forms on it are drawn in too."""

    _outer: _State | None = None
    _clipped: Sequence[Any] | None = None  # the path of the last clip, and of how many parts it was
    _parts = 0
    graphicstate: _State

    def subinterp(self) -> PDFPageInterpreter:
        """What draws a form on the page."""
        made = super().subinterp()
        made._outer = self.graphicstate  # type: ignore[attr-defined]
        return made

    def init_state(self, ctm: Matrix) -> None:
        """The state at the begin; a form's goes on from that of the page."""
        super().init_state(ctm)
        state = _State()
        if (outer := self._outer) is not None:
            state.clip, state.group, state.blends = outer.clip, outer.density, outer.blends
        self.graphicstate = state

    def do_gs(self, name: Any) -> None:
        """Transparency, and how colours blend with what lies below."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if not isinstance(state, dict):
            return
        alpha, blend = resolve1(state.get("ca")), resolve1(state.get("BM"))
        if isinstance(alpha, (int, float)):
            self.graphicstate.alpha = float(alpha)
        if blend is not None:
            self.graphicstate.blends = "Normal" not in str(blend)

    def do_W(self) -> None:  # noqa: N802 - named for the operator
        """Clips to the path; of one that is no rectangle, to the box around it. A long one is a drawing's."""
        again = self.curpath is self._clipped and len(self.curpath) == self._parts
        if again or len(self.curpath) > _LONGEST_CLIP:
            return
        self._clipped, self._parts = self.curpath, len(self.curpath)
        points = [
            apply_matrix_pt(self.ctm, point)
            for segment in self.curpath
            for point in zip(segment[1::2], segment[2::2], strict=True)
        ]
        if not points:
            return
        (left, right), (low, high) = ((min(places), max(places)) for places in zip(*points, strict=True))
        if (clip := self.graphicstate.clip) is not None:
            left, low, right, high = max(left, clip[0]), max(low, clip[1]), min(right, clip[2]), min(high, clip[3])
        self.graphicstate.clip = (left, low, right, high)

    do_W_a = do_W  # noqa: N815


class Drawing(PDFPageAggregator):
    """Tags what is drawn so that nobody sees it. base: from the page's own coordinates to those of its layout."""

    base: Matrix

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Nothing is drawn yet."""
        self.base = ctm
        self._digits: list[LTChar] = []
        self._looks = _MOST_LOOKS
        super().begin_page(page, ctm)
        self._largest_cover = _LARGEST_COVER * self.cur_item.width * self.cur_item.height

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Tells characters that are invisible, faint or clipped away."""
        drawn = len(self.cur_item._objs)
        super().render_string(textstate, seq, ncs, graphicstate)
        unseen = textstate.render in _INVISIBLE or graphicstate.density <= _FAINT
        for char in self.cur_item._objs[drawn:]:
            if unseen:
                _tag(char, UNSEEN)
            elif graphicstate.clip is not None and not _is_inside(char, graphicstate.clip):
                _tag(char, CLIPPED)
            if isinstance(char, LTChar) and char.get_text().isdigit():
                self._digits.append(char)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Covers what a filled shape is painted over."""
        drawn = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        if fill and self._digits and gstate.hides:
            for shape in self.cur_item._objs[drawn:]:
                # coloured ones of other forms, as a seal, need not fill the box around them
                if is_white(gstate.ncolor) or (isinstance(shape, LTRect) and gstate.ncs.name != "Pattern"):
                    self._cover(shape)

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Covers what a picture is painted over, if nothing shows through it."""
        super().render_image(name, stream)
        if self._digits and not any(key in stream for key in _SEE_THROUGH):
            self._cover(self.cur_item._objs[-1])

    def _cover(self, shape: Any) -> None:
        """Tags the digits that a shape or a picture hides."""
        if min(shape.width, shape.height) <= _SMALLEST_COVER or self._looks < 0:
            return
        if shape.width * shape.height > self._largest_cover:
            return
        self._looks -= len(self._digits)
        box = (shape.x0, shape.y0, shape.x1, shape.y1)
        for char in self._digits:
            if _is_inside(char, box):
                _tag(char, UNSEEN)


def _tag(char: Any, tag: str) -> None:
    char.tag = tag


def _is_inside(one: Any, box: Box) -> bool:
    """Whether the middle of something is inside a box."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
