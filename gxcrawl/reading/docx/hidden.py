"""Text that a style hides: the runs are taken out before anything reads them."""

from lxml import etree

from gxcrawl.reading.docx import names

_DEEPEST_STYLE = 20  # a chain of styles based on each other; longer ones are loops


def drop_hidden(body: etree._Element, styles: etree._Element | None) -> None:
    """Takes out the runs that their own style or their paragraph's hides, unless they say that they are shown."""
    hidden = _hiding_styles(styles)
    if not hidden:
        return
    for paragraph in body.iter(names.P):
        whole = names.value(paragraph, "pPr/pStyle") in hidden
        for run in paragraph.findall(f".//{names.RUN}"):
            if (whole or names.value(run, "rPr/rStyle") in hidden) and not _says_shown(run):
                run.clear()


def _says_shown(run: etree._Element) -> bool:
    return names.value(run, "rPr/vanish") in ("0", "false", "off")


def _hiding_styles(styles: etree._Element | None) -> set[str | None]:
    """The ids of the styles that hide, by themselves or by one they are based on."""
    found = {} if styles is None else {one.get(names.w("styleId")): one for one in styles.iterfind(names.w("style"))}
    return {identifier for identifier, style in found.items() if _hides(style, found)}


def _hides(style: etree._Element | None, styles: dict[str | None, etree._Element]) -> bool:
    for _ in range(_DEEPEST_STYLE):
        if style is None:
            return False
        properties = style.find(names.w("rPr"))
        if properties is not None and properties.find(names.w("vanish")) is not None:
            return names.is_on(properties, "vanish")
        style = styles.get(names.value(style, "basedOn"))
    return False
