"""The agency and year of an article's report, from its row, its page and the way there."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from gxcrawl.model import Agency
from gxcrawl.portals.bodies.agencies import AgencyBook
from gxcrawl.portals.bodies.words import agency_like, inside_region, is_uploader
from gxcrawl.portals.discovery import Trail, is_beside
from gxcrawl.portals.pages.markup.sections import bodies_of_several_reports, holds_several_reports, is_report_body
from gxcrawl.portals.pages.markup.shapes import Attachment, DetailPage, ListEntry
from gxcrawl.portals.titles import is_cut, judge_title, report_year, title_is_cut
from gxcrawl.text.bodies import agency_in_title, may_be_one_body, names_region
from gxcrawl.text.spacing import compact
from gxcrawl.text.years import years_in_prose

_SHORT = 200
_FIRST_MONTH = 12  # of its own year in which a report may be published
_NOTHING = re.compile(r"暂无|没有(?:找到|相关|数据|符合)|无(?:相关|此)?(?:数据|内容|信息|年报)")
_ROWS_OF_A_LIST = 2
_LIST_WORDS_PER_TITLE = 3  # dates, numbers and a pager stand beside the titles
# beginning of an article's text: "县教育局2020年政府信息公开工作年度报告…"; its end: "…无。县教育局2021年1月20日"
_TITLE_OF_BODY = re.compile(r".{2,60}?(?:年度报告|年报|工作报告)")
_SIGNED = re.compile(r"[。;]([\u4e00-\u9fff()]{3,30})(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[^\u4e00-\u9fff]*$")


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of one article before its body is parsed."""

    title: str
    year: int | None  # None if nothing names exactly one year
    names: tuple[str, ...] = ()  # possible names of the reporting body, most reliable first
    published_on: date | None = None
    publisher: str | None = None
    attachments: tuple[Attachment, ...] = ()
    is_hub: bool = False  # it only links reports
    # attachments that are, by their names, other reports, such as those beside the article
    strays: tuple[Attachment, ...] = ()
    is_whole: bool = False  # its page prints the report itself, whatever it links

    @classmethod
    def of_row(cls, entry: ListEntry, trail: Trail, year: int | None = None, publisher: str | None = None) -> "Article":
        """The article according to its list row and the way there. year: known from elsewhere, if the title names
        none.
        """
        named = None if title_is_cut(entry.title) else agency_in_title(entry.title)
        if named and judge_title(entry.title, in_column=True) == "hub" and not agency_like(named):
            named = None  # "各部门…汇总（打包下载）": words for a collection, not a body's name
        told = (inside_region(trail.agency, name) for name in (entry.agency, named, trail.agency) if name)
        names = tuple(dict.fromkeys(told))
        found = report_year(entry.title) or _year_of_place(entry.year or year or trail.year, entry.published_on)
        return cls(entry.title, found, names, entry.published_on, publisher)

    def agency(self, book: AgencyBook) -> Agency | None:
        """The reporting body: the first name that the book knows or that looks like a body's; None if there is none."""
        for name in self.names:
            found = book.find(name) or (book.identify(name) if agency_like(name) else None)
            if found:
                return found
        return None

    def agency_or_own(self, book: AgencyBook) -> Agency:
        """The reporting body by name, otherwise the portal's own government, which need not name itself on its site."""
        named = self.agency(book)
        if named is None and self.names:
            return book.identify(self.names[0])
        return named or book.own_government()


def read_article(page: DetailPage, entry: ListEntry, trail: Trail) -> Article:
    """An article from its page and the row that led to it."""
    title = page.title if judge_title(page.title, in_column=True) == "report" or not entry.title else entry.title
    judged = {judge_title(text, in_column=True) for text in (page.title, entry.title)}
    told = _year_against(entry, page) or report_year(entry.title) or report_year(page.title, page.text)
    year = told or _year_of_place(entry.year or trail.year, entry.published_on or page.published_on)
    names = tuple(dict.fromkeys(_names(page, entry, trail)))
    files = tuple({file.url: file for file in (*page.attachments, *entry.attachments)}.values())
    many = _is_of_many(files)
    strays = tuple(
        file for file in files if names_other_body(file, names[:1], many=many) or _names_other_year(file, year)
    )
    whole = is_report_body(page.text)
    return Article(
        title=title,
        year=year,
        names=names,
        published_on=page.published_on or entry.published_on,
        publisher=page.publisher,
        attachments=files,
        strays=strays if len(strays) < len(files) or whole else (),
        is_hub=("hub" in judged or _is_of_many(page.attachments)) and not whole,
        is_whole=whole,
    )


def _year_against(entry: ListEntry, page: DetailPage) -> int | None:
    """The year on which title and text of a page agree, if its row names another; an editor set the wrong link."""
    year = report_year(page.title)
    return year if years_in_prose(page.text) == {year} and report_year(entry.title) != year else None


def _year_of_place(year: int | None, published_on: date | None) -> int | None:
    """The year given only by the place of a row, a tab or folder; None if the row is older than such a report can be.

    Rows of January 2020 under 2020年 are reports about the year before: the tab is the year of publication.
    """
    too_early = year is not None and published_on is not None and published_on < date(year, _FIRST_MONTH, 1)
    return None if too_early else year


def names_other_body(file: Attachment, names: Collection[str], *, many: bool = False) -> bool:
    """True if a file's name names a body other than all of these.

    many: several files are offered, of several bodies; then the region's own name does not cover the others.
    """
    named = agency_in_title(file.name) if judge_title(file.name) == "report" else None
    if named is None or not names or names_region(named) or not agency_like(named):
        return False
    return not any(may_be_one_body(named, name) and not (many and names_region(name)) for name in names)


def _names_other_year(file: Attachment, year: int | None) -> bool:
    told = report_year(file.name) if judge_title(file.name, in_column=True) == "report" else None
    return told is not None and year is not None and told != year


def is_earlier(entry: ListEntry, article: Article, url: str, trail: Trail) -> bool:
    """True if a link of an article leads to its body's report of another year.

    A link that names no body must lead to the article's own folder, or below the column of its body.
    """
    year = report_year(entry.title)
    if year in (None, article.year) or entry.url == url or not is_beside(entry, url):
        return False
    body = agency_in_title(entry.title)
    if body is not None:
        return any(may_be_one_body(body, name) for name in article.names)
    root = trail.root if trail.agency else None
    return entry.url.startswith(root or url.rpartition("/")[0])


def is_another_kind(page: DetailPage, entry: ListEntry) -> bool:
    """Whether a page whose row was cut short turns out by its own title to be no report (法治政府建设年度报告)."""
    told = page.title and not is_cut(page.title)
    return bool(told) and is_cut(entry.title) and judge_title(page.title, in_column=True) == "other"


def only_links_chapters(page: DetailPage, links: Callable[[], Iterable[ListEntry]]) -> bool:
    """True if a page has the sections of a report only as links, each to a page of its own."""
    if page.attachments or is_report_body(page.text):
        return False
    return is_report_body("".join(entry.title for entry in links()))


def years_of_several_reports(page: DetailPage) -> tuple[int, ...]:
    """The years of the reports on a page, one after the other; empty if all are of one year."""
    years = years_in_prose(page.text) if holds_several_reports(page.text) else frozenset()
    return tuple(sorted(years)) if len(years) > 1 else ()


def several_bodies(page: DetailPage, entry: ListEntry) -> tuple[str, ...]:
    """The bodies of the reports on a page, one after the other; empty if a title says which of them is meant."""
    held = bodies_of_several_reports(page.text)
    above = "" if held and compact(page.title) in page.text else page.title  # the first report's
    told = (entry.agency, agency_in_title(entry.title), agency_in_title(above))
    return () if any(may_be_one_body(name, body) for name in told if name for body in held) else held


def is_empty_answer(text: str) -> bool:
    """True if a page only says that there is nothing, as for a year without a report."""
    return len(text) < _SHORT and bool(_NOTHING.search(text))


def is_list_of_reports(page: DetailPage, links: Callable[[], Iterable[ListEntry]]) -> bool:
    """True if a page taken for an article is a list: it has little text besides titles of reports.

    links: function that returns the page's links; called only if needed, since a page may have hundreds.
    """
    if page.attachments or is_report_body(page.text):
        return False
    titles = {entry.url: entry.title for entry in links() if judge_title(entry.title) == "report"}
    if len(titles) < _ROWS_OF_A_LIST:
        return False
    return len(page.text) < _LIST_WORDS_PER_TITLE * sum(map(len, titles.values()))


def offers_several_bodies(page: DetailPage, bodies: Mapping[str, str]) -> bool:
    """True if a page with little text offers files, each beside the name of another body, as in a hub's table."""
    return not is_report_body(page.text) and len(set(bodies.values())) > 1


def with_named_files(page: DetailPage, bodies: Mapping[str, str]) -> DetailPage:
    """The page, with its files named after the bodies beside them, if they are of several bodies."""
    if len(set(bodies.values())) < _ROWS_OF_A_LIST:
        return page
    told = {file.url: f"{bodies[file.url]}政府信息公开年报" for file in page.attachments if file.url in bodies}
    named = (
        file if judge_title(file.name) == "report" else replace(file, name=told.get(file.url, file.name))
        for file in page.attachments
    )
    return replace(page, attachments=tuple(named))


def bodies_beside(page: DetailPage, links: Callable[[], Iterable[ListEntry]]) -> dict[str, str]:
    """Address of a file → the body named beside it or in its name."""
    if len(page.attachments) < _ROWS_OF_A_LIST:
        return {}
    offered = {file.url for file in page.attachments}
    named = {one.url: one.agency or agency_in_title(one.title) for one in links() if one.url in offered}
    return {url: name for url, name in named.items() if name is not None and agency_like(name)}


def _is_of_many(files: Iterable[Attachment]) -> bool:
    """True if files are, by their names, reports of several bodies or years, not one report with its annexes."""
    reports = (file.name for file in files if judge_title(file.name) == "report")
    named = [(agency_in_title(name), report_year(name)) for name in reports]
    bodies = [body for body, _ in named if body and agency_like(body)]
    several = any(not may_be_one_body(body, bodies[0]) for body in bodies)
    return several or len({about for about in named if None not in about}) > 1


def _names(page: DetailPage, entry: ListEntry, trail: Trail) -> Iterator[str]:
    """Possible names of the body, most reliable first: title, column, breadcrumb, publisher, text, site."""
    in_row = None if title_is_cut(entry.title) else agency_in_title(entry.title)
    in_page = agency_in_title(page.title) if judge_title(page.title, in_column=True) == "report" else None
    at_begin = _named_at_begin(page)
    told_here = (name and inside_region(trail.agency, name) for name in (entry.agency, in_row, in_page))
    candidates = [*told_here, trail.agency, at_begin]
    told = entry.agency or in_row if at_begin else in_row if entry.agency is None else None
    if in_page and _contradicts(told, in_page, at_begin or in_page):
        candidates.insert(0, in_page)  # an editor linked another body's report
    candidates += [step for step in reversed(page.breadcrumb) if agency_like(step)]
    if page.publisher and not is_uploader(page.publisher):
        candidates.append(page.publisher)
    signed = _SIGNED.search(page.text) if page.text_is_body else None
    if signed and agency_like(signed[1]) and not is_uploader(signed[1]):
        candidates.append(signed[1])
    # a government's site has the reports of all bodies, and names inside the file must still count
    if page.site and agency_like(page.site) and not (is_uploader(page.site) or names_region(page.site)):
        candidates.append(page.site)
    yield from (name for name in candidates if name)


def _contradicts(told: str | None, in_page: str, at_begin: str) -> bool:
    """True if page and text agree on another body than the way there names; 教体局 and 教育和体育局 count as one.

    A page may have the region's name for one of its bodies.
    """
    if told is None or names_region(in_page) or not agency_like(in_page):
        return False
    return may_be_one_body(in_page, at_begin) and not may_be_one_body(told, in_page)


def _named_at_begin(page: DetailPage) -> str | None:
    """The body in the title at the beginning of the text, if those of row and page name none."""
    title = _TITLE_OF_BODY.match(page.text) if page.text_is_body else None
    named = agency_in_title(title[0]) if title and judge_title(title[0]) == "report" else None
    return named if named and agency_like(named) else None
