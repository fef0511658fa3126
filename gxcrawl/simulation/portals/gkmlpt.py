"""Guangdong's common platform gkmlpt and its portal product NFCMS (docs/portals/gkmlpt.md)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from html import escape
from typing import Literal

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, json_response
from gxcrawl.simulation.publishing.markup import article_metas, file_links, label_table, list_items, menu, metas, page
from gxcrawl.simulation.publishing.postings import Attachment, Posting, find_posting, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_index

REPORTS_CATEGORY = 20317
_NB = "/cn/xxgk/ndxxgkbg/"


@dataclass(frozen=True, slots=True)
class GkmlptSite(RoutedSite):
    """The portal.

    reports_in: `gkmlpt` for a category of the platform, `nfcms` for a column of the portal. body_in: where a page of
    the platform keeps its text. unserved: `post_count` exceeds the number of posts that the list serves by this many.
    """

    name: str
    postings: tuple[Posting, ...]
    reports_in: Literal["gkmlpt", "nfcms"] = "gkmlpt"
    body_in: Literal["script", "div"] = "script"
    sid: str = "755941"
    page_size: int = 100
    unserved: int = 3

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        links = [("/gkmlpt/index", "政府信息公开")]
        nfcms: tuple[Route, ...] = ()
        if self.reports_in == "nfcms":
            links.append((_NB, "政府信息公开年报"))
            nfcms = ((rf"{_NB}(?:index(?:_(\d+))?\.html)?", self._nfcms_list),)
        return (
            (HOME, page(self.name, menu(links))),
            ("/gkmlpt/index", self._platform()),
            (r"/gkmlpt/api/all/(\d+)", partial(self._list, request)),
            *nfcms,
            (rf"(?:/gkmlpt/content/\d/\d{{4}}|{_NB}content)/post_(\d+)\.html", partial(self._article, request)),
            (r"/attachment/1/\d{4}/(\d+/\d+)\.\w+", self._file),
        )

    def _platform(self) -> str:
        """The only HTML page of the platform; a script in the browser renders its lists."""
        categories = [{"id": 20311, "name": "政府信息公开指南", "children": [], "jump_url": ""}]
        if self.reports_in == "gkmlpt":
            categories.append({"id": REPORTS_CATEGORY, "name": "政府信息公开年报", "children": [], "jump_url": ""})
        tree = [{"id": 20300, "name": "政府信息公开", "children": categories, "jump_url": ""}]
        config = f"window._CONFIG = {{SID: '{self.sid}', TREE: {json.dumps(tree, ensure_ascii=False)}, SITE: 'x',}};"
        return page(f"{self.name} 政府信息公开目录", f'<div id="app"></div><script>{config}</script>')

    def _list(self, request: Request, asked_for: str) -> Response:
        category = int(asked_for)
        listed = self.postings if category in (0, REPORTS_CATEGORY) and self.reports_in == "gkmlpt" else ()
        if request.query.get("sid") != self.sid:
            listed = ()
        number = max(request.number("page", 1), 1)  # page 0 is page 1
        host = request.headers.get("host", "")
        rows = rows_of_page(listed, number, self.page_size)
        answer = {
            "classify": {"id": category, "name": "政府信息公开年报", "post_count": len(listed) + self.unserved},
            "total": len(listed),
            "articles": [_article_record(posting, host) for posting in rows],
        }
        return json_response(answer, "application/json")

    def _nfcms_list(self, shown: str | None) -> Made:
        number = int(shown or 1)
        rows = rows_of_page(self.postings, number, 20)
        if number < 1 or not rows:
            return None
        items = list_items(rows, lambda posting: f"{_NB}content/post_{posting.id}.html")
        following = f'<a class="next" href="{_NB}index_{number + 1}.html">下一页</a>'
        pager = following if len(self.postings) > number * 20 else ""
        return page(f"政府信息公开年报 {self.name}", f"<ul>{items}</ul>{pager}")

    def _article(self, request: Request, number: str) -> Made:
        posting = find_posting(self.postings, int(number))
        if posting is None or request.path not in (_platform_address(posting), f"{_NB}content/post_{number}.html"):
            return None
        host = request.headers.get("host", "")
        write = self._platform_page if request.path.startswith("/gkmlpt/") else _nfcms_page
        return self.article(posting, request, write(posting, host))

    def _platform_page(self, posting: Posting, host: str) -> str:
        cells = (
            ("索引号", f"11440000/{posting.id}"),
            ("分类", "政府信息公开年报"),
            ("发布机构", escape(posting.publisher)),
            ("成文日期", str(posting.published_on)),
            ("名称", escape(posting.title)),
            ("发布日期", str(posting.published_on)),
        )
        head = f"{label_table(cells)}\n<h1>{escape(posting.title)}</h1>\n"
        body = posting.body + _files_markup(posting, host)
        if self.body_in == "div":
            return page(posting.title, f'{head}<div class="article-content">{body}</div>')
        content = json.dumps(body, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")
        # a trailing comma and unquoted names: JavaScript, not JSON
        config = f"window._CONFIG = {{SID: '{self.sid}', DETAIL: {{id: {posting.id}, content: {content},}},}};"
        return page(posting.title, f'{head}<div class="article-content"></div><script>{config}</script>')

    def _file(self, key: str) -> Made:
        files = by_index(self.postings, lambda posting, n: f"{posting.id}/{n + 1}")
        return answer_file(files, key, "application/msword")


def _platform_address(posting: Posting) -> str:
    digits = str(posting.id)
    return f"/gkmlpt/content/{digits[0]}/{digits[:4]}/post_{digits}.html"


def _file_address(posting: Posting, number: int, attachment: Attachment, host: str) -> str:
    digits = str(posting.id)
    return f"http://{host}/attachment/1/{digits[:4]}/{digits}/{number}.{attachment.ending}"


def _files_markup(posting: Posting, host: str) -> str:
    return file_links(posting, lambda n, file: _file_address(posting, n + 1, file, host))


def _article_record(posting: Posting, host: str) -> dict[str, object]:
    moment = int(datetime.combine(posting.published_on, time(2), UTC).timestamp())
    address = f"http://{host}{_platform_address(posting)}"
    files = [
        {
            "id": number,
            "name": file.name,
            "type": "doc",
            "mime": "application/msword",
            "size": str(len(file.body)),
            "url": _file_address(posting, number, file, host),
        }
        for number, file in enumerate(posting.attachments, start=1)
    ]
    return {
        "id": posting.id,
        "title": posting.title,
        "publisher": posting.publisher,
        "identifier": f"11440000/{posting.id}",
        "document_number": "",
        "date": moment,
        "display_publish_time": moment,
        "url": address,
        "post_url": address,
        "attachment": files,
        "is_expired": 0,
        "is_abolished": 0,
    }


def _nfcms_page(posting: Posting, host: str) -> str:
    head = article_metas(posting, "政府信息公开年报") + metas({"ArticleId": str(posting.id)})
    main = (
        f"<h1>{escape(posting.title)}</h1>\n<p>来源：{escape(posting.publisher)} 发布时间：{posting.published_on}</p>\n"
        f'<div class="news_cont_d_wrap">{posting.body}{_files_markup(posting, host)}</div>'
        f"<script>var NFCMS_SITE_ID = '755941'; var NFCMS_POST_ID = '{posting.id}';</script>"
    )
    return page(posting.title, main, head)
