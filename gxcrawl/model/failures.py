"""A step that failed for one document."""

from dataclasses import dataclass
from typing import Literal

from gxcrawl.model.requests import Asked

Stage = Literal["fetch", "read", "parse", "store"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document, the stage that failed, and one line for people."""

    url: str
    stage: Stage
    reason: str
    detail: str = ""  # for engineers: traceback, response
    agency_id: str | None = None
    portal_id: str | None = None  # where a retry starts
    raw_id: str | None = None  # set once the bytes are stored
    year: int | None = None  # of the report that is missing because of it; None if unknown
    title: str | None = None  # text of the row that led there; None if a list failed
    found_on: str | None = None  # address of the list
    parent_url: str | None = None  # for an attachment, the page that links it
    asked: Asked | None = None  # for a list, the request that a retry repeats; None if stored by an older version
