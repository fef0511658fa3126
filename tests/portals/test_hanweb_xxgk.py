"""The xxgk module: reports by area and year, the search that lists an area's documents, areas that a tree names."""

from urllib.parse import parse_qs, urlsplit

from scrapy.http import HtmlResponse

from gxcrawl.portals.families import FAMILIES

_HANWEB = FAMILIES["hanweb"]
_MODULE = "http://127.0.0.1:8001/module/xxgk/"


def _page(url: str, html: str) -> HtmlResponse:
    return HtmlResponse(url, body=f'<html><meta charset="utf-8">{html}</html>'.encode(), encoding="utf-8")


def test_a_menu_of_years_offers_reports() -> None:
    menu = "<select><option value='2020'>2020年</option><option value='2021'>2021年</option></select>"
    page = _page(f"{_MODULE}xxgkAnnualReport.jsp?area=1101", menu)
    found = _HANWEB.read_list(page, {})
    assert [(entry.url, entry.year) for entry in found.entries] == [
        (f"{_MODULE}xxgkAnnualReport.jsp?area=1101&fbtime=2020", 2020),
        (f"{_MODULE}xxgkAnnualReport.jsp?area=1101&fbtime=2021", 2021),
    ]


def test_areas_and_years_make_a_grid() -> None:
    bodies = {"113325000026455663": "霁川县教育局", "113325000026455664": "霁川县水利局"}
    options = "".join(f"<option value='{code}'>{name}</option>" for code, name in bodies.items())
    areas = f"<select>{options}</select>"
    page = _page(
        f"{_MODULE}xxgkAnnualReport.jsp", f"{areas}<select><option>2020</option><option>2021</option></select>"
    )
    entries = _HANWEB.read_list(page, {}).entries
    assert {(entry.agency, entry.year) for entry in entries} == {
        (name, year) for name in bodies.values() for year in (2020, 2021)
    }
    assert "area=113325000026455664" in entries[-1].url


def test_a_tree_that_links_no_reports_names_the_areas_that_have_them() -> None:
    links = '<a href="tree.jsp?area=1101">霁川县教育局</a><a href="tree.jsp?area=1102">鹤汀镇</a>'
    columns = _HANWEB.read_list(_page(f"{_MODULE}tree.jsp?area=11", links), {}).columns
    assert [(column.name, column.request.url) for column in columns] == [
        ("霁川县教育局政府信息公开年报", f"{_MODULE}xxgkAnnualReport.jsp?area=1101"),
        ("鹤汀镇政府信息公开年报", f"{_MODULE}xxgkAnnualReport.jsp?area=1102"),
    ]


def test_the_search_is_requested_with_fields_in_query_and_body_and_paged_by_its_total() -> None:
    script = "<script>$.post('/module/xxgk/search.jsp', {infotypeId: 'A0212', area: '1101', jdid: 263})</script>"
    (asked,) = _HANWEB.read_list(_page(f"{_MODULE}list.jsp", script), {}).next
    sent = {name: values[0] for name, values in parse_qs(asked.body).items()}
    assert (asked.method, sent["infotypeId"], sent["area"], sent["jdid"], sent["currpage"]) == (
        "POST",
        "A0212",
        "1101",
        "263",
        "1",
    )
    assert urlsplit(asked.url).query == asked.body
    assert dict(asked.headers)["X-Requested-With"] == "XMLHttpRequest"
    link = '<a class="bt_link" title="霁川县教育局2020年年报" href="/art/2021/1/25/art_33_1.html">霁川…</a>'
    row = f'<tr class="tr_main_value_odd"><td>1</td><td>{link}</td><td>2021-01-25</td></tr>'
    first = _HANWEB.read_list(_page(asked.url, f"<table>{row}</table>共&nbsp;2&nbsp;页"), asked.state)
    assert [(entry.title, str(entry.published_on)) for entry in first.entries] == [
        ("霁川县教育局2020年年报", "2021-01-25")
    ]
    assert "currpage=2" in first.next[0].url
    last = _HANWEB.read_list(_page(first.next[0].url, f"<table>{row}</table>共&nbsp;2&nbsp;页"), first.next[0].state)
    assert last.next == ()


def test_years_missing_from_a_menu_are_requested_from_the_newest_back_to_2008() -> None:
    page = _page(f"{_MODULE}xxgkAnnualReport.jsp?area=1101", "<h1>霁川县教育局2021年政府信息公开年度报告</h1>")
    entries = _HANWEB.read_list(page, {}).entries
    assert [entry.year for entry in entries] == list(range(2021, 2007, -1))
    assert all(entry.by_chance for entry in entries)


def test_no_year_is_requested_of_an_area_without_reports() -> None:
    page = _page(f"{_MODULE}xxgkAnnualReport.jsp?area=1101", "<p>暂无数据</p>")
    page.headers["Date"] = "Sat, 21 Nov 2026 00:00:00 GMT"
    assert _HANWEB.read_list(page, {}).entries == ()


def test_the_date_of_the_server_limits_the_newest_year() -> None:
    page = _page(f"{_MODULE}xxgkAnnualReport.jsp?area=1101", "<p>请选择年份</p>")
    page.headers["Date"] = "Sat, 21 Nov 2026 00:00:00 GMT"
    assert [entry.year for entry in _HANWEB.read_list(page, {}).entries][:2] == [2025, 2024]
