"""Archives that hold the reports of several bodies or years, as a county offers them in one download."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from gxcrawl.errors import Unreadable
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.titles import names_another_kind, report_year
from gxcrawl.reading.archives.archive import read_archive
from gxcrawl.reading.kinds import is_ofd, kind_of
from gxcrawl.text.bodies import agency_in_title

_TOOL_SECONDS = 10.0  # for an external program, RAR or 7z: the crawl waits for it before it ends
_ENDING = re.compile(r"\.\w{2,4}$")
_READABLE = frozenset(("docx", "doc", "wps", "pdf", "html", "xlsx", "xls", "txt", "archive"))
_NOTES = frozenset(("txt", "archive"))  # kinds that are not reports if their name does not say so


@dataclass(frozen=True, slots=True)
class Member:
    """One document in an archive. agency, year: from its name or the nearest folder that names them."""

    name: str
    content: bytes
    agency: str | None
    year: int | None

    @property
    def title(self) -> str:
        """Its file name without folders."""
        return self.name.rpartition("/")[2]

    def address(self, archive: str) -> str:
        """Its identifier; it cannot be requested by itself."""
        return f"{archive.partition('#')[0]}#{quote(self.name)}"


def members_of_several(body: bytes) -> list[Member]:
    """The documents of an archive if their names show reports of several bodies or years; otherwise empty."""
    if kind_of(body) != "archive" or is_ofd(body):
        return []
    try:
        members = list(_members(body))
    except (Unreadable, ValueError, OSError):
        return []  # the reader of the whole archive reports what is wrong with it
    about = {(member.agency, member.year) for member in members if member.agency}
    return members if len(about) > 1 else []


def _members(body: bytes) -> Iterator[Member]:
    for name, content in read_archive(body, tool_seconds=_TOOL_SECONDS):
        kind, steps = kind_of(content), [_ENDING.sub("", step) for step in reversed(name.split("/"))]
        if kind not in _READABLE or names_another_kind(steps[0]):
            continue
        agencies = (agency_in_title(step) for step in steps)
        agency = next((named for named in agencies if named and agency_like(named)), None)
        year = next((found for step in steps if (found := report_year(step)) is not None), None)
        if agency or kind not in _NOTES:
            yield Member(name, content, agency, year)
