"""The content operators that pdfminer ignores: clipping, transparency, layers, names of characters."""

import math
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, literal_name
from pdfminer.utils import Matrix, apply_matrix_pt

from gxcrawl.reading.pdf.drawing.descents import mend_descent
from gxcrawl.reading.pdf.drawing.drawing import Drawing
from gxcrawl.reading.pdf.drawing.encodings import forget_unnamed
from gxcrawl.reading.pdf.drawing.layers import Layers
from gxcrawl.reading.pdf.drawing.objects import mapping
from gxcrawl.reading.pdf.tables.frames import Box

_OPAQUE = 0.9
_LONGEST_CLIP = 20  # parts of a path, all checked with each operator
_LAYER = LIT("OC")
_EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)


class _State(PDFGraphicState):
    """The graphics state, with the box of the clipping path and the opacity."""

    clip: Box | None = None
    group = 1.0  # opacity of the form in which this is drawn
    alpha = 1.0
    stroke_alpha = 1.0
    masked = False
    blends = False
    fill_space: Any = None  # as written, because pdfminer keeps only their names
    stroke_space: Any = None

    def copy(self) -> "_State":
        """The copy that the operator `Q` restores."""
        copied = _State()
        vars(copied).update(vars(self))
        return copied

    @property
    def density(self) -> float:
        """The opacity from 0 (invisible) to 1 (opaque); unknown behind masks."""
        return 0.0 if self.masked else self.group * self.alpha

    @property
    def stroke_density(self) -> float:
        """The same for lines and outlines of letters."""
        return 0.0 if self.masked else self.group * self.stroke_alpha

    @property
    def hides(self) -> bool:
        """True if what is painted hides what is below it."""
        return self.density >= _OPAQUE and not self.blends


class Interpreter(PDFPageInterpreter):
    """Draws a page and its forms with `_State`. layers: those of the document."""

    layers: Layers
    device: Drawing
    _outer: _State | None = None
    _clipped: Sequence[Any] | None = None  # the path of the last clip, and of how many parts it was
    _parts = 0
    graphicstate: _State

    def subinterp(self) -> PDFPageInterpreter:
        """The interpreter for a form on the page."""
        made = super().subinterp()
        made._outer = self.graphicstate  # type: ignore[attr-defined]
        made.layers = self.layers  # type: ignore[attr-defined]
        return made

    def init_resources(self, resources: dict[object, object]) -> None:
        """Loads resources; removes from fonts the characters whose names are meaningless, and impossible descents."""
        super().init_resources(resources)
        for name, spec in mapping(mapping(resources).get("Font")).items():
            forget_unnamed(self.fontmap.get(name), spec)
        for font in self.fontmap.values():
            mend_descent(font)

    def init_state(self, ctm: Matrix) -> None:
        """The initial state; in a form, continued from the page."""
        super().init_state(ctm)
        self._marks: list[bool] = []  # for each enclosing mark: whether it names a layer that is off
        state = _State()
        if (outer := self._outer) is not None:
            state.clip, state.group, state.blends = outer.clip, outer.density, outer.blends
        self.graphicstate = state

    def do_gs(self, name: Any) -> None:
        """Sets transparency and blend mode."""
        state = mapping(mapping(self.resources.get("ExtGState")).get(literal_name(name)))
        alpha, outline, blend = (resolve1(state.get(key)) for key in ("ca", "CA", "BM"))
        if isinstance(alpha, (int, float)):
            self.graphicstate.alpha = float(alpha)
        if isinstance(outline, (int, float)):
            self.graphicstate.stroke_alpha = float(outline)
        if "SMask" in state:
            self.graphicstate.masked = bool(mapping(state["SMask"]))
        if blend is not None:
            self.graphicstate.blends = "Normal" not in str(blend)

    def do_cs(self, space: Any) -> None:
        """Sets the colour space of fills."""
        super().do_cs(space)
        self.graphicstate.fill_space = self._space(space)

    def do_CS(self, space: Any) -> None:  # noqa: N802
        """Sets the colour space of outlines."""
        super().do_CS(space)
        self.graphicstate.stroke_space = self._space(space)

    def _space(self, space: Any) -> Any:
        return resolve1(mapping(self.resources.get("ColorSpace")).get(literal_name(space)))

    def do_BMC(self, tag: Any) -> None:  # noqa: N802
        """Begins marked content without properties, which names no layer."""
        self._marks.append(False)
        super().do_BMC(tag)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begins marked content with properties, which may name a layer."""
        layer = mapping(self.resources.get("Properties")).get(literal_name(props)) if tag is _LAYER else None
        self._marks.append(self.layers.hide(layer))
        self.device.hidden += self._marks[-1]
        super().do_BDC(tag, props)

    def do_EMC(self) -> None:  # noqa: N802
        """Ends the last marked content."""
        if self._marks:
            self.device.hidden -= self._marks.pop()
        super().do_EMC()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Draws a form or picture, which may be on a layer; marked content left open in it ends with it."""
        before = self.device.hidden, self.device.window
        drawn = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        self.device.hidden += isinstance(drawn, PDFStream) and self.layers.hide(drawn.get("OC"))
        self.device.window = (self.graphicstate.clip or _EVERYWHERE) if self.graphicstate.hides else None
        super().do_Do(xobjid_arg)
        self.device.hidden, self.device.window = before

    def do_sh(self, name: Any) -> None:  # noqa: ARG002 - any gradient
        """A gradient, which fills all that is not clipped away."""
        if self.graphicstate.clip is not None and self.graphicstate.hides and not self.device.hidden:
            self.device.cover(self.graphicstate.clip)

    def do_W(self) -> None:  # noqa: N802 - named for the operator
        """Clips to the path, or to its bounding box if it is no rectangle. A very long path belongs to a drawing."""
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
