"""Portals made with TRS WCM (拓尔思)."""

import re
from collections.abc import Iterable

from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined
from gxcrawl.portals.families.base import Family
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.markup.links import absolute, base_address
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListPage, ListRequest, State
from gxcrawl.portals.pages.rows.anchors import entries_in_markup, page_entries
from gxcrawl.text.dates import find_date

# "./202101/t20210125_123456.html"
_ARTICLE = re.compile(r"/t\d{8}_\d+(?:_\w+)?\.s?html?\b")
# 'createPageHTML(12, 0, "index", "html")', "createPage(12,0,'index','html')": pages, current page from 0, stem, suffix
_PAGER = Marks(
    r"createPage(?:HTML)?\s*\(\s*(\d+)\s*,\s*(\d+)\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']", "createPage"
)
# "var countPage = 12; var currentPage = 0;" (Shanxi)
# "pagination_script_config = {pageCount: 12, currentPage: 0}" (MOST)
_CONFIGURED = r"pagination_script_config\s*=\s*\{[^}]*?\b"
_COUNT = re.compile(
    rf"(?:\bcountPage|{_CONFIGURED}(?:pageCount|countPage|totalPages?|total))[\"']?\s*[:=]\s*[\"']?(\d+)"
)
_CURRENT = re.compile(rf"(?:\bcurrentPage|{_CONFIGURED}(?:current|pageIndex|pageNo))[\"']?\s*[:=]\s*[\"']?(\d+)")
# 'createPageHTML(3, 0, "index", "html", 40)', "var m_nRecordCount = 40": rows of the whole list
_RECORDS = re.compile(rf"{_PAGER.pattern}\s*,\s*[\"']?(\d+)|\bm_nRecordCount\s*=\s*[\"']?(\d+)")
_PAGE_FILE = re.compile(r"/([A-Za-z][\w-]*?)(?:_(\d+))?\.(s?html?)$")
_WRITTEN = re.compile(r"document\.write(?:ln)?\s*\(((?:(?!document\.write|\)\s*;).)*+)\)\s*;", re.DOTALL)
# a string without a closing quote extends to the end of the text
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|[\"'][\s\S]*+")
# 'var url = "./202101/t20210125_1.shtml"; var title = "…"; var date = "2021-01-25";'
_VARIABLE = re.compile(r"\b(?=\w*(?:url|link|title|date|time))(\w++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_KINDS = {"url": "url", "link": "url", "title": "title", "date": "date", "time": "date"}
_PAGES_SKIPPED_AT_MOST = 2


class Trs(Family):
    """Recognised by `t20210125_1234.html` articles or a `createPageHTML` whose first argument is a number.

    Habits: trees of static files; only a script contains the page count; `index_1` is the second page. `index_1` may
    be missing and deep pages may be stubs, so each request has the page after it in `otherwise`. A script may write
    the rows. The date in a file's name is that of the upload and is never used.
    See docs/portals/trs.md.
    """

    name = "trs"
    body_containers = (
        ".TRS_Editor",
        ".trs_editor_view",
        ".Custom_UnionStyle",
        "#Zoom",
        "#zoom",
        ".article_con",
        ".xxgk-content",
    )

    def recognises(self, page: TextResponse) -> bool:
        """By article URLs or pager calls that only this software makes."""
        return bool(_ARTICLE.search(page.url) or _PAGER.search(page.text) or _ARTICLE.search(page.text))

    def read_list(self, page: TextResponse, state: State) -> ListPage:
        """Rows of a static list page, including those that its scripts write."""
        entries = {entry.url: entry for entry in (*_script_entries(page), *page_entries(page))}
        rows_came = any(is_article_address(url) for url in entries)
        whole = not state.get("page") and _shows_all_rows(page, entries)
        following = None if whole else _following(page, state)
        return ListPage(
            tuple(entries.values()),
            () if following is None else (following,),
            trouble=_skipped(state) if rows_came else None,
        )


def _shows_all_rows(page: TextResponse, entries: Iterable[str]) -> bool:
    """True if the first page contains all articles of the list; sites in Beijing paginate in the browser."""
    counted = _RECORDS.search(page.text)
    rows = sum(map(is_article_address, entries))
    return counted is not None and 0 < int(counted[5] or counted[6]) <= rows


def _following(page: TextResponse, state: State) -> ListRequest | None:
    pager = _PAGER.search(page.text)
    if pager:
        pages, current, stem, suffix = int(pager[1]), int(pager[2]), pager[3], pager[4]
    else:
        count, name = _COUNT.search(page.text), _PAGE_FILE.search(page.url)
        if count is None:
            return next_link(page)
        now = _CURRENT.search(page.text)
        pages, current = int(count[1]), int(now[1]) if now else int(state.get("page", 0))
        stem, suffix = (name[1], name[3]) if name else ("index", "html")
    # a stub may repeat the first page's call, so the requested number is used
    number = max(current, int(state.get("page", 0))) + 1
    return _page_request(page.url, stem, suffix, number, pages, shift=int(state.get("shift", 0)))


def _page_request(
    list_url: str, stem: str, suffix: str, number: int, pages: int, skipped: int = 0, shift: int = 0
) -> ListRequest | None:
    """The request for the static page `stem_number`; if that is missing or a stub, for the page after it.

    A tree without `index_1` numbers its pages from 2 and so ends one number later: its pages are shifted by 1.
    """
    shift = shift or int(skipped > 0 and number - skipped == 1)
    if number >= pages + shift:
        return None
    otherwise = None
    if skipped < _PAGES_SKIPPED_AT_MOST:
        otherwise = _page_request(list_url, stem, suffix, number + 1, pages, skipped + 1, shift)
    state = {"page": number, "skipped": skipped, "shift": shift}
    return ListRequest(joined(list_url, f"{stem}_{number}.{suffix}"), state=state, otherwise=otherwise)


def _skipped(state: State) -> str | None:
    """The message about pages skipped before one with rows; None if only `index_1` was skipped, which has no rows."""
    skipped, number = int(state.get("skipped", 0)), int(state.get("page", 0))
    if not skipped or number - skipped == 1:
        return None
    return f"list: {skipped} page(s) before page {number + 1} are stubs or missing, their rows could not be read"


def _script_entries(page: TextResponse) -> list[ListEntry]:
    """Rows that a script of the page writes, as markup or from variables named url, title and date."""
    entries: list[ListEntry] = []
    for script in page.xpath("//script[not(@src)]/text()").getall():
        if "document.write" not in script:
            continue
        for call in _WRITTEN.findall(script):
            markup = "".join(double or single for double, single in _STRING.findall(call)).replace("\\", "")
            entries += entries_in_markup(markup, base_address(page))
        entries += _entries_of_variables(script, base_address(page))
    return entries


def _entries_of_variables(script: str, base: str) -> list[ListEntry]:
    rows: list[dict[str, str]] = []
    for name, double, single in _VARIABLE.findall(script):
        kind = next(kind for word, kind in _KINDS.items() if word in name.lower())
        if not rows or kind in rows[-1]:
            rows.append({})
        rows[-1][kind] = double or single
    entries = []
    for row in rows:
        url = absolute(base, row.get("url", ""))
        if url and row.get("title"):
            entries.append(ListEntry(url, row["title"], find_date(row.get("date", ""))))
    return entries
