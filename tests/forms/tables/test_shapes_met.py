"""Shapes and wordings that reports of real agencies have been seen in; figures and tables are invented."""

import pytest
from support.official import (
    BLOCKS_2019,
    BLOCKS_2021,
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

from gxcrawl.forms.editions.shape import FormBlock
from gxcrawl.forms.tables import read_tables
from gxcrawl.reading.spans import SpanCell, plain


def test_blank_cells_below_labels_instead_of_a_rowspan() -> None:
    first, second, third, numbers = review_table()
    second = [cell._replace(rowspan=1) for cell in second]
    assert values(read([first, second, [SpanCell("")] * 5 + third, numbers])) == expected_review()


def test_other_titles_of_blocks() -> None:
    rows = relabelled(review_table(), {"未经复议直接起诉": "未经复议直接提起诉讼", "复议后起诉": "复议后提起行政诉讼"})
    assert values(read(rows)) == expected_review()


def test_words_among_the_numbers_of_section_4_cost_one_cell() -> None:
    rows = relabelled(review_table(), {"7": "详见附件"})
    found = read(rows)
    assert values(found) == {**expected_review(), "review_litigation.litigation_direct.corrected": None}
    assert [note.reason for note in found.notes] == ["text"]


def test_reviews_and_lawsuits_as_two_tables() -> None:
    first, second, third, numbers = review_table()
    reviews = [[first[0]], second[:5], [], numbers[:5]]
    lawsuits = [[first[1]], second[5:], third, numbers[5:]]
    assert values(read(reviews, lawsuits)) == expected_review()


def test_section_2_whose_labels_stand_under_another_word() -> None:
    labels = {"信息内容": "项目", "本年制发件数": "本年制发数量", "现行有效件数": "现行有效"}
    assert values(read(relabelled(disclosure_table(), labels))) == expected_disclosure()


def test_a_damaged_column_label_is_bridged_and_leaves_a_trace() -> None:
    found = read(relabelled(disclosure_table(), {"本年废止件数": "本年止件数"}))
    assert values(found) == expected_disclosure()
    assert [note.printed for note in found.label_notes] == ["本年止件数"]


def test_an_unknown_column_keeps_its_numbers_to_itself() -> None:
    found = read(relabelled(disclosure_table(), {"本年废止件数": "备注"}))
    wanted = {path: value for path, value in expected_disclosure().items() if not path.endswith(".repealed")}
    assert {path: value for path, value in values(found).items() if not path.endswith(".repealed")} == wanted
    assert all(value is None for path, value in values(found).items() if path.endswith(".repealed"))


def test_a_damaged_applicant_and_a_number_too_few_shift_nothing() -> None:
    rows = relabelled(applications_table(), {"自然人": "自人"})
    rows[5] = [cell for cell in rows[5] if cell.text != "301"]
    found = read(rows)
    paths = [path for path in found.cells if path.startswith("applications.granted.")]
    assert all(found.cells[path].value is None for path in paths)
    assert {note.reason for note in found.notes if note.path in paths} <= {"unreadable"}


WORDED = {
    "一、本年新收政府信息公开申请数量": "I. 本年度新收政府信息公开申请",
    "四、结转下年度继续办理": "四、结转到下一年度办理的数量",
    "（七）总计": "（七）总计=（一）+（二）+（三）",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "a.申请人无正当理由逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "(b)申请人逾期未按收费通知要求缴纳费用",
}


def test_rows_numbered_by_letters_and_labels_that_name_their_sum() -> None:
    found = read(relabelled(applications_table(), WORDED))
    assert values(found) == expected_applications(divided=True)
    assert not found.label_notes


def test_the_year_of_columns_in_either_wording() -> None:
    found = read(relabelled(disclosure_table(), {"本年处理决定数量": "本年度处理决定数量"}))
    assert values(found) == expected_disclosure()
    assert not found.label_notes


def test_other_wordings_of_rows() -> None:
    rows = [
        ["一、本年度新收政府信息公开申请数量", *"1234567"],
        ["二、上一年度结转政府信息公开申请数量", *"1234567"],
        ["办理结果合计", *"1234567"],
        ["四、结转下一年度继续办理", *"1234567"],
    ]
    header = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    found = read_tables([plain([header, *rows])])[1]
    assert {path.split(".")[1] for path in found.cells} == {
        "new_received", "carried_over", "result_total", "carried_forward",
    }  # fmt: skip
    assert found.unknown_rows == []


def test_a_table_printed_twice_is_read_once() -> None:
    found = read(applications_table(), applications_table())
    assert values(found) == expected_applications(divided=True)
    assert (found.notes, found.unknown_rows) == ([], [])


def with_column(rows: list[list[SpanCell]], title: str, depth: int, texts: list[str], at: int) -> list[list[SpanCell]]:
    """The table with one column more, its title over `depth` rows; at: 0 for the left edge, -1 for the right one."""
    more = [[SpanCell(title, depth)], *([[]] * (depth - 1)), *([SpanCell(text)] for text in texts)]
    return [[*new, *row] if at == 0 else [*row, *new] for new, row in zip(more, rows, strict=True)]


REMARKS = ["", "无", "已办结", "3", "较上年增长12%"]


@pytest.mark.parametrize("text", REMARKS)
def test_remarks_beside_section_4(text: str) -> None:
    assert values(read(with_column(review_table(), "备注", 3, [text], -1))) == expected_review()


@pytest.mark.parametrize("text", ["", "已办结"])
def test_remarks_before_section_4(text: str) -> None:
    assert values(read(with_column(review_table(), "备注", 3, [text], 0))) == expected_review()


@pytest.mark.parametrize("title", ["备注", "序号", "单位编号"])
def test_a_number_before_section_4_below_a_label_of_its_own(title: str) -> None:
    rows = with_column(review_table(), title, 3, ["3"], 0)
    assert values(read(rows)) == expected_review()
    del rows[3][4]
    assert set(values(read(rows)).values()) == {None}


def test_a_number_before_section_4_below_nothing_leaves_all_unknown_with_notes() -> None:
    found = read(with_column(review_table(), "", 3, ["3"], 0))
    assert values(found) == dict.fromkeys(expected_review())
    assert {note.path for note in found.notes} == set(expected_review())


@pytest.mark.parametrize("text", REMARKS)
def test_remarks_beside_section_3(text: str) -> None:
    rows = applications_table()
    assert values(read(with_column(rows, "备注", 3, [text] * (len(rows) - 3), -1))) == expected_applications(
        divided=True
    )


def test_one_remark_beside_all_rows_of_section_3() -> None:
    rows = applications_table()
    rows[0].append(SpanCell("备注", 3))
    rows[3].append(SpanCell("见说明", len(rows) - 3))
    assert values(read(rows)) == expected_applications(divided=True)


def test_a_row_of_nothing_but_a_remark() -> None:
    rows = with_column(applications_table(), "备注", 3, ["无"] * (len(applications_table()) - 3), -1)
    *cells, remark = rows[-1]
    rows[-1:] = [[*(cell._replace(rowspan=2) for cell in cells), remark], [SpanCell("另见说明")]]
    assert values(read(rows)) == expected_applications(divided=True)


def test_a_row_of_nothing_but_a_number_of_last_year() -> None:
    header = [SpanCell("申请人情况"), SpanCell("上年"), SpanCell("本年")]
    row = [SpanCell("一、本年新收政府信息公开申请数量", 2), SpanCell("4"), SpanCell("2", 2)]
    found = read([header, row, [SpanCell("5")]])
    assert set(values(found).values()) == {None}
    assert not found.unknown_rows


def test_a_number_too_few_before_a_remark_shifts_nothing() -> None:
    rows = applications_table()
    rows = with_column(rows, "备注", 3, ["3"] * (len(rows) - 3), -1)
    label = rows[3][0].text
    del rows[3][2]
    found = read(rows)
    expected = {path: n for path, n in expected_applications(divided=True).items() if ".new_received." not in path}
    assert values(found) == expected
    assert [row.label for row in found.unknown_rows] == [label]


def test_rows_of_section_3_that_are_numbered() -> None:
    rows = applications_table()
    numbered = with_column(rows, "序号", 3, [str(n) for n in range(1, len(rows) - 2)], 0)
    assert values(read(numbered)) == expected_applications(divided=True)


@pytest.mark.parametrize("blocks", [BLOCKS_2019, BLOCKS_2021])
@pytest.mark.parametrize(("title", "at"), [("序号", 0), ("备注", -1)])
@pytest.mark.parametrize("titled", [True, False])
def test_a_column_more_in_section_2(blocks: tuple[FormBlock, ...], title: str, at: int, titled: bool) -> None:
    rows: list[list[SpanCell]] = []
    for n, row in enumerate(disclosure_table(blocks)):
        if len(row) == 1:
            rows += [[row[0]._replace(colspan=5)]] if titled else []
        else:
            more = SpanCell(title if row[0].text == "信息内容" else str(n))
            rows.append([more, *row] if at == 0 else [*row, more])
    found = read(rows)
    assert values(found) == expected_disclosure(blocks)
    assert not found.unknown_rows
