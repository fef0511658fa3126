"""Content controls bound to data in the package (w:dataBinding): Word prints what the data say.

The text that the file holds in such a place is only what they said when Word last saved it; programs that fill in
templates change the data alone.
"""

import re
from collections.abc import Sequence

from lxml import etree

from gxcrawl.reading.docx import names
from gxcrawl.reading.docx.fields import bracket_digits

_CONTROL, _CONTENT = names.w("sdt"), names.w("sdtContent")
_STEP = re.compile(r"/(?P<attribute>@?)(?:[\w.-]+:)?(?P<name>[\w.-]+)(?:\[(?P<place>\d{1,6})\])?")
_MOST_STEPS = 20


def mark_bound(body: etree._Element, data: Sequence[etree._Element]) -> None:
    """Puts digits in cells into brackets, as others unseen, where the data say something else.

    data: the roots of the XML files that the document brings along.
    """
    files = [_Data(root) for root in data]
    for control in body.iter(_CONTROL) if files else ():
        path = names.value(control, "sdtPr/dataBinding", "xpath")
        content = control.find(_CONTENT)
        if path is None or content is None:
            continue
        texts = list(content.iter(names.TEXT))
        said = [value for file in files if (value := file.value(path)) is not None]
        if said and "".join(one.text or "" for one in texts).strip() not in said:
            bracket_digits(*texts)


class _Data:
    """One such file, the children of each element sorted by name once, however many controls ask for them."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._sorted: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def value(self, path: str) -> str | None:
        """What stands at a path as Word writes them: /ns0:report[1]/ns0:received[1]; None where nothing does."""
        steps = list(_STEP.finditer(path))
        if not 0 < len(steps) <= _MOST_STEPS or "".join(step[0] for step in steps) != path:
            return None
        at: etree._Element | None = None
        for step in steps:
            if step["attribute"]:
                attributes = {} if at is None else {_local(str(name)): str(value) for name, value in at.attrib.items()}
                return attributes[step["name"]].strip() if step["name"] in attributes else None
            named, place = self._named(at, step["name"]), int(step["place"] or 1)
            if not 0 < place <= len(named):
                return None
            at = named[place - 1]
        return None if at is None else (at.text or "").strip()

    def _named(self, parent: etree._Element | None, name: str) -> list[etree._Element]:
        if parent is None:
            return [self._root] if _local(str(self._root.tag)) == name else []
        if parent not in self._sorted:
            children: dict[str, list[etree._Element]] = {}
            for child in parent.iterchildren(etree.Element):
                children.setdefault(_local(str(child.tag)), []).append(child)
            self._sorted[parent] = children
        return self._sorted[parent].get(name, [])


def _local(name: str) -> str:
    return name.rpartition("}")[2]
