"""A report as HTML in the layouts of agencies' pages: written by hand, pasted from Word or WPS, or as a form.

A layout is data (`HtmlLayout`); the same code writes all layouts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from gxcrawl.simulation.figures import SimulatedReport
from gxcrawl.simulation.grids import parts_of
from gxcrawl.simulation.printed import PrintedCell, PrintedLine, PrintedTable

LayoutName = Literal["plain", "word", "wps", "inputs", "unclosed", "nested", "sloppy"]


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """How one kind of page is marked up.

    heading, paragraph, table, row: templates around `{}`. cell: makes the content of a cell from its text.
    header_tag: `th` or `td` for column labels. end_tags: False omits `</td>` and `</tr>`, as old editors do.
    spacer_rows: an empty row above and below, as in pasted sheets. hidden: markup at the end of each row that a
    browser does not show. whole: the template around the body. spans: how the attribute is written.
    """

    heading: str = "<h2>{}</h2>"
    paragraph: str = "<p>{}</p>"
    table: str = '<table border="1" cellspacing="0">{}</table>'
    row: str = "<tr>{}</tr>"
    cell_attributes: str = ""
    cell: Callable[[PrintedCell], str] = lambda cell: text_markup(cell.text)
    header_tag: Literal["th", "td"] = "td"
    end_tags: bool = True
    spacer_rows: bool = False
    hidden: str = ""
    whole: str = "{}"
    span: Callable[[int], str] = str


def write_html(report: SimulatedReport, layout: LayoutName = "plain") -> str:
    """The body of the report as a fragment: prose and tables in the order of the sections, without the title."""
    style = LAYOUTS[layout]
    parts = (
        table_markup(part, style) if isinstance(part, PrintedTable) else _line_markup(part, style)
        for part in parts_of(report)
    )
    return style.whole.format("\n".join(parts))


def write_page(report: SimulatedReport, layout: LayoutName = "plain") -> bytes:
    """A complete page as a browser saves it, in UTF-8."""
    title = escape(report.title)
    body = write_html(report, layout)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><h1>{title}</h1>\n<p>发布日期：{report.published_on}　来源：{escape(report.publisher)}</p>\n"
        f'<div id="zoom">\n{body}\n</div></body></html>\n'
    ).encode()


def _line_markup(line: PrintedLine, style: HtmlLayout) -> str:
    return (style.heading if line.heading else style.paragraph).format(text_markup(line.text))


def table_markup(table: PrintedTable, style: HtmlLayout) -> str:
    """One table with the spans of its cells."""
    rows = []
    for at, cells in enumerate(table.rows):
        tag = style.header_tag if at < table.header_rows else "td"
        inside = "".join(_cell_markup(cell, tag, style) for cell in cells) + style.hidden
        rows.append(style.row.format(inside) if style.end_tags else f"<tr>{inside}\n")
    if style.spacer_rows:
        spacer = style.row.format("<td></td>" * table.width)
        rows = [spacer, *rows, spacer]
    return style.table.format("\n".join(rows))


def _cell_markup(cell: PrintedCell, tag: str, style: HtmlLayout) -> str:
    across = f' colspan="{style.span(cell.columns)}"' if cell.columns > 1 else ""
    spans = across + (f' rowspan="{style.span(cell.rows)}"' if cell.rows > 1 else "")
    end = f"</{tag}>" if style.end_tags else ""
    return f"<{tag}{style.cell_attributes}{spans}>{style.cell(cell)}{end}"


def text_markup(text: str) -> str:
    """Escaped text with line breaks as `br`; a no-break space for an empty cell, as editors write it."""
    return escape(text).replace("\n", "<br>").replace("\u00a0", "&nbsp;") or "&nbsp;"


def _word_cell(cell: PrintedCell) -> str:
    """A cell as Word saves it: a number is split into several spans, and every paragraph has an `o:p`."""
    if cell.path is not None and len(cell.text) > 1 and cell.text.isdigit():
        runs: tuple[str, ...] = (cell.text[:1], cell.text[1:])
    else:
        runs = (cell.text,)
    spans = "".join(
        f'<span lang="EN-US" style="font-size:10.5pt;font-family:仿宋">{text_markup(run)}</span>' for run in runs
    )
    return f'<p class="MsoNormal" align="center">{spans}<span lang="EN-US"><o:p></o:p></span></p>'


def _wps_cell(cell: PrintedCell) -> str:
    return f'<p style="text-align:center"><font face="宋体"><strong>{text_markup(cell.text)}</strong></font></p>'


def _input_cell(cell: PrintedCell) -> str:
    if cell.path is None:
        return text_markup(cell.text)
    return f'<input type="text" readonly size="4" value="{escape(cell.text)}">'


_WORD_SPAN = '<span style="font-size:16.0pt;font-family:仿宋_GB2312">{}<span lang="EN-US"><o:p></o:p></span></span>'

LAYOUTS: Mapping[LayoutName, HtmlLayout] = {
    "plain": HtmlLayout(header_tag="th"),
    "word": HtmlLayout(
        heading=f'<p class="MsoNormal" style="text-indent:32.0pt"><b>{_WORD_SPAN}</b></p>',
        paragraph=f'<p class="MsoNormal" style="text-indent:32.0pt">{_WORD_SPAN}</p>',
        table='<table class="MsoNormalTable" border="1" style="border-collapse:collapse"><tbody>{}</tbody></table>',
        row='<tr style="height:14.2pt">{}</tr>',
        cell_attributes=' valign="top" style="border:solid windowtext 1.0pt"',
        cell=_word_cell,
    ),
    "wps": HtmlLayout(
        heading='<p style="text-indent:43px"><strong><span style="font-family:黑体">{}</span></strong></p>',
        paragraph='<p style="text-indent:43px"><span style="font-size:21px">{}</span></p>',
        table='<div class="table-wrap"><table><tbody>{}</tbody></table></div>',
        cell=_wps_cell,
        spacer_rows=True,
    ),
    "inputs": HtmlLayout(
        heading='<div class="section-title">{}</div>',
        paragraph='<div class="paragraph">{}</div>',
        table='<table class="form-table">{}</table>',
        cell=_input_cell,
    ),
    "unclosed": HtmlLayout(
        heading="<P><B>{}</B>", paragraph="<P>　　{}", table="<TABLE BORDER=1>{}</TABLE>", end_tags=False
    ),
    # the page is laid out with tables; each row ends with cells that are not visible
    "nested": HtmlLayout(
        heading="<p><strong>{}</strong></p>",
        table='<table width="100%"><tr><td><table border="1"><tbody>{}</tbody></table></td></tr></table>',
        hidden='<td style="display:none">87</td><td hidden>个</td>',
        whole='<table class="frame"><tr><td class="left"><!-- 3 --></td><td>\n{}\n</td></tr></table>',
    ),
    # spans as editors write them, row labels in header cells, no tbody
    "sloppy": HtmlLayout(heading="<h3>{} </h3>", header_tag="th", span=lambda number: f"{number};", spacer_rows=True),
}
"""Every layout by name."""
