"""The postings in the columns of a portal: reports, and articles that only look like reports."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gxcrawl.simulation.agencies import SimulatedAgency
from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.writers.html import LAYOUTS, write_html

Fate = Literal["", "gone", "soft_404", "redirected_home", "fails_twice", "slow", "hijacked"]

_FILES = ("docx", "pdf", "xlsx", "txt")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file linked from a posting: its displayed name, with extension, and its bytes."""

    name: str
    body: bytes

    @property
    def ending(self) -> str:
        """The file extension: docx, pdf, ..."""
        return self.name.rpartition(".")[2]

    @property
    def digest(self) -> str:
        """A digest of the bytes, which most systems use as the file name in URLs."""
        return hex_id(self.body)

    @property
    def file_name(self) -> str:
        """The file name in URLs of most systems."""
        return f"{self.digest}.{self.ending}"


@dataclass(frozen=True, slots=True)
class Posting:
    """One article of a column.

    body: HTML of the main content. report: the published report, None if the article is not a report. filed_on: the
    date in its URL, if that differs from the day of publication. fate: what happens to requests for it.
    links_to: the absolute URL that list rows link instead of an article on this portal, as when a city lists reports
    of its counties.
    """

    id: int
    title: str
    published_on: date
    publisher: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    report: SimulatedReport | None = None
    filed_on: date | None = None
    fate: Fate = ""
    links_to: str = ""

    @property
    def address_date(self) -> date:
        """The date in its URL."""
        return self.filed_on or self.published_on

    @property
    def hex_id(self) -> str:
        """Its hexadecimal identifier, in systems that number articles so."""
        return hex_id(f"article {self.id}")


def hex_id(content: bytes | str) -> str:
    """32 hexadecimal digits, as many systems identify articles and files; the same for the same content."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:32]


def find_posting(postings: Iterable[Posting], id: int) -> Posting | None:
    """The posting with this id; None if there is none."""
    return next((posting for posting in postings if posting.id == id), None)


def page_count(postings: Sequence[Posting], size: int) -> int:
    """The number of pages of a list; an empty list has one page."""
    return max(-(-len(postings) // size), 1)


def rows_of_page(postings: Sequence[Posting], number: int, size: int) -> Sequence[Posting]:
    """The rows of a page. number: counted from 1. Empty for a page that does not exist."""
    return postings[max(number - 1, 0) * size : max(number, 0) * size]


def post_report(id: int, report: SimulatedReport, form: str = "plain", filed_on: date | None = None) -> Posting:
    """A report as a posting.

    form: an HTML layout (`plain`, `word`, ...) if the whole report is on the page; `docx`, `pdf`, `xlsx` or `txt` for
    a page of one sentence with the report as attachment; `word+pdf` for both.
    """
    layout, _, file = form.partition("+")
    if layout in _FILES:
        layout, file = "", layout
    attached = (Attachment(f"{report.title}.{file}", write_file(report, file)),) if file else ()
    body = next((write_html(report, name) for name in LAYOUTS if name == layout), "<p>报告全文见附件。</p>")
    return Posting(
        id, report.title, report.published_on, report.publisher, body, attached, report=report, filed_on=filed_on
    )


def write_file(report: SimulatedReport, ending: str) -> bytes:
    """The report as a file. ending: docx, pdf, xlsx or txt."""
    # imported here: these libraries take most of a second to load, and only callers that write such files need them
    if ending == "docx":
        from gxcrawl.simulation.writers.docx import write_docx as write
    elif ending == "pdf":
        from gxcrawl.simulation.writers.pdf import write_pdf as write
    elif ending == "xlsx":
        from gxcrawl.simulation.writers.xlsx import write_xlsx as write
    elif ending == "txt":
        from gxcrawl.simulation.writers.text import write_text as write
    else:
        raise ValueError(f"no writer for .{ending}; there are {', '.join(_FILES)}")
    return write(report)


def post_decoys(first_id: int, agencies: Iterable[SimulatedAgency], years: Iterable[int]) -> tuple[Posting, ...]:
    """Articles in annual-report columns that are not reports: one of every kind for each matching body and year."""
    postings: list[Posting] = []
    for year in years:
        for title, publisher, published_on in _decoys(tuple(agencies), year):
            body = f"<p>{title}。</p><p>现将有关事项公布如下，欢迎社会各界监督。</p>"
            postings.append(Posting(first_id + len(postings), title, published_on, publisher, body))
    return tuple(postings)


def _decoys(agencies: tuple[SimulatedAgency, ...], year: int) -> Iterator[tuple[str, str, date]]:
    place, government = agencies[0].place, f"{agencies[0].place}人民政府"
    for agency in agencies:
        yield f"{agency.name}{year}年法治政府建设年度报告", agency.name, date(year + 1, 2, 20)
    for agency in agencies[1:3]:
        yield f"{agency.name}{year}年度部门决算", agency.name, date(year + 1, 9, 12)
    yield f"关于做好{year}年政府信息公开工作年度报告编制和发布工作的通知", f"{government}办公室", date(year + 1, 1, 4)
    yield f"{place}{year}年未成年人保护工作年度报告", f"{place}民政局", date(year + 1, 5, 30)
    yield f"{government}网站{year}年度工作报表", f"{government}办公室", date(year + 1, 1, 18)
    yield f"{year + 1}年{place}政府工作报告", government, date(year + 1, 2, 8)
    yield f"{place}{year}年政务公开工作总结", f"{government}办公室", date(year + 1, 1, 9)
    yield f"一图读懂{place}{year}年政府信息公开工作年度报告", f"{government}办公室", date(year + 1, 4, 6)
