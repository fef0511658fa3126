"""A portal made with 新点 Epoint (PORTALS, section 7.5): a page of placeholders filled from a JSON service."""

import json
import re
from dataclasses import dataclass
from html import escape
from uuid import NAMESPACE_URL, uuid5

from gxcrawl.simulation.publishing.exchange import Request, Response, file_response, html_response, text_response
from gxcrawl.simulation.publishing.fates import meet_fate
from gxcrawl.simulation.publishing.markup import NOT_FOUND, article_metas, menu, page
from gxcrawl.simulation.publishing.postings import Posting

DEPARTMENT, CATEGORY = "990100", "003006"
SITE_GUID = "5f0b7c1e-7a7d-4d0e-8f64-2f1c3b6a9e10"
_PROJECT = "EWB-FRONT"
_SERVICE = f"/{_PROJECT}/rest/lightfrontaction/getgovinfolist"
_LIST = f"/govInfoPub.html?deptcode={DEPARTMENT}&categorynum={CATEGORY}"
_ARTICLE = re.compile(r"/(\d{8})/([0-9a-f-]{36})\.html")
_FILE = re.compile(r"/attach/([0-9a-f-]{36})/(\d+)\.\w+")

# a template that the browser fills; an ordinary link extractor takes its placeholder for an address
_TEMPLATE_ROW = '<li v-for="el in list"><a href="el.link" title="el.realtitle">{{el.title}}</a>{{el.infodate}}</li>'


@dataclass(frozen=True, slots=True)
class EpointSite:
    """The portal. first_page: the number of the first page in the service, 0 as its own script counts."""

    name: str
    postings: tuple[Posting, ...]
    first_page: int = 0

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        script = '<script src="/js/webBuilderCommon.js"></script>\n'
        if request.path in ("/", "/index.html"):
            return html_response(page(self.name, menu([(_LIST, "政府信息公开年报")]), script))
        if request.path == "/js/webBuilderCommon.js":
            words = f'var siteInfo = {{projectName: "{_PROJECT}", siteGuid: "{SITE_GUID}"}};'
            return text_response(words, "application/javascript")
        if request.path == "/govInfoPub.html":
            return html_response(page("政府信息公开年报", f'<ul id="list">{_TEMPLATE_ROW}</ul>', script))
        if request.path == _SERVICE and request.method == "POST":
            return self._rows(request)
        if found := _ARTICLE.fullmatch(request.path):
            return self._article_page(found[1], found[2], request)
        if found := _FILE.fullmatch(request.path):
            return self._file(found[1], int(found[2]))
        return html_response(NOT_FOUND, status=404)

    def _rows(self, request: Request) -> Response:
        try:
            asked = json.loads(request.body)
            number, size = int(asked["pageIndex"]) - self.first_page, min(int(asked["pageSize"]), 100)
            known = (asked["deptcode"], asked["categorynum"], asked["siteGuid"]) == (DEPARTMENT, CATEGORY, SITE_GUID)
        except (ValueError, KeyError, TypeError):
            return text_response('{"custom": null}', "application/json", status=400)
        listed = self.postings if known else ()
        rows = listed[max(number, 0) * size : (max(number, 0) + 1) * size]
        found = [
            {
                "infourl": _address(posting),
                "title": posting.title[:20],
                "realtitle": posting.title,
                "infodate": str(posting.published_on),
            }
            for posting in rows
        ]
        answer = {"custom": {"count": len(listed), "data": found}, "status": {"code": 1}}
        return text_response(json.dumps(answer, ensure_ascii=False), "application/json;charset=utf-8")

    def _article_page(self, day: str, key: str, request: Request) -> Response:
        missing = html_response(NOT_FOUND, status=404)
        posting = next((posting for posting in self.postings if _key(posting) == key), None)
        if posting is None or f"{posting.address_date:%Y%m%d}" != day:
            return missing
        files = "".join(
            f'<p><a href="/attach/{key}/{number}.{file.ending}">{escape(file.name)}</a></p>'
            for number, file in enumerate(posting.attachments)
        )
        main = (
            f"<h1>{escape(posting.title)}</h1>\n<p>发布日期：{posting.published_on}"
            f" 发布机构：{escape(posting.publisher)}</p>\n"
            f'<div class="ewb-article">\n{posting.body}\n{files}</div>'
        )
        answer = html_response(page(posting.title, main, article_metas(posting, "政府信息公开年报")))
        return meet_fate(posting, request, answer, missing)

    def _file(self, key: str, number: int) -> Response:
        for posting in self.postings:
            if _key(posting) == key and number < len(posting.attachments):
                return file_response(posting.attachments[number].body)
        return html_response(NOT_FOUND, status=404)


def _key(posting: Posting) -> str:
    return str(uuid5(NAMESPACE_URL, f"article/{posting.id}"))


def _address(posting: Posting) -> str:
    return f"/{posting.address_date:%Y%m%d}/{_key(posting)}.html"
