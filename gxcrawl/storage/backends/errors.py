"""Errors that both drivers raise: of BSON, which MongoDB stores and GridFS and dumps of the file are made with.

Separate from the errors of the MongoDB driver, whose import takes longer than many commands on a file.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bson.errors import BSONError

from gxcrawl.errors import NotStorable


@contextmanager
def bson_translated(name: str) -> Iterator[None]:
    """Runs a block of driver calls on the database `name`; what BSON does not take is raised as NotStorable."""
    try:
        yield
    except (BSONError, OverflowError) as error:
        raise NotStorable(f"{name}: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """The first line of a driver's message, without the copy of the server's answer that PyMongo appends."""
    lines = str(error).partition(", full error:")[0].splitlines() or [type(error).__name__]
    return lines[0][:300]
