"""The collections of docs/data.md: which fields are searched, and which show that a document was changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection.

    guard: fields of which at least one differs after every change; a backend without transactions compares them to
    detect concurrent writes. indexes: fields searched by equality. many: the field with a list of objects, if an index
    covers their members.
    """

    name: str
    guard: tuple[str, ...]
    indexes: tuple[str, ...] = ()
    many: str | None = None

    @property
    def indexed_members(self) -> tuple[str, ...]:
        """The indexed members of the objects in `many`: `url` for `sources.url`."""
        prefix = f"{self.many}."
        return tuple(field.removeprefix(prefix) for field in self.indexes if self.many and field.startswith(prefix))


RAW_DOCUMENTS = Collection(
    "raw_documents",
    guard=("sources", "parent_id"),
    indexes=("sources.url", "sources.agency_id"),
    many="sources",
)
REPORTS = Collection(
    "reports",
    guard=("revision", "last_seen", "parsed_at", "parser_version", "gone_since", "sources", "checks"),
    indexes=("agency.id", "agency.portal", "year", "sources.raw_id"),
    many="sources",
)
REPORT_REVISIONS = Collection("report_revisions", guard=("parsed_at", "last_seen"), indexes=("agency.id",))
AGENCIES = Collection(
    "agencies",
    guard=("name", "aliases", "registered", "last_seen", "portal", "column", "portal_name"),
    indexes=("portal",),
)
RUNS = Collection("crawl_runs", guard=("outcome", "finished_at", "alive_at"), indexes=("outcome",))
FAILURES = Collection("failures", guard=("count", "last_seen"), indexes=("agency_id",))
SCHEDULES = Collection("schedules", guard=("due", "alive_at", "finished_at", "holder"))
OVERDUE_ALARMS = Collection("silences", guard=("noted_at",))
UNDELIVERED_ALARMS = Collection("untold", guard=("lines",))
# Locks on documents being changed, on servers without atomic compare-and-write. Empty when nothing runs.
LEASES = Collection("leases", guard=("holder",))

# In the order of a dump: the result first.
PUBLIC = (REPORTS, REPORT_REVISIONS, RAW_DOCUMENTS, AGENCIES, RUNS, FAILURES)
