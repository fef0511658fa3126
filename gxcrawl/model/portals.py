"""A registry entry: a portal and the agencies that publish on it."""

from dataclasses import dataclass, field
from typing import Literal

NEVER = "never"  # the `schedule` of a portal that is crawled only on request

Level = Literal["state", "province", "city", "county", "township"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that must report."""

    id: str
    name: str
    portal: str  # id of its portal
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    region_code: str | None = None  # six digits of GB/T 2260 as text
    column: str | None = None  # address of its own annual-report column; None if it uses the portal's
    registered: bool = True  # False if it was found in a column and no registry names it
    portal_name: str | None = None  # display name of its portal; None if unknown


@dataclass(frozen=True, slots=True)
class Quirks:
    """How a portal's servers differ from what the crawl expects; other portals are not affected.

    legacy_tls: its https works only with TLS 1.0 or 1.1, or with ciphers of that time. encoding: of its text, if
    headers and pages declare a wrong one; None to detect it from the bytes.
    """

    legacy_tls: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    """A site that publishes reports, identified by host and port of `home`."""

    id: str
    name: str
    home: str
    column: str | None = None  # address of the list of annual reports; None to find it from `home`
    cms: str | None = None  # name of a family; None to recognise it
    level: Level | None = None
    region_code: str | None = None
    schedule: str | None = None  # cron expression in China's time; None for the seasonal default, NEVER for none
    verified_on: str | None = None  # ISO date when the entry was last compared with the live site; None for never
    # further `host` or `host:port` of the portal (sub-sites, file server); `*.host` for all below
    hosts: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = field(default_factory=tuple)
    quirks: Quirks = Quirks()
