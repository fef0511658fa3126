"""What goes from one pipeline to the next."""

from dataclasses import dataclass

from gxcrawl.model import Failure, FetchedDocument, RawDocument, Report
from gxcrawl.storage.raw_documents import KeepOutcome


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document that `raw_documents` holds now, as it was fetched, and whether it was held before.

    result: what it says, where it had to be read to tell its content hash; None where nobody has read it yet.
    """

    raw: RawDocument
    fetched: FetchedDocument
    outcome: KeepOutcome
    result: Report | Failure | None = None


@dataclass(frozen=True, slots=True)
class ReportOfYear:
    """A report and the year it is about, which is certain now."""

    report: Report
    year: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A kept document and what it turned out to be: a report, or the failure to make one of it."""

    kept: KeptDocument
    result: ReportOfYear | Failure
