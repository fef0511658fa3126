"""The pages after the first of a list: pagers in words of their own, encoded ones, those of other blocks."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from gxcrawl.downloading.page import Page
from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.families import FAMILIES, read_list, recognise
from gxcrawl.portals.pages.lists.blocks import beside_pagers
from gxcrawl.portals.pages.lists.choices import not_asked
from gxcrawl.portals.pages.lists.counted import pages_said
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.lists.ways_on import further_rows
from gxcrawl.portals.pages.markup.shapes import ListRequest
from gxcrawl.portals.pages.rows.anchors import page_entries
from gxcrawl.spiders.paging import Listing, turn

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"
_ROW = f"<li><a href='/1.html'>{_TITLE}</a></li>"
_ONWARD = "<a href='/nb/?p=2'>下一页</a>"


def _page(markup: str, place: str = "/nb/") -> HtmlResponse:
    return HtmlResponse(f"{_HOST}{place}", body=f"<html><body>{markup}</body></html>".encode(), encoding="utf-8")


_TAGGED = '"/nb/ui?pageId=2&currentPage=2&moduleId=5"'


@pytest.mark.parametrize(
    ("pager", "second"),
    [
        (
            f"<a tagname='[PREVIOUSPAGE]'>上一页</a> <a style='cursor:pointer' tagname={_TAGGED}>下一页</a>",
            _TAGGED.strip('"'),
        ),
        (
            "<a onclick=\"queryArticleByCondition(this,'/nb/11040-2.html')\" tagname='/nb/11040-2.html'>下一页</a>",
            "/nb/11040-2.html",
        ),
        ("<a tagname='[NEXTPAGE]'>下一页</a>", ""),
    ],
)
def test_pages_whose_address_a_links_tag_name_carries(pager: str, second: str) -> None:
    assert _next(f"{_ROW}{pager}") == second


def _next(markup: str, place: str = "/nb/") -> str:
    return getattr(next_link(_page(markup, place)), "url", "").removeprefix(_HOST)


def _pages(markup: str, last: int) -> Iterator[str]:
    """Addresses from the first page on. markup: of a pager, {shown} in the place of what differs."""
    place = "/nb/?p=1"
    for number in range(1, last + 1):
        yield place
        numbers = sorted({1, 2, number - 1, number, number + 1, last} & {*range(1, last + 1)})
        links = (f"<b>{n}</b>" if n == number else f"<a href='/nb/?p={n}'>{n}</a>" for n in numbers)
        place = _next(markup.format("".join(links)), place)


@pytest.mark.parametrize(
    "pager",
    [
        "<a href='/nb/?p=2'>下 一 页</a>",
        "<a href='/nb/?p=2'>下一頁</a>",
        "<a href='/nb/?p=2'>▶</a>",
        "<span>第一页</span><a href='/nb/?p=2'>第二页</a>",
        "<span>第1页</span><a href='/nb/?p=2'>第2页</a>",
        "<a class='on' href='javascript:;'>1</a><a href='/nb/?p=2'>2</a>",
        "<a data-p='1'>1</a><a data-p='2'>2</a>"
        "<script>$('a').click(function(){ location.href = '/nb/?p=' + $(this).attr('data-p') })</script>",
        "<a href='javascript:go(2)'>下一页</a><script>function go(n){ location.href = `/nb/?p=${n}` }</script>",
        "<a href='javascript:go(2)'>下一页</a><script>function go(n){ location.search = '?p=' + n }</script>",
        "<a href='javascript:;' onclick=\"location.href=encodeURI('/nb/?p=2')\">下一页</a>",
        "<i disabled onclick=\"location='/nb/?p=9'\">下一页</i><a href='/nb/?p=2'>2</a><b>1</b>",
        f"<p id='pg'>{b64encode(_ONWARD.encode()).decode()}</p><script>Base64.decode($('#pg').text())</script>",
        "<p>共4页</p><a href='/nb/?p=1'>首页</a><a href='/nb/?p=4'>尾页</a>",
        "<b>1</b><a href='/nb/?p=2'>2</a><a href='/nb/?p=3'>3</a><a href='/nb/?p=4'>&gt;&gt;</a>",
        f"{_ROW}<b>1-20</b><a href='/nb/?p=3'>41-60</a><a href='/nb/?p=2'>21-40</a>",
        f"{_ROW}<a href='/nb/?p=2'>早期文章</a><a href='/nb/?p=1'>首页</a><a href='/news/?p=2'>新闻</a>",
        f"<div>{_ONWARD.replace('/nb/', '/news/')}</div>{_ROW}<div>{_ONWARD}</div>",
        f"<div><b>1</b><a href='/news/?p=2'>2</a></div>{_ROW}<div><b>1</b><a href='/nb/?p=2'>2</a></div>",
    ],
)
def test_the_second_page_is_found(pager: str) -> None:
    assert _next(pager) == "/nb/?p=2"


@pytest.mark.parametrize(
    "markup", ["<div>{}</div>", "<p><i>首页</i>{}<i>共<b>6</b>页</i></p>", "<ul><li>1</li></ul><div><p>{}</p></div>"]
)
def test_page_numbers_with_a_gap_lead_through_all_pages(markup: str) -> None:
    assert list(_pages(markup, 6)) == [f"/nb/?p={number}" for number in range(1, 7)]


def test_page_numbers_that_submit_a_form_continue_from_the_submitted_one() -> None:
    sends = "<script>function go(n){ document.f.page.value = n; document.f.submit() }</script>"
    form = "<form name='f' method='post'><input name='page' value='2'><input name='at' value='{}'></form>"
    numbers = "".join(f"<a href='javascript:go({n})'>{n}</a>" for n in (1, 2, 3))
    second = Request(f"{_HOST}/nb/", method="POST", body="page=2&at=1")
    page = _page(f"{form.format(7)}<p>{numbers}</p>{sends}").replace(request=second)
    assert getattr(next_link(page), "body", "") == "page=3&at=7"


def test_every_block_of_reports_is_paged_and_no_other_block() -> None:
    block = "<ul>{}</ul><p><a href='/{}'>下一页</a></p>"
    parts = [("", "news_2"), (_ROW, "a_2"), ("", "links_2"), (_ROW, "b_2"), ("", "b_2")]
    page = _page("".join(block.format(row, address) for row, address in parts))
    asked = read_list(recognise(page), page, {}).next
    assert {one.url.removeprefix(_HOST) for one in asked} == {"/a_2", "/b_2"}
    assert beside_pagers(_page(f"{_ROW}{_ONWARD}{_ONWARD}")) == []
    assert beside_pagers(_page("".join(f"{_ROW}<a href='/{n}.html'>›</a>" for n in range(3)))) == []


@pytest.mark.parametrize(
    "year", ["<b>{}2021年{}</b>", "<ul><li>{}</li><li>2021</li><li>{}</li></ul>", "{}<i>2021年</i>{}"]
)
def test_arrows_around_a_year_lead_to_other_years(year: str) -> None:
    linked = _page(year.format("<a href='/2020/'>‹</a>", "<a href='/nb/'>›</a>"))
    assert [one.url for one in beside_pagers(linked)] == [f"{_HOST}/2020/"]
    closed = _page(_ROW + year.format("<a onclick='turn(-1)'>&lt;</a>", "<a onclick='turn(1)'>&gt;</a>"))
    assert beside_pagers(_page("<li><a href='/1.html'>2020年</a><a href='/1.html'>›</a></li>")) == []
    assert "arrows" in str(not_asked(closed, page_entries(closed), without_body=False))


@pytest.mark.parametrize(
    ("place", "numbers", "following"), [("index", (0,), ""), ("index_2", (1, 3), "_3"), ("index", (3, 2), "_2")]
)
def test_static_pages_are_numbered_by_their_file_names(place: str, numbers: tuple[int, ...], following: str) -> None:
    links = "".join(f"<a href='/nb/index_{number}.html'>第{number}辑</a>" for number in numbers)
    assert _next(_ROW + links, f"/nb/{place}.html") == (f"/nb/index{following}.html" if following else "")


def test_pages_counted_by_a_script_are_requested_by_number_or_reported() -> None:
    counting = "<a href='t20210125_1.html'>" + _TITLE + "</a><script>var totalPage = {};</script>"
    places = [f"/zfxxgknb/{number}.html" for number in (1, 2, 3)]
    assert [_next(counting.format(3), place) for place in places] == [*places[1:], ""]
    page = _page(_ROW + "<script>var totalPage = 3; draw(totalPage)</script>", "/zfxxgknb.do")
    read = read_list(recognise(page), page, {})
    turned = turn(Listing(Trail("a", "column"), ListRequest(page.url)), read, read.entries, "generic", 300)
    assert "3 pages" in str(turned.trouble)


@pytest.mark.parametrize(
    ("counts", "following"),
    [
        ("data-pages='3' data-current='1'", "/nb/list_2.html"),
        ("data-total='31' data-page-size='15' data-current='3'", ""),
        ("data-total='31' data-page-size='15' data-current='2'", "/nb/list_3.html"),
        ("data-total='2'", "/nb/list_2.html"),  # of pages, or of rows: not of the one that is shown
        ("data-total='1'", ""),
        ("", ""),
    ],
)
def test_attributes_of_an_element_give_the_urls_of_pages(counts: str, following: str) -> None:
    pager = f"<div {counts} data-url='list_{{page}}.html'></div>"
    assert _next(_ROW + pager, "/nb/list.html") == following
    assert _next(pager) == ""


def test_pages_counted_from_0_up_to_a_last_one() -> None:
    ends = "第{}页 共计4页 <a href='/nb/index.html'>首页</a><a href='/nb/index_3.html'>末页</a>"
    places = ["/nb/index.html", *(f"/nb/index_{number}.html" for number in (1, 2, 3))]
    assert [_next(ends.format(n), place) for n, place in enumerate(places, 1)] == [*places[1:], ""]


@pytest.mark.parametrize("address", ["./202101/P0202101251.pdf", "./jyj/", "./202101/t20210125_7.html"])
def test_a_further_page_of_files_or_folders_leads_on_as_one_of_articles(address: str) -> None:
    page = _page(f"<a href='{address}'>{_TITLE}</a><script>createPageHTML(3, 1, 'index', 'html')</script>")
    [following] = read_list(FAMILIES["trs"], page, {"page": 1, "skipped": 0, "shift": 0}).next
    assert following.url == f"{_HOST}/nb/index_2.html"


def test_rows_that_a_script_writes_decoded_are_rows() -> None:
    escaped = "".join(f"%u{ord(sign):04X}" if sign > "~" else f"%{ord(sign):02X}" for sign in _ROW)
    page = _page(f"<script>document.write(unescape('{escaped}'))</script>")
    assert [(one.url, one.title) for one in page_entries(page)] == [(f"{_HOST}/1.html", _TITLE)]


def test_a_list_that_says_it_has_more_pages_and_leads_to_none_is_trouble() -> None:
    first = Listing(Trail("jc", "column"), ListRequest(f"{_HOST}/nb/"))
    troubles = {}
    of_three = (
        *(
            "共3页",
            "第1/3页",
            "页次：1/3",
            "总页数：3",
            "<div class='page'>1/3</div>",
            "<div class='page'>1 of 3</div>",
        ),
        *("<v-pagination :page-count='3'></v-pagination>", "<input type='hidden' name='totalPage' value='3'>"),
    )
    of_one = (
        *("共1页", "第1/1页", "共12页手册", "", "<div class='page'>1/1</div>", "<div class='page'>2024/1/3</div>"),
        *("<div class='swiper-pagination'>1/3</div>", "<input type='hidden' name='pageCount' value='3'>"),
    )
    for said in (*of_three, *of_one):
        page = _page(f"{_ROW}<p>{said}</p>")
        read = read_list(recognise(page), page, {})
        troubles[said] = turn(first, read, read.entries, "generic", 300).trouble
    for said in of_three:
        assert "it has 3 pages" in str(troubles.pop(said))
    assert set(troubles.values()) == {None}
    assert pages_said(_page("共" + "\u00a0" * 20_000)) == 0


@pytest.mark.parametrize(
    ("said", "troubled"),
    [
        ("共45条", True),
        ("共有 45 条记录，每页 1 条", True),
        ("<el-pagination :total='45' :page-size='1' @current-change='go'></el-pagination>", True),
        ("<div id='pager' data-total='45' data-size='1'></div>", True),
        ("总记录数：45", True),
        ("总数：45 每页1条", True),
        ("共45条</p><p>正在加载…", True),
        ("页数：<b>1</b>/<b>3</b> 总计：45 条", True),
        ("<input type='hidden' id='totalCount' value='45'>", True),
        ("共1条记录", False),
        ("共45条意见", False),
        ("总访问数：45", False),
        ("公开总数：45", False),
        ("<div class='map' data-total='45'></div>", False),
        ("<div id='pager' data-total='1'></div>", False),
        (f"共45条 {_ONWARD}", False),
    ],
)
def test_a_list_that_states_more_rows_than_it_shows_and_leads_to_none_is_cut(said: str, *, troubled: bool) -> None:
    page = _page(f"{_ROW}<p>{said}</p>")
    read = read_list(recognise(page), page, {})
    first = Listing(Trail("jc", "column"), ListRequest(f"{_HOST}/nb/"))
    trouble = turn(first, read, read.entries, "generic", 300).trouble
    assert trouble == ("list is cut: 1 of its 45 rows could be read" if troubled else None)


@pytest.mark.parametrize(("onward", "number", "troubled"), [("", 2, True), ("", 3, False), (_ONWARD, 2, False)])
def test_a_list_that_ends_before_the_pages_it_says_it_has_is_cut(onward: str, number: int, *, troubled: bool) -> None:
    page = _page(f"{_ROW}<p>共3页</p>{_ONWARD}")
    read = read_list(recognise(page), page, {})
    [second] = turn(Listing(Trail("jc", "column"), ListRequest(page.url)), read, read.entries, "generic", 300).next
    here = _page(f"{_ROW.replace('1.html', '2.html')}{onward}", "/nb/?p=3")
    shown = read_list(recognise(here), here, {})
    turned = turn(replace(second, page=number), shown, shown.entries, "generic", 300)
    assert (turned.trouble is not None) == troubled
    again = turn(replace(second, page=3), read, [], "generic", 300)
    assert again.trouble == "list is cut: it says that it has 3 pages, of which 2 could be read"


def test_a_function_called_for_the_second_page_without_a_url_is_reported() -> None:
    called = "<a href='javascript:;' onclick='dynamic(2)'>下一页</a>"
    assert "2 pages" in str(further_rows(_page(_ROW + called))[1])
    assert further_rows(_page(f"{_ROW}{called} 共1页")) == (None, None)


def test_a_menu_of_pages_turned_by_a_script_is_reported_and_a_linked_more_is_not() -> None:
    options = "".join(f"<option value='{n}'>第{n}页</option>" for n in (1, 2, 3))
    assert "3 pages" in str(further_rows(_page(f"{_ROW}<select id='pg'>{options}</select>"))[1])
    assert further_rows(_page(f"{_ROW}<a href='/old/'>查看更多</a>")) == (None, None)


@pytest.mark.parametrize("page_class", [HtmlResponse, Page])
def test_pagers_after_the_end_tag_of_the_page_are_found(page_class: type[HtmlResponse]) -> None:
    markup = f"<html><body><ul>{_ROW}</ul></body></html><a href='/nb/?p=2'>下一页</a><a href='/nb/?p=2'>›</a>"
    asked = next_link(page_class(f"{_HOST}/nb/", body=markup.encode(), encoding="utf-8"))
    assert asked is not None
    assert asked.url == f"{_HOST}/nb/?p=2"
