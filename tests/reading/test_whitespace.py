"""Cells and lines as documents carry them."""

from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell, clean_line


def test_radicals_are_the_characters_they_look_like():
    assert clean_line("⼀、总体情况：⾏政机关通过⻔⼾⽹站公开⻚⾯") == "一、总体情况：行政机关通过门户网站公开页面"
    assert clean_cell(f"⽌{LINE_BREAK} ⺠⽣") == "止\n民生"


def test_a_dash_of_two_characters_is_two_dashes():
    assert (clean_cell("⸺"), clean_line("（三）结果 ⸻")) == ("——", "（三）结果 ———")


def test_a_radical_that_is_no_character_stays():
    assert clean_line("部首⺮") == "部首⺮"


def test_what_nobody_sees_goes():
    assert clean_cell("\u200b1\ufeff2\u00ad") == "12"
