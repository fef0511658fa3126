"""Whether addresses belong to one site, to one owner, and to a portal."""

import ipaddress
import re
from urllib.parse import urlsplit

from gxcrawl.model import Portal
from gxcrawl.portals.addresses import without_index

_SECOND_LEVEL = re.compile(r"\.(?:gov|com|org|net|edu|ac)\.cn$")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def site_of(url: str) -> str:
    """Host and port of an address without `www.` and default ports; equal for all addresses of one site."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host if parts.port in (None, *_DEFAULT_PORTS.values()) else f"{host}:{parts.port}"


def is_same_owner(url: str, other: str) -> bool:
    """True if two addresses have one owner: hosts below one registered domain, or ports of one host."""
    host, its = ((urlsplit(one).hostname or "").split(".") for one in (url, other))
    labels = 3 if _SECOND_LEVEL.search(".".join(host)) else 2
    is_number = host[-1].isdecimal() or host == ["localhost"]
    return host == its if is_number else host[-labels:] == its[-labels:] and len(host) >= labels


def is_bare(url: str) -> bool:
    """True if an address is that of a whole site, as in links to other bodies' sites."""
    parts = urlsplit(url)
    return without_index(parts.path) in ("", "/") and not parts.query


def as_hosts(url: str, home: str) -> str:
    """The entry needed under `hosts` in the registry for an address: its host, or a wildcard for hosts below the
    portal's.
    """
    return f"'*.{site_of(home)}'" if is_below(url, home) else site_of(url)


def is_below(url: str, home: str) -> bool:
    """Whether an address is on a host below that of a home page: zwgk.fuyang.gov.cn below www.fuyang.gov.cn."""
    return site_of(url).endswith(f".{site_of(home)}")


def is_second_level(host: str) -> bool:
    """True if domains of many owners are registered below a host name: gov.cn, cn."""
    return "." not in host or _SECOND_LEVEL.fullmatch(f".{host}") is not None


def is_loopback(url: str) -> bool:
    """True if an address is on this machine: a simulated portal, for which delays are not needed."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Scope:
    """The addresses that belong to portals: their homes' hosts and ports, their columns', the hosts they list.

    `*.fuyang.gov.cn` among those is every host below that name, on the default ports, that is not another portal's.
    """

    def __init__(self, *portals: Portal, taken: frozenset[str] = frozenset()) -> None:
        """taken: the sites named explicitly in registry entries."""
        own = [url for portal in portals for url in (portal.home, portal.column, *_columns(portal)) if url]
        hosts = [host for portal in portals for host in portal.hosts]
        self._below = tuple(host.removeprefix("*") for host in hosts if host.startswith("*."))
        self._taken = taken
        self.sites = frozenset(site_of(url) for url in (*own, *(f"//{host}" for host in hosts)))

    def holds(self, url: str) -> bool:
        """True if an address may be requested: its host is named by the entry, or is below a name with `*.` there.

        So a host given as an IP number is allowed only if an entry names it. What a name resolves to is not checked.
        """
        try:
            site, scheme = site_of(url), urlsplit(url).scheme
        except ValueError:  # as a robots.txt may name for a map
            return False
        below = site.endswith(self._below) and site not in self._taken
        return scheme in _DEFAULT_PORTS and (site in self.sites or below)


def _columns(portal: Portal) -> tuple[str | None, ...]:
    return tuple(agency.column for agency in portal.agencies)
