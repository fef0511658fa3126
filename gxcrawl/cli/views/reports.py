"""Prints a whole report: head, tables, notes on doubtful numbers, prose."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gxcrawl.cli.views.sheets import LEGEND, sheet_table
from gxcrawl.presenting.doubts.numbers import Footnote
from gxcrawl.presenting.page import ProseSection, ReportPage, page_of

_NARROWEST = 60
_MOST_OPEN = 6  # a table that could not be read leaves dozens of checks open
_CONTESTED = "bold red"
_NO_PROSE = "（表格之外没有文字）"


def print_report(document: Mapping[str, Any], console: Console, *, prose: bool) -> None:
    """Prints a report. document: as stored, or as parsed from a file alone."""
    console.width = max(console.width, _NARROWEST)  # a narrower table would cut numbers off; wrapped lines lose none
    page = page_of(document)
    _print_head(page, console)
    _print_tables(page, console)
    _print_verdict(page, console)
    for section in page.prose if prose else ():
        _print_section(section, console)


def _print_head(page: ReportPage, console: Console) -> None:
    console.print(Text(page.title, style="bold"), justify="center")
    head = Table.grid(padding=(0, 2))
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    for label, text in page.head:
        head.add_row(label, Text(text))
    console.print(head)


def _print_tables(page: ReportPage, console: Console) -> None:
    for sheet in page.sheets:
        console.print()
        console.print(Text(sheet.heading, style="bold cyan"))
        console.print(sheet_table(sheet, console.width))
        if sheet.missing:
            console.print(Text(f"格式中有、报告未印的行：{'、'.join(sheet.missing)}", style="yellow"))


def _print_verdict(page: ReportPage, console: Console) -> None:
    """Prints the meaning of the marks, then the failing checks and the first of those that could not be assessed."""
    console.print()
    if page.sheets:
        console.print(Text(LEGEND, style="dim"))
    for line in (*map(_footnote, page.footnotes), *page.remarks):
        console.print(Text(line))
    console.print(Text(page.verdict, style="bold"))
    listed = Table.grid(padding=(0, 1))
    listed.add_column()
    listed.add_column(overflow="fold")
    for one in page.failing:
        listed.add_row(Text("✗", style="red"), Text.assemble(one.message, (f" [{one.id}]", "dim")))
    for one in page.open[:_MOST_OPEN]:
        listed.add_row(Text("○"), Text(f"{one.message} [{one.id}]"), style="dim")
    if (more := len(page.open) - _MOST_OPEN) > 0:
        listed.add_row(Text("○"), Text(f"另有{more}项无法核对，全部见 --json。"), style="dim")
    console.print(listed)


def _footnote(footnote: Footnote) -> str:
    printed = "、".join(f"“{text}”" for text in footnote.printed)
    return f"{footnote.letter} {footnote.text}{f'：{printed}' if printed else ''}（{footnote.count}格）"


def _print_section(section: ProseSection, console: Console) -> None:
    text = Text(section.text)
    for start, end in section.contested:
        text.stylize(_CONTESTED, start, end)
    console.print()
    if section.heading:
        console.print(Text(section.heading, style="bold cyan"))
    console.print(Padding(text if section.text else Text(_NO_PROSE, style="dim"), (0, 0, 0, 2)))
