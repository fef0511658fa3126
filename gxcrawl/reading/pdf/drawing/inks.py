"""The visible colours of letters whose colour values alone do not give them: spot inks, palettes, outlines."""

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfcolor import PREDEFINED_COLORSPACE, PDFColorSpace
from pdfminer.pdftypes import PDFStream, resolve1

from gxcrawl.reading.pdf.drawing.objects import listed, mapping, name, numbers
from gxcrawl.reading.pdf.glyphs import parts_of
from gxcrawl.reading.pdf.tables.rulings import is_white

Color = tuple[float, ...]

PLAIN = PREDEFINED_COLORSPACE["DeviceRGB"]
"""The colour space given for the results: grey, RGB or CMYK by their number of components."""

STROKED = (1, 5)
"""Text rendering modes that draw outlines only."""
_FILLED_AND_STROKED = (2, 6)
_NO_INK: Color = (1.0,)
_PARTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}
_MOST_EXPONENT = 100


def seen_color(state: Any, mode: int) -> Color | None:
    """The visible colour of letters in a state and rendering mode; None if it is the fill colour as written."""
    fill = _of_space(state.ncs, state.fill_space, state.ncolor)
    if mode not in (*STROKED, *_FILLED_AND_STROKED):
        return fill
    stroke = _of_space(state.scs, state.stroke_space, state.scolor) or parts_of(state.scolor)
    if mode in STROKED:
        return stroke
    return stroke if is_white(fill or state.ncolor) else fill


def _of_space(space: PDFColorSpace, written: Any, color: Any) -> Color | None:
    """The visible colour in a space that is not grey, RGB or CMYK; None for these, and if it cannot be computed."""
    parts, spec = parts_of(color), listed(written)
    if not parts or len(spec) < 2 or name(spec[0]) != space.name:
        return None
    if space.name in ("Separation", "DeviceN"):
        return _NO_INK if name(spec[1]) == "None" or not any(parts) else _mixed(spec, parts)
    if space.name == "Indexed" and len(spec) > 3:
        return _of_palette(spec[1], spec[3], int(parts[0]))
    return (parts[0] / 100,) if space.name == "Lab" else None


def _mixed(spec: Sequence[Any], parts: Color) -> Color | None:
    """The colour of a single ink, by a function that interpolates between two colours, as nearly all do."""
    if len(spec) < 4 or len(parts) != 1 or _width(spec[2]) is None:
        return None
    function = mapping(spec[3])
    begin, end, exponent = numbers(function.get("C0")), numbers(function.get("C1")), resolve1(function.get("N"))
    if len(begin) != _width(spec[2]) or len(end) != len(begin) or not isinstance(exponent, (int, float)):
        return None
    share = min(max(parts[0], 0.0), 1.0) ** min(max(exponent, 0), _MOST_EXPONENT)
    return tuple(one + share * (other - one) for one, other in zip(begin, end, strict=True))


def _of_palette(base: Any, table: Any, place: int) -> Color | None:
    width, found = _width(base), resolve1(table)
    entries = found.get_data() if isinstance(found, PDFStream) else found
    if width is None or not isinstance(entries, bytes) or not 0 <= place * width <= len(entries) - width:
        return None
    return tuple(part / 255 for part in entries[place * width : (place + 1) * width])


def _width(space: Any) -> int | None:
    """The number of components of a plain colour space; None for other spaces."""
    spec = listed(space)
    if spec and name(spec[0]) == "ICCBased" and len(spec) > 1:
        profile = resolve1(spec[1])
        parts = resolve1(profile.get("N")) if isinstance(profile, PDFStream) else None
        return parts if parts in _PARTS.values() else None
    return _PARTS.get(name(spec[0] if spec else space) or "")
