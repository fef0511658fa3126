"""Pages that a copier or an intruder made of a report are refused; reports about such things are not."""

import pytest

from gxcrawl.portals.copies import find_conversion, find_damage

_ROW = "霁川县教育局2020年政府信息公开工作年度报告"


def what_is_wrong(markup: str, row_title: str) -> str | None:
    return find_damage(markup) or find_conversion(markup, row_title)


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ("<h1>霁川縣2020年政(zhèng)府(fǔ)信(xìn)息公開工作年度報(bào)告</h1>", "readings"),
        ("<title>真人下注_霁川县教育局</title><p>总体情况</p>", "advertising"),
        ("<p>霁川县娱乐平台办公室</p><p>霁川县娱乐平台</p><p>由娱乐平台编制</p>", "advertising"),
        ("<h1>霽川縣教育局2020年政府信息公開工作年度報告</h1><p>公開</p>", "converted"),
    ],
)
def test_converted_copies_are_recognised(markup: str, word: str) -> None:
    assert word in str(what_is_wrong(f"<html>{markup}</html>", _ROW))


@pytest.mark.parametrize(
    ("markup", "row"),
    [
        (f"<title>{_ROW}</title><p>政府信息公开工作年度报告（2020）</p>", _ROW),
        ("<title>霁川县体育彩票管理中心2020年政府信息公开工作年度报告</title>", "霁川县体育彩票管理中心2020年年报"),
        ("<p>查处网络赌博案件3件，公开信息5条；打击投注站违规1起。</p>", "霁川县公安局2020年年报"),
        ("<h1>霽川縣教育局2020年政府信息公開工作年度報告</h1><p>公開</p>", "霽川縣教育局2020年政府信息公開年報"),
        ("<p>规章(guizhang)、行政(xz)许可(xk)、处罚(cf)</p>", _ROW),
    ],
)
def test_a_report_is_not_a_converted_copy(markup: str, row: str) -> None:
    assert what_is_wrong(f"<html>{markup}</html>", row) is None
