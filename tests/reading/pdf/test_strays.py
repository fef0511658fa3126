"""Figures of a PDF that stand in no cell, or over a picture: they show, and none of them is a number."""

import io

import pytest
from PIL import Image
from reading.builders import outline, own_rows
from reading.pdf_sheets import Sheet, plain_cells
from reportlab.lib.utils import ImageReader

from gxcrawl.reading import read_document

XS = [60, 240, 300, 360]
CELLS = plain_cells([["规章", "1", "2"], ["其他", "3", "4"]])


def between_tables(*lines, after=True):
    """Lines of text between two ruled tables; places and texts."""
    sheet = Sheet()
    sheet.grid(XS, [80, 100, 120], CELLS)
    for number, (x, text) in enumerate(lines):
        sheet.text(x, 150 + 20 * number, text, 11)
    if after:
        sheet.grid(XS, [250, 270, 290], CELLS)
    return read_document(sheet.bytes())


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("3269    1563", ["3269 | 1563"]),
        ("7042", ["7042"]),
        ("（七）总计    12    0    —    3", ["（七）总计", "12 | 0 | — | 3"]),
        ("注：电话  0571  8888  6666", None),
        ("2021年  1", None),
    ],
)
def test_figures_among_tables_are_a_table(line, cells):
    document = between_tables((60, line))
    assert [own_rows(table) for table in document.tables[1:-1]] == ([[cells]] if cells else [])


def test_a_number_after_the_last_table_is_prose():
    assert outline(between_tables((60, "7042"), after=False)) == ["[2x3]", "7042"]


def test_a_column_of_figures_is_a_table():
    sheet = Sheet()
    sheet.grid([60, 240], [80, 100, 120], plain_cells([["12"], ["34"]]))
    assert own_rows(read_document(sheet.bytes()).tables[0]) == [["12"], ["34"]]


def test_numbers_printed_over_an_image_are_marked_as_doubtful():
    sheet, stream = Sheet(), io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    sheet.canvas.drawImage(ImageReader(stream), 50, sheet.height - 220, 400, 120)
    for number, row in enumerate([("信息内容", "本年制发件数"), ("规章", "319"), ("行政规范性文件", "12")]):
        for x, text in zip((60, 300), row, strict=True):
            sheet.text(x, 130 + 30 * number, text, 10)
    (table,) = read_document(sheet.bytes()).tables
    assert [row[-1] for row in own_rows(table)] == ["本年制发件数", "319?", "12?"]


def test_hidden_text_over_a_scan_has_marks_behind_counts_and_no_other_numbers():
    sheet, stream = Sheet(), io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    sheet.canvas.drawImage(ImageReader(stream), 0, 0, 595, sheet.height)
    sheet.text(0, 0, "", 10)  # for its font
    sheet.canvas.drawString(60, 700, "收到申请72件，上年结转7。电话0512-6600123，邮编215600。", mode=3)  # invisible
    sheet.next_page()
    sheet.text(60, 130, "霁川县教育局", 10)
    line, _ = read_document(sheet.bytes()).paragraphs
    assert line.text == "收到申请72?件，上年结转7?。电话0512-6600123，邮编215600。"
