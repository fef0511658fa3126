"""One page of an OFD document as an object with the attributes of a pdfplumber page."""

from collections.abc import Iterator, Sequence

from lxml import etree

from gxcrawl.reading.ofd.budget import Budget
from gxcrawl.reading.ofd.places import Placing, number, numbers, truth
from gxcrawl.reading.ofd.resources import Resources
from gxcrawl.reading.ofd.shapes import is_opaque, shapes_of
from gxcrawl.reading.ofd.texts import chars_of
from gxcrawl.reading.pdf.document import MAX_CHARACTERS
from gxcrawl.reading.pdf.drawing.drawing import LARGEST_COVER, MOST_LOOKS, UNSEEN
from gxcrawl.reading.pdf.pages import Printed
from gxcrawl.reading.pdf.tables.frames import holds_point
from gxcrawl.reading.pdf.tables.rulings import MAX_SHAPES, THICKEST_LINE

_MOST_COMMANDS = 5 * MAX_SHAPES  # in all paths of one page; a rectangle has 5


class OfdPage:
    """The visible content of a page; clipping is ignored."""

    def __init__(
        self, number: int, box: str, layers: Sequence[etree._Element], resources: Resources, steps: Budget
    ) -> None:
        """box: left, top, width and height in millimetres. layers: from bottom to top. steps: budget of elements."""
        left, top, width, height = numbers(box)
        corner = Placing(-left, -top)
        self.page_number = number
        self.width, self.height = corner.length(width), corner.length(height)
        self.chars: list[Printed] = []
        self.lines: list[Printed] = []
        self.images: list[Printed] = []
        self.rects: list[Printed] = []
        self.curves: list[Printed] = []
        self._digits: list[Printed] = []
        self._looks = Budget(MOST_LOOKS, "digits below boxes on one page")
        characters = Budget(MAX_CHARACTERS, "characters on one page")
        commands = Budget(_MOST_COMMANDS, "path commands on one page")
        for element, placing in _shown(layers, corner, resources, steps):
            match etree.QName(element).localname:
                case "TextObject":
                    chars = list(chars_of(element, placing.of(element), resources, characters))
                    self.chars.extend(chars)
                    self._digits.extend(char for char in chars if char["text"].isdigit())
                case "PathObject":
                    fill = resources.fill(element)
                    shapes = list(shapes_of(element, placing.of(element), commands, fill))
                    self.lines.extend(shapes)
                    if is_opaque(element, fill):
                        self._cover(shapes)
                case _:
                    self.images.append(placing.boundary(element))

    def _cover(self, shapes: Sequence[Printed]) -> None:
        """Tags digits that are covered by painted boxes, because editors remove numbers this way."""
        for shape in shapes:
            small, area = min(shape["width"], shape["height"]), shape["width"] * shape["height"]
            if not (shape["fill"] and shape["object_type"] == "rect" and small > THICKEST_LINE):
                continue
            if area > LARGEST_COVER * self.width * self.height:
                continue
            self._looks.spend(len(self._digits))
            box = (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
            for digit in self._digits:
                x, y = (digit["x0"] + digit["x1"]) / 2, (digit["top"] + digit["bottom"]) / 2
                if holds_point(box, x, y):
                    digit["tag"] = UNSEEN

    def close(self) -> None:
        """Does nothing: the page holds no resources that need to be freed."""


def _shown(
    layers: Sequence[etree._Element], corner: Placing, resources: Resources, steps: Budget
) -> Iterator[tuple[etree._Element, Placing]]:
    """The visible objects, each with the placing of its container; the content of a hidden container is hidden too."""
    ahead = [(iter(layers), corner)]
    while ahead:
        siblings, placing = ahead[-1]
        element = next(siblings, None)
        if element is None:
            ahead.pop()
            continue
        steps.spend()
        if not truth(element, "Visible", default=True) or number(element, "Alpha", 1) <= 0:
            continue
        match etree.QName(element).localname:
            case "TextObject" | "PathObject" | "ImageObject":
                yield element, placing
            case "CompositeObject":
                ahead.append((iter([resources.drawing(element)]), placing.of(element)))
            case _:
                ahead.append((iter(element), placing))
