"""A portal made with UCAP (开普云) (PORTALS, section 4 and appendix A.6)."""

import hashlib
import json
import re
from dataclasses import dataclass
from html import escape

from gxcrawl.simulation.publishing.exchange import Request, Response, file_response, html_response, text_response
from gxcrawl.simulation.publishing.fates import meet_fate
from gxcrawl.simulation.publishing.markup import NOT_FOUND, article_metas, label_table, list_items, menu, page
from gxcrawl.simulation.publishing.postings import Attachment, Posting, page_count, rows_of_page

_COLUMN = "c112289"
_SITE = "/zq"
_LIST = re.compile(rf"{_SITE}/{_COLUMN}/xxgk_list(?:_(\d+))?\.shtml")
_ARTICLE = re.compile(rf"{_SITE}/{_COLUMN}/\d{{6}}/([0-9a-f]{{32}})\.shtml")
_FILE = re.compile(rf"{_SITE}/{_COLUMN}/\d{{6}}/files/([0-9a-f]{{32}})\.\w+")
_JSON_ROWS = 20  # a page of the JSON has so many rows, whatever is asked


@dataclass(frozen=True, slots=True)
class UcapSite:
    """The portal.

    burst_every: one article request in so many is answered with the home page and status 200; 0 for none. A second
    request for the same article is answered as it should be.
    """

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 15
    burst_every: int = 0

    @property
    def channel_id(self) -> str:
        """The identifier of the column in the JSON interface."""
        return _hex(_COLUMN)

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        if request.path in ("/", f"{_SITE}/", f"{_SITE}/index.shtml"):
            return html_response(self._home())
        if request.path == f"{_SITE}/zfxxgk.shtml":
            links = [(f"{_SITE}/{_COLUMN}/xxgk_list.shtml", "政府信息公开年报")]
            return html_response(page("政府信息公开", menu(links)))
        if found := _LIST.fullmatch(request.path):
            return self._list_page(int(found[1] or 1))
        if request.path == f"/common/search/{self.channel_id}":
            return self._search(request)
        if found := _ARTICLE.fullmatch(request.path):
            return self._article_page(found[1], request)
        if found := _FILE.fullmatch(request.path):
            return self._file(found[1])
        return html_response(NOT_FOUND, status=404)

    def _home(self) -> str:
        return page(self.name, f"<h1>{escape(self.name)}</h1>{menu([(f'{_SITE}/zfxxgk.shtml', '政府信息公开')])}")

    def _list_page(self, number: int) -> Response:
        pages = page_count(self.postings, self.page_size)
        if not 1 <= number <= pages:
            return html_response(NOT_FOUND, status=404)
        rows = rows_of_page(self.postings, number, self.page_size)
        items = list_items(rows, _address)
        pager = f"createPageHTML('page_div', {pages}, {number}, 'xxgk_list', 'shtml', {len(self.postings)})"
        main = f'<ul class="list">{items}</ul>\n<div id="page_div"></div><script>{pager}</script>'
        return html_response(page(f"政府信息公开年报 {self.name}", main))

    def _search(self, request: Request) -> Response:
        asked = request.query.get("page", "1")
        number = int(asked) if asked.isdigit() else 1
        rows = rows_of_page(self.postings, number, _JSON_ROWS)
        host = request.headers.get("host", "")
        found = {
            "channelId": self.channel_id,
            "page": number,
            "rows": _JSON_ROWS,
            "total": len(self.postings),
            "results": [_result(posting, host) for posting in rows],
        }
        return text_response(json.dumps({"data": found}, ensure_ascii=False), "application/json;charset=utf-8")

    def _article_page(self, key: str, request: Request) -> Response:
        missing = html_response(NOT_FOUND, status=404)
        posting = next((posting for posting in self.postings if _key(posting) == key), None)
        if posting is None or request.path != _address(posting):
            return missing
        if self.burst_every and request.visit == 0 and request.serial % self.burst_every == 0:
            return html_response(self._home())
        answer = html_response(page(posting.title, _article_main(posting), article_metas(posting, "政府信息公开年报")))
        return meet_fate(posting, request, answer, missing)

    def _file(self, key: str) -> Response:
        for posting in self.postings:
            for attachment in posting.attachments:
                if key == _file_key(attachment):
                    return file_response(attachment.body, "application/msword")
        return html_response(NOT_FOUND, status=404)


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _key(posting: Posting) -> str:
    return _hex(f"article {posting.id}")


def _file_key(attachment: Attachment) -> str:
    return hashlib.sha256(attachment.body).hexdigest()[:32]


def _address(posting: Posting) -> str:
    # only the month is in the address, the day has to be read on the page
    return f"{_SITE}/{_COLUMN}/{posting.address_date:%Y%m}/{_key(posting)}.shtml"


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
    files = "".join(
        f'<a href="{_address(posting).rpartition("/")[0]}/files/{_file_key(attachment)}.{attachment.ending}">'
        f"{escape(attachment.name)}</a>"
        for attachment in posting.attachments
    )
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
