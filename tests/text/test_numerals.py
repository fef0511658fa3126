"""Chinese numerals as printed in dates, headings and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.text.numerals import in_chinese, parse_chinese

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("二〇二三", 2023), ("二零二四", 2024), ("二О二一", 2021), ("十", 10), ("十二", 12), ("二十", 20), ("廿三", 23),
        ("卅一", 31), ("两", 2), ("一百零五", 105), ("一百二十", 120), ("一千二百零六", 1206), ("一千零五", 1005),
        ("贰拾叁", 23), ("壹佰", 100), ("一百二", None), ("一千五", None), ("十百", None), ("百件", None), ("", None),
    ],
)  # fmt: skip
def test_a_numeral_is_read_digit_by_digit_or_as_spoken(printed: str, number: int | None) -> None:
    assert parse_chinese(printed) == number


@given(st.integers(1, 99))
def test_written_numerals_are_read(number: int) -> None:
    assert parse_chinese(in_chinese(number)) == number


@given(st.integers(0, 9999))
def test_digits_are_read_in_their_places(number: int) -> None:
    assert parse_chinese("".join(DIGITS[int(digit)] for digit in str(number))) == number


@given(st.text("〇一二三四五六七八九十百千两廿壹拾佰x", max_size=8))
def test_parse_chinese_accepts_any_text(text: str) -> None:
    assert parse_chinese(text) is None or parse_chinese(text) >= 0  # type: ignore[operator]
