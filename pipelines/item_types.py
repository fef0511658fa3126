"""The items passed between pipelines."""

import pickle
from dataclasses import dataclass
from typing import Self

from gxcrawl.model import Failure, FetchedDocument, RawDocument, Report
from gxcrawl.storage.repositories.raw_documents import KeepOutcome


@dataclass(frozen=True, slots=True)
class PickledReport:
    """A pickled report on its way from the worker that read it to the worker that stores it, with its year.

    The crawl process passes it on without unpickling; unpickling and pickling there would take a tenth of the spider's
    time.
    """

    year: int | None
    content: bytes

    @classmethod
    def of(cls, report: Report) -> Self:
        """Pickles a report."""
        return cls(report.year, pickle.dumps(report))

    def open(self) -> Report:
        """Unpickles the report."""
        report: Report = pickle.loads(self.content)  # noqa: S301 - from gxcrawl's own worker
        return report


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document now stored in `raw_documents`, as fetched, and whether it was stored before.

    result: its report or failure, if it had to be read to compute its content hash; None if it has not been read.
    """

    raw: RawDocument
    fetched: FetchedDocument
    outcome: KeepOutcome
    result: PickledReport | Failure | None = None


@dataclass(frozen=True, slots=True)
class ReportOfYear:
    """A report and its year, which is known at this point."""

    report: PickledReport
    year: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A stored document and the result of parsing it: a report or a failure."""

    kept: KeptDocument
    result: ReportOfYear | Failure
