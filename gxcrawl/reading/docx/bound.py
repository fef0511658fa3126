"""Content controls bound to data in the package (w:dataBinding): Word displays the value from the data.

The text stored in such a control is only the value when Word last saved the file; programs that fill in templates
change only the data.
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
    """Puts digits in cells into brackets, like hidden ones, if the data have another value.

    data: the roots of the XML files in the package.
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
    """One such file; the children of each element are indexed by name once, for all controls."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._sorted: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def value(self, path: str) -> str | None:
        """The value at a path as written by Word: /ns0:report[1]/ns0:received[1]; None if there is none."""
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
