"""What a style says of runs: hidden ones are taken out before anything reads them, raised ones are told to be."""

from collections.abc import Callable

from lxml import etree

from gxcrawl.reading.docx import names

_DEEPEST_STYLE = 20  # a chain of styles based on each other; longer ones are loops


def apply_styles(body: etree._Element, styles: etree._Element | None) -> None:
    """Takes out the runs that their own style or their paragraph's hides, unless they say that they are shown.

    Runs that their own style raises, as the marks of footnotes, get that property themselves.
    """
    hidden, raised = _styles_that(styles, _hides), _styles_that(styles, _raises)
    if not hidden and not raised:
        return
    for paragraph in body.iter(names.P):
        whole = names.value(paragraph, "pPr/pStyle") in hidden
        for run in paragraph.findall(f".//{names.RUN}"):
            style = names.value(run, "rPr/rStyle")
            if (whole or style in hidden) and not _says_shown(run):
                run.clear()
            elif style in raised and names.value(run, "rPr/vertAlign") is None:
                for properties in run.iterchildren(names.w("rPr")):
                    etree.SubElement(properties, names.w("vertAlign"), {names.w("val"): "superscript"})


def _says_shown(run: etree._Element) -> bool:
    return names.value(run, "rPr/vanish") in ("0", "false", "off")


def _styles_that(styles: etree._Element | None, says: Callable[[etree._Element], bool | None]) -> set[str | None]:
    """The ids of the styles that say so, by themselves or by one they are based on."""
    found = {} if styles is None else {one.get(names.w("styleId")): one for one in styles.iterfind(names.w("style"))}
    return {identifier for identifier, style in found.items() if _says(style, found, says)}


def _says(
    style: etree._Element | None,
    styles: dict[str | None, etree._Element],
    says: Callable[[etree._Element], bool | None],
) -> bool:
    for _ in range(_DEEPEST_STYLE):
        if style is None:
            return False
        properties = style.find(names.w("rPr"))
        if properties is not None and (said := says(properties)) is not None:
            return said
        style = styles.get(names.value(style, "basedOn"))
    return False


def _hides(properties: etree._Element) -> bool | None:
    return None if properties.find(names.w("vanish")) is None else names.is_on(properties, "vanish")


def _raises(properties: etree._Element) -> bool | None:
    kind = names.value(properties, "vertAlign")
    return None if kind is None else kind == "superscript"
