"""Turns the result of exploring a site into a proposed registry entry, with the evidence for each line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml

from gxcrawl.portals.bodies.names import level_of_region, region_stages
from gxcrawl.portals.sites import site_of
from gxcrawl.text.spacing import compact

# "杭州市富阳区人民政府门户网站" → 杭州市富阳区人民政府
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:人民政府|管理委员会|管委会)")
_TITLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ListSeen:
    """One list page: its family, the page that links it, its report titles and their addresses.

    in_column: it is in an annual-report column, by its own name or that of a page above it.
    """

    url: str
    family: str
    in_column: bool
    found_on: str | None = None
    titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A registry entry as YAML, with one line of evidence for each statement; the entry is None if no reports were
    found.
    """

    entry: str | None
    evidence: tuple[str, ...]


def propose_entry(
    home: str, site_title: str, lists: Sequence[ListSeen], agencies: Sequence[str], hosts: Sequence[str] = ()
) -> Proposal:
    """The entry for a site. agencies: bodies named by its report titles. hosts: further hosts that were explored."""
    by_url = {seen.url: seen for seen in lists}
    showing = [seen for seen in lists if seen.titles]
    if not showing:
        return Proposal(None, (f"no list with report titles; looked at {', '.join(by_url) or home}",))
    columns: dict[str, set[str]] = {}
    for seen in showing:
        columns.setdefault(_column_above(seen, by_url), set()).update(seen.addresses or seen.titles)
    column, held = max(columns.items(), key=lambda item: len(item[1]))
    every = set().union(*columns.values())
    family = Counter(seen.family for seen in showing).most_common(1)[0][0]
    named = _GOVERNMENT.search(compact(site_title))
    name = named[0] if named else compact(site_title) or urlsplit(home).netloc
    fields: dict[str, object] = {"id": _id_of(home), "name": name, "home": home}
    if held == every:
        fields["column"] = column
    asked = {site_of(url) for seen in showing for url in (seen.url, *seen.addresses)}
    needed = [host for host in hosts if host in asked]
    if needed:
        fields["hosts"] = needed
    fields["cms"] = family
    level = level_of_region(region_stages(name))
    if level:
        fields["level"] = level
    fields["verified_on"] = None
    titles = [title for seen in showing for title in seen.titles][:_TITLES_SHOWN]
    evidence = (
        f"name: the home page's title is {site_title!r}",
        _evidence_of_column(columns, column, every, titles),
        *(f"hosts: reports, or the lists that name them, stand on {host}" for host in needed),
        f"cms: {family} recognised on the pages that list them",
        *(f"also: {other} lists {len(rows)} report title(s)" for other, rows in columns.items() if other != column),
        f"agencies: {len(agencies)} named in titles: {'、'.join(agencies)}",
    )
    return Proposal(yaml.safe_dump([fields], allow_unicode=True, sort_keys=False), evidence)


def _evidence_of_column(columns: Mapping[str, set[str]], column: str, every: set[str], titles: Sequence[str]) -> str:
    """The evidence for the column; or why none is proposed: a column that lacks some of the reports would hide them."""
    such = f"such as {'; '.join(titles)}"
    if columns[column] == every:
        return f"column: {len(every)} report title(s) in it or below it, {such}"
    return (
        f"column: left out, so that all are found from home: {len(every)} report title(s) in {len(columns)} columns, "
        f"{len(columns[column])} of them in {column}, {such}"
    )


def _column_above(seen: ListSeen, by_url: Mapping[str, ListSeen]) -> str:
    """The topmost page of the column to which a list belongs; years and agencies are below it."""
    passed = {seen.url}
    while seen.in_column:
        above = by_url.get(seen.found_on or "")
        if above is None or not above.in_column or above.url in passed:
            break
        passed.add(above.url)
        seen = above
    return seen.url


def _id_of(home: str) -> str:
    """An id derived from a host name: www.fuyang.gov.cn → fuyang; a bare address keeps its port."""
    parts = urlsplit(home)
    host = (parts.hostname or "").removeprefix("www.")
    name = re.sub(r"\.(?:gov\.cn|com\.cn|cn|com|org|net)$", "", host)
    port = f"-{parts.port}" if parts.port else ""
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-") + port
