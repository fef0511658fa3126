"""The identity of each public body within its portal, independent of the spelling of its name."""

import hashlib
from collections.abc import Iterable

from gxcrawl.model import Agency, Portal
from gxcrawl.portals.bodies.levels import level_and_code
from gxcrawl.portals.bodies.names import name_key, region_stages
from gxcrawl.text.spacing import compact

_LONGEST_ID = 80


class AgencyBook:
    """The agencies of one portal: registered ones, and those found so far.

    A new name belongs to the agency that already has it in some form; otherwise it becomes an agency with the id
    `<portal>-<pinyin>`. If two bodies have the same pinyin, the id of the later one gets a short hash.
    """

    def __init__(self, portal: Portal, known: Iterable[Agency] = ()) -> None:
        """known: agencies found by earlier crawls, so that their ids stay the same."""
        self._portal = portal
        self._stages = region_stages(portal.name)
        self._by_key: dict[str, Agency] = {}
        self._by_id: dict[str, Agency] = {}
        for agency in (*portal.agencies, *known):
            self.learn(agency)

    def learn(self, agency: Agency) -> None:
        """Adds an agency under its name and aliases; known names keep their agency."""
        if agency.portal != self._portal.id or agency.id in self._by_id:
            return
        self._by_id[agency.id] = agency
        for name in (agency.name, *agency.aliases):
            self._by_key.setdefault(self.key(name), agency)

    def key(self, name: str) -> str:
        """The form under which names of this portal are compared."""
        return name_key(name, self._stages)

    def find(self, name: str) -> Agency | None:
        """The agency to which a name already belongs; None for a new body."""
        return self._by_key.get(self.key(name))

    def identify(self, name: str) -> Agency:
        """The agency with this name, created if the name is new."""
        known = self.find(name)
        if known:
            return known
        key, portal = self.key(name), self._portal
        level, code = level_and_code(name, portal.name, portal.level, portal.region_code)
        agency = Agency(
            id=self._new_id(key),
            name=compact(name),
            portal=portal.id,
            level=level,
            region_code=code,
            registered=False,
            portal_name=portal.name,
        )
        self._by_id[agency.id] = self._by_key[key] = agency
        return agency

    def own_government(self) -> Agency:
        """The body that owns the portal; a report without any name is its report."""
        return self.identify(self._portal.name)

    def by_id(self, agency_id: str) -> Agency | None:
        """The agency of this portal with this id, or None."""
        return self._by_id.get(agency_id)

    def __iter__(self) -> Iterable[Agency]:
        return iter(self._by_id.values())

    def _new_id(self, key: str) -> str:
        from pypinyin import lazy_pinyin  # loading its dictionary takes half a second; needed only for new bodies

        syllables = "".join(lazy_pinyin(key, errors=lambda other: "".join(c for c in other.lower() if c.isascii())))
        spelt = "".join(c for c in syllables if c.isalnum() and c.isascii())
        digest = hashlib.sha256(key.encode()).hexdigest()[:8]
        plain = f"{self._portal.id}-{spelt or digest}"
        if plain not in self._by_id and len(plain) <= _LONGEST_ID:
            return plain
        return f"{plain[: _LONGEST_ID - 9]}-{digest}"
