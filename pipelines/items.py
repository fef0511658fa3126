"""What goes from one pipeline to the next."""

import pickle
from dataclasses import dataclass
from typing import Self

from gxcrawl.model import Failure, FetchedDocument, RawDocument, Report
from gxcrawl.storage.raw_documents import KeepOutcome


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report on its way from the worker that read it to the one that stores it, and the year it says it is about.

    The crawl's own process only hands it on: unpacked and packed again there, it would cost a tenth of the spider.
    """

    year: int | None
    content: bytes

    @classmethod
    def of(cls, report: Report) -> Self:
        """The report, sealed."""
        return cls(report.year, pickle.dumps(report))

    def open(self) -> Report:
        """The report."""
        report: Report = pickle.loads(self.content)  # noqa: S301 - of a worker of ours
        return report


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document that `raw_documents` holds now, as it was fetched, and whether it was held before.

    result: what it says, where it had to be read to tell its content hash; None where nobody has read it yet.
    """

    raw: RawDocument
    fetched: FetchedDocument
    outcome: KeepOutcome
    result: SealedReport | Failure | None = None


@dataclass(frozen=True, slots=True)
class ReportOfYear:
    """A report and the year it is about, which is certain now."""

    report: SealedReport
    year: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A kept document and what it turned out to be: a report, or the failure to make one of it."""

    kept: KeptDocument
    result: ReportOfYear | Failure
