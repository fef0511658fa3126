"""The xxgk module of Hanweb JCMS (docs/portals/hanweb.md).

Reports have no URLs of their own: `xxgkAnnualReport.jsp` returns the report of an area and a year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from typing_extensions import override

from gxcrawl.simulation.portals.hanweb_article import art_address
from gxcrawl.simulation.publishing.exchange import Request
from gxcrawl.simulation.publishing.markup import menu, page
from gxcrawl.simulation.publishing.postings import Posting, find_posting, page_count, rows_of_page
from gxcrawl.simulation.publishing.routes import HOME, Made, Route, RoutedSite

_MODULE = "/module/xxgk/"


@dataclass(frozen=True, slots=True)
class Area:
    """One body of the module: its area code and its postings."""

    code: str
    name: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class HanwebXxgkSite(RoutedSite):
    """The portal. page_size: rows per response of `search.jsp`."""

    name: str
    areas: tuple[Area, ...]
    page_size: int = 10

    @override
    def routes(self, request: Request) -> Sequence[Route]:
        routes: list[Route] = [
            (HOME, page(self.name, menu([("/col/col30/index.html", "政府信息公开")]))),
            (r"/col/col30/index\.html", page(f"{self.name} 政府信息公开", self._areas(request))),
            (r"/art/\d{4}/\d{1,2}/\d{1,2}/art_33_(\d+)\.html", self._article),
        ]
        area = next((area for area in self.areas if area.code == request.parameters.get("area")), None)
        if area is not None:
            links = [(f"{_MODULE}xxgkAnnualReport.jsp?area={area.code}", "政府信息公开年报")]
            routes += [
                (rf"{_MODULE}tree\.jsp", page(area.name, menu(links))),
                (rf"{_MODULE}xxgkAnnualReport\.jsp", partial(self._report, area, request)),
                (rf"{_MODULE}search\.jsp", partial(self._search, area, request)),
            ]
        return routes

    def _areas(self, request: Request) -> str:
        """Links to the bodies with their area codes; if an area is selected, its tree is shown in a frame."""
        links = menu((f"/col/col30/index.html?vc_xxgkarea={area.code}", area.name) for area in self.areas)
        chosen = request.query.get("vc_xxgkarea")
        frame = f'<iframe src="{_MODULE}tree.jsp?area={chosen}"></iframe>' if chosen and chosen.isdigit() else ""
        return f"{links}\n{frame}"

    def _report(self, area: Area, request: Request) -> str:
        """The report of the requested year; the newest report if the request names no year."""
        reports = {str(posting.report.year): posting for posting in reversed(area.postings) if posting.report}
        years = sorted(reports, reverse=True)
        links = menu((f"{_MODULE}xxgkAnnualReport.jsp?area={area.code}&fbtime={year}", f"{year}年") for year in years)
        posting = reports.get(request.query.get("fbtime") or "".join(years[:1]))
        if posting is None:
            return page(area.name, f"{links}\n<p>暂无数据</p>")
        text = f'<h1>{escape(posting.title)}</h1>\n<div class="bt-content" id="zoom">\n{posting.body}\n</div>'
        return page(posting.title, f"{links}\n{text}")

    def _search(self, area: Area, request: Request) -> str | None:
        """Rows of everything that the area published; None if the request does not come from the module's script."""
        if request.method != "POST" or request.headers.get("x-requested-with") != "XMLHttpRequest":
            return None
        pages = page_count(area.postings, self.page_size)
        rows = rows_of_page(area.postings, request.number("currpage", 1), self.page_size)
        listed = "\n".join(_row(index, posting) for index, posting in enumerate(rows, start=1))
        return f"<table>{listed}</table><div>共&nbsp;{pages}&nbsp;页</div>"

    def _article(self, number: str) -> Made:
        posting = find_posting((one for area in self.areas for one in area.postings), int(number))
        if posting is None:
            return None
        title = f"<h1>{escape(posting.title)}</h1>"
        return page(posting.title, f'{title}\n<div id="zoom">{posting.body}</div>')


def _row(index: int, posting: Posting) -> str:
    parity = "odd" if index % 2 else "even"
    title = escape(posting.title)
    return (
        f'<tr class="tr_main_value_{parity}"><td>{index}</td><td><a class="bt_link" title="{title}" '
        f'href="{art_address(33, posting)}">{title}</a></td><td>{posting.published_on}</td></tr>'
    )
