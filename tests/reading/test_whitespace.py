"""Cells and lines as documents carry them."""

from gxcrawl.reading.whitespace import LINE_BREAK, clean_cell, clean_line


def test_kangxi_radicals_are_replaced_by_their_characters():
    assert clean_line("⼀、总体情况：⾏政机关通过⻔⼾⽹站公开⻚⾯") == "一、总体情况：行政机关通过门户网站公开页面"
    assert clean_cell(f"⽌{LINE_BREAK} ⺠⽣") == "止\n民生"


def test_two_em_and_three_em_dashes_become_single_dashes():
    assert (clean_cell("⸺"), clean_line("（三）结果 ⸻")) == ("——", "（三）结果 ———")


def test_a_radical_without_an_equivalent_character_is_kept():
    assert clean_line("部首⺮") == "部首⺮"


def test_invisible_characters_are_removed():
    assert clean_cell("\u200b1\ufeff2\u00ad") == "12"
