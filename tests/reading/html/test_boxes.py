"""Tables that a page lays out by styles alone."""

import re
from collections.abc import Callable, Mapping

import pytest

from gxcrawl.model import Document, Table
from gxcrawl.reading import read_document
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.grids import tables_of
from gxcrawl.simulation.printed import PrintedTable, full_grid
from gxcrawl.simulation.writers.html import write_page

REPORT = invent_report(JICHUAN[2], 2022, 5)
PAGE = write_page(REPORT).decode()
SHEET = "<style>.t{display:table;width:100%} .t .r {display: table-row} div.c,\n.t .h{display:table-cell}</style>"
DISPLAYS = {"table": "table", "tr": "table-row", "td": "table-cell", "th": "table-cell"}
CLASSES = {"table": "t", "tr": "r", "td": "c", "th": "h"}


def boxed(page: str, attribute: str, values: Mapping[str, str]) -> str:
    """The page with boxes in the place of its tables' elements, whose cells span nothing."""
    unspanned = re.sub(r' (?:row|col)span="?\d+"?', "", page)
    opened = re.sub(r"<(table|tr|td|th)\b[^>]*>", lambda tag: f'<div {attribute}="{values[tag[1]]}">', unspanned)
    return re.sub(r"</(?:table|tr|td|th)>", "</div>", re.sub(r"</?(?:thead|tbody|tfoot)>", "", opened))


def by_style(page: str) -> str:
    return boxed(page, "style", {tag: f"display: {look}; color: #000" for tag, look in DISPLAYS.items()})


def by_class(page: str) -> str:
    return boxed(page, "class", CLASSES).replace("</head>", f"{SHEET}</head>")


def rows(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [table.rows for table in document.tables]


@pytest.mark.parametrize("write", [by_style, by_class])
def test_elements_styled_as_table_cells_are_read_as_tables(write: Callable[[str], str]) -> None:
    unspanned = re.sub(r' (?:row|col)span="?\d+"?', "", PAGE)
    document = read_document(write(PAGE).encode())
    assert rows(document) == rows(read_document(unspanned.encode()))
    assert len(document.tables) >= 3


def test_a_css_table_layout_does_not_change_prose_or_tables() -> None:
    cell, row = '<div style="display:table-cell">', '<div style="display:table-row">'
    around = f'<div style="display:table">{row}{cell}首页</div>{cell}'
    page = PAGE.replace("<body>", f"<body>{around}").replace("</body>", "</div></div></div></body>")
    assert rows(read_document(page.encode())) == rows(read_document(PAGE.encode()))
    prose = [block.text for block in read_document(page.encode()).blocks if not isinstance(block, Table)]
    assert prose == [block.text for block in read_document(PAGE.encode()).blocks if not isinstance(block, Table)]


def in_spans(table: PrintedTable) -> str:
    """A list item for each row, a span for each cell that begins in it."""
    rows = ("".join(f"<span class=w{one.columns}>{one.text}</span>" for one in cells) for cells in table.rows)
    return "".join(f"<li>{row}</li>" for row in rows)


def in_boxes(table: PrintedTable) -> str:
    """A box for each position of the grid, blank where a cell only goes on."""
    texts = ([slot.cell.text if slot and slot.begins else "" for slot in row] for row in full_grid(table))
    return "".join(f"<div class=r>{''.join(f'<div class=c>{text}</div>' for text in row)}</div>" for row in texts)


@pytest.mark.parametrize("write", [in_spans, in_boxes])
def test_tables_of_span_rows_or_div_grids_are_read(write: Callable[[PrintedTable], str]) -> None:
    tables = "".join(f"<div class=t>{write(table)}</div>" for table in tables_of(REPORT))
    report = read_report(re.sub("<table.*</table>", tables, PAGE, flags=re.DOTALL).encode())
    assert {path: cell.value for path, cell in report.cells.items()} == REPORT.values
