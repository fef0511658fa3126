"""Placeholders in the address or body of a request for a page of a list: its number, the rows or the row before it."""

import re

PAGE = "gxcrawlpage"
"""The page number; only letters, so that escaping does not change it."""

ROWS_BEFORE = re.compile(r"gxcrawlskip(\d+)x")
"""The number of rows before the page; contains the number of rows per page."""

CURSOR = "gxcrawlcursor"
"""The identifier of the last row before the requested ones."""

PAGE_NAME = re.compile(
    r"(?:p|pn|pg|(?:c|cur(?:rent|r)?_?|now_?|to_?|i)?page_?(?:no|num|number|index|idx|now|code|current|cur)?|cur(?:rent)?)",
    re.IGNORECASE,
)
"""The names of variables and parameters for a page number."""


def rows_before(size: int) -> str:
    """The placeholder for the number of rows before a page of this size."""
    return f"gxcrawlskip{size}x"


def is_counted(written: str) -> bool:
    """True if an address or body contains a placeholder."""
    return PAGE in written or CURSOR in written or ROWS_BEFORE.search(written) is not None


def turned_to(written: str, number: int, after: str = "") -> str:
    """An address or body with its placeholder replaced by the page number, or by the name of the row before."""
    counted = written.replace(PAGE, str(number)).replace(CURSOR, after)
    return ROWS_BEFORE.sub(lambda size: str(int(size[1]) * number), counted)
