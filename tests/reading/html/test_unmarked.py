"""Tables without table markup: separated text lines, rows of divs, one table element for each row."""

import re
from collections.abc import Callable, Sequence

import pytest
from reading.builders import outline, page
from support.official import HEADINGS, TABLES, TRUTH, Rows, values

from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.model import Report
from gxcrawl.reading import read_document
from gxcrawl.reading.html.fragments import row_markup
from gxcrawl.reading.spans import expand
from gxcrawl.reports.reading import read_report

TITLE = "汀州县水务局2023年政府信息公开工作年度报告"
PROSE = "2023年，本局依法公开各类政府信息，工作平稳有序。"

Texts = Sequence[Sequence[str]]
Write = Callable[[Texts], str]


def as_table(rows: Rows) -> str:
    cells = [[f"<td rowspan={c.rowspan} colspan={c.colspan}>{c.text}</td>" for c in row] for row in rows]
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"


def report(section: int, markup: str) -> Report:
    """A report one of whose tables is written so."""
    parts = {number: as_table(rows) for number, rows in TABLES.items()} | {section: markup}
    body = "".join(f"<p>{name}</p>{parts.get(number, f'<p>{PROSE}</p>')}" for number, name in enumerate(HEADINGS, 1))
    return read_report(page(f"<h1>{TITLE}</h1><div id=zoom>{body}</div>"))


def texts(section: int) -> list[list[str]]:
    return [[cell.text for cell in row] for row in TABLES[section]]


def of_section(found: Report, section: int) -> dict[str, int | float | None]:
    prefix = next(iter(TRUTH[section])).partition(".")[0]
    return {path: value for path, value in values(found).items() if path.startswith(prefix)}


def sections_check(found: Report) -> str:
    return next(check.status for check in found.checks if check.id == "form.sections")


def markdown(rows: Texts) -> str:
    return "\n".join(["|---|:-:|", *(f"| {' | '.join(row)} |" for row in rows)])


def drawn(rows: Texts) -> str:
    return "\n".join(f"+{'-' * 20}+\n|{'|'.join(row)}|" for row in rows)


def boxes(row: str, cell: str, inside: str = "{}") -> Write:
    def write(rows: Texts) -> str:
        tag, row_tag = cell.partition(" ")[0], row.partition(" ")[0]
        cells = ["".join(f"<{cell}>{inside.format(text)}</{tag}>" for text in texts) for texts in rows]
        return f"<div class=grid>{''.join(f'<{row}>{one}</{row_tag}>' for one in cells)}</div>"

    return write


def by_roles(row: str, cell: str) -> Write:
    return boxes(f'{row} role="row"', f'{cell} role="cell"')


WRITTEN: dict[str, Write] = {
    "Markdown": lambda rows: f"<pre>{markdown(rows)}</pre>",
    "Markdown in paragraphs": lambda rows: "".join(f"<p>{line}</p>" for line in markdown(rows).split("\n")),
    "Markdown in lines": lambda rows: f"<p><b>{'<br>'.join(markdown(rows).splitlines())}</b></p>",
    "a frame of signs": lambda rows: f"<pre>{drawn(rows)}</pre>",
    "a frame of lines": lambda rows: "<pre>" + drawn(rows).translate(str.maketrans("+-|", "┼─│")) + "</pre>",
    "commas": lambda rows: "<pre>" + "\n".join(map(",".join, rows)) + "</pre>",
    "commas in paragraphs": lambda rows: "".join(f"<p>{','.join(row)}</p>" for row in rows),
    "blanks in paragraphs": lambda rows: "".join(f"<p>{'&nbsp;&nbsp;&nbsp;'.join(row)}</p>" for row in rows),
    "tabs": lambda rows: "<pre>" + "\n".join(map("\t".join, rows)) + "</pre>",
    "a grid of boxes": boxes("div", "div style='width:25%'"),
    "a grid of spans with a class": boxes("div", "span class=td"),
    "a grid of spans with a width": boxes("div", "span style='display:inline-block;width:9%'"),
    "lists": boxes("ul", "li"),
    "an editor's boxes": boxes("section", "section", "<section><p><span>{}</span></p></section>"),
    "spans that say they are cells": by_roles("li", "span"),
    "elements of one's own that say they are cells": by_roles("my-row", "my-cell"),
    "boxes around rows": lambda rows: "<div><div>{}</div><div>{}</div></div>".format(
        *("".join(boxes("div", "p")([row]) for row in part) for part in (rows[:2], rows[2:]))
    ),
    "a table for each row": lambda rows: "\n".join(
        "<table><tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr></table>" for row in rows
    ),
    "rows that bars fill up": lambda rows: "".join(
        f"<p>{' | '.join(row)} | {'|' * (15 - len(row))}</p>" for row in rows
    ),
    "rules beside labels": lambda rows: (
        "<pre>" + "\n".join(f"│{'│'.join(row)}│\n│   ├────┤" for row in rows) + "</pre>"
    ),
    "a line for each cell": lambda rows: "".join(f"<p>{text}</p>" for row in rows for text in row),
    "a list of terms": lambda rows: "<dl>" + "".join(f"<dt>{row[0]}<dd>{'；'.join(row[1:])}" for row in rows) + "</dl>",
    "cells without rows": lambda rows: (
        "<div style='display:grid'>" + "".join(f"<div>{text}</div>" for row in rows for text in row) + "</div>"
    ),
}


@pytest.mark.parametrize("section", [2, 3, 4])
@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_every_number_of_a_table_without_table_markup_is_read(write: Write, section: int) -> None:
    found = report(section, write(texts(section)))
    assert values(found) == {**TRUTH[2], **TRUTH[3], **TRUTH[4]}
    assert sections_check(found) == "pass"


@pytest.mark.parametrize("section", [2, 3, 4])
@pytest.mark.parametrize("write", [WRITTEN["Markdown"], WRITTEN["tabs"]])
def test_blanks_hold_the_columns_of_merged_cells_if_all_lines_have_equal_length(write: Write, section: int) -> None:
    table = expand(TABLES[section])
    rows = [
        [text if owner == (r, c) else "" for c, (text, owner) in enumerate(zip(row, table.owners[r], strict=True))]
        for r, row in enumerate(table.rows)
    ]
    assert values(report(section, write(rows))) == {**TRUTH[2], **TRUTH[3], **TRUTH[4]}


LOST = [(2, "101"), (2, "本年废止件数"), (3, "400"), (3, "商业企业"), (4, "8"), (4, "结果纠正")]


@pytest.mark.parametrize(("section", "lost"), LOST)
@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_missing_cell_never_shifts_numbers_to_other_columns(write: Write, section: int, lost: str) -> None:
    rows = texts(section)
    next(row for row in rows if lost in row).remove(lost)
    found = of_section(report(section, write(rows)), section)
    assert {path: value for path, value in found.items() if value not in (None, TRUTH[section][path])} == {}


def test_trailing_bars_do_not_hide_a_missing_cell() -> None:
    rows = texts(4)
    rows[-1].remove("8")
    found = of_section(report(4, "".join(f"<p>{' | '.join(row)} | {'|' * (15 - len(row))}</p>" for row in rows)), 4)
    assert set(found.values()) == {None}


def test_numbers_lost_to_a_line_break_in_a_label_are_noted() -> None:
    lines = (
        "\n".join("\t".join(row) for row in texts(3)).replace("商业企业", "商业\n企业").replace("（三）", "（三）\n")
    )
    found = report(3, f"<pre>{lines}</pre>")
    lost = {path for path, value in values(found).items() if value is None}
    assert lost == {note.path for note in found.notes} == set(TRUTH[3])


UNREAD: dict[str, Callable[[Texts], str]] = {
    "commas of prose": lambda rows: "<pre>" + "\n".join(map("，".join, rows)) + "</pre>",
    "a hidden pane": lambda rows: f"<p>点击查看</p><div style='display:none'>{as_table([])}{rows}</div>",
}


@pytest.mark.parametrize("section", [2, 3, 4])
@pytest.mark.parametrize("write", UNREAD.values(), ids=UNREAD.keys())
def test_an_unreadable_table_fails_the_sections_check(write: Write, section: int) -> None:
    found = report(section, write(texts(section)))
    assert of_section(found, section) == {}
    assert sections_check(found) == "fail"


def test_prose_lines_with_bars_are_not_a_table() -> None:
    document = read_document(page(f"<div id=zoom><p>首页 | 政务公开 | 年报</p><p>{PROSE}</p><hr><p>-----</p></div>"))
    assert document.tables == ()


@pytest.mark.parametrize("line", ["规范性文件,行政许可1,2,3件", "2023年,12,13,14件规范性文件"])
def test_prose_lines_with_commas_are_not_a_table(line: str) -> None:
    assert read_document(page(f"<div id=zoom>{f'<p>{line}</p>' * 3}<p>{PROSE}</p></div>")).tables == ()


def test_pagination_lists_and_cards_are_not_tables() -> None:
    pager = "<div><ul><li>1</li><li>2</li></ul><ul><li>3</li><li>4</li></ul><ul><li>5</li><li>6</li></ul></div>"
    cards = "".join(f"<div><p>行政许可</p><p>{n}</p><p>同比增长。</p></div>" for n in range(5))
    document = read_document(page(f"<div id=zoom><p>{PROSE}</p>{pager}<div>{cards}</div></div>"))
    assert document.tables == ()


def test_the_markup_of_a_row_of_divs_is_found_by_its_xpath() -> None:
    body = page(f"<div id=zoom><p>{PROSE}</p>{WRITTEN['a grid of boxes'](texts(2))}</div>")
    (table,) = read_document(body).tables
    assert not table.spans_known
    markup = row_markup(body, table.origin.xpath or "", 2)
    assert re.findall(r">([^<]+)<", markup or "") == ["规章", "100", "101", "102"]


def test_two_one_row_tables_stay_separate_and_three_are_joined() -> None:
    row = "<table><tr><td>规章</td><td>1</td></tr></table>"
    assert outline(read_document(page(row * 2))) == ["[1x2]", "[1x2]"]
    assert outline(read_document(page(row * 3))) == ["[3x2]"]
    assert outline(read_document(page(row * 2 + "<p>说明</p>" + row))) == ["[1x2]", "[1x2]", "说明", "[1x2]"]


def test_a_report_inside_one_table_keeps_its_prose_and_numbers() -> None:
    def lone(text: str) -> str:
        return f"<tr><td colspan=10>{text}</td></tr>"

    said = "本年度无其他需要说明的行政复议案件"
    parts = [lone(heading) + (rows_of(number) if number in TABLES else lone(f"<p>{PROSE}</p>" * 30))
             + (lone(said) if number == 4 else "")
             for number, heading in enumerate(HEADINGS, 1)]  # fmt: skip
    found = read_report(page(f"<h1>{TITLE}</h1><table>{''.join(parts)}</table>"))
    assert values(found) == {**TRUTH[2], **TRUTH[3], **TRUTH[4]}
    prose = "\n".join([PROSE] * 30)
    assert [section.text for section in found.sections] == [prose, "", "", said, prose, prose]


def rows_of(section: int) -> str:
    return as_table(TABLES[section]).removeprefix("<table>").removesuffix("</table>")


@pytest.mark.parametrize("apart", ["&nbsp;&nbsp;&nbsp;", "<span class=_> </span>", "\u3000"])
def test_blank_separated_rows_of_the_2014_form_are_read(apart: str) -> None:
    rows = [["统计指标", "单位", "统计数"]]
    rows += [
        [one.label, one.unit, str(100 + n)] for n, one in enumerate(one for part in PARTS for one in part.indicators)
    ]
    lines = "".join(f"<p>{apart.join(row)}</p>" for row in rows)
    found = read_report(page(f"<h1>{TITLE.replace('2023', '2016')}</h1><div id=zoom><p>{PROSE}</p>{lines}</div>"))
    assert [(one.key, one.value) for one in found.statistics] == [
        (one.key, 100 + n) for n, one in enumerate(one for part in PARTS for one in part.indicators)
    ]
