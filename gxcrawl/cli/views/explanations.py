"""Prints explanations of values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gxcrawl.cli.views.listing import listing
from gxcrawl.presenting.explaining import Explanation
from gxcrawl.presenting.page import ROLES
from gxcrawl.presenting.places import Place
from gxcrawl.text.dates import minute_of

_STATUS = {"pass": ("✓", "green"), "fail": ("✗", "red"), "not_assessable": ("?", "magenta")}
_CELL = "reverse bold"


def print_whose(document: Mapping[str, Any], console: Console) -> None:
    """Prints the report that the values are of."""
    console.print(Text(f"{document['agency']['name']} {document['year']}  {document['_id']}", style="bold"))


def print_one(one: Explanation, fragment: str | None, console: Console) -> None:
    """Prints everything known about one value. fragment: the HTML of its row, printed last."""
    lines = _lines()
    lines.add_row("路径", Text(one.path, style="bold"))
    lines.add_row("项目", Text(one.label))
    lines.add_row("数值", _value(one))
    if one.note is not None:
        lines.add_row("注记", Text(_note(one)))
    for label in one.labels:
        lines.add_row("标签", Text(label))
    for check in one.checks:
        told = Text.assemble(check.message, (f" [{check.id}]", "dim"))
        lines.add_row(Text.assemble("核对 ", _STATUS[check.status]), told)
    if one.place is None:
        lines.add_row("单元格", Text("无法确定在原文表格中的位置"))
    else:
        lines.add_row("单元格", Text(_cell(one.place)))
        if one.place.title:
            lines.add_row("列标题", Text(one.place.title))
        _add_source(lines, [one], fragment)
    console.print(lines)


def print_check(check: Mapping[str, Any], console: Console) -> None:
    """Prints what a check says that compares no number of the tables: a deadline, the sections."""
    console.print(Text.assemble(_STATUS[check["status"]], f" {check['message']}", (f" [{check['id']}]", "dim")))


def print_several(
    found: Sequence[Explanation], fragment: Callable[[Explanation], str | None], console: Console
) -> None:
    """Prints several values in a table, then the checks that fail on them and each row of the sources, once."""
    path, label = _common([one.path for one in found], "."), _common([one.label for one in found], "·")
    console.print(Text.assemble((path, "bold"), f"  {label}"))
    table = listing("路径", "项目", "数值", "单元格", "注记", "核对")
    failing = {check.id: check.message for one in found for check in one.checks if check.status == "fail"}
    numbers = {check_id: f"✗{number}" for number, check_id in enumerate(failing, 1)}
    for one in found:
        own_checks = {check.id for check in one.checks}
        marks = " ".join(number for check_id, number in numbers.items() if check_id in own_checks)
        own = one.path[len(path) :].lstrip("."), one.label[len(label) :].lstrip("·")
        table.add_row(*map(Text, own), _value(one), _cell(one.place), Text(_remarks(one)), Text(marks, style="red"))
    console.print(table)
    told = _lines()
    for check_id, message in failing.items():
        told.add_row(Text(numbers[check_id], style="red"), Text.assemble(message, (f" [{check_id}]", "dim")))
    if failing:
        console.print(told)
    for together in _by_row(found):
        lines = _lines()
        _add_source(lines, together, fragment(together[0]))
        console.print()
        console.print(lines)


def _lines() -> Table:
    lines = Table.grid(padding=(0, 2))
    lines.add_column(style="dim", no_wrap=True)
    lines.add_column(overflow="fold")
    return lines


def _common(names: Sequence[str], separator: str) -> str:
    """The leading parts that all names have in common."""
    levels = zip(*(name.split(separator) for name in names), strict=False)
    return separator.join(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def _by_row(found: Iterable[Explanation]) -> list[list[Explanation]]:
    """The explanations with a known place, grouped by the row of the source."""
    rows: dict[tuple[int, int], list[Explanation]] = {}
    for one in found:
        if one.place is not None:
            rows.setdefault((one.place.table, one.place.row), []).append(one)
    return list(rows.values())


def _add_source(lines: Table, together: Sequence[Explanation], fragment: str | None) -> None:
    """Adds the row in which these values stand, and the document that contains it."""
    place, source = together[0].place, together[0].source
    if place is None:
        return
    columns = [one.place.column for one in together if one.place is not None and one.place.column is not None]
    lines.add_row("原文行", _row(place, columns))
    lines.add_row("位置", Text(f"表{place.table + 1}第{place.row + 1}行（共{place.rows}行） {place.origin_words}"))
    if source is not None:
        role = ROLES.get(source["role"], source["role"])
        lines.add_row("文件", Text(f"{role} {source['kind']} {source['url']}"))
        lines.add_row("哈希", Text(source["raw_id"]))
        if "bytes_sha256" in source:
            lines.add_row("字节哈希", Text(source["bytes_sha256"]))
            lines.add_row("时间", Text(_when(source)))
    if fragment is not None:
        lines.add_row("片段", Text(fragment))


def _when(source: Mapping[str, Any]) -> str:
    """When the bytes were fetched, and when the document was last seen at its address."""
    last = source["last_seen"]
    seen = "" if last is None else f"，{minute_of(last)}仍在原处"
    return f"{minute_of(source['fetched_at'])}抓取{seen}（北京时间）"


def _value(one: Explanation) -> Text:
    mark = "!" if one.standing == "suspect" else ""
    style = "bold magenta" if not one.known else "bold red" if mark else "bold"
    return Text(f"{one.text}{mark}", style=style)


def _note(one: Explanation) -> str:
    if one.note is None:
        return ""
    return f"{one.note}：印作“{one.printed}”" if one.printed else one.note


def _remarks(one: Explanation) -> str:
    """The notes on the number itself and on its labels."""
    return "；".join(filter(None, (_note(one), *one.labels)))


def _cell(place: Place | None) -> str:
    if place is None:
        return "位置不明"
    column = "，列不明" if place.column is None else f"第{place.column + 1}列"
    return f"表{place.table + 1}第{place.row + 1}行{column}"


def _row(place: Place, columns: Sequence[int]) -> Text:
    """The row as printed, with the cells of these columns in brackets."""
    marked = {max(cell.column for cell in place.cells if cell.column <= column) for column in columns}
    text = Text()
    for number, cell in enumerate(place.cells):
        text.append(" │ " if number else "", style="dim")
        if cell.column in marked:
            text.append(f"【{cell.text}】", style=_CELL)
        else:
            text.append(cell.text or "（空）")
    return text
