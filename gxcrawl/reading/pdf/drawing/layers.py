"""The layers of a PDF (optional content) that are off: what is drawn on them nobody sees."""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import PDFObjRef

from gxcrawl.reading.pdf.drawing.objects import listed, mapping, name

_MOST_MEMBERS = 100  # of a set of layers, looked at with each mark on the page


class Layers:
    """Which layers a document opens with."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        properties = mapping(catalog.get("OCProperties"))
        default = mapping(properties.get("D"))
        self._off = _ids(default.get("OFF"))
        if name(default.get("BaseState")) == "OFF":
            self._off |= _ids(properties.get("OCGs")) - _ids(default.get("ON"))

    def hide(self, layer: Any) -> bool:
        """Whether a layer is off, or all layers of which one is needed."""
        if not self._off:
            return False
        if isinstance(layer, PDFObjRef) and layer.objid in self._off:
            return True
        needed = mapping(layer).get("OCGs")
        members = _ids(needed, _MOST_MEMBERS) or _ids([needed])
        return bool(members) and members <= self._off


def _ids(references: Any, most: int | None = None) -> set[int]:
    """The numbers of the objects in a list."""
    return {one.objid for one in listed(references)[:most] if isinstance(one, PDFObjRef)}
