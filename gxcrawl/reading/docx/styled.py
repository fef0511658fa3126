"""What styles say of how runs are printed, written onto the runs, so that whoever reads them looks at one place."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache

from lxml import etree

from gxcrawl.reading.docx import names

_DEEPEST_STYLE = 20  # a chain of styles based on each other; longer ones are loops
_SAID = frozenset(
    map(names.w, ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "highlight", "sz", "rFonts"))
)
_FONTS, _OF_DIGITS = names.w("rFonts"), (names.w("ascii"), names.w("asciiTheme"))
_PLAIN = ("0", "false", "off", "none", "baseline", "auto", "000000")
_SMALLEST_PLAIN = 11  # half points

_Looks = Mapping[str, etree._Element]
_Styles = Mapping[str | None, etree._Element]


def apply_styles(body: etree._Element, styles: etree._Element | None) -> None:
    """Gives each run what its own style says, or else its paragraph's, where the run itself says nothing of it."""
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
    """Whether paragraphs that name no style have this one."""
    return style.get(names.w("type")) == "paragraph" and style.get(names.w("default")) in ("1", "true", "on")


def based_on(style_id: str | None, styles: _Styles) -> Iterator[etree._Element]:
    """A style and those that it is based on, one after another; of a loop as many as a chain may have."""
    for _ in range(_DEEPEST_STYLE):
        style = None if style_id is None else styles.get(style_id)
        if style is None:
            return
        yield style
        style_id = names.value(style, "basedOn")


def _looks(style_id: str | None, styles: _Styles) -> _Looks:
    """What a style says, by itself or by those it is based on."""
    looks: dict[str, etree._Element] = {}
    for style in based_on(style_id, styles):
        for said in style.iterfind(f"{names.w('rPr')}/*"):
            if said.tag in _SAID:
                looks.setdefault(said.tag, said)
    return looks


def _is_plain(said: etree._Element) -> bool:
    """Whether text without a style is printed so too; most styles say nothing else, and most runs have one."""
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
    fonts, said_fonts = own.find(_FONTS), said.get(_FONTS)  # a run often names the font of Chinese characters alone
    if fonts is not None and said_fonts is not None and not any(fonts.get(one) for one in _OF_DIGITS):
        fonts.set(_OF_DIGITS[0], said_fonts.get(_OF_DIGITS[0], ""))
