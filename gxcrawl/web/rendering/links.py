"""Addresses of pages: on the server, or as files of the static site. The same templates use both."""

import hashlib
import re
from dataclasses import dataclass, field
from posixpath import dirname, relpath
from typing import Literal, Protocol
from urllib.parse import quote, urlencode

from gxcrawl.web.queries import Lang

Kind = Literal["coverage", "agency", "report", "source", "contradictions", "revisions", "runs", "downloads"]
PATHS: dict[Kind, str] = {
    "coverage": "/",
    "agency": "/agencies/",
    "report": "/reports/",
    "source": "/sources/",
    "contradictions": "/contradictions",
    "revisions": "/revisions",
    "runs": "/runs",
    "downloads": "/downloads",
}
"""Where each kind of page is on the server; a path that ends in `/` is followed by the id of what it is about."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._/-]")  # in a file name; replaced by its code, so that names stay different
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its kind, the id of the thing it shows, and its parameters, sorted and without the language."""

    kind: Kind
    key: str = ""
    query: tuple[tuple[str, str], ...] = ()


class Links(Protocol):
    """Gives templates the addresses of pages. at: the id of an element of the page, put after `#`."""

    @property
    def static(self) -> bool:
        """Whether the pages are files without a server."""

    @property
    def lang(self) -> Lang:
        """The language of the page that contains the links."""

    def to(self, kind: Kind, key: str = "", at: str = "", /, **query: str) -> str:
        """The address of a page."""

    def asset(self, name: str) -> str:
        """The address of the style sheet or the script."""

    def translated(self, lang: Lang) -> str:
        """The address of this page in a language."""


@dataclass(frozen=True, slots=True)
class ServedLinks:
    """Links of the server. here: the page being written, with its parameters."""

    here: Place
    lang: Lang
    static: bool = False

    def to(self, kind: Kind, key: str = "", at: str = "", /, **query: str) -> str:
        """See `Links`."""
        return _served(Place(kind, key, tuple(sorted(query.items()))), self.lang, at)

    def raw(self, key: str) -> str:
        """The address from which a stored document can be downloaded."""
        return f"/raw/{quote(key)}"

    def asset(self, name: str) -> str:
        """See `Links`."""
        return f"/assets/{name}"

    def translated(self, lang: Lang) -> str:
        """See `Links`."""
        return _served(self.here, lang, "")


def _served(place: Place, lang: Lang, at: str) -> str:
    query = {**dict(place.query), **({} if lang == "zh" else {"lang": lang})}
    path = PATHS[place.kind] + quote(place.key)
    return path + (f"?{urlencode(query)}" if query else "") + (f"#{quote(at)}" if at else "")


@dataclass(frozen=True, slots=True)
class StaticLinks:
    """Links of the static site, relative to the page that contains them. asked: collects every page linked to."""

    here: Place
    lang: Lang
    asked: set[Place] = field(default_factory=set)
    static: bool = True

    def to(self, kind: Kind, key: str = "", at: str = "", /, **query: str) -> str:
        """See `Links`. `cell` is dropped: the static site has one page per report, none per value."""
        query.pop("cell", None)
        place = Place(kind, key, tuple(sorted(query.items())))
        self.asked.add(place)
        return self._relative(file_of(place, self.lang)) + (f"#{quote(at)}" if at else "")

    def asset(self, name: str) -> str:
        """See `Links`."""
        return self._relative(f"assets/{name}")

    def file(self, name: str) -> str:
        """The address of a file of the site that is not a page, such as a dump."""
        return self._relative(name)

    def translated(self, lang: Lang) -> str:
        """See `Links`."""
        return self._relative(file_of(self.here, lang))

    def _relative(self, name: str) -> str:
        return quote(relpath(name, dirname(file_of(self.here, self.lang)) or "."))


def file_of(place: Place, lang: Lang) -> str:
    """The file name of a page: Chinese pages at the top, English ones in `en/`; the first page is `index.html`."""
    folder = "" if lang == "zh" else f"{lang}/"
    name = place.key if place.key else "index" if place.kind == "coverage" else place.kind
    stem = "-".join((safe_name(name), *(f"{safe_name(key)}-{safe_name(value)}" for key, value in place.query)))
    return f"{folder}{place.kind}/{stem}.html" if place.key else f"{folder}{stem}.html"


def safe_name(text: str) -> str:
    """A text as part of a file name: different texts give different names; letters, digits, dots and hyphens stay."""
    plain = _UNSAFE.sub(lambda match: f"_{match.group().encode().hex()}_", text)
    parts = [f"_{part}" if part.startswith(".") or not part else part for part in plain.split("/")]
    name = "/".join(parts)
    if max(map(len, parts)) <= _LONGEST_NAME:
        return name
    return f"{name.replace('/', '_')[:_LONGEST_NAME]}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"
