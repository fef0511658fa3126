"""Bytes of any kind → one `Document`: prose and tables in the order of the page, spans expanded.

In: bytes, and where they came from. Out: `Document`, or `Unreadable`/`NeedsTool` with a one-line reason. Knows neither
the network nor the database, and nothing of forms but the few words by which a report's table is told from a menu's.
"""

from gxcrawl.reading.encoding import Decoded, decode
from gxcrawl.reading.kinds import kind_of
from gxcrawl.reading.reader import read_document
from gxcrawl.reading.years import of_year

__all__ = ["Decoded", "decode", "kind_of", "of_year", "read_document"]
