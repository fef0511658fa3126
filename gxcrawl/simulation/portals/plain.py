"""A portal of no known family (docs/portals/generic.md): anchors, dates and a link to the next page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, html_response
from gxcrawl.simulation.publishing.markup import file_links, menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_index

_NB = "/xxgk/gknb/"
_DAY = rf"{_NB}\d{{4}}-\d{{2}}/\d{{2}}/"


@dataclass(frozen=True, slots=True)
class PlainSite(RoutedSite):
    """The portal.

    endless: every list page links a next page, and the pages after the last repeat its rows. charset: declared in
    header and pages; None to declare none. session_ids: links carry a session id, a new one on each page. calendar:
    pages link an endless archive by month.
    """

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 15
    endless: bool = False
    encoding: str = "utf-8"
    charset: str | None = "utf-8"
    session_ids: bool = False
    calendar: bool = False

    @override
    def respond(self, request: Request) -> Response:
        """The response to one request; a session id is ignored."""
        return RoutedSite.respond(self, replace(request, path=request.path.partition(";")[0]))

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        columns = [("/xxgk/zn/", "政府信息公开指南"), (_NB, "政府信息公开年报")]
        calendar: tuple[Route, ...] = ()
        if self.calendar:
            columns.append(("/xxgk/rl/2023-1.html", "按月查看政府信息公开"))
            calendar = ((r"/xxgk/rl/(\d{4})-(\d{1,2})\.html", self._month),)
        return (
            (HOME, self._page(self.name, menu([("/xxgk/", "政府信息公开")]))),
            ("/xxgk/", self._page("政府信息公开", menu(columns))),
            (rf"{_NB}(?:list(?:_(\d+))?\.html)?", partial(self._list_page, request.serial)),
            *calendar,
            (rf"{_DAY}content_(\d+)\.html", partial(self._article_page, request)),
            (rf"{_DAY}(\d+_\d+)\.\w+", self._file),
        )

    @override
    def html(self, markup: str, status: int = 200) -> Response:
        return html_response(markup, self.encoding, self.charset, status)

    def _page(self, title: str, main: str) -> str:
        return page(title, main, charset=self.charset)

    def _list_page(self, serial: int, asked: str | None) -> Made:
        number, pages = int(asked or 1), page_count(self.postings, self.page_size)
        if number < 1 or (number > pages and not self.endless):
            return None
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
        return self._page("政府信息公开年报", f"<ul>{items}</ul><p>{following}</p>")

    def _month(self, *shown: str) -> Made:
        year, month = map(int, shown)
        following = f"/xxgk/rl/{year + month // 12}-{month % 12 + 1}.html"
        links = menu([(following, "下一页"), (_NB, "政府信息公开年报")])
        return self._page(f"{year}年{month}月", f"<p>本月无信息。</p>{links}")

    def _article_page(self, request: Request, number: str) -> Made:
        posting = find_posting(self.postings, int(number))
        if posting is None or request.path != _address(posting):
            return None
        base = _address(posting).rpartition("/")[0]
        files = file_links(posting, lambda n, file: f"{base}/{posting.id}_{n}.{file.ending}")
        main = (
            f"<h2>{escape(posting.title)}</h2>\n<p>发布时间：{posting.published_on}"
            f" 来源：{escape(posting.publisher)}</p>\n"
            f'<div class="text">\n{posting.body}\n{files}</div>'
        )
        return self.article(posting, request, self._page(posting.title, main), static=True)

    def _file(self, key: str) -> Made:
        return answer_file(by_index(self.postings, lambda posting, n: f"{posting.id}_{n}"), key)


def _address(posting: Posting) -> str:
    return f"{_NB}{posting.address_date:%Y-%m/%d}/content_{posting.id}.html"
