"""A portal made with Openness (docs/portals/openness.md): lists by branch and category, downloads by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request
from gxcrawl.simulation.publishing.markup import file_links, label_table, list_items, menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_index

_BRANCH, _CATEGORY = 1801, 21037


@dataclass(frozen=True, slots=True)
class OpennessSite(RoutedSite):
    """The portal. A file's number is 100 times the number of its posting, plus the file's index."""

    name: str
    postings: tuple[Posting, ...]
    page_size: int = 10

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        return (
            (HOME, page(self.name, menu([("/OpennessContent/", "政府信息公开")]))),
            ("/OpennessContent/", page(f"{self.name}信息公开目录", menu([(_list_address(1), "政府信息公开年报")]))),
            (rf"/OpennessContent/showList/{_BRANCH}/{_CATEGORY}/page_(\d+)\.html", self._list_page),
            (r"/OpennessContent/show/(\d+)\.html", partial(self._article_page, request)),
            (r"/OpennessContent/download/(\d+)\.html", self._file),
        )

    def _list_page(self, shown: str) -> Made:
        number, pages = int(shown), page_count(self.postings, self.page_size)
        if not 1 <= number <= pages:
            return None
        rows = rows_of_page(self.postings, number, self.page_size)
        items = list_items(rows, lambda posting: f"/OpennessContent/show/{posting.id}.html")
        pager = "".join(f'<a href="{_list_address(n)}">{n}</a>' for n in range(1, pages + 1))
        return page("政府信息公开年报", f"<ul>{items}</ul><div class='page'>{pager}</div>")

    def _article_page(self, request: Request, number: str) -> Made:
        posting = find_posting(self.postings, int(number))
        if posting is None:
            return None
        return self.article(posting, request, page(posting.title, _article_main(posting)))

    def _file(self, number: str) -> Made:
        return answer_file(by_index(self.postings, _file_number), number)


def _list_address(number: int) -> str:
    return f"/OpennessContent/showList/{_BRANCH}/{_CATEGORY}/page_{number}.html"


def _file_number(posting: Posting, index: int) -> str:
    return str(posting.id * 100 + index)


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
    files = file_links(posting, lambda n, _: f"/OpennessContent/download/{_file_number(posting, n)}.html")
    return (
        f'{label_table(cells)}\n<h1>{escape(posting.title)}</h1>\n<div class="content">\n{posting.body}\n{files}</div>'
    )
