"""Printed cells → numbers and reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.forms.cells.numbers import Reading, parse_amount, parse_count, unit_in
from gxcrawl.model import Amount


@pytest.mark.parametrize(
    ("printed", "value", "reason"),
    [
        ("0", 0, None),
        ("3985758", 3985758, None),
        ("　　40", 40, None),
        ("\xa03 ", 3, None),
        ("37个", 37, "unit"),
        ("12 件", 12, "unit"),
        ("12（件）", 12, "unit"),
        ("12宗", 12, "unit"),
        ("00", 0, "leading_zero"),
        ("0 1", None, "text"),
        ("0 22", None, "text"),
        ("1,203", 1203, "thousands"),
        ("1，203", 1203, "thousands"),
        ("１２", 12, "fullwidth"),
        ("1 2", 12, "split_digits"),
        ("20 \n5", None, "text"),
        ("-", 0, "dash"),
        ("—", 0, "dash"),
        ("——", 0, "dash"),
        ("－", 0, "dash"),
        ("/", 0, "dash"),
        ("无", 0, "dash"),
        ("", None, "blank"),
        (" \xa0\n", None, "blank"),
        ("约20", None, "text"),
        ("一", None, "text"),
        ("3.5", None, "text"),
        ("2.0", None, "text"),
        ("-8", None, "text"),
        ("1,20", None, "text"),
        ("12/3", None, "text"),
        ("46.3万元", None, "text"),
        ("939①", None, "text"),
        ("93²", None, "text"),
        ("12⑴", None, "text"),
        ("㉑", None, "text"),
        ("9" * 30, None, "text"),
    ],
)
def test_count(printed: str, value: int | None, reason: str | None) -> None:
    assert parse_count(printed) == Reading(value, reason)


@pytest.mark.parametrize(
    ("printed", "value", "reason"),
    [
        ("增加7", 7, "sign_word"),
        ("　增加17", 17, "sign_word"),
        ("增3项", 3, "sign_word"),
        ("净增3", 3, "sign_word"),
        ("↑3", 3, "sign_word"),
        ("↓3", -3, "sign_word"),
        ("净减3", -3, "sign_word"),
        ("减少2", -2, "sign_word"),
        ("减2", -2, "sign_word"),
        ("      -3", -3, None),
        ("－3", -3, None),
        ("+3", 3, None),
        ("減少3項", -3, "sign_word"),
        ("减少-3", None, "text"),
        ("增加", None, "text"),
        ("持平", None, "text"),
    ],
)
def test_change(printed: str, value: int | None, reason: str | None) -> None:
    assert parse_count(printed, signed=True) == Reading(value, reason)


@pytest.mark.parametrize(
    ("printed", "header_unit", "amount", "reason"),
    [
        ("46.3万元", None, Amount(46.3, "万元", 463000), "unit"),
        ("251000元", None, Amount(251000, "元", 251000), "unit"),
        ("833427", None, Amount(833427, None, None), None),
        ("0", None, Amount(0, None, None), None),
        ("96171.6", "万元", Amount(96171.6, "万元", 961716000), None),
        ("7730.28", "万元", Amount(7730.28, "万元", 77302800), None),
        ("500元", "万元", Amount(500, "元", 500), "unit"),
        ("3项", "万元", Amount(3, None, None), "unit"),
        ("46.3萬元", None, Amount(46.3, "万元", 463000), "unit"),
        ("1.2亿", None, Amount(1.2, "亿元", 120000000), "unit"),
        ("1,234.50", "元", Amount(1234.5, "元", 1234.5), "thousands"),
        ("-", "万元", Amount(0, "万元", 0), "dash"),
        ("", "万元", None, "blank"),
        ("-5", "万元", None, "text"),
        ("约5万元", None, None, "text"),
    ],
)
def test_amount(printed: str, header_unit: str | None, amount: Amount | None, reason: str | None) -> None:
    assert parse_amount(printed, header_unit) == Reading(amount, reason)


def test_the_unit_stands_in_the_header() -> None:
    assert unit_in("本年收费金额（单位：万元）") == "万元"
    assert unit_in("采购总金额（元）") == "元"
    assert unit_in("采购总金额") is None
    assert unit_in("本年收費金額（單位：萬元）") == "万元"


@given(st.integers(min_value=0, max_value=10**12))
def test_a_plain_number_is_itself(number: int) -> None:
    assert parse_count(str(number)) == Reading(number)
    assert parse_count(f"{number:,}").value == number


@given(st.text(max_size=12))
def test_no_text_raises_and_none_is_a_number_without_digits(text: str) -> None:
    for reading in (parse_count(text), parse_count(text, signed=True), parse_amount(text)):
        if reading.value is None:
            assert reading.reason is not None
        elif reading.reason != "dash":
            assert any(char.isdigit() or char.isnumeric() for char in text)
