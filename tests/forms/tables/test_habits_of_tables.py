"""The official tables as agencies print them: other numbering, other widths, other corners. No number moves."""

import re
from collections.abc import Callable

import pytest
from opencc import OpenCC
from support.official import (
    BLOCKS_2019,
    BLOCKS_2021,
    application_rows,
    applications_table,
    disclosure_table,
    expected_applications,
    expected_disclosure,
    expected_review,
    map_cells,
    number,
    review_table,
    values,
)

from gxcrawl.forms.editions import applications
from gxcrawl.forms.editions.shape import FormBlock
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Table
from gxcrawl.reading.spans import SpanCell, expand, plain

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_TRADITIONAL = OpenCC("s2t")


def _numbered(style: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"^(\d)\.", lambda match: style.format(match[1]), text)


def _label(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: text if text.isdigit() else change(text)


def _figure(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: change(text) if text.isdigit() else text


PRINTED: dict[str, Callable[[str], str]] = {
    "1、": _numbered("{}、"),
    "1．": _numbered("{}．"),
    "（1）": _numbered("（{}）"),
    "1)": _numbered("{})"),
    "no numbers": lambda text: re.sub(r"^\d\.", "", text),
    "traditional characters": lambda text: str(_TRADITIONAL.convert(text)),
    "blanks in labels": _label(" ".join),
    "one character a line": _label("\n".join),
    "a colon after labels": _label(lambda text: f"{text}："),
    "units in labels": _label(lambda text: f"{text}（件）"),
    "footnotes at labels": _label(lambda text: f"{text}①"),
    "stars at labels": _label(lambda text: f"{text}*"),
    "sums behind labels": _label(lambda text: f"{text}（=（一）+（二））"),
    "Tibetan behind labels": _label(lambda text: f"{text} རྩིས་ཐོ།"),
    "Uyghur below labels": _label(lambda text: f"{text}\nمەمۇرىي"),
    "Korean before labels": _label(lambda text: f"행정 {text}"),
    "full-width digits": _figure(lambda text: text.translate(_FULL_WIDTH)),
    "thousands": _figure(lambda text: f"{int(text):,}"),
    "counters": _figure(lambda text: f"{text}件"),
    "blanks around numbers": _figure(lambda text: f"\u3000{text} "),
}


def read(table: Table) -> Found:
    return read_tables([table])[1]


def reprinted(rows: list[list[SpanCell]], change: Callable[[str], str]) -> Table:
    return expand(map_cells(rows, lambda r, c, cell: cell._replace(text=change(cell.text))))


@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("divided", [True, False], ids=["three rows", "one row"])
def test_section_3(change: Callable[[str], str], divided: bool) -> None:
    found = read(reprinted(applications_table(divided=divided), change))
    assert values(found) == expected_applications(divided=divided)
    assert found.unknown_rows == []


@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("blocks", [BLOCKS_2021, BLOCKS_2019], ids=["2021", "2019"])
def test_section_2(change: Callable[[str], str], blocks: tuple[FormBlock, ...]) -> None:
    assert values(read(reprinted(disclosure_table(blocks), change))) == expected_disclosure(blocks)


@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED.keys())
def test_section_4(change: Callable[[str], str]) -> None:
    assert values(read(reprinted(review_table(), change))) == expected_review()


def test_section_4_with_labels_at_the_left() -> None:
    first, second, third, numbers = review_table()
    rows = [[SpanCell("类型", 3), *first], second, third, [SpanCell("数量"), *numbers]]
    assert values(read(expand(rows))) == expected_review()


def test_labels_merged_with_those_of_their_groups() -> None:
    rows = applications_table()
    for row in rows[3:]:
        labels = [cell for cell in row if not cell.text.isdigit()]
        row[: len(labels)] = [SpanCell("".join(cell.text for cell in labels), 1, 3)]
    found = read(expand(rows))
    assert values(found) == expected_applications(divided=True)
    assert found.label_notes == []


_APPLICANTS = [column.label for column in applications.COLUMNS]
_ROWS = application_rows(divided=True)
_FIGURES = [[str(number(r, c)) for c in range(7)] for r in range(len(_ROWS))]


@pytest.mark.parametrize(
    ("corner", "left", "right"),
    [
        (["项目"], [], []),
        (["序号", "项目"], ["7"], []),
        (["项目", "单位"], [], []),
        (["项目"], [], ["备注"]),
    ],
    ids=["a word in the corner", "numbers of rows", "a column of units", "a column of remarks"],
)
def test_columns_around_the_numbers(corner: list[str], left: list[str], right: list[str]) -> None:
    units = ["件"] if "单位" in corner else []
    body = [
        [*left, row.label, *units, *figures, *("5" for _ in right)]
        for row, figures in zip(_ROWS, _FIGURES, strict=True)
    ]
    found = read(plain([[*corner, *_APPLICANTS, *right], *body]))
    assert values(found) == expected_applications(divided=True)


@pytest.mark.parametrize("damaged", ["自人", "自然"])
def test_a_damaged_applicant_at_the_left_edge_is_no_corner(damaged: str) -> None:
    header, *rows = [SpanCell(label) for label in _APPLICANTS], *applications_table()[3:]
    header[0] = SpanCell(damaged)
    found = read(expand([[SpanCell("", 1, 3), *header], *rows]))
    assert values(found) == expected_applications(divided=True)
    assert [note.printed for note in found.label_notes] == [damaged]


def test_every_label_printed_in_every_row() -> None:
    body = []
    for row, figures in zip(_ROWS, _FIGURES, strict=True):
        result = row.key not in ("new_received", "carried_over", "carried_forward")
        above = [applications.RESULTS, row.group or row.label] if result else [row.label, row.label]
        body.append([*above, row.label, *figures])
    found = read(plain([["", "", "", *_APPLICANTS], *body]))
    assert values(found) == expected_applications(divided=True)


def test_columns_in_another_order() -> None:
    header = ["项目", *_APPLICANTS[-1:], *_APPLICANTS[:-1]]
    body = [[row.label, *figures[-1:], *figures[:-1]] for row, figures in zip(_ROWS, _FIGURES, strict=True)]
    assert values(read(plain([header, *body]))) == expected_applications(divided=True)


def test_a_table_without_its_total() -> None:
    body = [[row.label, *figures[:-1]] for row, figures in zip(_ROWS, _FIGURES, strict=True)]
    wanted: dict[str, int | None] = dict(expected_applications(divided=True))
    wanted |= {path: None for path in wanted if path.endswith(".total")}
    assert values(read(plain([["项目", *_APPLICANTS[:-1]], *body]))) == wanted


@pytest.mark.parametrize("mark", ["①", "*", "[1]", "（注）", "注1"])
def test_a_number_with_a_footnote_is_not_known_rather_than_another(mark: str) -> None:
    found = read(reprinted(applications_table(), lambda text: f"{text}{mark}" if text == "301" else text))
    assert values(found) == {**expected_applications(divided=True), "applications.granted.business": None}
    assert [(note.path, note.raw) for note in found.notes] == [("applications.granted.business", f"301{mark}")]
