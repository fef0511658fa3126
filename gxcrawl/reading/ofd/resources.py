"""Resources that the objects of a page refer to by id: fonts, draw parameters, and reusable drawings."""

from collections import ChainMap
from collections.abc import Iterable
from typing import Self

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.reading.ofd.budget import Budget

_MOST_LOOKS = 10  # draw parameters, each based on the next
_MOST_DRAWINGS = 1_000  # on one page: seals, logos, marks


class Resources:
    """The fonts and drawings that one page can use."""

    def __init__(self, parts: Iterable[etree._Element], markup: Budget, common: Self | None = None) -> None:
        """markup: budget for the markup of expanded drawings. common: the resources of the whole document."""
        self._fonts: ChainMap[str | None, str] = common._fonts.new_child() if common else ChainMap()
        self._drawings: ChainMap[str | None, etree._Element] = common._drawings.new_child() if common else ChainMap()
        self._looks: ChainMap[str | None, etree._Element] = common._looks.new_child() if common else ChainMap()
        for part in parts:
            self._fonts.update((font.get("ID"), font.get("FontName", "")) for font in part.iter("{*}Font"))
            self._looks.update((one.get("ID"), one) for one in part.iter("{*}DrawParam"))
            self._drawings.update((one.get("ID"), one) for one in part.iter("{*}CompositeGraphicUnit"))
        self._markup = markup
        self._uses = Budget(_MOST_DRAWINGS, "composite objects on one page")

    def font(self, element: etree._Element) -> str:
        """The name of a text object's font; empty if it is not given."""
        return self._fonts.get(element.get("Font"), "")

    def fill(self, element: etree._Element) -> etree._Element | None:
        """The fill colour of an object: its own, or that of its draw parameters; None if none is given."""
        look: etree._Element | None = element
        name = element.get("DrawParam")
        for _ in range(_MOST_LOOKS):
            own = None if look is None else look.find("{*}FillColor")
            if own is not None or look is None:
                return own
            look = self._looks.get(name)
            name = None if look is None else look.get("Relative")
        return None

    def drawing(self, element: etree._Element) -> etree._Element:
        """The drawing of a composite object. Raises Unreadable if it is missing, because it may contain text."""
        name = element.get("ResourceID")
        drawing = self._drawings.get(name)
        if drawing is None:
            raise Unreadable(f"an OFD document that lacks the drawing {name} of a composite object")
        self._uses.spend()
        self._markup.spend(len(etree.tostring(drawing)))
        return drawing
