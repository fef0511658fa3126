"""Cells merged over several values: that nothing is there can be said of all of them, a number of none."""

from collections.abc import Callable

import pytest
from support.official import (
    COLUMNS,
    Rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    expected_review,
    read,
    relabelled,
    review_table,
    values,
)

from gxcrawl.forms import tables as engine
from gxcrawl.reading.spans import SpanCell, expand

APPLICATIONS = expected_applications(divided=True)
DECISIONS = [f"proactive_disclosure.administrative_{row}.decisions" for row in ("penalty", "coercion")]


def new_received_merged(text: str) -> Rows:
    rows = applications_table()
    rows[3] = [rows[3][0], SpanCell(text, 1, 7)]
    return rows


def refusals_merged(text: str) -> Rows:
    """One cell for each applicant over the eight rows of （三）不予公开."""
    rows = applications_table()
    rows[7] = [*rows[7][:2], *(SpanCell(text, 8) for _ in range(7))]
    rows[8:15] = [row[:1] for row in rows[8:15]]
    return rows


def decisions_merged(text: str) -> Rows:
    rows = disclosure_table()
    place = next(n for n, row in enumerate(rows) if row[0].text == "行政处罚")
    rows[place : place + 2] = [[rows[place][0], SpanCell(text, 2, 3)], rows[place + 1][:1]]
    return rows


@pytest.mark.parametrize(("text", "reason"), [("0", None), ("无", "dash"), ("/", "dash")])
def test_nothing_in_the_cell_of_a_whole_row_is_nothing_for_each(text: str, reason: str | None) -> None:
    found = read(new_received_merged(text))
    row = {path for path in APPLICATIONS if ".new_received." in path}
    assert values(found) == APPLICATIONS | dict.fromkeys(row, 0)
    assert {(note.path, note.reason) for note in found.notes} == ({(path, reason) for path in row if reason})


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ([300, 301, 302, 303, 304, 9], [None] * 7),  # a number before the last may have moved to the left
        ([300, 301, 302, 303, 304, ""], [300, 301, 302, 303, 304, None, None]),
        ([0, 0, 0, 0, 0, 0], [0] * 7),
    ],
)
def test_a_row_whose_last_cell_reaches_over_two_columns(row: list[int | str], known: list[int | None]) -> None:
    rows = applications_table()
    rows[5] = [*rows[5][:-7], *(SpanCell(str(text)) for text in row[:-1]), SpanCell(str(row[-1]), 1, 2)]
    assert [value for path, value in values(read(rows)).items() if ".granted." in path] == known


@pytest.mark.parametrize(
    ("row", "known"), [([4, 0], [None] * 3), ([0, 0], [None] * 3), ([4, ""], [4, None, None]), ([0], [0] * 3)]
)
def test_a_row_of_section_2_whose_last_cell_reaches_over_more_columns(
    row: list[int | str], known: list[int | None]
) -> None:
    """A 0 there may be 本年废止件数, with the number in force lost: it is no total."""
    rows = disclosure_table()
    rows[2] = [rows[2][0], *(SpanCell(str(text)) for text in row[:-1]), SpanCell(str(row[-1]), 1, 4 - len(row))]
    assert [value for path, value in values(read(rows)).items() if ".rules." in path] == known


def test_nothing_over_all_reviews_and_lawsuits() -> None:
    found = read([*review_table()[:3], [SpanCell("无", 1, 15)]])
    assert values(found) == dict.fromkeys(expected_review(), 0)
    assert {note.reason for note in found.notes} == {"dash"}


def test_a_sentence_over_all_reviews_and_lawsuits_is_reported() -> None:
    rows = [*review_table()[:3], [SpanCell("截至2023年12月31日共3件", 1, 15)], review_table()[3]]
    assert values(read(rows)) == expected_review()


def test_a_zero_over_several_rows_is_one_for_each() -> None:
    denied = [path for path in APPLICATIONS if ".denied." in path]
    assert values(read(refusals_merged("0"))) == APPLICATIONS | dict.fromkeys(denied, 0)
    assert values(read(decisions_merged("0"))) == expected_disclosure() | dict.fromkeys(DECISIONS, 0)


def test_a_number_over_several_rows_is_not_known_for_any() -> None:
    found = read(decisions_merged("5"))
    assert values(found) == expected_disclosure() | dict.fromkeys(DECISIONS, None)
    assert {note.path for note in found.notes} == set(DECISIONS)
    denied = [path for path in APPLICATIONS if ".denied." in path]
    found = read(refusals_merged("5"))
    assert values(found) == APPLICATIONS | dict.fromkeys(denied, None)
    assert {note.path for note in found.notes} == set(denied)


def test_a_number_over_several_columns_is_not_known_for_any() -> None:
    found = read(new_received_merged("5"))
    row = {path for path in APPLICATIONS if ".new_received." in path}
    assert values(found) == APPLICATIONS | dict.fromkeys(row, None)
    assert {note.path for note in found.notes} == row


@pytest.mark.parametrize("merged", [new_received_merged, refusals_merged, decisions_merged])
def test_the_order_of_reports_does_not_matter(merged: Callable[[str], Rows]) -> None:
    tables = {text: [expand(merged(text))] for text in ("0", "5")}
    alone = {}
    for text, printed in tables.items():
        engine.LAYOUTS.forget()
        alone[text] = values(engine.read_tables(printed)[1])
    for order in (("0", "5", "0"), ("5", "0", "5")):
        engine.LAYOUTS.forget()
        for text in order:
            assert values(engine.read_tables(tables[text])[1]) == alone[text]


def test_two_rows_in_one_cell_are_reported_and_not_joined() -> None:
    rows = disclosure_table()
    place = next(n for n, row in enumerate(rows) if row[0].text == "规章")
    both = [SpanCell(f"{upper.text}\n{lower.text}") for upper, lower in zip(*rows[place : place + 2], strict=True)]
    rows[place : place + 2] = [both]
    found = read(rows)
    lost = {path for path in expected_disclosure() if ".rules." in path or ".normative_documents." in path}
    assert values(found) == {path: n for path, n in expected_disclosure().items() if path not in lost}
    assert [row.label for row in found.unknown_rows] == ["规章\n行政规范性文件"]


@pytest.mark.parametrize(
    "label", ["行政许可和行政确认", "行政许可、行政备案", "行政许可及其他", "行政许可（含行政处罚）"]
)
def test_a_label_that_lists_a_row_and_something_of_its_own_is_not_that_row(label: str) -> None:
    rows = relabelled(disclosure_table(), {"行政许可": label})
    found = read(rows)
    lost = "proactive_disclosure.administrative_licensing.decisions"
    assert values(found) == {path: n for path, n in expected_disclosure().items() if path != lost}
    assert [row.label for row in found.unknown_rows] == [label]


@pytest.mark.parametrize("label", ["行政许可（含备案）", "行政许可/件", "行政许可"])
def test_an_explanation_or_a_unit_lists_nothing(label: str) -> None:
    rows = relabelled(disclosure_table(), {"行政许可": label})
    assert values(read(rows)) == expected_disclosure()


@pytest.mark.parametrize("label", ["行政处罚、行政强制", "行政处罚和行政强制", "规章、规范性文件"])
def test_a_label_that_lists_two_rows_is_neither(label: str) -> None:
    rows = [row for row in disclosure_table() if row[0].text not in ("规章", "行政规范性文件", "行政处罚")]
    place = next(n for n, row in enumerate(rows) if row[0].text == "行政强制")
    rows[place][0] = SpanCell(label)
    found = read(rows)
    assert values(found).keys() == {path for path in expected_disclosure() if "licensing" in path or "fees" in path}
    assert [row.label for row in found.unknown_rows] == [label]


def test_two_rows_of_section_3_in_one_cell_are_reported() -> None:
    rows = applications_table()
    upper, lower = rows[7][1:], rows[8]
    rows[7:9] = [[rows[7][0], *(SpanCell(f"{a.text}\n{b.text}") for a, b in zip(upper, lower, strict=True))]]
    found = read(rows)
    lost = {path for path in APPLICATIONS if ".state_secret." in path or ".prohibited_by_law." in path}
    assert values(found) == {path: n for path, n in APPLICATIONS.items() if path not in lost}
    assert len(found.unknown_rows) == 1


@pytest.mark.parametrize("label", ["2.其他\n法律行政法规禁止公开", "（三）不予公开\n2.其他法律行政法规禁止公开"])
def test_a_label_whose_lines_name_one_row_is_that_row(label: str) -> None:
    rows = applications_table()
    rows[8][0] = SpanCell(label)
    assert values(read(rows)) == APPLICATIONS


@pytest.mark.parametrize("column", [1, 3, 5])
def test_a_number_that_reaches_down_into_a_row_leaves_neither_row_its_value_there(column: int) -> None:
    rows = applications_table()
    rows[3][1 + column] = SpanCell("5", 2)
    del rows[4][1 + column]
    found = values(read(rows))
    unknown = {path for path in APPLICATIONS if ".carried_over." in path} | {
        f"applications.new_received.{COLUMNS[column]}"
    }
    assert found == APPLICATIONS | dict.fromkeys(unknown)
