"""Reports in place of lists: pages and files behind links that looked like links to lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from scrapy.http import Response, TextResponse

from gxcrawl.downloading.page import looks_like_html
from gxcrawl.portals.articles import read_article
from gxcrawl.portals.discovery import is_beside
from gxcrawl.portals.families import read_detail
from gxcrawl.portals.pages.articles.chapters import chapters_of
from gxcrawl.portals.pages.markup.sections import begins_report, is_report_body
from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.articles import Articles
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.paging import Listing
from gxcrawl.spiders.requests import Found, visit_of
from gxcrawl.spiders.rows import Rows

_FILES_OF_ONE_REPORT = 3  # the report, its table, the same again in another format
_SAYS_SOMETHING = 400  # characters


@dataclass(frozen=True, eq=False)
class InPlace:
    """Recognises such pages and reads them as articles."""

    crawl: Crawl
    failures: Failures
    rows: Rows
    articles: Articles

    def is_article(self, page: TextResponse, listing: Listing) -> bool:
        """True if a page behind a link to a list is a report."""
        asked_of_endpoint = bool(listing.request.state) or listing.page > 1
        if asked_of_endpoint or listing.trail.depth == 0 or not looks_like_html(page):
            return False
        read = read_detail(self.crawl.family_of(page, listing.trail), page, listing.title)
        if is_report_body(read.text) or not listing.title:
            return is_report_body(read.text)
        offers_files = 0 < len(read.attachments) <= _FILES_OF_ONE_REPORT
        return offers_files or begins_report(read.text) or bool(chapters_of(page))

    def read(self, response: Response, listing: Listing) -> Iterator[Found]:
        """Reads a page or a file as if a row had led to it."""
        yield from self.articles.read(response, visit_of(listing))

    def read_article(self, page: TextResponse, listing: Listing) -> Iterator[Found]:
        """Reads a report, and those of other years if its page links them (xxgkAnnualReport.jsp)."""
        family, visit = self.crawl.family_of(page, listing.trail), visit_of(listing)
        entries = family.read_list(page, {}).entries
        # of the same program: a heading with a year may also be above the menus of a page
        own = page.url.split("?")[0]
        offered = [one for one in entries if one.year and one.url.split("?")[0] == own and one.url != page.url]
        if listing.trail.in_column:
            beside = [one for one in entries if one not in offered and is_beside(one, page.url)]
            yield from self.rows.follow(beside, listing.trail, listing.request.url)
        yield from self.failures.recovered(listing.address, listing.trail.portal_id)
        yield from self.rows.follow(offered, listing.trail, listing.request.url)
        year = read_article(read_detail(family, page, listing.title), visit.entry, visit.trail).year
        if not offered or (year is not None and year not in {entry.year for entry in offered}):
            yield from self.articles.read(page, visit)

    def read_as_named(self, page: TextResponse, listing: Listing) -> Iterator[Found]:
        """A page without rows whose link named a report: handled as that report if it has content, else a failure."""
        read = read_detail(self.crawl.family_of(page, listing.trail), page, listing.title)
        if looks_like_html(page) and (read.attachments or len(read.text) > _SAYS_SOMETHING):
            yield from self.read(page, listing)
        else:
            yield self.failures.of_list(listing, "link names a report, its page shows neither one nor a list")
