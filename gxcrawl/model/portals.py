"""A registry entry: a portal and the agencies that publish on it."""

from dataclasses import dataclass, field
from typing import Literal

NEVER = "never"  # the `schedule` of a portal that is crawled only when somebody asks

Level = Literal["state", "province", "city", "county", "township"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that must report. `registered` is False where it was met in a column and no registry names it.

    region_code: six digits of GB/T 2260 as text. column: its own annual-report column, None for the portal's.
    portal_name: of its portal, for people to read; None where nobody has said.
    """

    id: str
    name: str
    portal: str
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    region_code: str | None = None
    column: str | None = None
    registered: bool = True
    portal_name: str | None = None


@dataclass(frozen=True, slots=True)
class Quirks:
    """How a portal's servers differ from what the crawl expects; the settings of other portals are not touched.

    legacy_tls: its https is spoken only in TLS 1.0 or 1.1, or with ciphers of that time. encoding: what its text is
    in where headers and pages declare something else; None to find out from the bytes.
    """

    legacy_tls: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    """A site that publishes reports, identified by host and port of `home`.

    column: where the annual reports are listed; None to find it from `home`. cms: a family's name; None to
    recognise it. verified_on: ISO date of the last look at the live site, None for never.
    hosts: further `host` or `host:port` that are the portal's own (sub-sites, a file server), `*.host` for all below.
    schedule: a cron expression in China's time; None for the season's default, NEVER for not at all.
    """

    id: str
    name: str
    home: str
    column: str | None = None
    cms: str | None = None
    level: Level | None = None
    region_code: str | None = None
    schedule: str | None = None
    verified_on: str | None = None
    hosts: tuple[str, ...] = ()
    agencies: tuple[Agency, ...] = field(default_factory=tuple)
    quirks: Quirks = Quirks()
