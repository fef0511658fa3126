"""Rows that name a report but lead nowhere, or to another row's page, because an editor omitted or mistook the
address.
"""

from collections.abc import Iterator, Sequence

from scrapy.http import TextResponse

from gxcrawl.portals.pages.markup.links import absolute, anchor_title, asked_as, base_address, link_of
from gxcrawl.portals.pages.markup.shapes import ListEntry
from gxcrawl.portals.pages.markup.words import one_line, texts_of
from gxcrawl.portals.pages.rows.objects import may_list_reports
from gxcrawl.portals.pages.scripts.calls import openers_of
from gxcrawl.portals.titles import judge_title, report_year
from gxcrawl.text.bodies import agency_in_title, may_be_one_body
from gxcrawl.text.spacing import compact

NO_ADDRESS = "row names a report, its link has no address"
# rows without a link beside rows with one; a single cell above a table is its heading
_WITHOUT_LINK = (
    "//*[self::li or self::dd or self::tr and count(td) > 1][contains(., '报')]"
    "[not(.//a or .//*[@onclick] or @onclick or ancestor::a)]"
    "[not(.//@*[starts-with(name(), 'data-')] or @*[starts-with(name(), 'data-')])]"
    "[preceding-sibling::*[1]//a[@href] or following-sibling::*[1]//a[@href]]"
)
_LIKE_ANOTHER = "row names a report, its link leads to another: {}"


def lost_rows(page: TextResponse, entries: Sequence[ListEntry]) -> Iterator[tuple[str, str]]:
    """The titles of such rows, each with its error. entries: everything read from the page.

    Only titles with body and year: without these, it may be a menu entry for the page itself.
    """
    if page.selector.type != "html" or not may_list_reports(page.text):
        return
    base, openers = base_address(page), openers_of(page)
    read, by_url = {compact(entry.title) for entry in entries}, {entry.url: entry.title for entry in entries}
    for row in page.xpath(_WITHOUT_LINK):
        for title in {one_line(text) for text in texts_of(row.root) if "报" in text}:
            if compact(title) not in read and _is_whole(title):
                read.add(compact(title))
                yield title, NO_ADDRESS
    for anchor in page.xpath("//a"):
        title = anchor_title(anchor)
        if compact(title) in read or not _is_whole(title):
            continue
        read.add(compact(title))
        url = absolute(base, link_of(anchor, openers))
        held = by_url.get(asked_as(page, url)) if url else None
        if url is None:
            yield title, NO_ADDRESS
        elif held is not None and _is_whole(held) and _is_of_another(title, held):
            yield title, _LIKE_ANOTHER.format(held)


def _is_whole(title: str) -> bool:
    return judge_title(title) == "report" and report_year(title) is not None and agency_in_title(title) is not None


def _is_of_another(title: str, other: str) -> bool:
    bodies = agency_in_title(title) or "", agency_in_title(other) or ""
    return report_year(title) != report_year(other) or not may_be_one_body(*bodies)
