"""What holds for every simulated family."""

from dataclasses import replace

import pytest
from simulation.asking import FILED, POSTINGS, ask, text

from gxcrawl.simulation.portals.families import FAMILIES, by_publisher


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_serves_a_home_page_and_returns_404_for_unknown_urls(family: str) -> None:
    site = FAMILIES[family]("霁川县人民政府", POSTINGS)
    assert ask(site, "/").status == 200
    assert ask(site, "/no/such/page.html").status == 404


@pytest.mark.parametrize("family", FAMILIES)
def test_two_sites_with_the_same_postings_return_the_same_response(family: str) -> None:
    first, second = (FAMILIES[family]("霁川县人民政府", POSTINGS) for _ in range(2))
    assert ask(first, "/", serial=3) == ask(second, "/", serial=3)


def test_postings_are_grouped_by_publisher() -> None:
    assert by_publisher(POSTINGS) == {"霁川县发展和改革局": (FILED,), "霁川县档案馆": POSTINGS[1:]}


@pytest.mark.parametrize("family", ["hanweb", "trs", "plain"])
def test_a_list_row_may_link_to_another_portal(family: str) -> None:
    elsewhere = "http://127.0.0.1:9/zwgk/t20220118_5.html"
    site = FAMILIES[family]("霁川县人民政府", (replace(FILED, links_to=elsewhere),))
    address = {"hanweb": "/col/col34/index.html", "trs": "/zwgk/zfxxgk/zfxxgknb/", "plain": "/xxgk/gknb/"}[family]
    assert f'href="{elsewhere}"' in text(site, address)
