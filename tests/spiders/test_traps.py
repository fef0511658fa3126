"""What portals do to crawlers: parameters ignored, pages that are stubs, calendars without end, bursts, challenges.

All portals are crawled at once, by the spider alone; which documents and failures it yields is compared.
"""

import pytest
from spiders.crawled import Crawl, Crawled
from spiders.sites.simulated_portals import PORTAL_NAME, YEARS, postings, registry, reports, serve_all

from gxcrawl.simulation.portals.challenge import ChallengeKind, ChallengeSite
from gxcrawl.simulation.portals.gkmlpt import GkmlptSite
from gxcrawl.simulation.portals.hanweb import HanwebColumn, HanwebSite
from gxcrawl.simulation.portals.jpaas import JpaasSite
from gxcrawl.simulation.portals.plain import PlainSite
from gxcrawl.simulation.portals.trs import TrsColumn, TrsSite
from gxcrawl.simulation.portals.ucap import UcapSite
from gxcrawl.simulation.portals.vsb import VsbSite
from gxcrawl.simulation.publishing.exchange import Site

_POSTINGS = postings("plain")
_MOST_REQUESTS = 60


def _hanweb(**trouble: object) -> HanwebSite:
    columns = (HanwebColumn(30, "政府信息公开"), HanwebColumn(34, "政府信息公开年报", _POSTINGS))
    return HanwebSite(PORTAL_NAME, columns, **{"per_page": 5, "group_size": 2, **trouble})  # type: ignore[arg-type]


def _trs(**trouble: object) -> TrsSite:
    columns = (TrsColumn("/zwgk/", "政务公开"), TrsColumn("/zwgk/zfxxgknb/", "政府信息公开年报", _POSTINGS))
    return TrsSite(PORTAL_NAME, columns, **{"page_size": 8, **trouble})  # type: ignore[arg-type]


_SITES: dict[str, Site] = {
    "hanweb-ignores-startrecord": _hanweb(ignores=frozenset({"startrecord"})),
    "hanweb-ignores-page": _hanweb(ignores=frozenset({"page"})),
    "hanweb-cut-titles": _hanweb(titles=False, cut_at=12),
    "jpaas-hears-pageno": JpaasSite(PORTAL_NAME, _POSTINGS, hears="pageNo", page_size=8),
    "trs-gbk": _trs(encoding="gb18030", charset="gb2312"),
    "trs-without-index-1": _trs(skips_index_1=True),
    "trs-stub": _trs(stub_pages=1),
    "trs-wants-referer": _trs(wants_referer=True),
    "ucap-burst": UcapSite(PORTAL_NAME, _POSTINGS, burst_every=4),
    "gkmlpt-body-in-div": GkmlptSite(PORTAL_NAME, _POSTINGS, body_in="div", page_size=10),
    "vsb-unpublished": VsbSite(PORTAL_NAME, _POSTINGS, unpublished=("霁川县公路局的一份公告",)),
    "plain-endless": PlainSite(PORTAL_NAME, _POSTINGS, endless=True),
    "plain-sessions": PlainSite(PORTAL_NAME, _POSTINGS, session_ids=True),
    "plain-calendar": PlainSite(PORTAL_NAME, _POSTINGS, calendar=True),
    "plain-gbk-undeclared": PlainSite(PORTAL_NAME, _POSTINGS, encoding="gb18030", charset=None),
    "plain-gbk-called-latin": PlainSite(PORTAL_NAME, _POSTINGS, encoding="gb18030", charset="iso-8859-1"),
    "plain-utf8-called-gbk": PlainSite(PORTAL_NAME, _POSTINGS, encoding="utf-8", charset="gbk"),
}
_CHALLENGES: dict[ChallengeKind, str] = {
    "jsl_521": "JavaScript challenge (status 521",
    "rs_412": "JavaScript challenge (status 412",
    "rs_200": "JavaScript challenge (瑞数",
    "region_403": "geographic block",
    "login_200": "login page",
}


@pytest.fixture(scope="module")
def outcome(crawl_once: Crawl) -> tuple[Crawled, dict[str, str], dict[str, int]]:
    challenges: dict[str, Site] = {kind.replace("_", "-"): ChallengeSite(kind) for kind in _CHALLENGES}
    with serve_all({**_SITES, **challenges}) as running:
        found = crawl_once(registry(running))
        homes = {name: site.url for name, site in running.items()}
        return found, homes, {name: len(site.log.requests) for name, site in running.items()}


@pytest.mark.parametrize("name", _SITES)
def test_every_report_is_found_despite_the_trap(
    name: str, outcome: tuple[Crawled, dict[str, str], dict[str, int]]
) -> None:
    found, homes, requests = outcome
    mine = found.at(homes[name]).documents
    expected = {report.title for report in reports()}
    assert {document["title"] for document in mine} == expected
    assert {document["year"] for document in mine} == set(YEARS)
    assert len({document["agency_id"] for document in mine}) == len({report.agency.name for report in reports()})
    assert [failure["failure"] for failure in found.at(homes[name]).failures] == []
    assert requests[name] < _MOST_REQUESTS


@pytest.mark.parametrize("kind", _CHALLENGES)
def test_a_challenge_page_is_reported_and_not_attempted(
    kind: ChallengeKind, outcome: tuple[Crawled, dict[str, str], dict[str, int]]
) -> None:
    found, homes, requests = outcome
    name = kind.replace("_", "-")
    reasons = [failure["failure"] for failure in found.at(homes[name]).failures]
    assert len(reasons) == 1
    assert reasons[0].startswith(_CHALLENGES[kind])
    assert requests[name] <= 2  # robots.txt and the home page
