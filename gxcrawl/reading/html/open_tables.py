"""Tables without an end tag: browsers end them where the next table begins, and what stands between is no part of them.

lxml would put the next table, and every heading between, into the table before.
"""

import re
from itertools import pairwise

_TAG = re.compile(rb"<(/?)(table|tr|td|th|script|style)\b|(<!--)|-->")
_CELLS = (b"td", b"th", b"tr")
_CODE = (b"script", b"style")
_LONGEST_END = 100  # of an end tag, from its name to its bracket


def with_tables_closed(source: bytes, lower: bytes) -> bytes:
    """The page with the end of every such table behind its last cell; a table inside a cell is left as it is.

    lower: the page in lower case. The same object where no table is open.
    """
    ends = _ends(lower) if lower.count(b"<table") > lower.count(b"</table") else []
    if not ends:
        return source
    places = [0, *sorted(ends), len(source)]
    return b"</table>".join(source[start:end] for start, end in pairwise(places))


def _ends(lower: bytes) -> list[int]:
    """Where tables end that no tag ends."""
    ends: list[int] = []
    around: list[int] = []  # of each table begun and not ended, where its last cell ended; 0 inside a cell
    hidden = b""  # the end of the comment or code that hides tags
    for tag in _TAG.finditer(lower):
        closes, name = tag[1], tag[2]
        if hidden:
            hidden = b"" if hidden == (name if closes else tag[0]) else hidden
        elif tag[3]:
            hidden = b"-->"
        elif name in _CODE and not closes:
            hidden = name
        elif name == b"table" and closes:
            del around[-1:]
        elif name == b"table":
            if around and around[-1]:
                ends.append(around.pop())
            around.append(0)
        elif around and name in _CELLS:
            around[-1] = _behind(lower, tag.end()) if closes else 0
    return [*ends, *filter(None, around)]


def _behind(lower: bytes, place: int) -> int:
    return max(lower.find(b">", place, place + _LONGEST_END) + 1, place)
