"""Queues on disk and in Redis store requests by the names of the spider's methods: all can be, and the names last."""

import pickle
from dataclasses import fields

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.request import request_from_dict

from gxcrawl.model import Portal
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListRequest
from gxcrawl.spiders.annual_reports import AnnualReportsSpider
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Visit
from gxcrawl.spiders.rereading import Reading
from gxcrawl.spiders.selection import Selection

_HOME = "http://127.0.0.1:8001/"
_TRAIL = Trail("jc", "column", 1)
# The fields of what is pickled into queues, in the order in which they are; new ones are added here, at the end.
_STORED = {
    Listing: "trail request family page seen rows total said found_on opened_at start title row published_on barren"
    " idle first by_chance reading refusal",
    Visit: "trail entry found_on parent_url agency year publisher unnamed known parts posted row is_behind",
    Trail: "portal_id place depth agency year root",
    ListEntry: "url title published_on year agency attachments by_chance lasting posted",
    ListRequest: "url method body headers state otherwise",
    Reading: "begun pages before found times owed trouble",
}


def test_every_request_of_a_crawl_can_be_serialized() -> None:
    portal = Portal("jc", "霁川县人民政府", _HOME)
    spider = AnnualReportsSpider(Selection((portal,)), 300)
    requests, listing = spider.parts.requests, Listing(_TRAIL, ListRequest(f"{_HOME}nb/"))
    article = Visit(_TRAIL, ListEntry(f"{_HOME}1.html", "2021年年报"), f"{_HOME}nb/")
    file = Visit(_TRAIL, ListEntry(f"{_HOME}1.pdf", "2021年年报"), f"{_HOME}nb/", article.address)
    page = HtmlResponse(article.address, body=b"<html></html>")
    made = [
        *requests.starts(portal),
        requests.list_page(listing),
        requests.unnamed_list(listing),
        requests.site_map(listing),
        requests.visit(article),
        requests.visit(file),
        requests.part(f"{_HOME}1_2.html", article, article.address),
        requests.rest(ListRequest(f"{_HOME}detail.do"), page, article),
        requests.end_of("jc"),
    ]
    stored = pickle.loads(pickle.dumps([one.to_dict(spider=spider) for one in made]))  # noqa: S301
    assert [_names(request_from_dict(one, spider=spider)) for one in stored] == [
        ("parse_list", "list_failed"),
        ("parse_list", "list_failed"),
        ("parse_list", "no_such_place"),
        ("parse_site_map", "no_such_place"),
        ("parse_detail", "visit_failed"),
        ("parse_file", "visit_failed"),
        ("parse_part", "visit_failed"),
        ("parse_rest", "rest_failed"),
        ("report_silence", None),
    ]


@pytest.mark.parametrize("stored", _STORED, ids=lambda stored: stored.__name__)
def test_fields_of_queued_objects_keep_their_positions(stored: type) -> None:
    assert [field.name for field in fields(stored)] == _STORED[stored].split()


def test_a_request_queued_by_an_earlier_version_gets_defaults_for_new_fields() -> None:
    listing = Listing(_TRAIL, ListRequest(f"{_HOME}nb/"), page=3, by_chance=True)
    names = [field.name for field in fields(Listing)]
    earlier = names[: names.index("by_chance") + 1]
    restored = Listing.__new__(Listing)
    restored.__setstate__([getattr(listing, name) for name in earlier])
    assert restored == listing
    with pytest.raises(TypeError, match="Listing was stored without request"):
        restored.__setstate__([_TRAIL])


def _names(request: Request) -> tuple[str | None, str | None]:
    callback, errback = (getattr(one, "__name__", None) for one in (request.callback, request.errback))
    return callback, errback
