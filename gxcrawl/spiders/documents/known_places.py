"""Requests documents again that earlier crawls found, if no list leads to them any more."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from gxcrawl.model import Source
from gxcrawl.spiders.documents.visits import VisitingSpider
from gxcrawl.spiders.portal_spider import Found
from gxcrawl.spiders.requests import visit_request
from gxcrawl.spiders.retrying import visit_again
from gxcrawl.spiders.selection import Selection


class KnownPlacesSpider(VisitingSpider):
    """The part of a spider that visits known places after its lists; those reached through lists are not requested
    again.
    """

    _places: tuple[Source, ...] = ()

    def __init__(self, selection: Selection, max_list_pages: int, recheck_days: float = 0) -> None:
        super().__init__(selection, max_list_pages, recheck_days)
        self._held_back: list[Request] = []

    def _hold_back(self, found: Iterable[Found]) -> Iterator[Found]:
        """Holds requests until lists are read, which may lead to the same documents with more metadata; passes other
        items on.
        """
        for one in found:
            if isinstance(one, Request):
                self._held_back.append(one)
            else:
                yield one

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As its bases. Only from Python: places, where earlier crawls saw documents that are to be fetched again."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        places: Iterable[Source] = kwargs.get("places") or ()
        spider._places = tuple(places)
        crawler.signals.connect(spider.ask_known_places, signal=signals.spider_idle)
        return spider

    def ask_known_places(self) -> None:
        """Requests all known places when nothing else is left to do; duplicates are dropped."""
        places, self._places = self._places, ()
        held, self._held_back = self._held_back, []
        if not (places or held) or not self.crawler.engine:
            return
        for request in held:
            self.crawler.engine.crawl(request)
        for place in places:
            agency = self.agency(place.agency_id)
            if agency is not None and agency.portal in self._portals:
                visit = visit_again(place, agency.portal, agency)
                callback = self.parse_file if visit.parent_url else self.parse_detail
                self.crawler.engine.crawl(visit_request(visit, callback, self.visit_failed))
        raise DontCloseSpider
