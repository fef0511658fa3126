"""Labels without what agencies print around them."""

import pytest

from gxcrawl.forms.cells.labels import bare, contradicts


def test_marks_of_footnotes_behind_a_label_are_no_part_of_it():
    assert bare("（一）予以公开②③ ") == "予以公开"


@pytest.mark.parametrize("printed", ["\ue5e5（一）予以公开", "● 予以公开\ue601", "▍1.予以公开", "（一）予以公开★"])
def test_icons_and_bullets_are_no_part_of_a_label(printed: str) -> None:
    assert bare(printed) == "予以公开"


def test_marks_without_an_end_are_looked_through_once():
    assert bare(f"予以公开{'①' * 200_000}x").endswith("1x")


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("（一）不予公开", "（一）予以公开"),
        ("部分不予公开", "部分公开"),
        ("上年新收申请数量", "本年新收申请数量"),
        ("本年结转申请数量", "上年结转申请数量"),
        ("结转上年度继续办理", "结转下年度继续办理"),
        ("历年有效件数", "现行有效件数"),
        ("本年修订件数", "本年废止件数"),
        ("属于工作秘密", "属于国家秘密"),
    ],
)
def test_a_label_is_no_damaged_one_of_its_opposite_or_of_another_time(printed: str, label: str) -> None:
    assert contradicts(printed, label)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("本机关掌握相关政府信息", "本机关不掌握相关政府信息"),
        ("无现成信息", "没有现成信息"),
        ("跨年结转", "结转下年度继续办理"),
        ("本年废止失效件数", "本年废止件数"),
        ("本年结转下年继续办理", "结转下年度继续办理"),
        ("去年结转申请数量", "上年结转申请数量"),
        ("今年有效件数", "现行有效件数"),
    ],
)
def test_what_is_lost_or_said_in_other_words_contradicts_nothing(printed: str, label: str) -> None:
    assert not contradicts(printed, label)
