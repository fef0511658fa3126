"""The xxgk module of Hanweb JCMS (PORTALS, section 2.1, xxgk module, and appendix A.4).

Reports have no addresses of their own: `xxgkAnnualReport.jsp` answers the report of an area and a year.
"""

import re
from dataclasses import dataclass
from html import escape

from gxcrawl.simulation.publishing.exchange import Request, Response, html_response
from gxcrawl.simulation.publishing.markup import NOT_FOUND, menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page

_MODULE = "/module/xxgk/"
_ARTICLE = re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_33_(\d+)\.html")


@dataclass(frozen=True, slots=True)
class Area:
    """One body of the module: its area code and what it published."""

    code: str
    name: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class HanwebXxgkSite:
    """The portal. page_size: rows of a `search.jsp` answer."""

    name: str
    areas: tuple[Area, ...]
    page_size: int = 10

    def respond(self, request: Request) -> Response:
        """The answer to one request."""
        if request.path in ("/", "/index.html"):
            return html_response(page(self.name, menu([("/col/col30/index.html", "政府信息公开")])))
        if request.path == "/col/col30/index.html":
            return html_response(page(f"{self.name} 政府信息公开", self._areas(request)))
        area = next((area for area in self.areas if area.code == request.parameters.get("area")), None)
        if request.path == f"{_MODULE}tree.jsp" and area:
            links = [(f"{_MODULE}xxgkAnnualReport.jsp?area={area.code}", "政府信息公开年报")]
            return html_response(page(area.name, menu(links)))
        if request.path == f"{_MODULE}xxgkAnnualReport.jsp" and area:
            return self._report(area, request)
        if request.path == f"{_MODULE}search.jsp" and area:
            return self._search(area, request)
        if found := _ARTICLE.fullmatch(request.path):
            return self._article(int(found[1]))
        return html_response(NOT_FOUND, status=404)

    def _areas(self, request: Request) -> str:
        """The bodies, each a link with its area code; with one chosen, its tree in a frame."""
        links = menu((f"/col/col30/index.html?vc_xxgkarea={area.code}", area.name) for area in self.areas)
        chosen = request.query.get("vc_xxgkarea")
        frame = f'<iframe src="{_MODULE}tree.jsp?area={chosen}"></iframe>' if chosen and chosen.isdigit() else ""
        return f"{links}\n{frame}"

    def _report(self, area: Area, request: Request) -> Response:
        """The report of the year asked for, the newest without a year."""
        reports = [posting for posting in area.postings if posting.report]
        years = sorted((posting.report.year for posting in reports if posting.report), reverse=True)
        year = request.query.get("fbtime") or str(years[0] if years else "")
        links = menu((f"{_MODULE}xxgkAnnualReport.jsp?area={area.code}&fbtime={y}", f"{y}年") for y in years)
        for posting in reports:
            if posting.report and str(posting.report.year) == year:
                title = f"<h1>{escape(posting.title)}</h1>"
                main = f'{links}\n{title}\n<div class="bt-content" id="zoom">\n{posting.body}\n</div>'
                return html_response(page(posting.title, main))
        return html_response(page(area.name, f"{links}\n<p>暂无数据</p>"))

    def _search(self, area: Area, request: Request) -> Response:
        """Rows of all that the area published; wants to be asked by its own script."""
        asked = request.parameters
        if request.method != "POST" or request.headers.get("x-requested-with") != "XMLHttpRequest":
            return html_response(NOT_FOUND, status=404)
        number = int(asked["currpage"]) if asked.get("currpage", "").isdigit() else 1
        pages = page_count(area.postings, self.page_size)
        rows = rows_of_page(area.postings, number, self.page_size)
        listed = "\n".join(_row(index, posting) for index, posting in enumerate(rows, start=1))
        return html_response(f"<table>{listed}</table><div>共&nbsp;{pages}&nbsp;页</div>")

    def _article(self, number: int) -> Response:
        posting = find_posting((one for area in self.areas for one in area.postings), number)
        if posting is None:
            return html_response(NOT_FOUND, status=404)
        title = f"<h1>{escape(posting.title)}</h1>"
        return html_response(page(posting.title, f'{title}\n<div id="zoom">{posting.body}</div>'))


def _row(index: int, posting: Posting) -> str:
    parity = "odd" if index % 2 else "even"
    day = posting.address_date
    address = f"/art/{day.year}/{day.month}/{day.day}/art_33_{posting.id}.html"
    title = escape(posting.title)
    return (
        f'<tr class="tr_main_value_{parity}"><td>{index}</td><td><a class="bt_link" title="{title}" '
        f'href="{address}">{title}</a></td><td>{posting.published_on}</td></tr>'
    )
