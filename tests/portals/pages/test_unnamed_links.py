"""Links that do not name what they lead to: the place where they stand says whose report it is and of which year."""

from typing import Any

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.discovery import Place, Trail, choose
from gxcrawl.portals.pages.markup import table_columns
from gxcrawl.portals.pages.rows.anchors import page_entries

_HOST = "http://127.0.0.1:8001"
_JY, _SL = "霁川县教育局", "霁川县水利局"
_Row = tuple[str, str, int | None, str | None]


def _chosen(markup: str, place: Place = "column") -> list[_Row]:
    """Step, address, year and body of every link that is followed."""
    page = HtmlResponse(f"{_HOST}/nb/", body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")
    return [
        (c.step, c.entry.url.removeprefix(_HOST), c.entry.year or c.trail.year, c.entry.agency or c.trail.agency)
        for c in choose(page_entries(page), Trail("jichuan", place))
    ]


def _cells(name: str, call: str) -> str:
    links = "".join(f"<td><a href='/nb/{year}/{len(name)}1.pdf'>{call or year}</a></td>" for year in (2019, 2020))
    return f"<td>{name}</td>{links}"


@pytest.mark.parametrize("call", ["查看", "[下载]", "PDF", "", "附件1.docx", "附件二", "jyj-2020nb.pdf"])
def test_a_cell_is_named_by_its_row_and_its_column(call: str) -> None:
    heads = "<tr><th>序号</th><th>单位名称</th><th>2019年</th><th>2020年度</th></tr>"
    grouped = f"<tr><td rowspan='2'>县直部门</td>{_cells(_JY, call)}</tr><tr>{_cells('霁川县统计中心', call)}</tr>"
    assert _chosen(f"<table>{heads}{grouped}</table>") == [
        ("detail", "/nb/2019/61.pdf", 2019, _JY),
        ("detail", "/nb/2020/61.pdf", 2020, _JY),
        ("detail", "/nb/2019/71.pdf", 2019, "霁川县统计中心"),
        ("detail", "/nb/2020/71.pdf", 2020, "霁川县统计中心"),
    ]


def test_a_transposed_table_is_read_as_well() -> None:
    rows = "".join(
        f"<tr><td>{year}年</td><td><a href='/{year}/1.pdf'>查看</a></td><td><a href='/{year}/2.pdf'>查看</a></td></tr>"
        for year in (2019, 2020)
    )
    heads = f"<tr><td>年度</td><td>{_JY}</td><td>{_SL}</td></tr>"
    assert _chosen(f"<table>{heads}{rows}</table>") == [
        ("detail", "/2019/1.pdf", 2019, _JY),
        ("detail", "/2019/2.pdf", 2019, _SL),
        ("detail", "/2020/1.pdf", 2020, _JY),
        ("detail", "/2020/2.pdf", 2020, _SL),
    ]


def test_years_beside_a_name_belong_to_that_agency_and_other_years_to_the_page() -> None:
    years = "<a href='/2020.pdf'>2020年</a> <a href='/a/t20200101_1.html'>2019</a> <a href='/old/'>2018年</a>"
    assert _chosen(f"<ul><li>{_JY}：{years}</li></ul>") == [
        ("detail", "/2020.pdf", 2020, _JY),
        ("detail", "/a/t20200101_1.html", 2019, _JY),
        ("list", "/old/", 2018, _JY),
    ]
    assert {row[3] for row in _chosen(f"<ul><li>· {years} <i>发布时间</i> 2021-01-10</li></ul>")} == {None}


def test_a_heading_gives_the_year_of_the_names_below_it() -> None:
    boxes = "".join(
        f"<div><h3><span>{year}年</span></h3><ul><li><a href='/{year}/t{year}0101_1.html'>{_JY}</a></li></ul></div>"
        for year in (2020, 2019)
    )
    beside = "<div><a href='/jyj/t20200101_9.html'>霁川县水利局</a></div>"  # of another block: no report of 2019
    assert _chosen(boxes + beside) == [
        ("detail", "/2020/t20200101_1.html", 2020, _JY),
        ("detail", "/2019/t20190101_1.html", 2019, _JY),
    ]


def test_a_lone_cell_heads_the_rows_below_it_and_no_column() -> None:
    rows = "".join(
        f"<tr><td colspan=2>{year}年度</td></tr><tr><td>{_JY}</td><td><a href='/{year}/1.pdf'>查看</a></td></tr>"
        for year in (2020, 2019)
    )
    assert [row[1:] for row in _chosen(f"<table>{rows}</table>")] == [
        ("/2020/1.pdf", 2020, _JY),
        ("/2019/1.pdf", 2019, _JY),
    ]


@pytest.mark.parametrize(("box", "head"), [("details", "summary"), ("fieldset", "legend")])
def test_boxes_have_headings_of_their_own(box: str, head: str) -> None:
    boxes = "".join(
        f"<{box}><{head}>{year}年</{head}><a href='/{year}/t{year}0101_1.html'>{_JY}</a></{box}>"
        for year in (2020, 2019)
    )
    assert [row[2] for row in _chosen(boxes)] == [2020, 2019]


def test_a_source_beside_the_date_gives_the_agency_of_an_unnamed_report() -> None:
    rows = "".join(
        f"<li><a href='/t20210125_{n}.html'>2020年政府信息公开工作年度报告</a><p>来源：{name}　时间：2021-1-25</p></li>"
        for n, name in enumerate((_JY, "霁川县政府办公室"))
    )
    assert [row[3] for row in _chosen(rows)] == [_JY, None]


def test_badges_are_no_part_of_a_title() -> None:
    row = f"<a href='/t20210125_1.html'><i>热</i><span>置顶</span>{_JY}2020年政府信息公开工作年度报告</a>"
    page = HtmlResponse(f"{_HOST}/nb/", body=f"<ul>{row}</ul>".encode(), encoding="utf-8")
    assert [one.title for one in page_entries(page)] == [f"{_JY}2020年政府信息公开工作年度报告"]


@pytest.mark.parametrize("serial", ["1.", "（一）", "三、"])
def test_a_serial_number_is_no_part_of_the_name_above_links(serial: str) -> None:
    named = ((_JY, "jy"), (_SL, "sl"))
    flat = "".join(f"<p><b>{serial}{name}</b></p><p><a href='/{k}/20211.pdf'>2020年度</a></p>" for name, k in named)
    assert [row[3] for row in _chosen(f"<div>{flat}</div>")] == [_JY, _SL]


def test_tabs_may_be_links_without_an_address() -> None:
    tabs = "".join(f"<a href='javascript:;'>{year}年</a>" for year in (2020, 2019))
    panes = "".join(f"<div><a href='/{year}/t{year}0101_1.html'>{_JY}</a></div>" for year in (2020, 2019))
    assert [row[2] for row in _chosen(f"<p>{tabs}</p><div>{panes}</div>")] == [2020, 2019]


def test_an_agency_in_a_table_may_have_any_name() -> None:
    heads = "<tr><th>单位</th><th>2020年</th></tr>"
    names = (_JY, "霁川一中")
    rows = "".join(f"<tr><td>{name}</td><td><a href='/{n}.pdf'>查看</a></td></tr>" for n, name in enumerate(names))
    assert [row[3] for row in _chosen(f"<table>{heads}{rows}</table>")] == [*names]


def test_towns_of_one_name_below_two_counties_are_two() -> None:
    def block(county: str, path: str) -> str:
        title = "城关镇2020年政府信息公开年报"
        return f"<h3>{county}</h3><ul><li><a href='/{path}/t20210120_1.html'>{title}</a></li></ul>"

    assert [row[3] for row in _chosen(block("霁川县", "jc") + block("云溪县", "yx"))] == [
        "霁川县城关镇",
        "云溪县城关镇",
    ]
    assert [row[3] for row in _chosen(block("霁川县", "jc"))] == [None]


def test_bureaus_of_one_name_below_two_districts_are_two() -> None:
    def block(district: str, path: str) -> str:
        return f"<dl><dt>{district}</dt><dd><a href='/{path}/1/'>区教育局</a><a href='/{path}/2/'>水利局</a></dd></dl>"

    assert [row[3] for row in _chosen(block("南阁区", "n") + block("北阁区", "b"))] == [
        *("南阁区教育局", "南阁区水利局"),
        *("北阁区教育局", "北阁区水利局"),
    ]


@pytest.mark.parametrize("call", ["2020年年报", "查看", "2020年政府信息公开年报"])
def test_two_agencies_in_one_row_have_separate_links(call: str) -> None:
    names = (_JY, _SL, "霁川县民政局", "霁川县司法局")
    cells = [f"<td>{name}</td><td><a href='/{n}.pdf'>{call}</a></td>" for n, name in enumerate(names)]
    head = "<tr><th>单位</th><th>2020年</th><th>单位</th><th>2020年</th></tr>"
    rows = f"<tr>{cells[0]}{cells[1]}</tr><tr>{cells[2]}{cells[3]}</tr>"
    assert [row[2:] for row in _chosen(f"<table>{head}{rows}</table>")] == [(2020, name) for name in names]


@pytest.mark.parametrize("call", ["2020年年报", "2020"])
def test_two_agencies_in_one_row_may_follow_their_links(call: str) -> None:
    cells = "".join(f"<td><a href='/{one}.pdf'>{call}</a></td><td>{one}</td>" for one in (_JY, _SL))
    assert [row[2:] for row in _chosen(f"<table><tr>{cells}</tr></table>")] == [(2020, _JY), (2020, _SL)]


@pytest.mark.parametrize("said", ["未发布", "暂无", "暂未公开", "无年报"])
def test_a_statement_that_there_is_no_report_names_no_agency(said: str) -> None:
    row = f"<td>{_JY}</td><td><a href='/1.pdf'>2020</a></td><td>{said}</td><td><a href='/2.pdf'>2018</a></td>"
    assert {one[3] for one in _chosen(f"<table><tr>{row}</tr></table>")} == {_JY}


@pytest.mark.parametrize("mark", ["1.", "2、", "(三)", "·", "【{}】", "四、"])
def test_a_number_or_mark_before_an_agency_is_not_part_of_its_name(mark: str) -> None:
    words = mark.format(_JY) if "{}" in mark else mark + _JY
    assert _chosen(f"<h2>2022年度</h2><ul><li><a href='/z/9_2022.html'>{words}</a></li></ul>")[0][2:] == (2022, _JY)


def test_the_title_attribute_of_a_year_link_gives_the_agency() -> None:
    rows = "".join(
        f"<li><a href='/{one}.html' title='{one}2020年政府信息公开年报'>2020年度报告</a></li>" for one in (_JY, _SL)
    )
    assert [row[2:] for row in _chosen(f"<ul>{rows}</ul>")] == [(2020, _JY), (2020, _SL)]


def test_a_full_text_is_named_by_the_words_before_it() -> None:
    rows = "".join(f"<p>{one}2020年政府信息公开年报 <a href='/{one}.html'>[全文]</a></p>" for one in (_JY, _SL))
    page = HtmlResponse(f"{_HOST}/nb/", body=f"<html>{rows}</html>".encode(), encoding="utf-8")
    assert [entry.title[:6] for entry in page_entries(page)] == [_JY, _SL]


def test_formats_of_a_bodys_report_are_named_by_it() -> None:
    row = f"<tr><td>{_JY}</td><td><a href='/1.docx'>Word版</a> <a href='/1.pdf'>PDF版</a></td></tr>"
    assert {one[3] for one in _chosen(f"<h2>2020年度报告</h2><table>{row}</table>")} == {_JY}


@pytest.mark.parametrize("year", ["<td>2020</td><td>", "<td><a href='/2020/'>[2020年]</a>"])
def test_a_year_beside_a_title_without_one_is_its_own(year: str) -> None:
    row = f"<tr>{year}<a href='/a/1.pdf'>{_JY}政府信息公开工作年度报告</a></td></tr>"
    assert ("detail", "/a/1.pdf", 2020, None) in _chosen(f"<table>{row}</table>")


@pytest.mark.parametrize("head", ["<h3>{}</h3>", "<div class='hd'>{}</div>"])
def test_another_heading_ends_the_block_of_a_body(head: str) -> None:
    def block(name: str, number: int) -> str:
        return f"{head.format(name)}<ul><li><a href='/{number}.pdf'>2020年政府信息公开年报</a></li></ul>"

    assert _chosen(block(_JY, 1) + block(_SL, 2) + block("县政府年报", 3)) == [
        ("detail", "/1.pdf", 2020, _JY),
        ("detail", "/2.pdf", 2020, _SL),
        ("detail", "/3.pdf", 2020, None),
    ]


def test_formats_of_one_report_are_named_by_their_row() -> None:
    row = f"<tr><td>{_JY}2020年政府信息公开年报</td><td><a href='/1.pdf'>PDF</a> <a href='/1.docx'>WORD</a></td></tr>"
    shown = f"<a href='#modal' data-pdf='/2.pdf'>{_SL}2020年政府信息公开年报</a>"
    page = HtmlResponse(f"{_HOST}/nb/", body=f"<table>{row}</table>{shown}".encode(), encoding="utf-8")
    assert {(entry.url.removeprefix(_HOST), entry.title[:6]) for entry in page_entries(page)} == {
        ("/1.pdf", _JY),
        ("/1.docx", _JY),
        ("/2.pdf", _SL),
    }


def test_tabs_side_by_side_head_no_rows() -> None:
    tabs = "<ul><li>2020年</li><li>2019年</li></ul>"
    assert _chosen(f"<div>{tabs}<p><a href='/2020/t20200101_1.html'>{_JY}</a></p></div>") == []


def test_a_more_link_is_named_by_its_heading_and_a_picture_by_its_url() -> None:
    box = "<div class='hd'><h3>信息公开年报</h3><a href='/node_7.htm'>更多&gt;&gt;</a></div>"
    other = "<div class='hd'><h3>机构职能</h3><a href='/node_8.htm'>更多&gt;&gt;</a></div>"
    assert _chosen(box + other, "gateway") == [("list", "/node_7.htm", None, None)]
    pictures = "<a href='/zwgk/zfxxgk/'><img src='1.png'></a><a href='/zwgk/zfxxgknb_7/'><img src='2.png'></a>"
    other = "<a href='/hd/'><img src='3.png'></a><a href='/zfxxgknb/202101/c_12.html'><img src='4.png'></a>"
    assert [row[1] for row in _chosen(pictures + other, "home")] == ["/zwgk/zfxxgk/", "/zwgk/zfxxgknb_7/"]


def test_a_more_below_rows_of_reports_leads_to_their_column() -> None:
    row, more = "<li><a href='/d/1.html'>{}</a></li>", "<a href='/more_9.html'>更多</a>"
    reports = row.format(f"{_JY}2020年政府信息公开工作年度报告")
    assert ("list", "/more_9.html", None, None) in _chosen(f"<div><ul>{reports}</ul>{more}</div>", "gateway")
    news = row.format("县政府召开会议").replace("1", "2") * 2
    assert _chosen(f"<div><ul>{reports}{news}</ul>{more}</div>", "gateway")[1:] == []


def test_only_a_welcome_page_is_entered_through_its_single_link() -> None:
    entrance = "<a href='/main.html'>点击进入网站</a><a href='/en/'>English</a>"
    assert _chosen(entrance, "home") == [("list", "/main.html", None, None)]
    assert _chosen(entrance + "<a href='/zwgk/'>政务公开</a>", "home") == [("list", "/zwgk/", None, None)]
    assert _chosen(entrance, "gateway") == []


_MUTE = "<li><a href='/nb/2020/1.html'>2020年度报告</a></li>"


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        (f"<h4>{_SL}</h4><ul>{_MUTE}</ul><h4>{_JY}</h4><ul>{_MUTE.replace('/1.', '/2.')}</ul>", _SL),
        (f"<table><tr><td><a href='/nb/2020/1.html'>2020年政府信息公开年报</a></td><td>{_SL}</td></tr></table>", _SL),
        (
            f"<h1>霁川县人民政府</h1><ul>{_MUTE}</ul><p>霁川县数据局</p><a href='/about.html'>关于</a>",
            None,
        ),  # of the site
        (
            f"<p>{_SL}</p><a href='/s/'>进入</a><p>{_JY}</p><a href='/j/'>进入</a><ul>{_MUTE}</ul>",
            None,
        ),  # a menu's last
        (f"<ul><li>[<a href='/bm/sl/'>{_SL}</a>] <a href='/nb/2020/1.html'>2020年度报告</a></li></ul>", _SL),
        (
            f"<table><tr><td><a href='/sl/'>{_SL}</a></td><td><a href='/nb/2020/1.html'>2020年</a></td></tr></table>",
            _SL,
        ),
        (f"<ul><li><a href='/nb/2020/1.html'>2020年度报告</a> <a href='/bm/sl/'>{_SL}</a></li></ul>", None),
        ("<table><tr><td><a href='/nb/2020/1.html'>2020年度报告</a></td><td>县政府办公室</td></tr></table>", None),
    ],
)
def test_an_unnamed_report_belongs_to_the_agency_above_or_beside_it(markup: str, body: str | None) -> None:
    named = {address: whose for _, address, _, whose in _chosen(markup)}
    assert named["/nb/2020/1.html"] == body


def test_a_row_is_measured_once_however_many_links_stand_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[Any] = []
    measure = table_columns._measured
    monkeypatch.setattr(table_columns, "_measured", lambda row: measured.append(row) or measure(row))
    cells = "".join(f"<td><a href='/nb/{n}.pdf'>查看</a></td>" for n in range(50))
    heads = "".join("<th>2020年</th>" for _ in range(50))
    assert len(_chosen(f"<table><tr>{heads}</tr><tr><td>{_JY}</td>{cells}</tr></table>")) == 50
    assert len(measured) == 3  # the row of the links, and both as heads


def test_a_report_link_in_a_row_of_agency_and_year_belongs_to_that_agency() -> None:
    rows = "".join(
        f"<tr><td>{body}</td><td>2020</td><td><a href='/nb/{n}.{kind}'>政府信息公开工作年度报告</a></td></tr>"
        for n, (body, kind) in enumerate(((_JY, "html"), (_SL, "jsp")))
    )
    assert _chosen(f"<table><tr><th>单位</th><th>年度</th><th>标题</th></tr>{rows}</table>") == [
        ("detail", "/nb/0.html", 2020, _JY),
        ("list", "/nb/1.jsp", 2020, _SL),
    ]


def test_a_body_whose_cell_spans_its_years_is_that_of_each() -> None:
    def years(body: str, path: str) -> str:
        first = f"<td rowspan='2'>{body}</td><td>2020</td><td><a href='/{path}/20211.pdf'>查看</a></td>"
        return f"<tr>{first}</tr><tr><td>2019</td><td><a href='/{path}/20201.pdf'>查看</a></td></tr>"

    assert _chosen(f"<table>{years(_JY, 'jy')}{years(_SL, 'sl')}</table>") == [
        ("detail", f"/{path}/{n}.pdf", year, body)
        for body, path in ((_JY, "jy"), (_SL, "sl"))
        for n, year in ((20211, 2020), (20201, 2019))
    ]


def test_an_agency_below_its_link_is_not_used_for_the_next_link() -> None:
    title = "2020年政府信息公开工作年度报告"
    bodies = (_JY, _SL, "霁川县民政局")
    flat = "".join(f"<h4><a href='/nb/{n}2021.html'>{title}</a></h4><p>{body}</p>" for n, body in enumerate(bodies))
    assert [row[3] for row in _chosen(f"<div>{flat}</div>")] == list(bodies)


@pytest.mark.parametrize(
    "line",
    [
        "<p>{name}：{years}</p>",
        "{name} {years}<br>",
        "<p><a href='http://127.0.0.1:9/'>{name}</a>（{years}）</p>",
        "<div><b>1.{name}历年年报</b>{years}</div>",
    ],
)
def test_years_after_a_name_in_one_line_belong_to_that_agency(line: str) -> None:
    def years(of: str) -> str:
        return f"<a href='/{of}/2020.html'>2020年</a> | <a href='/{of}/2019.html'>2019年</a>"

    found = _chosen("".join(line.format(name=name, years=years(of)) for of, name in (("jy", _JY), ("sl", _SL))))
    told = {row[1:] for row in found if row[2]}
    assert told == {(f"/{of}/{y}.html", y, name) for of, name in (("jy", _JY), ("sl", _SL)) for y in (2020, 2019)}


def test_a_name_on_a_link_of_a_year_is_its_body() -> None:
    assert _chosen(f"<a title='{_JY}' href='/1.html'>2020年</a>") == [("list", "/1.html", 2020, _JY)]


def test_names_after_years_or_separated_by_other_words_name_nothing() -> None:
    behind = "".join(f"<a href='/{n}.html'>2020年</a> {name} " for n, name in enumerate((_JY, _SL)))
    assert {row[3] for row in _chosen(f"<p>{behind}</p>")} == {None}
    assert {row[3] for row in _chosen(f"<p>{_JY} 联系电话 <a href='/1.html'>2020年</a></p>")} == {None}
