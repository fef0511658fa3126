"""A portal of the Openness kind (PORTALS, section 7.2): lists by branch and category, downloads by number."""

import re
from dataclasses import dataclass
from html import escape

from gxcrawl.simulation.publishing.exchange import Request, Response, file_response, html_response
from gxcrawl.simulation.publishing.fates import meet_fate
from gxcrawl.simulation.publishing.markup import NOT_FOUND, label_table, list_items, menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page

_BRANCH, _CATEGORY = 1801, 21037
_LIST = re.compile(rf"/OpennessContent/showList/{_BRANCH}/{_CATEGORY}/page_(\d+)\.html")
_ARTICLE = re.compile(r"/OpennessContent/show/(\d+)\.html")
_FILE = re.compile(r"/OpennessContent/download/(\d+)\.html")


@dataclass(frozen=True, slots=True)
class OpennessSite:
    """The portal. A file's number is its posting's, a hundred times over."""

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 10

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        if request.path in ("/", "/index.html"):
            return html_response(page(self.name, menu([("/OpennessContent/", "政府信息公开")])))
        if request.path == "/OpennessContent/":
            links = [(_list_address(1), "政府信息公开年报")]
            return html_response(page(f"{self.name}信息公开目录", menu(links)))
        if found := _LIST.fullmatch(request.path):
            return self._list_page(int(found[1]))
        if found := _ARTICLE.fullmatch(request.path):
            return self._article_page(int(found[1]), request)
        if found := _FILE.fullmatch(request.path):
            return self._file(int(found[1]))
        return html_response(NOT_FOUND, status=404)

    def _list_page(self, number: int) -> Response:
        pages = page_count(self.postings, self.page_size)
        if not 1 <= number <= pages:
            return html_response(NOT_FOUND, status=404)
        rows = rows_of_page(self.postings, number, self.page_size)
        items = list_items(rows, lambda posting: f"/OpennessContent/show/{posting.id}.html")
        pager = "".join(f'<a href="{_list_address(n)}">{n}</a>' for n in range(1, pages + 1))
        return html_response(page("政府信息公开年报", f"<ul>{items}</ul><div class='page'>{pager}</div>"))

    def _article_page(self, number: int, request: Request) -> Response:
        missing = html_response(NOT_FOUND, status=404)
        posting = find_posting(self.postings, number)
        if posting is None:
            return missing
        answer = html_response(page(posting.title, _article_main(posting)))
        return meet_fate(posting, request, answer, missing)

    def _file(self, number: int) -> Response:
        for posting in self.postings:
            if posting.id == number // 100 and number % 100 < len(posting.attachments):
                return file_response(posting.attachments[number % 100].body)
        return html_response(NOT_FOUND, status=404)


def _list_address(number: int) -> str:
    return f"/OpennessContent/showList/{_BRANCH}/{_CATEGORY}/page_{number}.html"


def _article_main(posting: Posting) -> str:
    cells = (
        ("索引号：", str(posting.id)),
        ("组配分类：", "政府信息公开年报"),
        ("发布机构：", escape(posting.publisher)),
        ("发文日期：", str(posting.published_on)),
        ("发布文号：", ""),
        ("关键词：", "年度报告"),
        ("信息来源：", escape(posting.publisher)),
        ("信息名称：", escape(posting.title)),
        ("内容概述：", ""),
    )
    files = "".join(
        f'<p><a href="/OpennessContent/download/{posting.id * 100 + number}.html">{escape(file.name)}</a></p>'
        for number, file in enumerate(posting.attachments)
    )
    return (
        f'{label_table(cells)}\n<h1>{escape(posting.title)}</h1>\n<div class="content">\n{posting.body}\n{files}</div>'
    )
