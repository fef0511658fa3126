"""A list page that could not be had is asked for again exactly as it was: method, body, headers, and how it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler
from spiders.sites.simulated_portals import PORTAL_NAME, crawl_into, reports, serve_all

from gxcrawl.model import Failure, ListRequest, Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.simulation.portals.epoint import EpointSite
from gxcrawl.simulation.portals.families import hanweb_site
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import post_decoys, post_report
from gxcrawl.simulation.server import RunningSite
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import list_request
from gxcrawl.spiders.retrying import retry_listing
from gxcrawl.spiders.selection import Selection
from gxcrawl.storage import KeptFailure, open_database
from gxcrawl.storage.repositories import failures as conversion

_ENDPOINTS = ("/module/web/jpage/dataproxy.jsp",)  # asked in other ways than POST too
_OF_THE_REQUEST = ("content-type", "referer", "x-requested-with")
_PORTAL = Portal("jc", PORTAL_NAME, "http://127.0.0.1:8001/")
_COLUMN = "http://127.0.0.1:8001/nb/"
_BY_GET = ListRequest("http://127.0.0.1:8001/search?page=3&channel=年报", state={"way": "get", "number": 3})
_BY_POST = ListRequest(
    "http://127.0.0.1:8001/search",
    "POST",
    '{"page": 3, "channel": "年报"}',
    (("Referer", _COLUMN), ("Content-Type", "application/json")),
    {"way": "post", "number": 3},
    _BY_GET,
)
_THIRD_PAGE = Listing(
    Trail("jc", "column", 1, year=2021), _BY_POST, "epoint", 3, frozenset({"seen"}), 30, 90, opened_at=_COLUMN
)


def stored_and_retried(failure: Failure) -> Listing:
    """What a retry asks, of a failure that a database kept in between."""
    now = datetime.now(UTC)
    document = conversion.to_document(KeptFailure(failure, now, now))
    return retry_listing(conversion.from_document(document).failure, _PORTAL, None)


def failed(listing: Listing, *, whole: bool = False) -> Failure:
    spider = AnnualReportsSpider(Selection((_PORTAL,)), 300)
    spider.crawler = get_crawler(AnnualReportsSpider)
    return spider.parts.failures.of_list(listing, "server answered status 503", whole=whole)


def test_the_same_request_is_repeated_and_its_response_read_by_the_same_family() -> None:
    again = stored_and_retried(failed(_THIRD_PAGE))
    assert again == replace(_THIRD_PAGE, seen=frozenset(), found_on=_COLUMN)
    first, second = (list_request(one, print, print) for one in (_THIRD_PAGE, again))
    assert (first.method, first.url, first.body) == (second.method, second.url, second.body)
    assert first.headers == second.headers


def test_rows_requested_in_an_alternative_way_are_identified_and_retried_by_the_first() -> None:
    otherwise = _THIRD_PAGE.asked_otherwise()
    assert otherwise is not None
    assert otherwise.request == _BY_GET
    assert failed(otherwise).url == failed(_THIRD_PAGE).url
    assert stored_and_retried(failed(otherwise)).request == _BY_POST


def test_different_pages_of_one_endpoint_are_separate_failures() -> None:
    fourth = replace(_THIRD_PAGE, request=replace(_BY_POST, body='{"page": 4, "channel": "年报"}'))
    assert failed(_THIRD_PAGE).url != failed(fourth).url
    assert failed(_THIRD_PAGE).url.startswith("http://127.0.0.1:8001/search#")


def test_a_cut_list_is_retried_from_its_first_page() -> None:
    again = stored_and_retried(failed(_THIRD_PAGE, whole=True))
    assert (again.request, again.page, again.opened_at) == (ListRequest(_COLUMN), 1, None)


@dataclass(slots=True)
class _Refusing:
    """A portal whose list endpoints refuse everybody, until they are let go."""

    site: Site
    refuses: bool = True
    refused: list[Request] = field(default_factory=list)

    def respond(self, request: Request) -> Response:
        if self.refuses and (request.method == "POST" or request.path in _ENDPOINTS):
            self.refused.append(request)
            return Response(403)
        return self.site.respond(request)


@pytest.fixture
def portals(tmp_path: Path) -> Iterator[dict[str, RunningSite]]:
    posted = [post_report(400_100 + n, report) for n, report in enumerate(reports())]
    postings = tuple(
        sorted(
            (*posted, *post_decoys(400_500, [report.agency for report in reports()], (2020,))),
            key=lambda posting: posting.published_on,
            reverse=True,
        )
    )
    of_many_pages = replace(hanweb_site(PORTAL_NAME, postings), per_page=2)
    sites = {"hanweb": of_many_pages, "epoint": EpointSite(PORTAL_NAME, postings)}
    with serve_all({name: _Refusing(site) for name, site in sites.items()}) as running:
        yield running


def asked(request: Request) -> tuple[str, str, dict[str, str], bytes, list[str | None]]:
    """What makes two requests the same one."""
    headers = [request.headers.get(name) for name in _OF_THE_REQUEST]
    return request.method, request.path, dict(request.query), request.body, headers


def test_lists_behind_a_post_are_retried_alone(portals: dict[str, RunningSite], tmp_path: Path) -> None:
    crawl_into(tmp_path, portals)
    with open_database(f"sqlite:///{tmp_path / 'crawl.db'}") as database:
        before = {kept.failure.portal_id for kept in database.failures.find(stage="fetch")}
        stored = {report["_id"] for report in database.reports.find()}
    assert before == set(portals)
    for running in portals.values():
        running.site.refuses = False  # type: ignore[attr-defined]
        running.log.clear()
    said = crawl_into(tmp_path, portals, "retry")
    assert " recovered." in said
    for running in portals.values():
        site = running.site
        assert isinstance(site, _Refusing)
        first = next(request for request in running.log.requests if request.path != "/robots.txt")
        assert asked(first) == asked(site.refused[0])
        assert "/" not in running.log.paths()  # nothing is looked for anew
    with open_database(f"sqlite:///{tmp_path / 'crawl.db'}") as database:
        assert [kept.failure.url for kept in database.failures.find()] == []
        found = {report["_id"] for report in database.reports.find()}
    assert stored < found
    assert len(found) == len(portals) * len(reports())
