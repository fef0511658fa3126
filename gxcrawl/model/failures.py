"""What could not be done to one document."""

from dataclasses import dataclass
from typing import Literal

from gxcrawl.model.requests import Asked

Stage = Literal["fetch", "read", "parse", "store"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document, one stage, one line that a person understands; `detail` is for the engineer.

    portal_id names where a retry has to start; raw_id is set once the bytes are kept. year: of the report that is
    missing for it, None where that is not known. title: of the row that led there, None where a list failed and no
    document. found_on, parent_url: the list, and for an attachment the page, that links it. asked: of a list, what a
    retry asks again, which its address alone does not tell; None where it was kept by an older version.
    """

    url: str
    stage: Stage
    reason: str
    detail: str = ""
    agency_id: str | None = None
    portal_id: str | None = None
    raw_id: str | None = None
    year: int | None = None
    title: str | None = None
    found_on: str | None = None
    parent_url: str | None = None
    asked: Asked | None = None
