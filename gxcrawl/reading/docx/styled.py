"""Copies the character formatting of styles onto the runs, so that readers need to look only there."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache

from lxml import etree

from gxcrawl.reading.docx import names

_DEEPEST_STYLE = 20  # styles based on each other; a longer chain is a loop
_SAID = frozenset(
    map(names.w, ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "highlight", "sz", "rFonts"))
)
_FONTS, _OF_DIGITS = names.w("rFonts"), (names.w("ascii"), names.w("asciiTheme"))
_PLAIN = ("0", "false", "off", "none", "baseline", "auto", "000000")
_SMALLEST_PLAIN = 11  # half points

_Looks = Mapping[str, etree._Element]
_Styles = Mapping[str | None, etree._Element]


def apply_styles(body: etree._Element, styles: etree._Element | None) -> None:
    """Gives each run the formatting of its own style, otherwise of its paragraph's, where the run has none itself."""
    found = {} if styles is None else {one.get(names.w("styleId")): one for one in styles.iterfind(names.w("style"))}
    usual = next((name for name, style in found.items() if _is_usual(style)), None)

    @cache
    def said(of_paragraph: str | None, of_run: str | None) -> _Looks:
        looks = {**_looks(of_paragraph or usual, found), **_looks(of_run, found)}
        return {tag: one for tag, one in looks.items() if not _is_plain(one)}

    for run in body.iter(names.RUN):
        paragraph = next(run.iterancestors(names.P), None)
        if looks := said(names.value(paragraph, "pPr/pStyle"), names.value(run, "rPr/rStyle")):
            _write(run, looks)


def _is_usual(style: etree._Element) -> bool:
    """True for the default paragraph style."""
    return style.get(names.w("type")) == "paragraph" and style.get(names.w("default")) in ("1", "true", "on")


def based_on(style_id: str | None, styles: _Styles) -> Iterator[etree._Element]:
    """A style and the styles it is based on, in order; at most `_DEEPEST_STYLE`, because chains may loop."""
    for _ in range(_DEEPEST_STYLE):
        style = None if style_id is None else styles.get(style_id)
        if style is None:
            return
        yield style
        style_id = names.value(style, "basedOn")


def _looks(style_id: str | None, styles: _Styles) -> _Looks:
    """The formatting of a style, including what it inherits."""
    looks: dict[str, etree._Element] = {}
    for style in based_on(style_id, styles):
        for said in style.iterfind(f"{names.w('rPr')}/*"):
            if said.tag in _SAID:
                looks.setdefault(said.tag, said)
    return looks


def _is_plain(said: etree._Element) -> bool:
    """True if text without a style looks the same; this holds for most styles, and most runs have one."""
    if said.tag == _FONTS:
        return not names.PICTURE_FONT.search(said.get(names.w("ascii")) or "")
    if said.tag == names.w("sz"):
        return (names.number(said.get(names.w("val"))) or _SMALLEST_PLAIN) >= _SMALLEST_PLAIN
    plain = said.get(names.w("val")) in _PLAIN
    return plain and said.get(names.w("themeColor")) is None


def _write(run: etree._Element, said: _Looks) -> None:
    own = run.find(names.w("rPr"))
    if own is None:
        own = etree.Element(names.w("rPr"))
        run.insert(0, own)
    own.extend(deepcopy(one) for tag, one in said.items() if own.find(tag) is None)
    fonts, said_fonts = own.find(_FONTS), said.get(_FONTS)  # a run often names only the font of Chinese characters
    if fonts is not None and said_fonts is not None and not any(fonts.get(one) for one in _OF_DIGITS):
        fonts.set(_OF_DIGITS[0], said_fonts.get(_OF_DIGITS[0], ""))
