"""Counts and periods as text."""

from datetime import datetime

from gxcrawl.text.dates import day_of


def counted(count: int, noun: str) -> str:
    """A count with its noun in singular or plural.

    >>> counted(1, "agency"), counted(1200, "page"), counted(2, "agency")
    ('1 agency', '1,200 pages', '2 agencies')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def days(first: datetime, last: datetime) -> str:
    """The period between two moments in days of China's time; one date if both are on the same day.

    >>> from datetime import UTC
    >>> days(datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 7, tzinfo=UTC))
    '2026-01-31 – 2026-02-07'
    """
    ends = dict.fromkeys((day_of(first), day_of(last)))
    return " – ".join(map(str, ends))
