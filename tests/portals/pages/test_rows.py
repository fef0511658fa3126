"""Rows of lists whose addresses stand elsewhere than in `href`, and rows that a lone 下载 leaves unnamed."""

from datetime import date

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.discovery import Trail, choose
from gxcrawl.portals.pages.rows.anchors import page_entries

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"
_ARTICLE = "/nb/202101/t20210125_1.html"


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse(f"{_HOST}/nb/", body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    "row",
    [
        f"<li onclick=\"openInfo('{_ARTICLE}')\"><span>{_TITLE}</span><i>[2021-01-25]</i></li>",
        f"<li><a href='javascript:show(\"{_ARTICLE}\", 1)'>{_TITLE}</a><i>[2021-01-25]</i></li>",
        f"<li><a onclick=\"go('202101/t20210125_1.html')\">{_TITLE}</a>【2021-01-25】</li>",
        f"<li><a href='javascript:;' data-href='{_ARTICLE}' title='{_TITLE}'>霁川县教育局20...</a>(2021-01-25)</li>",
        f"<li data-url='{_ARTICLE}'><p>{_TITLE}</p><em>2021/01/25</em></li>",
    ],
)
def test_a_row_that_a_script_opens_is_a_report_with_its_date(row: str) -> None:
    chosen = choose(page_entries(_page(f"<ul>{row}</ul>")), Trail("a", "column"))
    assert [(c.step, c.entry.url, c.entry.published_on) for c in chosen] == [
        ("detail", _HOST + _ARTICLE, date(2021, 1, 25))
    ]
    assert chosen[0].entry.title.startswith(_TITLE)


@pytest.mark.parametrize("day", ["2022-01-28", "[2022.01.28]", "2022年1月28日"])
def test_a_date_inside_the_link_is_no_part_of_its_title(day: str) -> None:
    row = f"<li><a href='/1.html' title='{_TITLE}'>霁川县教育局2020年政府信息…<span>{day}</span></a></li>"
    [entry] = page_entries(_page(row))
    assert (entry.title, entry.published_on) == (_TITLE, date(2022, 1, 28))


def test_titles_and_addresses_in_lists_of_their_own_are_rows_by_their_number() -> None:
    script = f"<script>t[0]='{_TITLE}';u[0]='{_ARTICLE}';t[1]='县委会议';u[1]='/2.html';w(t,u);</script>"
    assert [(one.title, one.url) for one in page_entries(_page(script))] == [(_TITLE, _HOST + _ARTICLE)]


def test_years_of_a_menu_that_jumps_are_columns() -> None:
    options = "".join(f"<option value='/nb/{year}/'>{year}年</option>" for year in (2021, 2020))
    grouped = f"<option>请选择</option><optgroup>{options}</optgroup>"
    jumping = page_entries(_page(f"<select onchange='location.href=this.value'>{grouped}</select>"))
    assert [(c.step, c.trail.year) for c in choose(jumping, Trail("a", "column"))] == [("list", 2021), ("list", 2020)]
    beside_a_button = choose(page_entries(_page(f"<select id='y'>{options}</select>")), Trail("a", "column"))
    assert [c.trail.year for c in beside_a_button] == [2021, 2020]
    assert page_entries(_page("<select name='y'><option value='2021'>2021年</option></select>")) == []  # a form's field


@pytest.mark.parametrize("call", ["下载", "[点击查看]", "PDF", "附件下载"])
def test_a_call_without_text_is_named_by_its_row(call: str) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>2021-01-25</td><td><a href='/up/{n}.pdf'>{call}</a></td></tr>"
        for n, name in enumerate(("县教育局", "县水利局"), start=1)
    )
    chosen = choose(page_entries(_page(f"<table>{rows}</table>")), Trail("a", "column", year=2020))
    assert [(c.step, c.trail.agency, c.trail.year) for c in chosen] == [
        ("detail", "县教育局", 2020),
        ("detail", "县水利局", 2020),
    ]


@pytest.mark.parametrize("title", ["点击查看详情", "霁川县人民政府门户网站"])
def test_a_title_attribute_unrelated_to_the_truncated_text_is_not_used(title: str) -> None:
    [entry] = page_entries(_page(f"<a href='{_ARTICLE}' title='{title}'>{_TITLE[:-2]}…</a>"))
    assert entry.title == f"{_TITLE[:-2]}…"


@pytest.mark.parametrize("visits", ["浏览次数：12", "(点击 7 次)", "[阅读量:1024]"])
def test_visit_counts_are_not_part_of_a_title(visits: str) -> None:
    [entry] = page_entries(_page(f"<a href='{_ARTICLE}'><b>{_TITLE}</b> <i>{visits}</i></a>"))
    assert entry.title == _TITLE


def test_urls_with_parent_segments_are_resolved() -> None:
    links = "".join(f"<a href='{one}'>{_TITLE}</a>" for one in (f"{_HOST}/nb/x/../1.html", "/nb/./1.html", "1.html"))
    assert [entry.url for entry in page_entries(_page(links))] == [f"{_HOST}/nb/1.html"]
    assert page_entries(_page(f"<a href='{_HOST}/../nb/..'>年报</a>"))[0].url == f"{_HOST}/"


def test_a_tree_of_agencies_need_not_mention_reports() -> None:
    nodes = "[{id:1,pId:0,name:'县直部门'},{id:11,pId:1,name:'县教育局',url:'/bm/1/'}]"
    found = page_entries(_page(f"<ul id='tree'></ul><script>var zNodes = {nodes};</script>"))
    assert [(one.title, one.url) for one in found] == [("县教育局", f"{_HOST}/bm/1/")]


def test_handlers_that_open_nothing_lead_nowhere() -> None:
    handlers = ("tab('2020')", "toggle(this)", "search('教育局')", "setFont('16px')", "alert('/')")
    markup = "".join(f'<a href="javascript:;" onclick="{handler}">政府信息公开年报</a>' for handler in handlers)
    assert page_entries(_page(markup)) == []


def test_a_column_in_the_tree_of_a_script_is_a_link() -> None:
    tree = "<script>d.add(1,0,'政府信息公开'); d.add(3,1,'政府信息公开年报','/zwgk/7/');</script>"
    assert [(one.title, one.url) for one in page_entries(_page(tree))] == [("政府信息公开年报", f"{_HOST}/zwgk/7/")]
