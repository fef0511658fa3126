"""From what a look round a site found to the registry entry it would have, with the evidence for each line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml

from gxcrawl.portals.names import level_of_region, plain_name, region_stages

# "杭州市富阳区人民政府门户网站" → 杭州市富阳区人民政府
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:人民政府|管理委员会|管委会)")
_TITLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ListSeen:
    """One list page that was looked at: by which family, found on which page, the report titles on it.

    in_column: the page stands in an annual-report column, as its own name or that of a page above it says.
    """

    url: str
    family: str
    in_column: bool
    found_on: str | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A registry entry as YAML, and one line of evidence for each thing it says; the entry is None without reports."""

    entry: str | None
    evidence: tuple[str, ...]


def propose_entry(home: str, site_title: str, lists: Sequence[ListSeen], agencies: Sequence[str]) -> Proposal:
    """The entry for a site. agencies: the bodies that its report titles name."""
    by_url = {seen.url: seen for seen in lists}
    roots = Counter[str]()
    for seen in lists:
        if seen.titles:
            roots[_column_above(seen, by_url)] += len(seen.titles)
    if not roots:
        looked = ", ".join(by_url) or home
        return Proposal(None, (f"no list with report titles; looked at {looked}",))
    column, count = roots.most_common(1)[0]
    family = Counter(seen.family for seen in lists if seen.titles).most_common(1)[0][0]
    named = _GOVERNMENT.search(plain_name(site_title))
    name = named[0] if named else plain_name(site_title) or urlsplit(home).netloc
    fields: dict[str, object] = {"id": _id_of(home), "name": name, "home": home, "column": column, "cms": family}
    level = level_of_region(region_stages(name))
    if level:
        fields["level"] = level
    fields["verified_on"] = None
    titles = [title for seen in lists for title in seen.titles][:_TITLES_SHOWN]
    evidence = (
        f"name: the home page's title is {site_title!r}",
        f"column: {count} report title(s) in it or below it, such as {'; '.join(titles)}",
        f"cms: {family} recognised on the pages that list them",
        *(f"also: {root} lists {found} report title(s)" for root, found in roots.most_common()[1:]),
        f"agencies: {len(agencies)} named in titles: {'、'.join(agencies)}",
    )
    return Proposal(yaml.safe_dump([fields], allow_unicode=True, sort_keys=False), evidence)


def _column_above(seen: ListSeen, by_url: Mapping[str, ListSeen]) -> str:
    """The topmost page of the column that a list belongs to: years and agencies are further down."""
    passed = {seen.url}
    while seen.in_column:
        above = by_url.get(seen.found_on or "")
        if above is None or not above.in_column or above.url in passed:
            break
        passed.add(above.url)
        seen = above
    return seen.url


def _id_of(home: str) -> str:
    """An id out of a host: www.fuyang.gov.cn → fuyang; a bare address keeps its port."""
    parts = urlsplit(home)
    host = (parts.hostname or "").removeprefix("www.")
    name = re.sub(r"\.(?:gov\.cn|com\.cn|cn|com|org|net)$", "", host)
    port = f"-{parts.port}" if parts.port else ""
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-") + port
