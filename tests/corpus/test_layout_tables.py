"""Reports without an official table, on pages that old templates lay out with tables."""

import pytest
from support.official import HEADINGS

from gxcrawl.reports.reading import read_report

TITLE = "汀州县农业农村局2018年政府信息公开工作年度报告"
PROSE = "2018年，本局认真贯彻落实政府信息公开条例，不断完善工作机制，依法公开各类政府信息，全年公开信息31条。"
COUNTS = "<table border=1><tr><td>类别</td><td>数量</td></tr><tr><td>文件</td><td>3</td></tr></table>"
OLDER = (
    "一、概述", "二、主动公开政府信息情况", "三、依申请公开政府信息办理情况",
    "四、政府信息公开收费及减免情况", "五、行政复议和行政诉讼情况", "六、存在的问题及改进措施",
)  # fmt: skip
LAYOUTS = (
    "<table><tr><td><h1>{title}</h1>{body}</td></tr></table>",
    "<table><tr><td>首页</td><td>政务公开</td></tr><tr><td><ul><li>目录</li></ul></td><td><h1>{title}</h1>{body}</td></tr></table>",
    "<table><tr><td><table><tr><td><table><tr><td width=20></td><td><h1>{title}</h1>{body}</td><td></td></tr></table>"
    "</td></tr></table></td></tr></table>",
    "<table><tr><td>{title}</td></tr><tr><td>{body}</td></tr><tr><td>发布日期：2019-01-25</td></tr></table>",
    "<table><tr><td><a href='/2017.html'>汀州县农业农村局2017年政府信息公开工作年度报告</a></td></tr>"
    "<tr><td>{title}</td></tr><tr><td>{body}</td></tr></table>",
)


def page(layout: str, body: str) -> bytes:
    content = layout.format(title=TITLE, body=body)
    return f'<html><head><meta charset="utf-8"><title>政务公开</title></head><body>{content}</body></html>'.encode()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("headings", [HEADINGS, OLDER])
def test_narrative_reports_inside_layout_tables_are_read(layout: str, headings: tuple[str, ...]) -> None:
    body = "".join(f"<p>{heading}</p><p>{PROSE}</p>{COUNTS if heading == headings[1] else ''}" for heading in headings)
    report = read_report(page(layout, body))
    assert (report.form, report.title, report.year) == ("narrative", TITLE, 2018)
    assert [(section.number, section.text) for section in report.sections] == [(n, PROSE) for n in range(1, 7)]
    assert report.cells == {}


@pytest.mark.parametrize("headings", [HEADINGS, OLDER])
def test_sections_are_found_if_each_paragraph_is_a_layout_table_row(headings: tuple[str, ...]) -> None:
    rows = "".join(f"<tr><td>{heading}</td></tr><tr><td>{PROSE}</td></tr>" for heading in headings)
    report = read_report(page("{body}", f"<table><tr><td>{TITLE}</td></tr>{rows}</table>"))
    assert (report.title, [section.number for section in report.sections]) == (TITLE, [1, 2, 3, 4, 5, 6])


def test_link_text_above_the_content_is_not_the_title() -> None:
    body = "".join(f"<p>{heading}</p><p>{PROSE}</p>" for heading in HEADINGS)
    layout = LAYOUTS[-1].replace("<tr><td>{title}</td></tr>", "")
    assert read_report(page(layout, body)).title == ""
