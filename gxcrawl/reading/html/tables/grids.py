"""Tables made of boxes without table elements or table styles: div grids, nested lists, flex boxes of editors.

Which cell stands above which depends on layout in a browser, so only the order of the cells is known.
"""

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from gxcrawl.model import Block, Paragraph, Table
from gxcrawl.reading.html.styles.panes import kinds_of
from gxcrawl.reading.html.tables.elements import is_report
from gxcrawl.reading.html.texts import text_of

_BOXES = frozenset({"div", "ul", "ol", "li", "p", "dl", "dt", "dd", "section", "article"})
_FEWEST_ROWS = 3
_DEEPEST = 2  # boxes around rows
_FEWEST_NUMBERS = 4
_LONGEST_CELL = 150  # the longest label, with its explanations, has 130
_MOST_INSIDE = 30  # elements in a cell
_SENTENCE_END = "。"
_BOX = re.compile(r"(?<![-\w])(?:display\s*:\s*(?:inline-)?(?:block|table-cell)|(?:min-)?width\s*:)", re.IGNORECASE)
_CLAUSE = re.compile("[，。；]")


def prints_lone_numbers(blocks: tuple[Block, ...]) -> bool:
    """True if enough paragraphs are single numbers to be cells of a table.

    Where no table is found, also paragraphs that end in a digit: the cells of a row may be in one line, 规章1213524.
    """
    tables = any(isinstance(block, Table) for block in blocks)
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return sum(text.isdigit() or (not tables and text[-1:].isdigit()) for text in texts) >= _FEWEST_NUMBERS


def lacks_table(lines: Iterable[str], tables: Iterable[Table]) -> bool:
    """True if lines outside of the tables, sentences aside, have words of a table of the form that none of these is."""
    printed = kinds_of("".join("".join(line.split()) for line in lines if not _CLAUSE.search(line)))
    return bool(printed) and not printed <= kinds_of(
        "".join("".join(text.split()) for table in tables for row in table.rows for text in row)
    )


def find_grids(root: etree._Element) -> list[etree._Element]:
    """The outermost boxes whose nested boxes print words and numbers of an official form."""
    found: list[etree._Element] = []
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag in _BOXES and _is_grid(element):
            found.append(element)
        else:
            pending.extend(element.iterchildren(etree.Element))
    return found


def make_table(grid: etree._Element) -> None:
    """Renames the boxes to table elements."""
    for row in _rows(grid) or ():
        for cell in row.iterchildren(*_BOXES, "span"):
            cell.tag = "td"
        row.tag = "tr"
    grid.tag = "table"


def table_at(root: etree._Element, xpath: str) -> etree._Element | None:
    """The table of a page at `Origin.xpath`, with boxes converted again; None if there is none."""
    found = root.xpath(xpath)
    first = found[0] if isinstance(found, list) and found else None
    if not isinstance(first, etree._Element):
        return None
    if first.tag != "table":
        make_table(first)
    return first


def _is_grid(element: etree._Element) -> bool:
    rows = _rows(element) or ()
    if len(rows) < _FEWEST_ROWS:
        return False
    texts = [[text_of(cell).strip() for cell in row] for row in rows]
    numbers = [text for row in texts for text in row if text.isdigit()]
    beside = sum(len(row) > 1 for row in texts)
    return beside * 2 > len(rows) and len(numbers) >= _FEWEST_NUMBERS and is_report(texts)


def _rows(element: etree._Element, deepest: int = _DEEPEST) -> list[etree._Element] | None:
    """The rows in a box, and in boxes that only contain rows (head, body); None if it contains anything else."""
    if _prints_itself(element):
        return None
    rows: list[etree._Element] = []
    for child in element.iterchildren(etree.Element):
        inside = [child] if _is_row(child) else _rows(child, deepest - 1) if deepest and child.tag in _BOXES else None
        if inside is None:
            return None
        rows += inside
    return rows


def _is_row(element: etree._Element) -> bool:
    return element.tag in _BOXES and len(element) > 0 and not _prints_itself(element) and all(map(_is_cell, element))


def _is_cell(element: etree._Element) -> bool:
    """True if a box holds at most one line of text and no table."""
    boxed = element.tag in _BOXES or (element.tag == "span" and (element.get("class") or _is_box(element)))
    inside = list(islice(element.iter(etree.Element), _MOST_INSIDE + 1)) if boxed else []
    if not 0 < len(inside) <= _MOST_INSIDE or any(one.tag == "table" for one in inside):
        return False
    if sum(box.tag in _BOXES and _prints_itself(box, inline=True) for box in inside) > 1:
        return False
    text = text_of(element)
    return len(text.strip()) <= _LONGEST_CELL and _SENTENCE_END not in text


def _is_box(element: etree._Element) -> bool:
    """True if an inline element is a box by its own style."""
    return _BOX.search(element.get("style") or "") is not None


def _prints_itself(element: etree._Element, *, inline: bool = False) -> bool:
    """True if an element has text outside of its boxes. inline: count text in inline elements too."""
    if (element.text or "").strip():
        return True
    return any(
        (child.tail or "").strip() or (inline and child.tag not in _BOXES and text_of(child).strip())
        for child in element.iterchildren(etree.Element)
    )
