"""The layers of a PDF (optional content) that are switched off, so that their drawings are invisible."""

from collections.abc import Mapping
from typing import Any

from pdfminer.pdftypes import PDFObjRef

from gxcrawl.reading.pdf.drawing.objects import listed, mapping, name

_MOST_MEMBERS = 100  # of a set of layers, checked with each mark on the page


class Layers:
    """The initial visibility of a document's layers."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        properties = mapping(catalog.get("OCProperties"))
        default = mapping(properties.get("D"))
        self._off = _ids(default.get("OFF"))
        if name(default.get("BaseState")) == "OFF":
            self._off |= _ids(properties.get("OCGs")) - _ids(default.get("ON"))

    def hide(self, layer: Any) -> bool:
        """True if a layer is off, or if all layers of a group are off of which at least one must be on."""
        if not self._off:
            return False
        if isinstance(layer, PDFObjRef) and layer.objid in self._off:
            return True
        needed = mapping(layer).get("OCGs")
        members = _ids(needed, _MOST_MEMBERS) or _ids([needed])
        return bool(members) and members <= self._off


def _ids(references: Any, most: int | None = None) -> set[int]:
    """The object numbers in a list of references."""
    return {one.objid for one in listed(references)[:most] if isinstance(one, PDFObjRef)}
