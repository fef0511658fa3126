"""Styles that rule every other row: what a row prints without lines stands in the columns of the others."""

import pytest
from reading.builders import own_rows
from reading.pdf_sheets import Sheet, plain_cells

from gxcrawl.reading import read_document

XS = [60, 160, 220, 280]
RULED = [("信息内容", "制发", "废止")]


def drawn(*, open_row, xs=XS, after=("其他", "7", "8")):
    """A table of three rows; between the cells of the second no line is drawn. open_row: places and texts."""
    sheet = Sheet()
    sheet.grid(xs, [100, 130], plain_cells(RULED))
    sheet.grid([xs[0], xs[-1]], [130, 160], {})
    sheet.grid(xs, [160, 190], plain_cells([after]))
    for y in (130, 160):
        sheet.line(xs[0], y, xs[-1], y)
    for x in (xs[0], xs[-1]):
        sheet.line(x, 130, x, 160)
    for x, text in open_row:
        sheet.text(x, 148, text, 11)
    return [own_rows(table) for table in read_document(sheet.bytes()).tables]


@pytest.mark.parametrize(
    ("open_row", "expected"),
    [
        ([(63, "规章"), (165, "12"), (225, "34")], ["规章", "12", "34"]),
        ([(63, "规章"), (225, "34")], ["规章", "34"]),  # one figure: a cell that spans columns may hold it
        ([(63, "规章和其他")], ["规章和其他"]),
        ([(63, "结果维持"), (165, "其他"), (225, "总计")], ["结果维持", "其他", "总计"]),  # a label for every column
        ([(64 + 50 * n, text) for n, text in enumerate("复议后起诉")], ["复 议 后 起 诉"]),  # spread over its cell
        ([(63, "规章"), (165, "12"), (182, "34")], ["规章 12 34"]),  # no line between: nobody can tell
    ],
)
def test_a_row_without_lines_between_its_cells(open_row, expected):
    (table,) = drawn(open_row=open_row)
    assert table == [list(RULED[0]), expected, ["其他", "7", "8"]]


def test_a_cell_that_swallows_rows_is_read_from_its_words():
    sheet = Sheet()
    xs = [60, 160, 220, 280, 340]
    sheet.grid(xs, [100, 130], plain_cells([("", "自然人", "商业企业", "总计")]))
    sheet.grid([60, 340], [130, 220], {(0, 0, 1, 1): ""})
    for row, texts in enumerate([("1.属于国家秘密", "1", "2", "3"), ("2.其他", "4", "5", "9")]):
        for x, text in zip(xs, texts, strict=False):
            sheet.text(x + 3, 150 + 40 * row, text, 10)
    (table,) = [own_rows(one) for one in read_document(sheet.bytes()).tables]
    assert table[1:] == [["1.属于国家秘密", "1", "2", "3"], ["2.其他", "4", "5", "9"]]


def test_lines_around_a_part_of_each_row_do_not_divide_the_table():
    sheet = Sheet()
    xs = [60, 220, 290, 360]
    rows = [("", "自然人", "商业企业", "总计"), ("1.属于国家秘密", "11", "22", "33"), ("2.其他", "4", "5", "9")]
    for row, texts in enumerate(rows):
        for x, text in zip(xs, texts, strict=True):
            sheet.text(x + 3, 118 + 30 * row, text, 10)
    sheet.grid([220, 290, 355], [100, 130, 160, 190], plain_cells([("", "")] * 3))
    (table,) = [own_rows(one) for one in read_document(sheet.bytes()).tables]
    assert table == list(map(list, rows))
