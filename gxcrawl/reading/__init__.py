"""Bytes of any kind → one `Document`: prose and tables in page order, spans expanded.

In: bytes and their address. Out: `Document`, or `Unreadable`/`NeedsTool` with a reason in one line. Knows neither the
network nor the database, and of the forms only the few words that distinguish a report's table from a menu.
"""

from gxcrawl.reading.encoding import Decoded, decode
from gxcrawl.reading.kinds import kind_of
from gxcrawl.reading.reader import read_document
from gxcrawl.reading.years import of_year

__all__ = ["Decoded", "decode", "kind_of", "of_year", "read_document"]
