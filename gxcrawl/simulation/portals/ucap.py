"""A portal made with UCAP (开普云) (docs/portals/ucap.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, json_response
from gxcrawl.simulation.publishing.markup import article_metas, file_links, label_table, list_items, menu, page
from gxcrawl.simulation.publishing.postings import Posting, hex_id, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import Made, Route, RoutedSite, answer_file, by_digest

_COLUMN = "c112289"
_SITE = "/zq"
_JSON_ROWS = 20  # rows per JSON page, whatever page size the request asks for


@dataclass(frozen=True, slots=True)
class UcapSite(RoutedSite):
    """The portal.

    burst_every: every n-th article request is answered with the home page and status 200; 0 for never. A second
    request for the same article gets the article.
    """

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 15
    burst_every: int = 0

    @property
    def channel_id(self) -> str:
        """The identifier of the column in the JSON API."""
        return hex_id(_COLUMN)

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        column = f"{_SITE}/{_COLUMN}"
        return (
            (rf"/|{_SITE}/(?:index\.shtml)?", self._home()),
            (
                rf"{_SITE}/zfxxgk\.shtml",
                page("政府信息公开", menu([(f"{column}/xxgk_list.shtml", "政府信息公开年报")])),
            ),
            (rf"{column}/xxgk_list(?:_(\d+))?\.shtml", self._list_page),
            (f"/common/search/{self.channel_id}", partial(self._search, request)),
            (rf"{column}/\d{{6}}/([0-9a-f]{{32}})\.shtml", partial(self._article_page, request)),
            (rf"{column}/\d{{6}}/files/([0-9a-f]{{32}})\.\w+", self._file),
        )

    def _home(self) -> str:
        return page(self.name, f"<h1>{escape(self.name)}</h1>{menu([(f'{_SITE}/zfxxgk.shtml', '政府信息公开')])}")

    def _list_page(self, shown: str | None) -> Made:
        number, pages = int(shown or 1), page_count(self.postings, self.page_size)
        if not 1 <= number <= pages:
            return None
        rows = rows_of_page(self.postings, number, self.page_size)
        items = list_items(rows, _address)
        pager = f"createPageHTML('page_div', {pages}, {number}, 'xxgk_list', 'shtml', {len(self.postings)})"
        main = f'<ul class="list">{items}</ul>\n<div id="page_div"></div><script>{pager}</script>'
        return page(f"政府信息公开年报 {self.name}", main)

    def _search(self, request: Request) -> Response:
        number = request.number("page", 1)
        rows = rows_of_page(self.postings, number, _JSON_ROWS)
        host = request.headers.get("host", "")
        found = {
            "channelId": self.channel_id,
            "page": number,
            "rows": _JSON_ROWS,
            "total": len(self.postings),
            "results": [_result(posting, host) for posting in rows],
        }
        return json_response({"data": found})

    def _article_page(self, request: Request, key: str) -> Made:
        posting = next((posting for posting in self.postings if posting.hex_id == key), None)
        if posting is None or request.path != _address(posting):
            return None
        if self.burst_every and request.visit == 0 and request.serial % self.burst_every == 0:
            return self._home()
        markup = page(posting.title, _article_main(posting), article_metas(posting, "政府信息公开年报"))
        return self.article(posting, request, markup)

    def _file(self, key: str) -> Made:
        return answer_file(by_digest(self.postings), key, "application/msword")


def _address(posting: Posting) -> str:
    # the URL contains only the month; the day has to be read from the page
    return f"{_SITE}/{_COLUMN}/{posting.address_date:%Y%m}/{posting.hex_id}.shtml"


def _result(posting: Posting, host: str) -> dict[str, object]:
    described = [{"key": "indexnumber", "value": str(posting.id)}, {"key": "source", "value": posting.publisher}]
    return {
        "title": posting.title,
        "subTitle": "",
        "url": f"http://{host}{_address(posting)}",
        "publishedTimeStr": f"{posting.published_on} 10:00:00",
        "content": "",
        "contentHtml": posting.body,
        "domainMetaList": [{"resultList": described}],
    }


def _article_main(posting: Posting) -> str:
    folder = _address(posting).rpartition("/")[0]
    files = file_links(posting, lambda _, file: f"{folder}/files/{file.file_name}")
    table = label_table(
        (
            ("名　　称", escape(posting.title)),
            ("索　引　号", str(posting.id)),
            ("分　　类", "政府信息公开年报 其他 报告"),
            ("发布机构", escape(posting.publisher)),
            ("发文日期", ""),
            ("文件下载", files),
        ),
        ' class="xxgkml-content"',
    )
    return (
        f'{table}\n<h1 class="article-title"><ucaptitle>{escape(posting.title)}</ucaptitle></h1>'
        f"<publishtime>{posting.published_on}</publishtime>\n"
        f'<div id="UCAP-CONTENT"><ucapcontent>\n{posting.body}\n</ucapcontent></div>'
    )
