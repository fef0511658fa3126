"""A portal made with TrueCMS (docs/portals/truecms.md): JSONP lists, and hubs that link every PDF."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.publishing.exchange import Request, Response, text_response
from gxcrawl.simulation.publishing.markup import article_metas, menu, page
from gxcrawl.simulation.publishing.postings import Posting
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite, answer_file

COLUMN_ID = "6d0c9a3e-4b7f-4c52-9f0e-1a2b3c4d5e6f"
_MESSAGES = "/truecms/messageController/getMessage.do"
_COLUMN = "/col/18973_668915/index.html"
_CALLBACK = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class TrueCmsSite(RoutedSite):
    """The portal. Reports are files only, in a folder named after the year that follows the year of the report.

    window: the maximum number of rows in one response.
    """

    name: str
    postings: tuple[Posting, ...]
    window: int = 10

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        call = f'getMessage("{COLUMN_ID}", "{_MESSAGES}")'
        main = f'<div id="list" data-column="{COLUMN_ID}"></div><script>{call}</script>'
        return (
            (HOME, page(self.name, menu([(_COLUMN, "政府信息公开年报")]))),
            (_COLUMN, page("政府信息公开年报", main)),
            (_MESSAGES, partial(self._messages, request)),
            (r"/col/4939_446943/art/17356608/hub(\d{4})\.html", self._hub),
            (r"(/wzxxgknb/\d{4}/\d{6}\.pdf)", self._file),
        )

    def _years(self) -> list[int]:
        return sorted({posting.published_on.year for posting in self.postings}, reverse=True)

    def _messages(self, request: Request) -> Response | None:
        callback = request.query.get("callback", "")
        if "referer" not in request.headers or not _CALLBACK.fullmatch(callback):
            return None
        years = self._years() if request.query.get("columnId") == COLUMN_ID else []
        start = max(request.number("startrecord", 1), 1)
        end = min(max(request.number("endrecord", start + self.window - 1), 1), start + self.window - 1)
        records = "".join(f"<record><![CDATA[{_row(self.name, year)}]]></record>" for year in years[start - 1 : end])
        store = f"<datastore><totalrecord>{len(years)}</totalrecord><recordset>{records}</recordset></datastore>"
        answer = json.dumps({"result": store}, ensure_ascii=False)
        return text_response(f"{callback}({answer})", "application/javascript;charset=utf-8")

    def _hub(self, shown: str) -> Made:
        year = int(shown)
        listed = [posting for posting in self.postings if posting.published_on.year == year and posting.attachments]
        if not listed:
            return None
        links = "".join(
            f'<p><a href="{_file_address(posting)}">{escape(posting.publisher)}</a></p>' for posting in listed
        )
        title = _hub_title(self.name, year)
        head = article_metas(listed[0], "政府信息公开年报").replace(escape(listed[0].title), escape(title))
        return page(title, f'<h1>{escape(title)}</h1>\n<div id="zoom">{links}</div>', head)

    def _file(self, address: str) -> Made:
        files = ((_file_address(posting), file) for posting in self.postings for file in posting.attachments[:1])
        return answer_file(files, address, "application/pdf")


def _file_address(posting: Posting) -> str:
    return f"/wzxxgknb/{posting.published_on.year}/{posting.id:06d}.pdf"


def _hub_title(name: str, year: int) -> str:
    return f"{year - 1}年{name}政府信息公开工作年度报告年报汇总"


def _row(name: str, year: int) -> str:
    title = _hub_title(name, year)
    address = f"/col/4939_446943/art/17356608/hub{year}.html"
    return f'<li><a href="{address}" title="{title}">{title}</a><span>{year}-02-01</span></li>'
