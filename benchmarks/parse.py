"""How long a report takes from bytes to checks, against bare lxml and pandas on the same HTML, pdfplumber on the same PDF."""

import io
from collections.abc import Callable, Sequence
from functools import partial

import lxml.html
import pandas
import pdfplumber

from benchmarks.pages import different_reports, portal_page
from benchmarks.timing import best_times
from gxcrawl.checks import check_report
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.forms.tables import LAYOUTS
from gxcrawl.model import Document, Report
from gxcrawl.reading import read_document
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.writers.html import LAYOUTS as PAGE_LAYOUTS
from gxcrawl.simulation.writers.html import LayoutName, write_page
from gxcrawl.simulation.writers.pdf import write_pdf

_PORTAL_PAGES: tuple[LayoutName, ...] = ("word", "wps", "plain")
_PAGES: dict[str, Callable[[SimulatedReport], bytes]] = {
    **{f"portal page, {layout}": partial(portal_page, layout=layout) for layout in _PORTAL_PAGES},
    **{f"report alone, {layout}": partial(write_page, layout=layout) for layout in PAGE_LAYOUTS},
}
_REPORTS = 40  # of each kind: with more lines than the reader remembers, so that it knows labels and headings alone
_HINT = Hint(title="2021年某局政府信息公开工作年度报告", year=2021)


def main() -> None:
    """Prints one line per kind of document: milliseconds for one document, and the ratios."""
    print("HTML: bytes to checked report, against lxml.html of the same bytes; each line a mean over different reports")
    print("first: `forms` where the layout of the tables was not met before; pandas: read_html, which reads no report")
    print(
        f"{'page':<28}{'bytes':>9}{'lxml ms':>9}{'read':>8}{'forms':>8}{'first':>8}{'checks':>8}{'all':>8}"
        f"{'all/lxml':>10}{'pandas':>9}"
    )
    for name, write in _PAGES.items():
        _html_line(name, [write(report) for report in different_reports(_REPORTS)])
    print("\nPDF: bytes to checked report, against pdfplumber's find_tables + extract on the same pages")
    print(f"{'report':<44}{'bytes':>9}{'plumber ms':>12}{'ours ms':>9}{'ratio':>8}")
    for agency in (JICHUAN[0], SHUYU[1]):
        _pdf_line(agency.name, write_pdf(invent_report(agency, 2021)))


def _html_line(name: str, bodies: Sequence[bytes]) -> None:
    documents = [read_document(body) for body in bodies]
    reports = [report_from(document, _HINT) for document in documents]
    calls: dict[str, Callable[[], object]] = {
        "lxml": lambda: [lxml.html.document_fromstring(body) for body in bodies],
        "read": lambda: [read_document(body) for body in bodies],
        "forms": lambda: [report_from(document, _HINT) for document in documents],
        "checks": lambda: [check_report(report) for report in reports],
        "all": lambda: [read_report(body, _HINT) for body in bodies],
        "first": lambda: [_report_as_new(document) for document in documents],  # after `all`: it forgets the layouts
    }
    if _pandas_can(bodies[0]):
        calls["pandas"] = lambda: [pandas.read_html(io.BytesIO(body), flavor="lxml") for body in bodies]
    ms = {key: seconds * 1000 / len(bodies) for key, seconds in best_times(calls).items()}
    size, ratio = sum(map(len, bodies)) // len(bodies), ms["all"] / ms["lxml"]
    steps = "".join(f"{ms[key]:>8.2f}" for key in ("read", "forms", "first", "checks", "all"))
    print(f"{name:<28}{size:>9,}{ms['lxml']:>9.2f}{steps}{ratio:>10.1f}{ms.get('pandas', float('nan')):>9.2f}")


def _pandas_can(body: bytes) -> bool:
    """True if pandas can read a page; a span written as `4;` makes it fail."""
    try:
        return bool(pandas.read_html(io.BytesIO(body), flavor="lxml"))
    except ValueError:
        return False


def _report_as_new(document: Document) -> Report:
    LAYOUTS.forget()
    return report_from(document, _HINT)


def _pdf_line(name: str, body: bytes) -> None:
    calls = {"plumber": lambda: _find_tables(body), "ours": lambda: read_report(body, _HINT)}
    ms = {key: seconds * 1000 for key, seconds in best_times(calls).items()}
    print(f"{name:<44}{len(body):>9,}{ms['plumber']:>12.0f}{ms['ours']:>9.0f}{ms['ours'] / ms['plumber']:>8.2f}")


def _find_tables(body: bytes) -> int:
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        return sum(len(table.extract()) for page in pdf.pages for table in page.find_tables())


if __name__ == "__main__":
    main()
