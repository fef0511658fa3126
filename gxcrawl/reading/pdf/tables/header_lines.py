"""Upper lines of a table's header, cut off by a page break or by a row without lines or colour."""

from collections.abc import Sequence

from gxcrawl.model import Origin, Table
from gxcrawl.reading.pdf.paragraphs import PlacedLine, is_marginal
from gxcrawl.reading.pdf.tables.strays import Item
from gxcrawl.reading.spans import plain
from gxcrawl.reading.unruled import is_block
from gxcrawl.text.characters import normalise


def with_header_lines(items: Sequence[Item]) -> list[Item]:
    """The items; lines right above a table that print only titles of blocks become a table of their own.

    Running headers and footers may stand between the two. Upper parts that the table's own header contains, because it
    was completed from the page before, are left out.
    """
    found: list[Item] = []
    below: set[str] = set()  # texts of the table right below
    for item in reversed(items):
        texts = _texts(item)
        if len(texts) > 1 and texts <= below and any(map(is_block, texts)):
            continue
        if not isinstance(item, PlacedLine):
            below = texts
        elif below and len(texts) > 1 and all(map(is_block, texts)):
            item = plain([item.line.text.split()], Origin(page=item.page), spans_known=False)
        elif not is_marginal(item):
            below = set()
        found.append(item)
    return found[::-1]


def _texts(item: Item) -> set[str]:
    """The normalised words of a line, or texts of the cells of a table."""
    if isinstance(item, PlacedLine):
        texts = item.line.text.split()
    else:
        texts = [text for row in item.rows for text in row] if isinstance(item, Table) else item[1].texts()
    return set(map(normalise, texts)) - {""}
