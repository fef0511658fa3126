"""A portal made with TRS WCM (docs/portals/trs.md): a tree of static files with relative links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, as_static, html_response, robots_response
from gxcrawl.simulation.publishing.markup import article_metas, menu, metas
from gxcrawl.simulation.publishing.postings import Attachment, Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import Made, Route, RoutedSite, answer_file

_INDEX = r"(/(?:.*/)?)(?:index(?:_(\d+))?\.html)?"  # /zwgk/nb/, /zwgk/nb/index_2.html
_STUB = "<html><head><title></title></head><body>" + "<!-- page -->" * 20 + "</body></html>\n"
_TEMPLATE_DATE = date(2024, 1, 5)  # last publication of the templates, which rewrites every list page


@dataclass(frozen=True, slots=True)
class TrsColumn:
    """A column: its folder with leading and trailing slash, its name, and its postings, newest first."""

    folder: str
    name: str
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True)
class TrsSite(RoutedSite):
    """The portal.

    columns: their folders form the path from the home page to the reports. encoding: of the bytes. charset: declared
    in the pages. page_size: rows per list page. skips_index_1: the second page is `index_2.html`. stub_pages: number
    of further, empty pages that the pager of a longer list includes. wants_referer: requests for attachments without
    a Referer get status 501.
    """

    name: str
    columns: tuple[TrsColumn, ...]
    encoding: str = "utf-8"
    charset: str = "utf-8"
    page_size: int = 20
    skips_index_1: bool = False
    stub_pages: int = 0
    wants_referer: bool = False
    disallow: tuple[str, ...] = ("/was5/",)

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        return (
            (r"/robots\.txt", robots_response(self.disallow)),
            (_INDEX, partial(self._index, request)),
            (r"(/.+/)\d{6}/t\d{8}_(\d+)\.html", partial(self._article, request)),
            (r"(/.+/)\d{6}/(P0\d+\.\w+)", partial(self._attachment, request)),
        )

    @override
    def html(self, markup: str, status: int = 200) -> Response:
        return html_response(markup, self.encoding, self.charset, status)

    @override
    def missing(self) -> Response:
        words = f"很抱歉，您要访问的页面不存在。{escape(self.name)}"
        return self.html(f"<html><head><title>404</title></head><body>{words}</body></html>", 404)

    def _column(self, folder: str) -> TrsColumn | None:
        return next((column for column in self.columns if column.folder == folder), None)

    def _index(self, request: Request, folder: str, number: str | None) -> Made:
        markup = self._list_page(folder, int(number or 0))
        return None if markup is None else as_static(self.html(markup), request, _TEMPLATE_DATE)

    def _list_page(self, folder: str, number: int) -> str | None:
        if folder == "/" and number == 0:
            return self._page("首页", self._menu("/"), "/")
        column = self._column(folder)
        if column is None:
            return None
        page = self._page_of(number)
        pages = page_count(column.postings, self.page_size)
        stubs = self.stub_pages if pages > 1 else 0
        if page is None or page >= pages + stubs:
            return None
        if page >= pages:
            return _STUB
        rows = rows_of_page(column.postings, page + 1, self.page_size)
        return self._page(column.name, self._list(column, rows, page, pages + stubs), folder)

    def _page_of(self, number: int) -> int | None:
        """The 0-based page that `index_<number>` holds; None where that file does not exist."""
        if not self.skips_index_1 or number == 0:
            return number
        return None if number == 1 else number - 1

    def _list(self, column: TrsColumn, rows: Sequence[Posting], page: int, pages: int) -> str:
        items = "\n".join(
            f'<li><span>{posting.published_on}</span><a href="{posting.links_to or "./" + _file(posting)}" '
            f'title="{escape(posting.title)}">'
            f"{escape(posting.title)}</a></li>"
            for posting in rows
        )
        pager = f'<script>createPageHTML({pages}, {page}, "index", "html");</script>' if column.postings else ""
        place = f'<div class="place">当前位置：<a href="{_up(column.folder)}">首页</a> &gt; {escape(column.name)}</div>'
        return f'{place}{self._menu(column.folder)}\n<ul class="list">\n{items}\n</ul>\n{pager}'

    def _menu(self, folder: str) -> str:
        """Relative links to the subcolumns and the sibling columns."""
        base, beside = _up(folder), self._parent(folder)
        parents = [(self._parent(column.folder), column) for column in self.columns if column.folder != folder]
        near = [column for parent, column in parents if parent == folder or (parent == beside and folder != "/")]
        return menu((f"{base}{column.folder[1:]}", column.name) for column in near)

    def _parent(self, folder: str) -> str:
        above = [c.folder for c in self.columns if folder.startswith(c.folder) and folder != c.folder]
        return max(above, key=len, default="/")

    def _article(self, request: Request, folder: str, number: str) -> Made:
        column = self._column(folder)
        posting = find_posting(column.postings, int(number)) if column else None
        if column is None or posting is None or request.path != f"{folder}{_file(posting)}":
            return None
        page = self._page(posting.title, _article_main(posting), folder + "d/", _article_metas(column, posting))
        return self.article(posting, request, page, static=True)

    def _attachment(self, request: Request, folder: str, name: str) -> Made:
        column = self._column(folder)
        if self.wants_referer and "referer" not in request.headers:
            return html_response("<html><body>501 Not Implemented</body></html>", status=501)
        for posting in column.postings if column else ():
            files = ((_file_name(posting, number, file), file) for number, file in enumerate(posting.attachments))
            if found := answer_file(files, name):
                return as_static(found, request, posting.address_date)
        return None

    def _page(self, title: str, main: str, folder: str, head: str = "") -> str:
        home = _up(folder)
        return (
            "<!DOCTYPE html>\n<html><head>\n"
            f'<meta http-equiv="Content-Type" content="text/html; charset={self.charset}">\n{head}'
            f"<title>{escape(title)}_{escape(self.name)}</title></head>\n<body>\n"
            f'<div class="top"><a href="{home}">首页</a>{self._first_link(home)}</div>\n{main}\n'
            f'<div class="bottom">{escape(self.name)}办公室主办</div>\n</body></html>\n'
        )

    def _first_link(self, home: str) -> str:
        first = self.columns[0]
        return f' <a href="{home}{first.folder[1:]}">{escape(first.name)}</a>'


def _up(folder: str) -> str:
    """The relative path from a folder to the root: `../../`; `./` from the root itself."""
    return "../" * (folder.count("/") - 1) or "./"


def _file(posting: Posting) -> str:
    day = posting.address_date
    return f"{day:%Y%m}/t{day:%Y%m%d}_{posting.id}.html"


def _file_name(posting: Posting, number: int, attachment: Attachment) -> str:
    return f"P0{posting.address_date:%Y%m%d}{posting.id:07d}{number:02d}.{attachment.ending}"


def _article_metas(column: TrsColumn, posting: Posting) -> str:
    return article_metas(posting, column.name, "10:12:45") + metas({"ColumnType": "政府信息公开"})


def _article_main(posting: Posting) -> str:
    files = "".join(
        f'<p class="insertfileTag"><a href="./{name}" OLDSRC="/protect/P0/P0/{name}" appendix="true" '
        f'needdownload="1" title="{escape(attachment.name)}">{escape(attachment.name)}</a></p>\n'
        for number, attachment in enumerate(posting.attachments)
        for name in (_file_name(posting, number, attachment),)
    )
    entries = (
        ("索引号", f"990306/{posting.id}"),
        ("发文机构", escape(posting.publisher)),
        ("成文日期", f"{posting.published_on:%Y年%m月%d日}"),
        ("发布日期", f"{posting.published_on:%Y年%m月%d日}"),
        ("有效性", "有效"),
    )
    listed = "".join(f"<li><b>{label}：</b>{value}</li>" for label, value in entries)
    return (
        f'<div class="sub"><ul>{listed}</ul></div>\n<div class="article_con"><h1>{escape(posting.title)}</h1>\n'
        f'<div class="TRS_Editor">\n{posting.body}\n</div>\n{files}</div>'
    )
