"""From the home page alone, every family's way of listing leads to every report, to no decoy, in few requests.

All sites are crawled at once, each on a port of its own.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from spiders.crawled import Crawl, Crawled
from spiders.family_sites import SITES, TITLES
from spiders.local_portal import LocalPortal, serve
from spiders.odd_sites import ODD_SITES
from spiders.unnamed_sites import UNNAMED_SITES

_MOST_REQUESTS = 30
_ALL = {name.replace("_", "-"): make for name, make in {**SITES, **ODD_SITES, **UNNAMED_SITES}.items()}
_Outcome = tuple[Crawled, dict[str, LocalPortal]]


@pytest.fixture(scope="module")
def outcome(crawl_once: Crawl) -> Iterator[_Outcome]:
    with ExitStack() as stack:
        portals = {name: stack.enter_context(serve(make())) for name, make in _ALL.items()}
        entries = (f"- {{id: {name}, name: 汀北区人民政府, home: '{at.address}/'}}\n" for name, at in portals.items())
        yield crawl_once("".join(entries)), portals


@pytest.mark.parametrize("site", _ALL)
def test_every_report_is_found_from_home(site: str, outcome: _Outcome) -> None:
    found, portals = outcome
    address = portals[site].address
    mine = {(d["agency_id"], d["year"]) for d in found.documents if d["url"].startswith(address)}
    assert mine == {(f"{site}-{pinyin}", 2020) for pinyin in TITLES}
    assert [failure["failure"] for failure in found.failures if failure["url"].startswith(address)] == []
    assert len(portals[site].asked) < _MOST_REQUESTS
