"""Further pages of a list whose number is given in words or scripts: "共4页", `var pageCount = 5`, `new Pager({size:
3})`.
"""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.etree import XPath
from scrapy.http import TextResponse

from gxcrawl.portals.addresses import is_article_address, joined
from gxcrawl.portals.marks import Marks
from gxcrawl.portals.pages.lists.pressed import PAGE_SHOWN, called
from gxcrawl.portals.pages.markup.javascript.placeholders import PAGE_NAME
from gxcrawl.portals.pages.markup.links import absolute, base_address, link_of, names_report
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.markup.words import all_words_in, body_text, is_number

# "totalPage:5", "var pageCount = '5'": pages that a script of the page counts
_COUNTED = re.compile(
    r"\b(?:totalPages?|pageCount|countPage|pageTotal)[\"']?\s*[:=]\s*[\"']?(\d{1,3})\b", re.IGNORECASE
)
_COUNTING_WORDS = ("totalpage", "pagecount", "countpage", "pagetotal")  # lower case; such texts contain one
# /nw12344/ · /nw12344/index.html · /nw12344/index_2.html
_STATIC = re.compile(r"^(.*/)(?:([A-Za-z]\w*?)(?:_(\d{1,3}))?\.(s?html?))?$")
_NUMBERED = re.compile(r"^(.*/)(\d{1,3})(\.s?html?)$")  # /zfxxgknb/1.html
# "new Pager({size:3, current:0, prefix:'index', suffix:'shtml'})": pages counted from 0
_PAGER = Marks(r"\bPager\(\s*\{([^{}]{10,200})\}", "Pager(")
_OPTION = re.compile(r"(\w+)[\"']?\s*:\s*[\"']?([\w-]+)")
_LAST = ("尾页", "末页", "最后一页", "最后页", "最末页")
# "共3页", "共计 3 页 第1页"; not "共12页手册"
_PAGES = re.compile(
    r"共\s{0,9}(?:计\s{0,9})?(\d{1,3})\s{0,9}页(?=$|[^\u4e00-\u9fff]|[第首上下当共跳到转末尾每前后正加显查点])"
)
# "第1/3页", "页次：1/3"; the page shown need not be the first
_OF_PAGES = re.compile(r"(?:第\s{0,9}|页次\s{0,9}[:：]?\s{0,9})\d{1,3}\s{0,9}/\s{0,9}(\d{1,3})(?![\d/])")
_TOTAL_PAGES = re.compile(r"总页数\s{0,9}[:：]?\s{0,9}(\d{1,3})(?!\d)")
_SLASHED = re.compile(r"(?:^|[^\d/.-])\d{1,3}\s{0,3}(?:/|of)\s{0,3}(\d{1,3})(?![\d/.-])")  # "1/3", "1 of 3" in a pager
_LONGEST_PAGER = 80
# "共45条", "共有 45 条记录，每页15条", "总计：45 条", "总记录数：45", "总数：45 每页15条"
_ROWS = re.compile(
    r"(?:共\s{0,9}[计有]?|[总合]计\s{0,9}[:：]?)\s{0,9}(\d{1,5})\s{0,9}条(?:记录|信息|数据|内容)?(?=$|[^\u4e00-\u9fff]|[第首上下当共分每正加尾末跳转显到查点])"
    r"|(?:总记录数?|记录总数|总条数|总数(?=\W{0,9}\d{1,5}\W{1,9}每页))\s{0,9}[:：]?\s{0,9}(\d{1,5})(?!\d)"
)
_PAGERS: Any = XPath(
    "//*[contains(name(), 'pagina') or contains(@class, 'pag') or contains(@id, 'pag')]"
    "[not(contains(@class, 'swiper') or contains(@class, 'slide'))]"
)
_MOST_PAGERS = 50
_HIDDEN: Any = XPath("//input[@type='hidden'][@value > 1]")
_TOLD_WORDS = ("total", "pagecount", "page-count", "data-pages", "recordcount")  # lower case
_COUNTS_ROWS = ("total", "totalcount", "totalrecord", "totalrecords", "recordcount")
_COUNTS_PAGES = ("totalpage", "totalpages", "pagetotal")
_OF_A_PAGER = ("pagecount", "pages", "countpage")  # in an input they may count the rows of a page


def next_counted(page: TextResponse) -> ListRequest | None:
    """The static page after this one, `index_2` after `index`, where a script counts the pages of a list."""
    shown, numbered = _STATIC.match(page.url), _NUMBERED.match(page.url)
    number = int(numbered[2]) if numbered else int(shown[3] or 1) if shown else 0
    links = page.xpath("//a/@href").getall() if 0 < number < pages_counted(page) else ()
    if not any(is_article_address(urljoin(page.url, link)) for link in links):
        return None
    if numbered:
        return ListRequest(f"{numbered[1]}{number + 1}{numbered[3]}")
    return shown and ListRequest(f"{shown[1]}{shown[2] or 'index'}_{number + 1}.{shown[4] or 'html'}")


def pages_counted(page: TextResponse) -> int:
    """The number of pages of a list, as counted by a script of the page; 0 if none counts them."""
    text = page.text.lower()
    counted = _COUNTED.search(page.text) if any(word in text for word in _COUNTING_WORDS) else None
    return int(counted[1]) if counted else 0


def next_of_pager(page: TextResponse) -> ListRequest | None:
    """The static page after this one, if a widget is given the number of pages."""
    found = _PAGER.search(page.text)
    options = dict(_OPTION.findall(found[1])) if found else {}
    size, current = (options.get(name, "") for name in ("size", "current"))
    if not (size.isdecimal() and current.isdecimal() and int(current) + 1 < int(size)):
        return None
    prefix, suffix = options.get("prefix", "index"), options.get("suffix", "html")
    return ListRequest(joined(page.url, f"{prefix}_{int(current) + 1}.{suffix}"))


def before_last(page: TextResponse) -> ListRequest | None:
    """The page after this one, if only the last has a link: "共4页", and 尾页 leads to `?p=4` or `index_3.html`."""
    words = body_text(page) if any(word in page.text for word in _LAST) else ""
    said, shown = _PAGES.search(words), PAGE_SHOWN.search(words)
    last = next((one for one in page.xpath("//a[@href]") if called(one.root).strip("[]<>»›") in _LAST), None)
    url = absolute(base_address(page), link_of(last)) if last is not None and said else None
    if said is None or url is None:
        return None
    pages = int(said[1])
    for number in (pages, pages - 1):  # counted from 1 or from 0
        before, found, after = url.rpartition(str(number))
        if found and not (before[-1:].isdecimal() or after[:1].isdecimal()):
            here = re.fullmatch(rf"{re.escape(before)}(\d{{1,3}}){re.escape(after)}", page.url)
            following = (
                int(shown[1]) + number - pages + 1 if shown else int(here[1]) + 1 if here else number - pages + 2
            )
            return ListRequest(f"{before}{following}{after}") if 0 < following <= number else None
    return None


def next_by_address(page: TextResponse) -> ListRequest | None:
    """The page after this one by the number in its address, whatever its link is called: "21-40" leads to `?page=2`.

    Only for pages that name reports, because numbers in other pages' links may count something else.
    """
    if not any(map(names_report, page.selector.root.iter("a"))):
        return None
    own = counts_in(page.url)
    found: dict[int, str] = {}
    for link in page.xpath("//a[@href]"):
        url = absolute(base_address(page), link_of(link))
        for place, count in counts_in(url).items() if url else ():
            if count is not None and place in own:
                found.setdefault(count, url or "")
    known = next((count for count in own.values() if count is not None), None)
    first = 0 if 0 in found or not any(urlsplit(url).query for url in found.values()) else 1
    following = min((count for count in found if count > (first if known is None else known)), default=None)
    return None if following is None else ListRequest(found[following])


def counts_in(url: str) -> dict[str, int | None]:
    """Possible lists of an address, and its page number in each; None if it has none."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    counts = [int(value) for name, value in fields if PAGE_NAME.fullmatch(name) and is_number(value)]
    rest = sorted(field for field in fields if not PAGE_NAME.fullmatch(field[0]))
    of: dict[str, int | None] = {f"{parts.netloc}{parts.path}?{rest}": counts[0] if counts else None}
    if not parts.query and (static := _STATIC.match(url)):
        of[f"{static[1]}{static[2] or 'index'}"] = int(static[3]) if static[3] else None
    return of


def pages_said(page: TextResponse) -> int:
    """The number of pages stated in words, in a pager or by an attribute; 0 if none is stated."""
    words = body_text(page) if "页" in page.text else ""
    said = _PAGES.search(words) or _OF_PAGES.search(words) or _TOTAL_PAGES.search(words) or _slashed(page)
    return int(said[1]) if said else _told(page, _COUNTS_PAGES, _OF_A_PAGER)


def _slashed(page: TextResponse) -> re.Match[str] | None:
    """The numbers 1/3 in a pager."""
    pagers = _PAGERS(page.selector.root) if page.selector.type == "html" else ()
    texts = (" ".join(all_words_in(pager).split()) for pager in pagers[:_MOST_PAGERS])
    return next((said for text in texts if len(text) < _LONGEST_PAGER and (said := _SLASHED.search(text))), None)


def rows_said(page: TextResponse) -> int:
    """The number of rows of the whole list, stated in words or by an attribute; 0 if it is not stated."""
    words = body_text(page) if any(word in page.text for word in "条总") else ""
    said = _ROWS.search(words)
    return int(said[1] or said[2]) if said else _told(page, _COUNTS_ROWS)


def _told(page: TextResponse, names: Collection[str], of_a_pager: Collection[str] = ()) -> int:
    """A number that a pager has as an attribute, or the page in a hidden field; 0 if it has none.

    An attribute of Vue may begin with a colon: `<el-pagination :total="45" :page-size="15">`.
    """
    text = page.text.lower() if page.selector.type == "html" else ""
    if not any(word in text for word in _TOLD_WORDS):
        return 0
    given = (one for pager in _PAGERS(page.selector.root) for one in pager.attrib.items())
    held = ((field.get("id") or field.get("name") or "", field.get("value")) for field in _HIDDEN(page.selector.root))
    told = (
        int(value)
        for known, pairs in (((*names, *of_a_pager), given), (names, held))
        for name, value in pairs
        if _plain(name) in known and is_number(value)
    )
    return next(told, 0)


def _plain(name: str) -> str:
    return name.lstrip(":").removeprefix("data-").replace("-", "").replace("_", "").lower()
