"""How a list page is asked for: written by who reads portals, sent by the spider, kept with a failure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

State = Mapping[str, str | int]

_LONGEST_NAME = 300
_PLAIN_IN_FRAGMENT = "%&=+,:;/?@!$'()*"  # RFC 3986, with the escapes that are there already


@dataclass(frozen=True, slots=True)
class ListRequest:
    """How to ask for a list page; the spider makes the request of it.

    state: what the family needs to know when it reads the answer (the record window, the page number).
    otherwise: what to ask instead when the answer brings no new row, because the server ignored the parameters,
    cut the list, or refused the method.
    """

    url: str
    method: str = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    state: State = field(default_factory=dict)
    otherwise: "ListRequest | None" = None

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
    """A place in a list from which it is read on.

    request: with every other way to ask. family: by which the answer is read, None where that is yet to be seen.
    page: its number in the list; rows: how many came before it, of the `total` that the list counts, where it does.
    """

    request: ListRequest
    family: str | None = None
    page: int = 1
    rows: int = 0
    total: int | None = None
