"""The pure core: bytes and a hint of where they came from → a report with its checks.

No network, no database, no clock. The pipelines, `gxcrawl parse` and re-parsing all call this.
"""

from dataclasses import replace

from gxcrawl.checks import checked
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Report
from gxcrawl.reading import of_year, read_document


def read_report(
    body: bytes, hint: Hint | None = None, *, url: str | None = None, declared_encoding: str | None = None
) -> Report:
    """The checked report that these bytes are.

    Raises Unreadable where no reader can make a document of them, NotAReport where the document is no report.
    """
    return report_of(read_document(body, url=url, declared_encoding=declared_encoding), hint or Hint())


def report_of(document: Document, hint: Hint) -> Report:
    """The checked report that a document is; of a workbook of several years the one that the hint names.

    The tables of the other years stand after its own, of no section. Raises NotAReport where it is none.
    """
    own = of_year(document, hint.named_year)
    report = report_from(own, hint)
    if own is not document:
        kept = set(map(id, own.tables))
        others = ((None, table) for table in document.tables if id(table) not in kept)
        report = replace(report, tables=(*report.tables, *others))
    return checked(report)
