"""The pure core: bytes and a hint of where they came from → a report with its checks.

No network, no database, no clock. The pipelines, `gxcrawl parse` and re-parsing all call this.
"""

from gxcrawl.checks import checked
from gxcrawl.forms.report import Hint, report_from
from gxcrawl.model import Document, Report
from gxcrawl.reading import read_document


def read_report(
    body: bytes, hint: Hint | None = None, *, url: str | None = None, declared_encoding: str | None = None
) -> Report:
    """The checked report that these bytes are.

    Raises Unreadable where no reader can make a document of them, NotAReport where the document is no report.
    """
    return report_of(read_document(body, url=url, declared_encoding=declared_encoding), hint or Hint())


def report_of(document: Document, hint: Hint) -> Report:
    """The checked report that a document is. Raises NotAReport where it is none."""
    return checked(report_from(document, hint))
