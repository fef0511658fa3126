"""Moments as people read them."""

from datetime import datetime


def days(first: datetime, last: datetime) -> str:
    """The days from one moment to another; one where both are on the same.

    >>> from datetime import UTC
    >>> days(datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 7, tzinfo=UTC))
    '2026-01-31 – 2026-02-07'
    """
    ends = dict.fromkeys((first.date().isoformat(), last.date().isoformat()))
    return " – ".join(ends)
