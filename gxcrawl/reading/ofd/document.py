"""The parts of an OFD package: documents, pages, and the templates and resources that pages share."""

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document
from gxcrawl.reading.archives.packages import MAX_MARKUP_BYTES, check_office_package, member_path, open_zip
from gxcrawl.reading.ofd.budget import Budget
from gxcrawl.reading.ofd.page import OfdPage
from gxcrawl.reading.ofd.resources import Resources
from gxcrawl.reading.pdf.document import read_pages

_ROOT = "OFD.xml"
_ENCRYPTIONS = "encryptions.xml"  # GM/T 0099; what is encrypted may have been replaced by something else
_DEFAULT_BOX = "0 0 210 297"
_MOST_STEPS = 500_000  # a page of one object for each character has some 2,000


def read_ofd(body: bytes) -> Document:
    """The prose and tables of an OFD document; each table has its page number.

    Raises Unreadable for packages that are encrypted, broken or too large, and, with a reason that begins "needs OCR",
    for scans.
    """
    check_office_package(body)
    with open_zip(body) as archive:
        return read_pages("archive", _Package(archive).pages())


class _Package:
    """The members of a package, parsed when they are needed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {member_path(name).lower(): name for name in archive.namelist()}
        if _ENCRYPTIONS in self._names:
            raise Unreadable("the package is encrypted")
        self._shared: dict[str, etree._Element] = {}
        self._markup = Budget(MAX_MARKUP_BYTES, "bytes of XML, each use of a part counted")
        self._steps = Budget(_MOST_STEPS, "elements on its pages, each use of a part counted")

    def pages(self) -> Iterator[OfdPage]:
        """The pages of all documents of the package, in order."""
        number = 0
        roots = _texts(self._parsed(_ROOT), "DocRoot")
        for path in dict.fromkeys(posixpath.normpath(root.lstrip("/")) for root in roots):
            document = self._parsed(path)
            common = Resources(self._resources(document, path), self._markup)
            templates = {one.get("ID"): one.get("BaseLoc") for one in document.iter("{*}TemplatePage")}
            box = next(iter(_texts(document, "PhysicalBox")), _DEFAULT_BOX)
            for page in document.iterfind("{*}Pages/{*}Page"):
                place = _resolved(path, page.get("BaseLoc", ""))
                content = self._parsed(place)
                used = (templates.get(one.get("TemplateID")) for one in content.iterfind("{*}Template"))
                below = dict.fromkeys(_resolved(path, template) for template in used if template)
                layers = [*map(self._part_of_many, below), content]
                resources = Resources(self._resources(content, place), self._markup, common)
                number += 1
                own = next(iter(_texts(content, "PhysicalBox")), box)
                yield OfdPage(number, own, layers, resources, self._steps)

    def _resources(self, part: etree._Element, path: str) -> Iterator[etree._Element]:
        """The parts with the fonts and drawings that a document or page refers to. path: of that document or page."""
        for name in ("PublicRes", "DocumentRes", "PageRes"):
            for place in dict.fromkeys(_resolved(path, text) for text in _texts(part, name)):
                if place.lower() in self._names:
                    yield self._part_of_many(place)

    def _part_of_many(self, path: str) -> etree._Element:
        """A part that any number of pages may use; it is parsed only once."""
        key = path.lower()
        if key in self._shared:
            self._markup.spend(self._archive.getinfo(self._names[key]).file_size)
        else:
            self._shared[key] = self._parsed(path)
        return self._shared[key]

    def _parsed(self, path: str) -> etree._Element:
        name = self._names.get(path.lower())
        if name is None:
            raise Unreadable(f"an OFD document that lacks its part {path}")
        self._markup.spend(self._archive.getinfo(name).file_size)
        parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
        part = etree.fromstring(self._archive.read(name), parser)
        if part.getroottree().docinfo.internalDTD is not None:  # a part's name may have any extension
            raise Unreadable(f"{name} declares a document type, which no part of an OFD document does")
        return part


def _texts(parent: etree._Element, name: str) -> list[str]:
    return [element.text.strip() for element in parent.iter(f"{{*}}{name}") if element.text]


def _resolved(path: str, place: str) -> str:
    """The path of a member that the part at `path` refers to, relative to the package's root or the part's folder."""
    folder = "" if place.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, member_path(place)))
