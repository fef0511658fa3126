"""A portal made with Hanweb JPAAS (docs/portals/jpaas.md): lists come as JSON from the gateway."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Literal
from urllib.parse import quote

from typing_extensions import override

from gxcrawl.simulation.portals.hanweb_article import art_address
from gxcrawl.simulation.publishing.exchange import Request, Response, json_response
from gxcrawl.simulation.publishing.markup import article_metas, file_links, menu, page
from gxcrawl.simulation.publishing.postings import Attachment, Posting, find_posting, hex_id, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_digest

BUILD_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
DOWNLOAD = "/api-gateway/jpaas-web-server/front/document/download"

_ADDRESS_LIVES = 40  # requests after which the URL of a download expires


@dataclass(frozen=True, slots=True)
class JpaasSite(RoutedSite):
    """The portal: 政府信息公开 is column 100, the annual reports are column 101.

    hears: the parameter from which the page number is read: `paramJson` as in Jiangsu, `pageNo` as in Zhejiang; None
    if every request returns the first page.
    """

    name: str
    postings: tuple[Posting, ...]
    hears: Literal["paramJson", "pageNo"] | None = "paramJson"
    page_size: int = 15

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        columns = [("/col/col101/index.html", "政府信息公开年报"), ("/col/col102/index.html", "政府信息公开指南")]
        blocks = "\n".join(_unit_script(tag) for tag in ("当前栏目list", "信息列表"))
        reports = page(f"{self.name} 政府信息公开年报", f"<h2>政府信息公开年报</h2>\n{blocks}")
        return (
            (HOME, page(self.name, menu([("/col/col100/index.html", "政府信息公开")]))),
            (BUILD_UNIT, partial(self._build_unit, request)),
            (DOWNLOAD, partial(self._download, request)),
            (r"/col/col100/index\.html", page(f"{self.name} 政府信息公开", menu(columns))),
            (r"/col/col101/index\.html", reports),
            (r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_(\d+)\.html", partial(self._article_page, request)),
        )

    def _build_unit(self, request: Request) -> Response:
        tag = request.query.get("tagId")
        if tag not in ("信息列表", "当前栏目list") or request.query.get("webId") != "3":
            return json_response({"success": False, "message": "参数错误", "code": "500", "data": None})
        html = self._list(request) if tag == "信息列表" else menu([("/col/col101/index.html", "政府信息公开年报")])
        answer = {"success": True, "message": "生成成功", "code": "200", "traceId": f"{request.serial:016x}"}
        return json_response({**answer, "data": {"html": html}})

    def _list(self, request: Request) -> str:
        number = self._page_number(request.query)
        rows = rows_of_page(self.postings, number, self.page_size)
        host = request.headers.get("host", "")
        items = "".join(_row(posting, host) for posting in rows)
        pager = (
            f'<table class="pager" count="{len(self.postings)}" rows="{self.page_size}" pageNo="{number}" '
            f'unitid="{hex_id("信息列表")}" unitUrl="{BUILD_UNIT}"></table>'
        )
        return f"<style>.bt-left{{float:left}}</style><ul>{items}</ul>{pager}"

    def _page_number(self, query: Mapping[str, str]) -> int:
        try:
            if self.hears == "paramJson":
                return max(int(json.loads(query["paramJson"])["pageNo"]), 1)
            if self.hears == "pageNo":
                return max(int(query["pageNo"]), 1)
        except (KeyError, ValueError, TypeError):  # no page number, or in a parameter that this server ignores: page 1
            return 1
        return 1

    def _article_page(self, request: Request, number: str) -> Made:
        posting = find_posting(self.postings, int(number))
        if posting is None or request.path != art_address(101, posting):
            return None
        files = file_links(posting, lambda _, file: _download_address(file, request.serial))
        main = (
            f'<h1>{escape(posting.title)}</h1>\n<div class="info">发布日期：{posting.published_on} 来源：'
            f'{escape(posting.publisher)}</div>\n<div class="bt-content" id="zoom">\n{posting.body}\n{files}</div>'
        )
        markup = page(posting.title, main, article_metas(posting, "政府信息公开年报"))
        return self.article(posting, request, markup)

    def _download(self, request: Request) -> Response:
        token, _, issued = request.query.get("fileUrl", "").partition("-")
        alive = issued.isdigit() and request.serial - int(issued) <= _ADDRESS_LIVES
        files = ((_token(file, issued), file) for _, file in by_digest(self.postings) if alive)
        return answer_file(files, token) or self.html(page("", "<p>下载链接已失效，请返回页面重新下载。</p>"), 403)


def _unit_script(tag: str) -> str:
    fields = {
        "parseType": "bulidstatic",  # this misspelling is the software's own
        "webId": "3",
        "tplSetId": "5f1d7a84fbd811ea",
        "pageType": "column",
        "tagId": tag,
        "editType": "null",
        "pageId": "101",
    }
    pairs = ",".join(f"'{name}':'{value}'" for name, value in fields.items())
    return (
        f'<script id="{hex_id(tag)}" src="/jpaas-web/unitbuild.js?v=2.1" parseType="bulidstatic" '
        f'url="{BUILD_UNIT}" queryData="{{{pairs}}}"></script>'
    )


def _row(posting: Posting, host: str) -> str:
    """A list row; its URL is protocol-relative or root-relative in turn."""
    address = f"//{host}{art_address(101, posting)}" if host and posting.id % 2 else art_address(101, posting)
    return (
        f'<li class="clearfix"><a class="bt-left" title="{escape(posting.title)}" href="{address}">'
        f'{escape(posting.title[:24])}</a><span class="bt-right">[{posting.published_on}]</span></li>'
    )


def _token(attachment: Attachment, issued: str) -> str:
    return hex_id(issued.encode() + attachment.body)


def _download_address(attachment: Attachment, serial: int) -> str:
    token = _token(attachment, str(serial))
    return f"{DOWNLOAD}?fileUrl={token}-{serial}&amp;fileName={quote(attachment.name)}"
