"""What styles say of how runs are printed, written onto the runs, so that whoever reads them looks at one place."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from gxcrawl.reading.docx import names

_DEEPEST_STYLE = 20  # a chain of styles based on each other; longer ones are loops
_SAID = frozenset(map(names.w, ("vanish", "strike", "dstrike", "vertAlign", "position", "color", "highlight", "sz")))

_Looks = Mapping[str, etree._Element]


def apply_styles(body: etree._Element, styles: etree._Element | None) -> None:
    """Gives each run what its own style says, or else its paragraph's, where the run itself says nothing of it."""
    found = {} if styles is None else {one.get(names.w("styleId")): one for one in styles.iterfind(names.w("style"))}
    looks = {identifier: _looks(style, found) for identifier, style in found.items()}
    if not any(looks.values()):
        return
    usual = next(filter(_is_usual, found.values()), None)
    for run in body.iter(names.RUN):
        paragraph = next(run.iterancestors(names.P), None)
        of_paragraph = names.value(paragraph, "pPr/pStyle") or (
            None if usual is None else usual.get(names.w("styleId"))
        )
        said = {**looks.get(of_paragraph, {}), **looks.get(names.value(run, "rPr/rStyle"), {})}
        if said:
            _write(run, said)


def _is_usual(style: etree._Element) -> bool:
    """Whether paragraphs that name no style have this one."""
    return style.get(names.w("type")) == "paragraph" and style.get(names.w("default")) in ("1", "true", "on")


def _looks(style: etree._Element | None, styles: Mapping[str | None, etree._Element]) -> _Looks:
    """What a style says, by itself or by those it is based on."""
    looks: dict[str, etree._Element] = {}
    for _ in range(_DEEPEST_STYLE):
        if style is None:
            break
        for said in style.iterfind(f"{names.w('rPr')}/*"):
            if said.tag in _SAID:
                looks.setdefault(said.tag, said)
        style = styles.get(names.value(style, "basedOn"))
    return looks


def _write(run: etree._Element, said: _Looks) -> None:
    own = run.find(names.w("rPr"))
    if own is None:
        own = etree.Element(names.w("rPr"))
        run.insert(0, own)
    own.extend(deepcopy(one) for tag, one in said.items() if own.find(tag) is None)
