"""From the home page alone, every family's way of listing leads to every report, to no decoy, in few requests."""

import pytest
from spiders.crawled import Crawl
from spiders.family_sites import SITES, TITLES
from spiders.local_portal import serve
from spiders.odd_sites import ODD_SITES

_MOST_REQUESTS = 30
_ALL = {**SITES, **ODD_SITES}


@pytest.mark.parametrize("site", _ALL)
def test_every_report_is_found_from_home(crawl: Crawl, site: str) -> None:
    with serve(_ALL[site]()) as portal:
        found = crawl(f"- id: tb\n  name: 汀北区人民政府\n  home: {portal.address}/\n")
        requests = len(portal.asked)
    assert found.reports() == {(f"tb-{pinyin}", 2020) for pinyin in TITLES}
    assert found.failures == []
    assert requests < _MOST_REQUESTS
