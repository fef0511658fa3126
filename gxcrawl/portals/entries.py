"""The schema of a registry file: the allowed keys and values, checked before anything is fetched."""

import codecs
import re
from datetime import date, datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr

from gxcrawl.model import NEVER, Agency, Level, Portal, Quirks
from gxcrawl.portals.bodies.levels import level_and_code
from gxcrawl.portals.bodies.names import level_of_region, region_stages
from gxcrawl.portals.sites import is_second_level

Cms = Literal[
    "hanweb",
    "jpaas",
    "trs",
    "ucap",
    "gkmlpt",
    "vsb",
    "lonsun",
    "openness",
    "channel",
    "truecms",
    "epoint",
    "generic",
]


_CRON_FIELDS = 5
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")  # no "/": it separates agency and year in a report's _id


def is_web_address(text: str) -> bool:
    """Whether a text is an http(s) address with a host."""
    try:
        return bool(_web_address(text))
    except ValueError:
        return False


def _web_address(text: str) -> str:
    parts = urlsplit(text)  # raises ValueError on a broken port or IPv6 literal, which pydantic reports
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in text):
        raise ValueError(f"{text!r} is no http(s) address")
    if parts.port == 0:
        raise ValueError(f"{text!r} names port 0")
    return text


def _cron(text: str) -> str:
    if text == NEVER:
        return text
    if len(text.split()) != _CRON_FIELDS:  # CronSim reads a sixth as seconds, and `@daily` differently
        raise ValueError(f"{text!r} is no cron expression (minute, hour, day, month and day of the week)")
    try:
        next(CronSim(text, datetime(2026, 1, 1)))
    except (CronSimError, StopIteration) as error:
        raise ValueError(f"{text!r} is no cron expression ({error or 'it never fires'})") from error
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is no id; ids are made of letters, digits, '-', '_' and '.', 80 at most")
    return text


def _host(text: str) -> str:
    parts = urlsplit(f"//{text}")
    if not text or "/" in text or parts.hostname is None or parts.port == 0:  # an invalid port raises by itself
        raise ValueError(f"{text!r} is no host or host:port")
    if "*" in text and (
        "*" in text[1:] or not text.startswith("*.") or text[-1].isdigit() or is_second_level(text[2:])
    ):
        raise ValueError(f"{text!r} is no pattern of a portal's hosts; write *.fuyang.gov.cn for all below that name")
    return text.lower()


def _encoding(text: str) -> str:
    try:
        return codecs.lookup(text).name
    except (LookupError, ValueError):
        raise ValueError(
            f"{text!r} is no encoding; portals use utf-8, gb18030 (also called gbk, gb2312) or big5"
        ) from None


Id = Annotated[StrictStr, AfterValidator(_id)]
Name = Annotated[StrictStr, Field(min_length=1, max_length=200)]
Url = Annotated[StrictStr, AfterValidator(_web_address)]
RegionCode = Annotated[StrictStr, Field(pattern=r"^\d{6}$")]


class AgencyEntry(BaseModel):
    """One agency of a portal. Missing `level` and `region_code` are derived from its name, otherwise from the
    portal.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Id
    name: Name
    aliases: tuple[Name, ...] = ()
    level: Level | None = None
    region_code: RegionCode | None = None
    column: Url | None = None

    def to_agency(self, portal: "PortalEntry") -> Agency:
        """The agency as a `model` object."""
        level, code = level_and_code(self.name, portal.name, portal.level, portal.region_code)
        return Agency(
            id=self.id,
            name=self.name,
            portal=portal.id,
            aliases=self.aliases,
            level=self.level or level,
            region_code=self.region_code or code,
            column=self.column,
            portal_name=portal.name,
        )


class QuirksEntry(BaseModel):
    """Peculiarities of the portal's servers.

    `legacy_tls: true` for https in TLS 1.0; `encoding` if it cannot be detected.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    legacy_tls: StrictBool = False
    encoding: Annotated[StrictStr, AfterValidator(_encoding)] | None = None

    def to_quirks(self) -> Quirks:
        """The quirks as a `model` object."""
        return Quirks(self.legacy_tls, self.encoding)


class PortalEntry(BaseModel):
    """One portal. docs/portals/README.md explains the defaults.

    hosts: further `host` or `host:port` that belong to the portal (sub-sites, a file server), `*.host` for all below.
    verified_on: the day the entry was last compared with the live site; null where it never was.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Id
    name: Name
    home: Url
    column: Url | None = None
    cms: Cms | None = None
    level: Level | None = None
    region_code: RegionCode | None = None
    schedule: Annotated[StrictStr, AfterValidator(_cron)] | None = None
    verified_on: date | None = None
    hosts: tuple[Annotated[StrictStr, AfterValidator(_host)], ...] = ()
    agencies: tuple[AgencyEntry, ...] = ()
    quirks: QuirksEntry = QuirksEntry()

    def to_portal(self) -> Portal:
        """The portal as a `model` object."""
        return Portal(
            id=self.id,
            name=self.name,
            home=self.home,
            column=self.column,
            cms=self.cms,
            level=self.level or level_of_region(region_stages(self.name)),
            region_code=self.region_code,
            schedule=self.schedule,
            verified_on=self.verified_on.isoformat() if self.verified_on else None,
            hosts=self.hosts,
            agencies=tuple(agency.to_agency(self) for agency in self.agencies),
            quirks=self.quirks.to_quirks(),
        )
