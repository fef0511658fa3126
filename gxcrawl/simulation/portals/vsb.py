"""A portal made with 博达 VSB (docs/portals/vsb.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, html_response
from gxcrawl.simulation.publishing.markup import menu, page
from gxcrawl.simulation.publishing.postings import Attachment, Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import Made, Route, RoutedSite, answer_file, by_digest

_CATEGORY = 1037
_OWNER = "1464923617"
_DOWNLOAD = "/system/_content/download.jsp"
_LOGIN = page("系统提示", "<form><p>您没有访问该内容的权限，请先登录。</p><input name='user'></form>")
_NO_REFERER = page("", "<p>请从本站页面下载附件。</p>" + "<!-- createimage.jsp codeValue -->" * 140)


@dataclass(frozen=True, slots=True)
class VsbSite(RoutedSite):
    """The portal. unpublished: titles that the list still shows, with links to a page that asks for a login."""

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 12
    unpublished: tuple[str, ...] = ()

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        columns = [("xxgk/zn.htm", "政府信息公开指南"), ("xxgk/nb.htm", "政府信息公开年报")]
        return (
            (r"/(?:index\.htm)?", page(self.name, menu([("xxgk.htm", "政府信息公开")]))),
            (r"/xxgk\.htm", page("政府信息公开", menu(columns))),
            (r"/xxgk/nb(?:/(\d+))?\.htm", self._list_page),
            (rf"/info/{_CATEGORY}/(\d+)\.htm", partial(self._article_page, request)),
            (r"/content\.jsp", _LOGIN),
            (_DOWNLOAD, partial(self._download, request)),
        )

    @override
    def html(self, markup: str, status: int = 200) -> Response:
        """A page whose Content-Type header declares no charset."""
        return html_response(markup, charset=None, status=status)

    @property
    def _pages(self) -> int:
        return page_count(self.postings, self.page_size)

    def _list_page(self, file: str | None) -> Made:
        """The list page in the file `<number>.htm`. The numbers count down; the last page is 1."""
        number = int(file) if file else self._pages
        shown = self._pages - number + 1
        if not 1 <= shown <= self._pages:
            return None
        up = "../" if shown == 1 else "../../"
        rows = rows_of_page(self.postings, shown, self.page_size)
        items = [
            f'<li id="line_u6_{n}"><a href="{up}info/{_CATEGORY}/{posting.id}.htm" title="{escape(posting.title)}">'
            f"{escape(posting.title[:22])}</a><span>{posting.published_on}</span></li>"
            for n, posting in enumerate(rows)
        ]
        if shown == 1:
            items += [_unpublished_row(up, len(items) + n, title) for n, title in enumerate(self.unpublished)]
        following = f"{'nb/' if shown == 1 else ''}{number - 1}.htm"
        pager = f'<a href="{following}">下页</a>' if shown < self._pages else "<span>下页</span>"
        counts = f"共{len(self.postings)}条&nbsp;&nbsp;{shown}/{self._pages}"
        return page("政府信息公开年报", f"<ul>{''.join(items)}</ul><div>{counts} {pager}</div>")

    def _article_page(self, request: Request, number: str) -> Made:
        posting = find_posting(self.postings, int(number))
        if posting is None:
            return None
        files = "".join(_file_row(file, request.serial) for file in posting.attachments)
        main = (
            f'<form name="_newscontent_fromname">\n<h1>{escape(posting.title)}</h1>\n'
            f"<div>发布时间：{posting.published_on:%Y年%m月%d日} 来源：{escape(posting.publisher)} "
            f"点击数：<script>_showDynClicks('wbnews', {_OWNER}, {posting.id})</script></div>\n"
            f'<div id="vsb_content"><div class="v_news_content">\n{posting.body}\n</div></div>\n<ul>{files}</ul></form>'
        )
        return self.article(posting, request, page(posting.title, main))

    def _download(self, request: Request) -> Made:
        if "referer" not in request.headers:
            return _NO_REFERER
        return answer_file(by_digest(self.postings), request.query.get("wbfileid"))


def _unpublished_row(up: str, number: int, title: str) -> str:
    address = f"{up}content.jsp?urltype=news.NewsContentUrl&amp;wbtreeid={_CATEGORY}&amp;wbnewsid={90_000 + number}"
    return (
        f'<li id="line_u6_{number}"><a href="{address}" title="{escape(title)}">{escape(title)}</a><span></span></li>'
    )


def _file_row(file: Attachment, serial: int) -> str:
    address = f"{_DOWNLOAD}?urltype=news.DownloadAttachUrl&amp;owner={_OWNER}&amp;wbfileid={file.digest}"
    return (
        f'<li>附件【<a href="{address}">{escape(file.name)}</a>】已下载'
        f'<span id="nattach{file.digest}">{30 + serial}</span>次</li>'
    )
