"""How to request a list page: written by the families, sent by the spider, stored with a failure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from gxcrawl.model.queued import restore

State = Mapping[str, str | int]

_LONGEST_NAME = 300
_PLAIN_IN_FRAGMENT = "%&=+,:;/?@!$'()*"  # RFC 3986, with the escapes that are there already


@dataclass(frozen=True, slots=True)
class ListRequest:
    """How to request a list page; the spider turns it into a Scrapy request.

    state: what the family needs to read the answer (the record window, the page number). otherwise: what to request
    instead if the answer has no new row, because the server ignored the parameters, cut the list, or refused the
    method.
    """

    url: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    state: State = field(default_factory=dict)
    otherwise: "ListRequest | None" = None

    __setstate__ = restore

    @property
    def address(self) -> str:
        """What names the answer: the address, and behind `#` what is posted there, or a hash of it where that is long.

        One endpoint answers all lists; ASP.NET's `__VIEWSTATE` takes kilobytes.

        >>> ListRequest("http://a.example/search", "POST", "channel=7&page=2").address
        'http://a.example/search#channel=7&page=2'
        """
        if not self.body:
            return self.url
        named = self.body if len(self.body) <= _LONGEST_NAME else hashlib.sha256(self.body.encode()).hexdigest()
        return f"{self.url}#{quote(named, safe=_PLAIN_IN_FRAGMENT)}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A position in a list from which reading can resume.

    request: with all alternative ways to ask. family: the one that reads the answer; None if not yet known. page: its
    number in the list. rows: number of rows before it. total: number of rows stated by the list, if any.
    """

    request: ListRequest
    family: str | None = None
    page: int = 1
    rows: int = 0
    total: int | None = None
