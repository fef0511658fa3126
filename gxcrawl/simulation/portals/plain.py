"""A portal of no known family (PORTALS, section 8): anchors, dates and a link to the next page."""

import re
from dataclasses import dataclass, replace
from html import escape

from gxcrawl.simulation.publishing.exchange import OK, Request, Response, as_static, file_response, html_response
from gxcrawl.simulation.publishing.fates import meet_fate
from gxcrawl.simulation.publishing.markup import NOT_FOUND, menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page

_NB = "/xxgk/gknb/"
_LIST = re.compile(rf"{_NB}(?:list(?:_(\d+))?\.html)?")
_ARTICLE = re.compile(rf"{_NB}\d{{4}}-\d{{2}}/\d{{2}}/content_(\d+)\.html")
_MONTH = re.compile(r"/xxgk/rl/(\d{4})-(\d{1,2})\.html")
_FILE = re.compile(rf"{_NB}\d{{4}}-\d{{2}}/\d{{2}}/(\d+)_(\d+)\.\w+")


@dataclass(frozen=True, slots=True)
class PlainSite:
    """The portal.

    endless: every list page links a next one, and the pages after the last repeat its rows. charset: what header and
    pages declare, None for nothing. session_ids: links carry a session id, another one on each page. calendar: pages
    link an archive of months that has no end.
    """

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 15
    endless: bool = False
    encoding: str = "utf-8"
    charset: str | None = "utf-8"
    session_ids: bool = False
    calendar: bool = False

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        if ";" in request.path:
            request = replace(request, path=request.path.partition(";")[0])
        if request.path in ("/", "/index.html"):
            return self._html(page(self.name, menu([("/xxgk/", "政府信息公开")]), charset=self.charset))
        if request.path == "/xxgk/":
            links = [("/xxgk/zn/", "政府信息公开指南"), (_NB, "政府信息公开年报")]
            links += [("/xxgk/rl/2023-1.html", "按月查看政府信息公开")] if self.calendar else []
            return self._html(page("政府信息公开", menu(links), charset=self.charset))
        if found := _LIST.fullmatch(request.path):
            return self._list_page(int(found[1] or 1), request.serial)
        if self.calendar and (found := _MONTH.fullmatch(request.path)):
            return self._month(int(found[1]), int(found[2]))
        if found := _ARTICLE.fullmatch(request.path):
            return self._article_page(int(found[1]), request)
        if found := _FILE.fullmatch(request.path):
            return self._file(int(found[1]), int(found[2]))
        return self._html(NOT_FOUND, 404)

    def _html(self, text: str, status: int = 200) -> Response:
        return html_response(text, self.encoding, self.charset, status)

    def _list_page(self, number: int, serial: int) -> Response:
        pages = page_count(self.postings, self.page_size)
        if number < 1 or (number > pages and not self.endless):
            return self._html(NOT_FOUND, 404)
        shown = min(number, pages)
        session = f";jsessionid={serial:032x}" if self.session_ids else ""
        rows = rows_of_page(self.postings, shown, self.page_size)
        items = "".join(
            f'<li><a href="{posting.links_to or _address(posting)}{session}">{escape(posting.title)}</a> '
            f"{posting.published_on}</li>"
            for posting in rows
        )
        more = number < pages or self.endless
        following = f'<a href="{_NB}list_{number + 1}.html">下一页</a>' if more else "<span>下一页</span>"
        return self._html(page("政府信息公开年报", f"<ul>{items}</ul><p>{following}</p>", charset=self.charset))

    def _month(self, year: int, month: int) -> Response:
        following = f"/xxgk/rl/{year + month // 12}-{month % 12 + 1}.html"
        links = menu([(following, "下一页"), (_NB, "政府信息公开年报")])
        return self._html(page(f"{year}年{month}月", f"<p>本月无信息。</p>{links}", charset=self.charset))

    def _article_page(self, number: int, request: Request) -> Response:
        missing = self._html(NOT_FOUND, 404)
        posting = find_posting(self.postings, number)
        if posting is None or request.path != _address(posting):
            return missing
        base = _address(posting).rpartition("/")[0]
        files = "".join(
            f'<p><a href="{base}/{number}_{n}.{file.ending}">{escape(file.name)}</a></p>'
            for n, file in enumerate(posting.attachments)
        )
        main = (
            f"<h2>{escape(posting.title)}</h2>\n<p>发布时间：{posting.published_on}"
            f" 来源：{escape(posting.publisher)}</p>\n"
            f'<div class="text">\n{posting.body}\n{files}</div>'
        )
        answer = self._html(page(posting.title, main, charset=self.charset))
        answer = meet_fate(posting, request, answer, missing)
        return as_static(answer, request, posting.address_date) if answer.status == OK else answer

    def _file(self, number: int, n: int) -> Response:
        for posting in self.postings:
            if posting.id == number and n < len(posting.attachments):
                return file_response(posting.attachments[n].body)
        return self._html(NOT_FOUND, 404)


def _address(posting: Posting) -> str:
    return f"{_NB}{posting.address_date:%Y-%m/%d}/content_{posting.id}.html"
