"""Whole pages in shapes that CMSs, editors and agencies give them: all numbers right, or none wrong without a note."""

import re
from collections.abc import Callable
from html import escape

import pytest
from corpus.shapes import Markup
from corpus.test_shapes import silently_wrong
from support.official import Rows, expected_of, spread, tables_of, values

from gxcrawl.reading.spans import SpanCell
from gxcrawl.reports.reading import read_report

SECOND, THIRD, FOURTH = TABLES = tables_of("2021")
EXPECTED = expected_of("2021")
OWN = ("本年", "2022年")
HIDDEN = '<div style="display:none">{}</div>'
PANE = "<div>{}</div>"


def written(rows: Rows) -> str:
    """A table in HTML."""
    whole = Markup().page([rows]).decode()
    return whole[whole.index("<table") : whole.index("</body>")]


def page(*tables: str) -> bytes:
    return Markup(table="{}").page([]).replace(b"</body>", "".join(tables).encode() + b"</body>")


def older(rows: Rows) -> Rows:
    """Last year's table: other numbers."""
    return [
        [one._replace(text=str(int(one.text) + 5000)) if one.text.isdigit() else one for one in row] for row in rows
    ]


def rows_in_one_cell(rows: Rows, between: str) -> str:
    """Every row's numbers in one cell as wide as they are."""
    lines = []
    for row in rows:
        numbers = [cell.text for cell in row if cell.text.isdigit()]
        labels = [cell for cell in row if not cell.text.isdigit()]
        lines.append([*labels, SpanCell(between.join(numbers), 1, len(numbers))] if numbers else row)
    return written(lines).replace(escape(between), between)


def with_years(rows: Rows, first: str, second: str) -> Rows:
    """Each number of section 4 in a row of its year, the other year's in the row before or after it."""
    header, numbers = rows[:-1], rows[-1]
    by_year = {year: numbers if year in OWN else older([numbers])[0] for year in (first, second)}
    header = [[SpanCell("年度", 3), *header[0]], *header[1:]]
    return [*header, *([SpanCell(year), *row] for year, row in by_year.items())]


def halves(rows: Rows, first: str, second: str) -> Rows:
    """The numbers of both years side by side, each half under its own header."""
    corner, applicants = rows[0]
    top = [corner, applicants._replace(text=first), applicants._replace(text=second)]
    lines = [[*row, *row] for row in rows[1:3]]
    for row, last in zip(rows[3:], older(rows[3:]), strict=True):
        sides = (row, last) if first.startswith(OWN) else (last, row)
        numbers = [cell for side in sides for cell in side if cell.text.isdigit()]
        lines.append([*(cell for cell in row if not cell.text.isdigit()), *numbers])
    return [top, *lines]


def years_below(label_of: Callable[[int], str]) -> Rows:
    """Section 3 with two columns below each applicant."""
    labels = [cell for row in THIRD[1:3] for cell in row if cell.text != "法人或其他组织"]
    labels = [labels[0], *labels[2:], labels[1]]
    top = [SpanCell("项目", 2), *(SpanCell(cell.text, 1, 2) for cell in labels)]
    below = [SpanCell(label_of(place)) for _ in labels for place in (0, 1)]
    lines = []
    for row, last in zip(THIRD[3:], older(THIRD[3:]), strict=True):
        name = next(cell for cell in reversed(row) if not cell.text.isdigit())
        pairs = zip(last, row, strict=True)
        lines.append([SpanCell(name.text), *(cell for pair in pairs if pair[1].text.isdigit() for cell in pair)])
    return [top, below, *lines]


A, B, C = map(written, TABLES)
STALE = [written(older(rows)) for rows in TABLES]
RIGHT = {
    "panes of tabs": page(PANE.format(A), HIDDEN.format(B), HIDDEN.format(C)),
    "panes of tabs, hidden by an attribute": page(PANE.format(A), f"<div hidden>{B}</div>", f"<div hidden>{C}</div>"),
    "panes of years": page(PANE.format(A + B + C), HIDDEN.format("".join(STALE))),
    "panes of years, the last first": page(HIDDEN.format("".join(STALE)), PANE.format(A + B + C)),
    "a hidden copy of one table": page(A, HIDDEN.format(STALE[1]), B, C),
    "tables for want of scripts": page(f"<div id=app></div><noscript>{A}{B}{C}</noscript>"),
    "a template of one table": page(A, f"<template>{STALE[1]}</template>", B, C),
    "rows in one cell, by breaks": page(A, rows_in_one_cell(THIRD, "<br>"), rows_in_one_cell(FOURTH, "<br/>")),
    "rows in one cell, by blanks": page(A, rows_in_one_cell(THIRD, "&nbsp; "), rows_in_one_cell(FOURTH, " ")),
    "years in rows": page(A, B, written(with_years(FOURTH, "2021年", "2022年"))),
    "years in rows, this one first": page(A, B, written(with_years(FOURTH, "本年", "上年"))),
    "years side by side": page(A, written(halves(THIRD, "2021年申请人情况", "2022年申请人情况")), C),
    "years side by side, this one first": page(A, written(halves(THIRD, "本年申请人情况", "上年申请人情况")), C),
    "years in rows, the next one last": page(A, B, written(with_years(FOURTH, "2022年", "2023年"))),
    "years side by side, the next one first": page(
        A, written(halves(THIRD, "2023年申请人情况", "2022年申请人情况")), C
    ),
    "years below each label, the next one last": page(A, written(years_below(("2023年", "2022年").__getitem__)), C),
    "years below each label": page(A, written(years_below(("上年", "本年").__getitem__)), C),
    "labels in every cell": page(A, B, written(spread(FOURTH))),
    "one word in two spans": page(
        *(
            re.sub(r">(\d)(\d+)<", r"><span style='color:#fff0f0'>\1</span><b style='color:#FFF0F0'>\2</b><", one)
            for one in (A, B, C)
        )
    ),
}
BESIDE = (
    "<sub>3</sub>", "<small>3</small>", "<button>3</button>", "<a href='d.html'>3</a>", "<textarea>3</textarea>",
    "<span style='vertical-align:super'>3</span>", "<span style='float:right'>3</span>",
    "<span style='display:inline-block'>3</span>", "<i style='position: absolute; left: -999px'>3</i>",
    "<div style='display: flex'><b>3</b><b>4</b></div>", "<table><tr><td>3</td></tr></table>",
    "<input value=2><input value=3>",
)  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_every_number_is_read_from_known_page_layouts(name: str) -> None:
    assert values(read_report(RIGHT[name])) == EXPECTED


@pytest.mark.parametrize("years", [("2020年", "2021年"), ("2023年", "2024年")])
def test_columns_of_other_years_give_no_values_but_notes(years: tuple[str, str]) -> None:
    report = read_report(page(A, written(years_below(years.__getitem__)), C))
    of_years = {path: value for path, value in values(report).items() if path.startswith("applications")}
    assert set(of_years.values()) == {None}
    assert {note.path for note in report.notes} == set(of_years)


def test_a_table_with_two_years_is_read_for_the_year_of_the_report() -> None:
    table = page(A, B, written(with_years(FOURTH, "2022年", "2023年")))
    assert values(read_report(table)) == EXPECTED
    later = values(read_report(table.replace("局2022年".encode(), "局2023年".encode())))
    assert [later[path] - EXPECTED[path] for path in later if path.startswith("review_litigation")] == [5000] * 15


@pytest.mark.parametrize("beside", BESIDE)
def test_elements_beside_a_number_in_its_cell_are_not_read_as_its_digits_without_a_note(beside: str) -> None:
    before = re.sub(r">(\d+)<", rf">{beside}\1<", A)
    behind = re.sub(r">(\d+)<", rf">\1{beside}<", C)
    assert silently_wrong(read_report(page(before, B, behind)), EXPECTED) == {}


@pytest.mark.parametrize("title", ["<h2>{}年政府信息公开工作年度报告</h2>", "<h2>{}年度政府信息公开年报</h2>"])
def test_hidden_tables_of_another_year_are_ignored(title: str) -> None:
    shown = PANE.format(title.format(2022) + f"<p>一、总体情况</p><p>{'2022年，本局认真落实条例。' * 20}</p>")
    assert values(read_report(page(shown, HIDDEN.format(title.format(2021) + "".join(STALE))))) == {}
    assert values(read_report(page(shown, HIDDEN.format(title.format(2022) + A + B + C)))) == EXPECTED
