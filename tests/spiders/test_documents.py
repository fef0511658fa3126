"""Which bytes are a program's answer, and which are a file that only begins like one."""

import pytest
from scrapy.http import Response, TextResponse

from gxcrawl.spiders.documents import answers

_URL = "http://127.0.0.1:8001/nb/1.doc"
_RTF = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0 SimSun;}} \u24180? \par}"


@pytest.mark.parametrize("body", [b'{"data": {"rows": []}}', b' [{"id": 7}]\n', b'{"content": "<p>1</p>"}'])
def test_json_answers(body: bytes) -> None:
    assert answers(TextResponse(_URL, body=body))


@pytest.mark.parametrize("body", [_RTF, "[2021]3号 年度报告".encode(), b"{", b"[" * 100_000, b"7", b""])
def test_what_only_begins_as_json_is_a_file(body: bytes) -> None:
    assert not answers(TextResponse(_URL, body=body, encoding="utf-8"))


def test_what_is_no_text_answers_nothing() -> None:
    assert not answers(Response(_URL, body=b"{}"))
