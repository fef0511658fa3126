"""What a page's scripts say of its links: objects that name pages, functions that open them, files for viewers."""

import gzip
import json

import pytest
from scrapy.http import HtmlResponse, JsonResponse, TextResponse

from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import read_detail, recognise
from gxcrawl.portals.pages.articles.attachments import find_attachments
from gxcrawl.portals.pages.articles.frames import article_behind, stand_ins
from gxcrawl.portals.pages.lists.closed import closed_rows
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.lists.scripted_lists import asked_by_scripts
from gxcrawl.portals.pages.lists.site_map import further_maps, mapped_columns
from gxcrawl.portals.pages.rows.anchors import page_entries

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"
_ROW = (f"{_HOST}/detail/640001.html", _TITLE)


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse(f"{_HOST}/nb/list.do?c=9", body=f"<html>{markup}</html>".encode(), encoding="utf-8")


def _links(page: TextResponse) -> list[tuple[str, str]]:
    return [(entry.url, entry.title) for entry in page_entries(page)]


@pytest.mark.parametrize(
    "script",
    [
        f'var data = [{{"id": 1, "docTitle": "{_TITLE}", "docPubUrl": "/detail/640001.html"}}]; draw(data);',
        f"var t=[{{name:'公开',children:[{{url:'/detail/640001.html',name:'{_TITLE}'}}]}},{{name:'无'}}];",
        f"draw({json.dumps({'rows': [{'title': f'<em>{_TITLE}</em>', 'linkUrl': '/detail/640001.html'}]})})",
        f'var o = {{title: "{_TITLE}", href: "\\/detail\\/640001.html", }};',
        f"var t = [['2021-01-25', '教育局', '{_TITLE}', '/detail/640001.html', '7']];",
    ],
)
def test_objects_of_a_script_are_rows(script: str) -> None:
    assert _links(_page(f"<script>{script}</script>")) == [_ROW]


def test_objects_named_by_a_year_or_agency_belong_to_the_enclosing_object() -> None:
    years = [{"name": "2020年", "url": "/a.html"}, {"name": "2019年", "url": "/b.html"}]
    tree = [
        {"name": "霁川县教育局", "children": years},
        {"name": "2018年", "list": [{"dept": "霁川县水利局", "url": "/c.html"}]},
    ]
    of_years = {"2017": [{"orgName": "霁川县水利局", "url": "/d.html"}]}
    rows = [{"title": "政府信息公开年报", "year": 2016, "dept": "霁川县水利局", "url": "/e.html"}]
    found = {}
    for data in (tree, of_years, rows):
        answer = TextResponse(
            f"{_HOST}/nb.json", body=json.dumps([data, "年报"], ensure_ascii=False).encode(), encoding="utf-8"
        )
        found |= {one.url.removeprefix(_HOST): (one.agency or one.title, one.year) for one in page_entries(answer)}
    assert found == {
        "/a.html": ("霁川县教育局", 2020),
        "/b.html": ("霁川县教育局", 2019),
        "/c.html": ("霁川县水利局", 2018),
        "/d.html": ("霁川县水利局", 2017),
        "/e.html": ("霁川县水利局", 2016),
    }
    script = f"<p>年报</p><script>var tree = {json.dumps(tree[:1], ensure_ascii=False)}</script>"
    assert [(one.agency, one.year) for one in page_entries(_page(script))] == [
        ("霁川县教育局", y) for y in (2020, 2019)
    ]


def test_redirects_to_mobile_pages_are_ignored() -> None:
    script = "<script>if (/iPhone/.test(ua)) { location.href = '/m/nb/' } else { location.href = '/pc/nb/' }</script>"
    assert [one.entry.url for one in stand_ins(_page(script), Trail("jichuan", "column"))] == [f"{_HOST}/pc/nb/"]


def test_the_title_of_an_object_is_no_subtitle_and_no_name_of_a_body() -> None:
    row = {"deptName": "霁川县水利局", "docSubtitle": "霁川县", "docTitle": _TITLE, "url": "/detail/640001.html"}
    node = {"siteId": 7, "catalogName": "政府信息公开年报", "linkUrl": "/nb/"}
    script = f"var rows = {json.dumps([row, node], ensure_ascii=False)}"
    assert _links(_page(f"<script>{script}</script>")) == [_ROW, (f"{_HOST}/nb/", "政府信息公开年报")]


@pytest.mark.parametrize("field", ["deptName", "orgname", "dept", "fbjgmc"])
def test_objects_of_unnamed_reports_give_the_agency(field: str) -> None:
    rows = [{field: "霁川县教育局", "title": "2020年政府信息公开年报", "url": "/1.html"}]
    rows += [
        {"docTitle": _TITLE, field: "霁川县政府办公室", "url": "/2.html"},
        {field: "霁川县水利局", "file": "/3.pdf"},
    ]
    [one, two, three] = page_entries(_page(f"<script>var rows = {json.dumps(rows)}</script>"))
    assert [one.agency, two.agency, three.agency, three.title] == ["霁川县教育局", None, None, "霁川县水利局"]


def test_objects_without_address_or_of_other_things_are_none() -> None:
    script = f"var a={{title:'{_TITLE}',id:7}}, w={{name:'天气', url:'/weather/'}}, h={{title:'年报', url:'#'}};"
    assert _links(_page(f"<script>{script}</script>")) == [(f"{_HOST}/weather/", "天气")]


def test_json_that_a_script_asked_for_is_a_list_by_the_fallback_whatever_addresses_it_holds() -> None:
    rows = {"rows": [{"title": _TITLE, "url": "/202101/t20210125_1.html", "pubDate": "2021-01-25"}]}
    for kind in (JsonResponse, TextResponse):
        page = kind(f"{_HOST}/nb/data.json", body=json.dumps(rows).encode(), encoding="utf-8")
        [entry] = recognise(page).read_list(page, {}).entries
        assert (entry.title, str(entry.published_on)) == (_TITLE, "2021-01-25")


_FUNCTIONS = """<script>
function noop(){ return 1; }
function showInfo(id, kind){ if(id){ window.open("/info/detail.do?id=" + id + "&k=" + kind); } }
function goPage(n){ document.title = n; window.location.href = '/nb/list.do?c=9&page=' + n; }
function search(){ location.href = "/s.do?q=" + word; }
</script>"""


def test_functions_of_the_page_open_what_they_join() -> None:
    rows = f"<a href=\"javascript:showInfo('12', 3)\">{_TITLE}</a><a onclick='search()'>政府信息公开年报</a>"
    page = _page(f"{_FUNCTIONS}{rows}<a href='javascript:goPage(2)'>下一页</a> 共3页")
    assert _links(page)[0] == (f"{_HOST}/info/detail.do?id=12&k=3", _TITLE)
    assert [url for url, title in _links(page) if title == "政府信息公开年报"] == []
    assert getattr(next_link(page), "url", None) == f"{_HOST}/nb/list.do?c=9&page=2"


def test_a_click_opens_the_address_that_depends_on_its_element_among_many_others() -> None:
    opens = "".join(f"window.open(ctx + this.dataset.a{n} + unknown{n});" for n in range(99))
    script = f"var ctx = '/gk'; $('li').click(function(){{ {opens} window.open(ctx + this.dataset.id) }})"
    assert _links(_page(f"<li data-id='7'>{_TITLE}</li><script>{script}</script>")) == [(f"{_HOST}/gk7", _TITLE)]


def test_rows_that_only_scripts_can_open_are_reported() -> None:
    rows = f"<a href=\"javascript:__doPostBack('g$ctl02','')\">{_TITLE}</a>"
    assert "opens its 1 rows" in str(closed_rows(_page(rows)))
    assert closed_rows(_page(f"{rows}<a href='/1.html'>{_TITLE}</a>")) is None
    assert closed_rows(_page("<a href='javascript:;'>县委召开会议</a>")) is None


def test_a_menu_that_joins_its_value_leads_to_each_year() -> None:
    options = "<option value=''>请选择</option><option value='2020'>2020年</option><option value='2019'>2019年</option>"
    menu = f"<select onchange=\"location.href='list.do?year='+this.value\">{options}</select>"
    assert _links(_page(menu))[-2:] == [
        (f"{_HOST}/nb/list.do?year=2020", "2020年"),
        (f"{_HOST}/nb/list.do?year=2019", "2019年"),
    ]


def test_requests_of_scripts_are_considered_only_where_enabled() -> None:
    scripts = """<script>$.getJSON("/nb/data.json", draw); $("#l").load('rows_1.html'); $.get("/w.js");
    $.ajax({url: "/nb/more.json", type: "get"}); location.href="/nb/list.do?p=" + n;</script>"""
    page = _page(scripts)
    assert list(stand_ins(page, Trail("jichuan", "column"))) == []
    assert [request.url for request in asked_by_scripts(page)] == [
        f"{_HOST}/nb/data.json",
        f"{_HOST}/nb/rows_1.html",
        f"{_HOST}/nb/more.json",
    ]


def test_a_page_may_show_the_file_that_its_own_address_names() -> None:
    url = f"{_HOST}/viewpdf.jsp?path=/up/1.pdf"
    viewer = HtmlResponse(url, body=b"<html><div id='viewer'></div></html>", encoding="utf-8")
    assert [file.url for file in find_attachments(viewer)] == [f"{_HOST}/up/1.pdf"]
    plain = HtmlResponse(f"{_HOST}/show.jsp?name=1.pdf", body=viewer.body, encoding="utf-8")
    assert find_attachments(plain) == ()


@pytest.mark.parametrize(
    ("script", "behind"),
    [
        ("$('#con').load('/frag/2020.inc')", f"{_HOST}/frag/2020.inc"),
        ("$(function(){ $('#con').load('/frag/2020.html #text') })", f"{_HOST}/frag/2020.html"),
        ("$('#top').load('/inc/header.html'); $('#con').load('/frag/2020.inc')", f"{_HOST}/frag/2020.inc"),
        ("$('#open').click(function(){ $('#con').load('/frag/2020.inc') })", None),
        ("$('#full').load('/frag/2020.inc')", None),
    ],
)
def test_an_article_that_a_script_inserts_at_once_is_behind_its_page(script: str, behind: str | None) -> None:
    parts = "<div id='top'></div><a id='open'>附</a><div id='con'></div><div id='full'><p>正文</p></div>"
    page = _page(f"<h1>{_TITLE}</h1>{parts}<script>{script}</script>")
    assert article_behind(page, read_detail(recognise(page), page, _TITLE)) == behind


@pytest.mark.parametrize(
    "viewer",
    [
        '<script>PDFObject.embed("/up/1.pdf", "#pdf");</script>',
        '<script>new Pdfh5("#d", {pdfurl: "/up/1.pdf"});</script>',
        "<a href='javascript:void(0)' onclick=\"downloadFile('/up/1.pdf')\">点击下载</a>",
        "<iframe src='/pdfjs/web/viewer.html?file=%2Fup%2F1.pdf'></iframe>",
        "<iframe src='/plugins/view.html?url=/up/1.pdf'></iframe>",
        "<input type='hidden' id='u' value='/up/1.pdf'><input type='hidden' value='pdf'>",
        "<pdf-viewer src='/up/1.pdf'></pdf-viewer><img src='/images/pdf.png'>",
        "<div class='pdf' source='/up/1.pdf'></div><footer><div source='/up/2.pdf'></div></footer>",
        "<link rel='alternate' type='application/pdf' href='/up/1.pdf'>",
    ],
)
def test_files_are_found_in_any_kind_of_viewer(viewer: str) -> None:
    assert [file.url for file in find_attachments(_page(viewer))] == [f"{_HOST}/up/1.pdf"]


@pytest.mark.parametrize(
    "link",
    [
        f"<a href='/i.php?c=down&k=9f'>{_TITLE}.pdf</a>",
        "<a href='/i.php?c=down&k=9f' download='1.docx'>附件</a>",
        "<a href='/file/downloadFile.action?id=3'>附件</a>",
        "<a href='/cms/attachments/20210125'>附件</a>",
        f"<p>附件：<a href='/group1/M00/9f8b'>{_TITLE}</a></p>",
        f"<p><span>附</span>件1：</p><p>附 件 2：<a href='/group1/M00/9f8b'>{_TITLE}</a></p>",
        f"<p>附件：<a href='/nb/9.html'>{_TITLE}</a><a href='/group1/M00/9f8b'>{_TITLE}.doc</a></p>",
    ],
)
def test_download_programs_are_recognised_by_name_or_url(link: str) -> None:
    assert len(find_attachments(_page(link + "<a href='/download/index.html'>下载中心</a>"))) == 1


def test_a_site_map_names_columns_by_themselves_and_by_what_is_in_them() -> None:
    places = ("/a/zfxxgknb/index.html", "/zwgk/", "/zfxxgknb/", "/b/gknb/202101/t20210125_1.html", "/news/")
    body = "".join(f"<url><loc>{_HOST}{place}</loc></url>" for place in places)
    columns = [f"{_HOST}/b/gknb/", f"{_HOST}/zfxxgknb/", f"{_HOST}/a/zfxxgknb/index.html"]
    for packed in (f"<urlset>{body}</urlset>".encode(), gzip.compress(body.encode())):
        assert [entry.url for entry in mapped_columns(packed, f"{_HOST}/sitemap.xml")] == columns
    assert mapped_columns(b"\x1f\x8bbroken", _HOST) == []
    index = f"<sitemapindex><loc>{_HOST}/maps/1.xml</loc></sitemapindex>".encode()
    assert further_maps(gzip.compress(index), _HOST) == further_maps(index, _HOST) == [f"{_HOST}/maps/1.xml"]
