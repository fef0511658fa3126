"""A database with one revised report and one that was not revised."""

import asyncio
import re

from gxcrawl.storage import open_database
from pipelines.database_retries import DatabaseRetries
from pipelines.reports.derive import Deriver
from support.kept import AGENCY, keep, page, parse

REVISED_ID = f"{AGENCY.id}/2021"


def store_revised(uri: str) -> None:
    """Stores the report of 2021, revised on the second and third day, and that of 2022.

    Versions 1 and 2 of the report of 2021 print the same date of publication, version 3 another.
    """
    bodies = [(2021, _dated(5, "20")), (2021, _dated(6, "20")), (2021, _dated(7, "28")), (2022, page(2022))]
    with open_database(uri) as database:
        deriver = Deriver(database, parse, DatabaseRetries("db", 5))
        for days, (year, body) in enumerate(bodies):
            reading = keep(database, body, f"http://x/{year}", days=days, year=year)
            asyncio.run(deriver.derive(AGENCY, year, dict([reading])))


def _dated(seed: int, day: str) -> bytes:
    """A page of one report that prints a day of January 2022 as its day of publication."""
    return re.sub(r"(2022(?:-01-|年1月))\d{1,2}", rf"\g<1>{day}", page(seed=seed).decode()).encode()
