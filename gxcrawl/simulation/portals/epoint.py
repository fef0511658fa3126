"""A portal made with 新点 Epoint (docs/portals/epoint.md): a page of placeholders, filled from a JSON API."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, json_response, text_response
from gxcrawl.simulation.publishing.markup import article_metas, file_links, menu, page
from gxcrawl.simulation.publishing.postings import Posting, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file, by_index

DEPARTMENT, CATEGORY = "990100", "003006"
SITE_GUID = "5f0b7c1e-7a7d-4d0e-8f64-2f1c3b6a9e10"
_PROJECT = "EWB-FRONT"
_SERVICE = f"/{_PROJECT}/rest/lightfrontaction/getgovinfolist"
_LIST = f"/govInfoPub.html?deptcode={DEPARTMENT}&categorynum={CATEGORY}"

# a template that the browser fills; an ordinary link extractor takes its placeholder for a URL
_TEMPLATE_ROW = '<li v-for="el in list"><a href="el.link" title="el.realtitle">{{el.title}}</a>{{el.infodate}}</li>'


@dataclass(frozen=True, slots=True)
class EpointSite(RoutedSite):
    """The portal. first_page: the number of the first page in the API; the portal's own script counts from 0."""

    name: str
    postings: tuple[Posting, ...]
    first_page: int = 0

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        script = '<script src="/js/webBuilderCommon.js"></script>\n'
        words = f'var siteInfo = {{projectName: "{_PROJECT}", siteGuid: "{SITE_GUID}"}};'
        return (
            (HOME, page(self.name, menu([(_LIST, "政府信息公开年报")]), script)),
            (r"/js/webBuilderCommon\.js", text_response(words, "application/javascript")),
            (r"/govInfoPub\.html", page("政府信息公开年报", f'<ul id="list">{_TEMPLATE_ROW}</ul>', script)),
            (_SERVICE, partial(self._rows, request)),
            (r"/(\d{8})/([0-9a-f-]{36})\.html", partial(self._article_page, request)),
            (r"/attach/([0-9a-f-]{36}/\d+)\.\w+", self._file),
        )

    def _rows(self, request: Request) -> Response | None:
        if request.method != "POST":
            return None
        try:
            asked = json.loads(request.body)
            number, size = int(asked["pageIndex"]) - self.first_page, min(int(asked["pageSize"]), 100)
            known = (asked["deptcode"], asked["categorynum"], asked["siteGuid"]) == (DEPARTMENT, CATEGORY, SITE_GUID)
        except (ValueError, KeyError, TypeError):
            return json_response({"custom": None}, "application/json", 400)
        listed = self.postings if known else ()
        found = [
            {
                "infourl": _address(posting),
                "title": posting.title[:20],
                "realtitle": posting.title,
                "infodate": str(posting.published_on),
            }
            for posting in rows_of_page(listed, max(number, 0) + 1, size)
        ]
        answer = {"custom": {"count": len(listed), "data": found}, "status": {"code": 1}}
        return json_response(answer)

    def _article_page(self, request: Request, day: str, key: str) -> Made:
        posting = next((posting for posting in self.postings if _key(posting) == key), None)
        if posting is None or f"{posting.address_date:%Y%m%d}" != day:
            return None
        files = file_links(posting, lambda n, file: f"/attach/{key}/{n}.{file.ending}")
        main = (
            f"<h1>{escape(posting.title)}</h1>\n<p>发布日期：{posting.published_on}"
            f" 发布机构：{escape(posting.publisher)}</p>\n"
            f'<div class="ewb-article">\n{posting.body}\n{files}</div>'
        )
        markup = page(posting.title, main, article_metas(posting, "政府信息公开年报"))
        return self.article(posting, request, markup)

    def _file(self, key: str) -> Made:
        return answer_file(by_index(self.postings, lambda posting, n: f"{_key(posting)}/{n}"), key)


def _key(posting: Posting) -> str:
    return str(uuid5(NAMESPACE_URL, f"article/{posting.id}"))


def _address(posting: Posting) -> str:
    return f"/{posting.address_date:%Y%m%d}/{_key(posting)}.html"
