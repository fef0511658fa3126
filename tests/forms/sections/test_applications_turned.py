"""Section 3 turned round: read where every column has its label, and never shifted by what is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.official import COLUMNS, Rows, applications_table, expected_applications, read, spread, values

from gxcrawl.forms.editions import applications
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.reading.spans import SpanCell, expand, plain


def turned_round(rows: Rows) -> Rows:
    """The table with its rows as columns, spans and all."""
    table = expand(rows)
    height, width = len(table.rows), len(table.rows[0])
    return [
        [
            SpanCell(
                table.rows[row][column],
                sum(table.owners[row][other] == (row, column) for other in range(width)),
                sum(table.owners[other][column] == (row, column) for other in range(height)),
            )
            for row in range(height)
            if table.owners[row][column] == (row, column)
        ]
        for column in range(width)
    ]


def wrong(found: Found, divided: bool) -> dict[str, object]:
    truth = expected_applications(divided=divided)
    return {path: value for path, value in values(found).items() if value not in (None, truth.get(path))}


@pytest.mark.parametrize("divided", [True, False])
@pytest.mark.parametrize("spans", [True, False])
def test_every_number_is_known_by_its_applicant_and_its_row(spans: bool, divided: bool) -> None:
    rows = turned_round(applications_table(divided=divided))
    found = read(rows if spans else spread(rows))
    assert values(found) == expected_applications(divided=divided)
    assert (found.notes, found.unknown_rows) == ([], [])


@settings(max_examples=30, deadline=None)
@given(
    st.booleans(), st.booleans(), st.integers(0), st.integers(0), st.sampled_from(["drop", "blank", "merge", "char"])
)
def test_one_cell_lost_shifts_nothing(divided: bool, spans: bool, at_row: int, at_cell: int, damage: str) -> None:
    rows = turned_round(applications_table(divided=divided))
    row = (rows if spans else spread(rows))[at_row % len(rows)]
    rows[at_row % len(rows)] = row
    place = at_cell % len(row)
    if damage == "drop":
        del row[place]
    elif damage == "merge":
        row[place : place + 2] = [
            SpanCell(row[place].text, row[place].rowspan, sum(c.colspan for c in row[place:][:2]))
        ]
    else:
        text = "" if damage == "blank" or row[place].text.isdigit() else row[place].text[1:]
        row[place] = row[place]._replace(text=text)
    assert wrong(read(rows), divided) == {}


HEADER = ["申请人", "本年新收", "上年结转", "予以公开", "部分公开", "其他处理", "总计", "结转下年度继续办理"]
KEYS = [
    "new_received", "carried_over", "granted", "partially_granted", "other_handling.undivided", "result_total",
    "carried_forward",
]  # fmt: skip
SHORT = [[column.label, *(str(100 * n + i) for i in range(7))] for n, column in enumerate(applications.COLUMNS, 1)]


@pytest.mark.parametrize("spans_known", [True, False])
def test_a_short_form_under_one_line_of_labels(spans_known: bool) -> None:
    found = read_tables([plain([HEADER, *SHORT], spans_known=spans_known)])[1]
    assert values(found) == {
        f"applications.{key}.{column}": 100 * n + i for n, column in enumerate(COLUMNS, 1) for i, key in enumerate(KEYS)
    }


@pytest.mark.parametrize("label", ["", "备注", "总计", "本年新收"])
def test_a_column_that_names_no_row_or_one_twice_leaves_all_reported(label: str) -> None:
    header = [*HEADER[:4], label, *HEADER[5:]]
    found = read_tables([plain([header, *SHORT])])[1]
    assert not [path for path, value in values(found).items() if value is not None]
    assert len(found.unknown_rows) == len(SHORT)


def test_a_row_of_nobody_is_reported() -> None:
    found = read_tables([plain([HEADER, ["外国人", *SHORT[0][1:]], *SHORT[1:]])])[1]
    assert [row.label for row in found.unknown_rows] == ["外国人"]


def test_a_note_above_and_a_number_among_the_labels_leave_all_reported() -> None:
    note = ["本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"] + [""] * 7
    found = read_tables([plain([note, ["2022", *HEADER[1:]], *SHORT])])[1]
    assert not [path for path, value in values(found).items() if value is not None]
    assert found.unknown_rows
