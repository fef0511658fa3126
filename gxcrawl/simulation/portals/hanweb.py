"""A portal made with Hanweb JCMS (docs/portals/hanweb.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from html import escape
from urllib.parse import quote

from typing_extensions import override

from gxcrawl.simulation.portals.hanweb_article import WEB_ID, art_address, article_main
from gxcrawl.simulation.publishing.exchange import Request, Response, robots_response, text_response
from gxcrawl.simulation.publishing.markup import article_metas, menu, metas
from gxcrawl.simulation.publishing.postings import Posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file

_ARTICLE = r"/(?:art/\d{4}/\d{1,2}/\d{1,2}|col/col\d+/art/\d{4})/art_(?:\d+_(\d+)|([0-9a-f]{32}))\.html"
_CLOCK = datetime(2024, 3, 1, 9, tzinfo=UTC)  # the portal's clock, which advances one second per request


@dataclass(frozen=True, slots=True)
class HanwebColumn:
    """A column: its number in `/col/col<number>/`, its name, and its postings, newest first."""

    number: int
    name: str
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True)
class HanwebSite(RoutedSite):
    """The portal.

    columns: the first, 政府信息公开, is linked from every page, the others from column pages. ignores: `startrecord`
    or `page`, the parameter of dataproxy that this server ignores. new_form_from: year of publication from which
    articles have hexadecimal URLs. titles: False omits the `title` attribute in list rows, so that they contain only
    the text truncated at `cut_at`.
    """

    name: str
    columns: tuple[HanwebColumn, ...]
    ignores: frozenset[str] = frozenset()
    per_page: int = 10
    group_size: int = 3
    new_form_from: int = 2022
    titles: bool = True
    cut_at: int = 32
    disallow: tuple[str, ...] = field(default=("/module/search/",))

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        welcome = '<div class="banner">欢迎访问本网站，政务服务请前往办事大厅。</div>'
        return (
            (HOME, self._page("首页", welcome, request)),
            (r"/robots\.txt", robots_response(self.disallow)),
            (r"/module/web/jpage/dataproxy\.jsp", partial(self._dataproxy, request)),
            (r"/module/download/downfile\.jsp", partial(self._download, request)),
            (r"/col/col(\d+)/index\.html", partial(self._column_page, request)),
            (_ARTICLE, partial(self._article_page, request)),
        )

    @override
    def missing(self) -> Response:
        words = f"<h1>您访问的页面不存在</h1>{escape(self.name)}"
        return self.html(f"<html><head><title>404</title></head><body>{words}</body></html>", 404)

    def _page(self, title: str, main: str, request: Request, head: str = "") -> str:
        """A page with header, menu and footer around its main content; parts of it differ in every response."""
        now = _CLOCK + timedelta(seconds=request.serial)
        name = escape(self.name)
        return (
            '<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n'
            f'<meta name="SiteName" content="{name}">\n'
            f'<meta name="Maketime" content="{now:%Y-%m-%d %H:%M:%S}">\n{head}'
            f"<title>{name} {escape(title)}</title></head>\n"
            f'<body pageTimestamp="{int(now.timestamp())}">\n<div class="header">今天是{now:%Y年%m月%d日} '
            f'<a href="/index.html">首页</a>{_menu(self.columns[:1])}</div>\n{main}\n'
            f'<div class="footer">主办：{name} 您是第{90_000 + request.serial}位访问者</div></body></html>\n'
        )

    def _column(self, number: str | None) -> HanwebColumn | None:
        return next((column for column in self.columns if str(column.number) == number), None)

    def _column_page(self, request: Request, number: str) -> Made:
        column = self._column(number)
        if column is None:
            return None
        # desktop and mobile template: the same list twice, with two unit ids
        blocks = "\n".join(self._list_block(column, unit) for unit in (column.number * 10 + 1, column.number * 10 + 2))
        place = f'<div class="place">当前位置：首页 &gt; {escape(column.name)}</div>'
        return self._page(column.name, f"{_menu(self.columns[1:])}{place}\n{blocks}", request)

    def _list_block(self, column: HanwebColumn, unit: int) -> str:
        if not column.postings:
            return "<p>本栏目内容请按左侧目录查阅。</p>"
        first_group = self._datastore(column, unit, column.postings[: self._group_rows], next_page=1)
        options = {
            "totalRecord": len(column.postings),
            "openerlinks": 0,
            "perPage": self.per_page,
            "groupSize": self.group_size,
        }
        listed = ",".join(f"{name}:{value}" for name, value in options.items())
        return (
            f'<div id="{unit}" class="default_pgContainer">\n<script type="text/xml">{first_group}</script>\n</div>\n'
            f"<script>var param_{unit}={{col:1,appid:1,webid:{WEB_ID},path:'/',columnid:{column.number},"
            f"sourceContentType:1,unitid:'{unit}',webname:'{quote(self.name)}',permissiontype:0}};\n"
            f"jQuery('#{unit}').jpage({{{listed},proxyUrl:'/module/web/jpage/dataproxy.jsp',"
            f"proxyParam:param_{unit}}});\n"
            f"if(window.preview){{jQuery('#{unit}').jpage({{totalRecord:1000,perPage:15,groupSize:1}});}}</script>"
        )

    @property
    def _group_rows(self) -> int:
        return self.per_page * self.group_size

    def _datastore(self, column: HanwebColumn, unit: int, rows: Sequence[Posting], next_page: int) -> str:
        address = (
            f"/module/web/jpage/dataproxy.jsp?page={next_page}&appid=1&webid={WEB_ID}&path=/&columnid={column.number}"
            f"&unitid={unit}&webname={quote(quote(self.name))}&permissiontype=0"
        )
        records = "".join(f"<record><![CDATA[{self._row(column, posting)}]]></record>\n" for posting in rows)
        return (
            f'<datastore>\n<nextgroup><![CDATA[<a href="{address}"></a>]]></nextgroup>\n<recordset>\n'
            f'<ul class="template"><li><a></a><span></span></li></ul>\n{records}</recordset>\n</datastore>'
        )

    def _row(self, column: HanwebColumn, posting: Posting) -> str:
        shown = posting.title if len(posting.title) <= self.cut_at else posting.title[: self.cut_at] + "…"
        title = f'title="{escape(posting.title)}" ' if self.titles else ""
        day = f"{posting.published_on:%Y-}\n{posting.published_on:%m-%d}"
        return (
            f'<li><a {title}target="_blank" href="{self._address(column, posting)}">{escape(shown)}</a>'
            f"<span>{day}</span></li>"
        )

    def _address(self, column: HanwebColumn, posting: Posting) -> str:
        if posting.links_to:
            return posting.links_to
        day = posting.address_date
        if day.year >= self.new_form_from:
            return f"/col/col{column.number}/art/{day.year}/art_{posting.hex_id}.html"
        return art_address(column.number, posting)

    def _dataproxy(self, request: Request) -> Response:
        asked = request.parameters
        column = self._column(asked.get("columnid"))
        if column is None or not asked.get("unitid", "").isdigit():
            return text_response("<datastore><recordset></recordset></datastore>\n\n", "text/xml;charset=utf-8")
        rows, page = self._window(column.postings, asked)
        pages = page_count(column.postings, self._group_rows)
        inside = self._datastore(column, int(asked["unitid"]), rows, page + 1).removeprefix("<datastore>")
        totals = f"<totalrecord>{len(column.postings)}</totalrecord><totalpage>{pages}</totalpage>"
        return text_response(f"<datastore>{totals}{inside}", "text/xml;charset=utf-8")

    def _window(self, postings: Sequence[Posting], asked: Mapping[str, str]) -> tuple[Sequence[Posting], int]:
        """The requested rows and their page number; requested by record numbers or by page number."""
        heard = {name: int(value) for name, value in asked.items() if name not in self.ignores and value.isdigit()}
        if "startrecord" in heard:
            start = max(heard["startrecord"], 1)
            end = min(heard.get("endrecord", start + self._group_rows - 1), start + 99)
            return postings[start - 1 : end], end // self._group_rows
        page = max(heard.get("page", 1), 1)
        return rows_of_page(postings, page, self._group_rows), page

    def _article_page(self, request: Request, *keys: str | None) -> Made:
        for column in self.columns:
            for posting in column.postings:
                if {str(posting.id), posting.hex_id} & {*keys}:
                    return self._article(column, posting, request)
        return None

    def _article(self, column: HanwebColumn, posting: Posting, request: Request) -> Made:
        if request.path != self._address(column, posting):
            return None
        main = f"{article_main(posting, request.serial)}\n{self._recommended(column, posting, request.serial)}"
        head = article_metas(posting, column.name) + metas({"Author": "", "guid": posting.hex_id, "WebId": str(WEB_ID)})
        return self.article(posting, request, self._page(posting.title, main, request, head))

    def _recommended(self, column: HanwebColumn, posting: Posting, serial: int) -> str:
        """A box with titles of other articles, which change with each request."""
        others = [other for other in column.postings if other is not posting]
        shown = (others[(serial + step) % len(others)] for step in range(min(3, len(others))))
        links = (f'<li><a href="{self._address(column, other)}">{escape(other.title)}</a></li>' for other in shown)
        return f'<div class="recommend"><h3>相关阅读</h3><ul>{"".join(links)}</ul></div>'

    def _download(self, request: Request) -> Made:
        postings = [posting for column in self.columns for posting in column.postings]
        files = ((file.file_name, file) for posting in postings for file in posting.attachments)
        found = answer_file(files, request.query.get("filename"))
        return found or "<html><body><script>alert('文件不存在');</script></body></html>"


def _menu(columns: Sequence[HanwebColumn]) -> str:
    return menu((f"/col/col{column.number}/index.html", column.name) for column in columns)
