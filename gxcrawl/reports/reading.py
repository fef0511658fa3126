"""The pure core: bytes and a hint of where they came from → a report with its checks.

No network, database or clock. Called by the pipelines, `gxcrawl parse` and re-parsing.
"""

from dataclasses import replace

from gxcrawl.checks import checked
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Report
from gxcrawl.reading import of_year, read_document


def read_report(
    body: bytes, hint: Hint | None = None, *, url: str | None = None, declared_encoding: str | None = None
) -> Report:
    """The report in these bytes, with its checks.

    Raises Unreadable if no reader can read them, NotAReport if the document is no report.
    """
    return report_of(read_document(body, url=url, declared_encoding=declared_encoding), hint or Hint())


def report_of(document: Document, hint: Hint) -> Report:
    """The report in a document, with its checks; in a workbook of several years, that of the hint's year.

    Tables of other years are added at the end, without section. Raises NotAReport if it is none.
    """
    own = of_year(document, hint.named_year)
    report = report_from(own, hint)
    if own is not document:
        kept = set(map(id, own.tables))
        others = ((None, table) for table in document.tables if id(table) not in kept)
        report = replace(report, tables=(*report.tables, *others))
    return checked(report)
