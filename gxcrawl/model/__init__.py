"""The types that pass between rooms: frozen, slotted dataclasses.

In: nothing, this room imports no other. Out: the types of stored data (docs/data.md) and of the steps before.
"""

from gxcrawl.model.documents import (
    MANY_REPORTS,
    NO_REPORT,
    Block,
    Document,
    FetchedDocument,
    Http,
    Kind,
    Link,
    Origin,
    Paragraph,
    RawDocument,
    Source,
    Table,
    kind_rank,
)
from gxcrawl.model.failures import Failure, Stage
from gxcrawl.model.known_documents import FetchRecovered, Remembered, UnchangedDocument
from gxcrawl.model.portals import NEVER, Agency, Level, Portal, Quirks
from gxcrawl.model.reports import (
    Amount,
    At,
    Cell,
    Check,
    Claim,
    Form,
    Guess,
    LabelNote,
    Note,
    Report,
    Section,
    Statistic,
    Status,
    UnknownRow,
    Value,
)
from gxcrawl.model.requests import Asked, ListRequest, State
from gxcrawl.model.standings import Standing

__all__ = [
    "MANY_REPORTS", "NEVER", "NO_REPORT", "Agency", "Amount", "Asked", "At", "Block", "Cell", "Check", "Claim",
    "Document", "Failure", "FetchRecovered", "FetchedDocument", "Form", "Guess", "Http", "Kind", "LabelNote",
    "Level", "Link", "ListRequest", "Note", "Origin", "Paragraph", "Portal", "Quirks", "RawDocument",
    "Remembered", "Report", "Section", "Source", "Stage", "Standing", "State", "Statistic", "Status", "Table",
    "UnchangedDocument", "UnknownRow", "Value", "kind_rank",
]  # fmt: skip
