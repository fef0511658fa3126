"""What pdfplumber does not report about a page: invisible text, and filled-in text.

Text that is invisible, clipped away, painted over (as PDF editors remove a number) or struck out by readers is tagged.
Form fields and text that readers added, which are not in the page's content, are drawn with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pdfminer.layout import LTChar, LTPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, apply_matrix_rect, decode_text, mult_matrix
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from gxcrawl.reading.pdf.drawing.drawing import UNSEEN, Drawing, tag
from gxcrawl.reading.pdf.drawing.interpreter import Interpreter
from gxcrawl.reading.pdf.drawing.layers import Layers
from gxcrawl.reading.pdf.drawing.objects import listed, mapping, name, numbers
from gxcrawl.reading.pdf.tables.frames import Box

_HIDDEN = 0b100010  # flags of an annotation: hidden, not to be viewed
_TAKEN_OUT = ("StrikeOut", "Redact", "Ink", "Line", "PolyLine")  # a freehand line too, whatever its shape
_LAID_OVER = ("Stamp", "Square", "Circle", "Polygon")
_FILLED_IN = ("Tx", "Ch")  # fields of text and choice; the marks of boxes and buttons are not digits
_DEEPEST_FIELD = 20


class DrawnPage(Page):
    """A page with filled-in text added and invisible characters tagged."""

    @property
    def layout(self) -> LTPage:
        """pdfplumber's layout, made with `Drawing` and `Interpreter`."""
        if not hasattr(self, "_layout"):
            device = Drawing(self.pdf.rsrcmgr, pageno=self.page_number, laparams=self.pdf.laparams)
            interpreter = Interpreter(self.pdf.rsrcmgr, device)
            interpreter.layers = layers = Layers(self.pdf.doc.catalog)
            made_anew = resolve1(mapping(self.pdf.doc.catalog.get("AcroForm")).get("NeedAppearances")) is True
            try:
                interpreter.process_page(self.page_obj)
                self._layout: LTPage = device.get_result()
                drawn = len(self._layout._objs)
                filled_in: list[LTChar] = []
                for annotation, appearance, matrix in _appearances(self.page_obj.annots):
                    resources = resolve1(appearance.get("Resources")) or {}
                    interpreter = Interpreter(self.pdf.rsrcmgr, device)  # without the page's final state
                    interpreter.layers = layers
                    interpreter.render_contents(resources, [appearance], mult_matrix(matrix, device.base))
                    if _is_filled_in(annotation):  # without the frames of fields, which do not frame cells
                        chars = [one for one in self._layout._objs[drawn:] if isinstance(one, LTChar)]
                        for char in chars if made_anew and not _says(annotation, chars) else ():
                            tag(char, UNSEEN)
                        filled_in += chars
                    del self._layout._objs[drawn:]
                self._layout._objs += filled_in
                for box in _taken_out(self.page_obj.annots):
                    device.take_out(apply_matrix_rect(device.base, box))
            except Exception as error:
                raise PdfminerException(error) from error
        return self._layout


def _shown(annotations: Any) -> Iterator[Mapping[str, Any]]:
    """The annotations of a page that are not hidden."""
    for annotation in map(mapping, listed(annotations)):
        flags = resolve1(annotation.get("F"))
        if not (isinstance(flags, int) and flags & _HIDDEN):
            yield annotation


def _taken_out(annotations: Any) -> Iterator[Box]:
    """The boxes that readers struck out or marked for redaction, in page coordinates."""
    for annotation in _shown(annotations):
        if name(annotation.get("Subtype")) in _TAKEN_OUT:
            corners = numbers(annotation.get("QuadPoints")) or numbers(annotation.get("Rect"))
            for at in range(0, len(corners), 8):  # four corners of each line, or two of all
                xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
                if xs and ys:
                    yield min(xs), min(ys), max(xs), max(ys)


def _appearances(annotations: Any) -> Iterator[tuple[Mapping[str, Any], PDFStream, Matrix]]:
    """The appearance of each filled-in or added text, with the transformation from its coordinates to the page's."""
    for annotation in _shown(annotations):
        if not _is_filled_in(annotation) and name(annotation.get("Subtype")) not in _LAID_OVER:
            continue
        appearance = resolve1(mapping(annotation.get("AP")).get("N"))
        box, place = numbers(annotation.get("Rect")), None
        if isinstance(appearance, PDFStream) and len(box) == 4:
            place = _onto(box, appearance)
        if place is not None:
            yield annotation, appearance, place


def _onto(box: Sequence[float], appearance: PDFStream) -> Matrix | None:
    """The transformation from an appearance's coordinates to its place on the page; None if it has no size."""
    matrix, bounds = numbers(appearance.get("Matrix")) or (1, 0, 0, 1, 0, 0), numbers(appearance.get("BBox"))
    if len(bounds) != 4 or len(matrix) != 6:
        return None
    x0, y0, x1, y1 = apply_matrix_rect(matrix, bounds)
    if x0 == x1 or y0 == y1:
        return None
    left, right, low, high = *sorted((box[0], box[2])), *sorted((box[1], box[3]))
    across, up = (right - left) / (x1 - x0), (high - low) / (y1 - y0)
    return mult_matrix(matrix, (across, 0, 0, up, left - x0 * across, low - y0 * up))


def _is_filled_in(annotation: Mapping[str, Any]) -> bool:
    kind = name(annotation.get("Subtype"))
    return kind == "FreeText" or (kind == "Widget" and name(_inherited(annotation, "FT")) in _FILLED_IN)


def _says(annotation: Mapping[str, Any], chars: Sequence[LTChar]) -> bool:
    """Whether a field's appearance shows its value; programs that fill in forms may leave drawing it to the viewer."""
    value = _inherited(annotation, "V")
    if not isinstance(value, bytes | str):
        return True
    drawn = "".join(char.get_text() for char in chars)
    return "".join(drawn.split()) == "".join((decode_text(value) if isinstance(value, bytes) else value).split())


def _inherited(field: Mapping[str, Any], key: str) -> Any:
    """The value of a field, otherwise of the field that it is a part of."""
    for _ in range(_DEEPEST_FIELD):
        if key in field:
            return resolve1(field[key])
        field = mapping(field.get("Parent"))
    return None
