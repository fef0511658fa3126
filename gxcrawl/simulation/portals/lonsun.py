"""A portal made with 龙讯 lonsun (docs/portals/lonsun.md): one list per organ, its rows as HTML fragments."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request
from gxcrawl.simulation.publishing.markup import article_metas, file_links, label_table, menu, page
from gxcrawl.simulation.publishing.postings import Attachment, Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_digest

_TABS = (("2", "政府信息公开指南"), ("1", "政府信息公开制度"), ("4", "法定主动公开内容"), ("3", "政府信息公开年报"))
_PAGE_ROWS = 15


@dataclass(frozen=True, slots=True)
class Organ:
    """One body: its organ id and its annual-report list, newest first."""

    id: int
    name: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class LonsunSite(RoutedSite):
    """The portal. prefix: path before the label URLs, such as `/zwgk`. cut_at: length of titles in list rows."""

    name: str
    organs: tuple[Organ, ...]
    prefix: str = ""
    cut_at: int = 18

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        first = self.organs[0].id
        return (
            (HOME, page(self.name, menu([(f"/public/column/{first}?type=2&action=list", "政府信息公开")]))),
            (r"/public/column/(\d+)", partial(self._column_page, request)),
            (f"{self.prefix}/site/label/8888", partial(self._label, request)),
            (r"/public/(\d+)/(\d+)\.html", partial(self._article_page, request)),
            (r"/group6/M00/00/([0-9a-f]{24})\.\w+", self._file),
        )

    def _organ(self, id: str | None) -> Organ | None:
        return next((organ for organ in self.organs if str(organ.id) == id), None)

    def _column_page(self, request: Request, organ_id: str) -> Made:
        """The column page of one organ: tabs by type and links to the other organs; a script loads the list."""
        organ = self._organ(organ_id)
        if organ is None:
            return None
        kind = request.query.get("type", "4")
        tabs = menu((f"/public/column/{organ.id}?type={type}&action=list", name) for type, name in _TABS)
        others = menu((f"/public/column/{other.id}?type={kind}&action=list", other.name) for other in self.organs)
        pages = page_count(organ.postings, _PAGE_ROWS) if kind == "3" else 0
        label = (
            f'<div class="xxgk_list" id="list"></div><script>Ls.publicInfoList({{labelName:"publicInfoList",'
            f'url:"{self.prefix}/site/label/8888",siteId:"6789",organId:"{organ.id}",type:"{kind}",pageSize:'
            f"{_PAGE_ROWS},length:{self.cut_at},pageCount:{pages}}});</script>"
        )
        return page(f"{organ.name} {dict(_TABS).get(kind, '')}", f"{tabs}\n{others}\n{label}")

    def _label(self, request: Request) -> str:
        asked = request.parameters
        organ = self._organ(asked.get("organId"))
        if asked.get("labelName") != "publicInfoList" or organ is None or asked.get("type") != "3":
            return '<div class="xxgk_navli"></div>'
        number, size = request.number("pageIndex", 1), request.number("pageSize", _PAGE_ROWS)
        length = request.number("length", self.cut_at)
        rows = rows_of_page(organ.postings, max(number, 1), size)
        return "\n".join(_row(organ, n, posting, length) for n, posting in enumerate(rows, start=1))

    def _article_page(self, request: Request, organ_id: str, number: str) -> Made:
        organ = self._organ(organ_id)
        posting = find_posting(organ.postings, int(number)) if organ else None
        if posting is None:
            return None
        markup = page(posting.title, _article_main(posting), article_metas(posting, "政府信息公开年报"))
        return self.article(posting, request, markup)

    def _file(self, key: str) -> Made:
        postings = (posting for organ in self.organs for posting in organ.postings)
        return answer_file(((_file_key(file), file) for _, file in by_digest(postings)), key)


def _row(organ: Organ, number: int, posting: Posting, length: int) -> str:
    shown = posting.title if len(posting.title) <= length else posting.title[:length] + "..."
    return (
        f'<div class="xxgk_navli"><ul><li class="num">{number}</li><li class="mc"><a target="_blank" '
        f'href="/public/{organ.id}/{posting.id}.html" title="{escape(posting.title)}">{escape(shown)}</a></li>'
        f'<li class="rq">{posting.published_on}</li></ul></div>'
    )


def _file_key(file: Attachment) -> str:
    return file.digest[:24]


def _article_main(posting: Posting) -> str:
    cells = (
        ("索引号", str(posting.id)),
        ("组配分类", "政府信息公开年报"),
        ("发布机构", escape(posting.publisher)),
        ("名称", escape(posting.title)),
        ("文号", ""),
        ("发布日期", str(posting.published_on)),
    )
    files = file_links(posting, lambda _, file: f"/group6/M00/00/{_file_key(file)}.{file.ending}")
    return (
        f'<div id="zcjdDiv">{label_table(cells)}</div>\n<h1>{escape(posting.title)}</h1>\n'
        f'<div class="j-fontContent">\n{posting.body}\n{files}</div>'
    )
