"""Columns and rows of several years: whose numbers are the report's, and that many of them cost no time."""

import pytest
from support.official import APPLICANTS, COLUMNS, Rows, applications_table, expected_applications, review_table, values

from gxcrawl.forms.tables import read_tables
from gxcrawl.reading.spans import SpanCell, expand, plain

ROW = "applications.granted"


def granted(years: tuple[str, ...], year: int | None) -> list[object]:
    """What is read of one row with a column for each year below each applicant: 1, 2, … below the first."""
    header = [SpanCell("项目", 2), *(SpanCell(name, 1, len(years)) for name in APPLICANTS)]
    numbers = [SpanCell(str(10 * a + y)) for a in range(len(APPLICANTS)) for y in range(1, len(years) + 1)]
    below = [SpanCell(name) for _ in APPLICANTS for name in years]
    carried = [SpanCell("四、结转下年度继续办理"), *numbers]
    rows: Rows = [header, below, [SpanCell("（一）予以公开"), *numbers], carried]
    read = values(read_tables([expand(rows)], year=year)[1])
    return [read[f"{ROW}.{key}"] for key in COLUMNS]


@pytest.mark.parametrize(
    ("years", "year", "place"),
    [
        (("2021年", "2022年"), 2022, 2),
        (("2022年", "2023年"), 2022, 1),
        (("2021年度", "2022年度", "2023年度"), 2022, 2),
        (("2021年", "本年"), 2022, 2),
        (("上年", "2022年"), 2022, 2),
        (("上年", "本年", "2023年"), 2022, 2),
        (("2021年", "2022年"), None, 2),
        (("上年", "本年"), None, 2),
        (("2021年", "2023年"), 2022, None),
        (("2021年", "本年"), None, None),
    ],
)
def test_the_own_year_is_read_and_no_other(years: tuple[str, ...], year: int | None, place: int | None) -> None:
    expected = [place and 10 * applicant + place for applicant in range(len(APPLICANTS))]
    assert granted(years, year) == expected


def of_two_years() -> Rows:
    """Section 3 with the numbers of last year, 7777, beside those of the year."""
    rows = applications_table()
    rows[:3] = [
        [SpanCell("项目", 2, 3), *(SpanCell(name, 1, 2) for name in APPLICANTS)],
        [SpanCell(name) for _ in APPLICANTS for name in ("2021年", "2022年")],
    ]
    for row in rows[2:]:
        row[-7:] = [cell for number in row[-7:] for cell in (SpanCell("7777"), number)]
    return rows


@pytest.mark.parametrize("break_at", range(3, 26))
def test_columns_of_years_go_on_after_a_page_break_without_their_header(break_at: int) -> None:
    rows = of_two_years()
    tables = [expand(rows[:break_at]), plain(expand(rows).rows[break_at:])]
    found = values(read_tables(tables, tables, year=2022)[1])
    expected = expected_applications(divided=True)
    assert {path: value for path, value in found.items() if value not in (None, expected[path])} == {}
    assert sum(value is not None for value in found.values()) > 150


@pytest.mark.parametrize("group", ["（三）不予公开", "三、本年度办理结果"])
@pytest.mark.parametrize("more", [-1, 1])
def test_a_row_that_a_wrong_span_moves_gives_no_number_of_another_year(group: str, more: int) -> None:
    rows = of_two_years()
    for row in rows[2:]:
        row[:] = [one._replace(rowspan=one.rowspan + more) if one.text == group else one for one in row]
    found = values(read_tables([expand(rows)], year=2022)[1])
    expected = expected_applications(divided=True)
    assert {path: value for path, value in found.items() if value not in (None, expected[path])} == {}
    assert sum(value is not None for value in found.values()) > 100


@pytest.mark.parametrize("sign", ["——", "无", "不涉及"])
def test_a_sign_in_the_place_of_last_years_first_number_moves_no_row(sign: str) -> None:
    rows = of_two_years()
    for row in rows[2:]:
        row[-14] = SpanCell(sign)
    assert values(read_tables([expand(rows)], year=2022)[1]) == expected_applications(divided=True)


@pytest.mark.parametrize(("years", "place"), [(("2022年", "2021年"), 0), (("上年", "本年"), 1)])
def test_years_below_one_applicant_only(years: tuple[str, str], place: int) -> None:
    rows = applications_table()
    rows[0][1] = SpanCell("申请人情况", 1, 8)
    rows[1][2] = SpanCell("总计", 1, 2)
    rows[2] += map(SpanCell, years)
    for row in rows[3:]:
        row.insert(len(row) - place, SpanCell("7777"))
    assert values(read_tables([expand(rows)], year=2022)[1]) == expected_applications(divided=True)


def test_a_row_that_prints_something_for_another_year_only_is_of_no_section() -> None:
    header = [SpanCell("信息内容"), SpanCell("上年处理决定数量"), SpanCell("本年处理决定数量")]
    rows = [header, list(map(SpanCell, ("行政许可", "3", "4"))), list(map(SpanCell, ("", "7777", "")))]
    found = values(read_tables([expand(rows)], year=2022)[1])
    assert found == {"proactive_disclosure.administrative_licensing.decisions": 4}


def test_many_labels_of_years_in_one_row() -> None:
    labels = [SpanCell(f"{2010 + n % 90}年") for n in range(20_000)]
    assert values(read_tables([expand([labels, [SpanCell("规章"), SpanCell("1")]])])[1]) == {}


def test_many_headers_of_section_4_that_name_no_block() -> None:
    header_and_numbers = [review_table()[2][:5], review_table()[3][:5]]
    _, found = read_tables([expand(header_and_numbers)] * 2000)
    assert values(found) == {}
    assert len(found.unknown_rows) == 2000
