"""Which encoding explains the bytes, whatever header and meta element say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.reading.encoding import decode

SIMPLIFIED = (
    "<html><head>{}</head><body>2021年度政府信息公开工作年度报告：本年新收政府信息公开申请数量，镕堃喆。</body></html>"
)
TRADITIONAL = "<html><head>{}</head><body>政府資訊公開工作年度報告：本年新收申請數量，機關處理結果。</body></html>"


def meta(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""


@pytest.mark.parametrize(
    "declared", ["", "utf-8", "gb2312", "gbk", "GB18030", "iso-8859-1", "big5", "no-such", "utf-16", "undefined"]
)
@pytest.mark.parametrize("header", [None, "utf-8", "gb2312", "ISO-8859-1", "", "x y"])
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_the_bytes_override_the_declared_encoding(real, declared, header):
    text = SIMPLIFIED.format(meta(declared))
    decoded = decode(text.encode(real), header)
    assert decoded.text == text
    assert decoded.encoding == real


@pytest.mark.parametrize("declared", ["big5", "", "gb2312"])
def test_big5_is_detected_even_if_undeclared(declared):
    text = TRADITIONAL.format(meta(declared))
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.encoding) == (text, "big5")


def test_declared_gb2312_is_decoded_as_gb18030():
    assert decode("镕堃喆政府信息公开".encode("gbk"), "gb2312").encoding == "gb18030"


@pytest.mark.parametrize(("codec", "name"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")])
def test_a_byte_order_mark_overrides_the_declared_encoding(codec, name):
    decoded = decode("公开".encode(codec), "gbk")
    assert (decoded.text, decoded.encoding) == ("公开", name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED.format(meta("utf-8")), TRADITIONAL.format("")])
def test_utf16_without_a_byte_order_mark_is_detected(codec, text):
    decoded = decode(text.encode(codec), "utf-8")
    assert (decoded.text, decoded.encoding) == (text, codec)


def test_text_with_zero_bytes_is_not_taken_for_utf16():
    assert decode("政府信息公开\x00\x00工作".encode()).encoding == "utf-8"
    assert decode(("公开\x00" * 30).encode("gbk")).encoding == "gb18030"


def test_truncated_or_damaged_utf8_is_still_detected():
    body = ("政府信息公开工作年度报告" * 20).encode()
    assert decode(body[:-1]).encoding == "utf-8"
    assert decode(body[:100] + b"\xff" + body[102:]).encoding == "utf-8"


def test_gbk_with_a_damaged_character_is_detected_as_gb18030():
    body = ("政府信息公开工作年度报告" * 20).encode("gbk")
    assert decode(body[:100] + b"\xff" + body[100:]).encoding == "gb18030"


@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_any_bytes_are_decoded_to_text(body, declared):
    assert isinstance(decode(body, declared).text, str)
