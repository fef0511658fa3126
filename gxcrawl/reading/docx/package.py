"""A Word package: its main part and the parts it refers to, read leniently.

Word opens files that strict readers reject: templates and documents with macros, references to missing parts, the
namespaces of "Strict Open XML".
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.reading.archives.packages import member_path, transitional
from gxcrawl.reading.docx.names import w

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_HELD = ("aFChunk", "package", "oleObject")  # documents inside this one


class Relation(NamedTuple):
    """A reference to another part: the last word of the relationship's type, and the package member."""

    kind: str
    target: str


class Package:
    """The parts of a .docx, parsed on demand. Raises Unreadable if the main part is missing."""

    def __init__(self, body: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            self._members = {member_path(name): name for name in archive.namelist()}
            self._archive = archive
            mains = (one.target for one in self._relations("").values() if one.kind == "officeDocument")
            self.main = next((name for name in mains if name in self._members), _MAIN)
            self.relations = self._relations(self.main)
            root = self._parsed(self.main)
            self.numbering, self.styles = self._part("numbering"), self._part("styles")
            self.settings = self._part("settings")
            bound = root is not None and next(root.iter(w("dataBinding")), None) is not None
            self.data = list(self._parts("customXml")) if bound else []
            self._held = {one.target: self._bytes(one.target) for one in self.relations.values() if one.kind in _HELD}
        found = None if root is None else root.find(w("body"))
        if found is None:
            raise Unreadable("a docx package without a document in it")
        self.body: etree._Element = found

    def held(self, relation_id: str | None) -> bytes:
        """The document that an altChunk element or an OLE object embeds; empty if it is missing."""
        relation = self.relations.get(relation_id or "")
        return (relation and self._held.get(relation.target)) or b""

    def _bytes(self, name: str) -> bytes | None:
        return self._archive.read(self._members[name]) if name in self._members else None

    def _part(self, kind: str) -> etree._Element | None:
        return next(self._parts(kind), None)

    def _parts(self, kind: str) -> Iterator[etree._Element]:
        targets = (one.target for one in self.relations.values() if one.kind == kind)
        return (root for root in map(self._parsed, targets) if root is not None)

    def _parsed(self, name: str) -> etree._Element | None:
        content = self._bytes(name)
        if content is None:
            return None
        return etree.fromstring(transitional(content), etree.XMLParser(resolve_entities=False))

    def _relations(self, name: str) -> Mapping[str, Relation]:
        """The relations of a part by id; those of the package itself if `name` is empty."""
        folder, base = posixpath.split(name)
        root = self._parsed(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, unquote(element.get("Target", "")))).lstrip("/"),
            )
            for element in root.iter(_RELATIONSHIP)
            if element.get("TargetMode") != "External"
        }
