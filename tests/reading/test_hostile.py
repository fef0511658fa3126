"""Broken and hostile bytes: each ends as a document or as one line that says why."""

import random

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.builders import saved, zipped
from support.growth import grows_evenly

from gxcrawl.errors import Unreadable
from gxcrawl.model import Document
from gxcrawl.reading import read_document

DEEP = 100_000
PAGE = (
    "<html><head><meta charset=utf-8><title>报告</title></head><body><div id=zoom><p>一、总体情况</p>"
    "<table><tr><td rowspan=2>三</td><td colspan=3>申请人情况</td></tr><tr><td>1</td><td><b>2</b></td></tr></table>"
    "<p>2020年，无。</p></div></body></html>"
).encode()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("一、总体情况")
    document.add_table(3, 3).cell(0, 0).merge(document.tables[0].cell(1, 1)).text = "规章"
    return saved(document)


def book() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 1])
    return saved(workbook)


def ends_well(body: bytes) -> bool:
    """Whether reading ends as it may: with a document or with a reason of one line."""
    try:
        return isinstance(read_document(body, url="http://a.example/"), Document)
    except Unreadable as error:
        return bool(str(error)) and "\n" not in str(error)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>",
        "<table><tr><td>",
        "<span>",
        "<b><p>",
        "<ul><li>",
        "<font>",
        "<o:p>",
        "<table>",
        "<tr>",
        "<div hidden>",
        "</p>",
    ],
)
def test_endlessly_nested_markup_is_read_or_rejected_with_one_line(markup):
    assert ends_well((markup * DEEP + "规章").encode())


@pytest.mark.parametrize("markup", ["<h1>", "<div>来源：", "<h1><span>", "<div>发布机构：<font>"])
def test_a_page_with_thousands_of_unclosed_elements_is_read(markup):
    body = f"<html><body>{markup * 3000}霁川县教育局2023年政府信息公开工作年度报告".encode()
    assert isinstance(read_document(body), Document)


@pytest.mark.parametrize("mark", ["-", "·", " ·", "|", "\u3000"])
def test_a_title_of_repeated_marks_takes_linear_time(mark):
    assert grows_evenly(lambda size: ends_well(f"<title>年度报告{mark * size}x</title><p>一</p>".encode()), 5_000)


def test_a_number_format_of_many_parts_is_read_or_rejected():
    workbook = openpyxl.Workbook()
    workbook.active.append(["规章", 12])
    workbook.active["B1"].number_format = ";" * 20_000
    assert ends_well(saved(workbook))


def test_many_tables_and_huge_spans_are_read_or_rejected():
    assert ends_well(b"<table><tr><td rowspan=65535 colspan=65535>1</table>" * 3000)
    assert ends_well(b"<table>" + b"<tr><td rowspan=0 colspan=1000>1" * 5000)
    assert ends_well(b"<table><tr>" + b"<td>1" * 100_000)


def test_many_bold_words_in_one_paragraph_are_read_or_rejected():
    assert ends_well(b"<p>" + "<b>一</b>".encode() * 40_000)


def test_deeply_nested_superscripts_are_read():
    body = f"<p>1{'<sup>' * 1500}2{'</sup>' * 1500}</p>".encode()
    assert isinstance(read_document(body), Document)


@pytest.mark.parametrize("make", [lambda: PAGE, word, book, lambda: zipped({"a.html": PAGE, "b.docx": word()})])
def test_truncated_or_corrupted_bytes_are_read_or_rejected(make):
    body, dice = make(), random.Random(7)
    for _ in range(40):
        mutated = bytearray(body[: dice.randrange(1, len(body) + 1)])
        for _ in range(dice.randrange(6)):
            mutated[dice.randrange(len(mutated))] = dice.randrange(256)
        assert ends_well(bytes(mutated))


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan='2;'>", "<td hidden>", "</td>",
     "<p>", "</p>", "<br>", "<div id=zoom>", "</div>", "<span>", "</span>", "<b>", "</b>", "<h1>", "<ul><li>", "<o:p>",
     "<input value=3>", "<!--", "-->", "<script>", "</script>", "<select><option>1", "<![if x]>", "&nbsp;", "12",
     "<a href='http://[x'>附件</a>", "<base href='http://['>", "发布日期：", "信息内容", "索引号", "一、总体情况",
     "\x00", "\x01", "&#12;", "\ufffe", "\ufdd0", "\u2028", "&#64976;"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(TAGS, max_size=40))
def test_tag_soup_always_becomes_a_document(tags):
    document = read_document(("<p>" + "".join(tags)).encode(), url="http://a.example/")
    for table in document.tables:
        assert len({len(row) for row in (*table.rows, *table.owners)}) == 1
    assert not any("\u2028" in paragraph.text or "\ufdd0" in paragraph.text for paragraph in document.paragraphs)


@given(st.text(st.sampled_from(["\t", "\n", "|", "-", "一", "、", "1", " ", "。", "\r"]), max_size=60))
def test_any_text_is_read_or_rejected_with_one_line(text):
    assert ends_well(text.encode())


@given(
    st.binary(max_size=200), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BM"])
)
def test_any_bytes_after_a_signature_are_read_or_rejected(rest, signature):
    assert ends_well(signature + rest)
