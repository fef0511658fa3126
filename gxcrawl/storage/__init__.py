"""The database: MongoDB or one file, behind one repository class per collection.

In: the types of gxcrawl.model, and reports as documents (docs/data.md). Out: the same, and gxcrawl's own errors. The
only room that imports a database driver; clocks and run ids come from the caller.
"""

from gxcrawl.storage.collections import PUBLIC, Collection
from gxcrawl.storage.conversion.raw_documents import RawEntry
from gxcrawl.storage.database import Database, join_database, open_database
from gxcrawl.storage.documents import Document
from gxcrawl.storage.repositories.agencies import Agencies
from gxcrawl.storage.repositories.failures import Failures, KeptFailure
from gxcrawl.storage.repositories.raw_documents import Kept, RawDocuments, Seen
from gxcrawl.storage.repositories.reports import PutOutcome, Reports
from gxcrawl.storage.repositories.runs import Outcome, Run, Runs, Trigger
from gxcrawl.storage.repositories.schedules import Ending, Schedules, Turn
from gxcrawl.storage.repositories.undelivered_alarms import UndeliveredAlarms
from gxcrawl.storage.uri import safe_uri

__all__ = [
    "PUBLIC", "Agencies", "Collection", "Database", "Document", "Ending", "Failures", "Kept", "KeptFailure",
    "Outcome", "PutOutcome", "RawDocuments", "RawEntry", "Reports", "Run", "Runs", "Schedules", "Seen", "Trigger",
    "Turn", "UndeliveredAlarms", "join_database", "open_database", "safe_uri",
]  # fmt: skip
