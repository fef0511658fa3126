"""What could not be done to one document."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["fetch", "read", "parse", "store"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document, one stage, one line that a person understands; `detail` is for the engineer.

    portal_id names where a retry has to start; raw_id is set once the bytes are kept.
    """

    url: str
    stage: Stage
    reason: str
    detail: str = ""
    agency_id: str | None = None
    portal_id: str | None = None
    raw_id: str | None = None
