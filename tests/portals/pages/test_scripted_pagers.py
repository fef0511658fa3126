"""Next pages that a script turns to, and pagers and lists that only a script can turn or load."""

import pytest
from scrapy.http import HtmlResponse

from gxcrawl.portals.pages.lists.closed import hidden_pages
from gxcrawl.portals.pages.lists.paging import next_link
from gxcrawl.portals.pages.lists.ways_on import further_rows
from gxcrawl.portals.pages.scripts.calls import openers_in

_HOST = "http://127.0.0.1:8001"
_TITLE = "霁川县教育局2020年政府信息公开年报"


def _page(markup: str) -> HtmlResponse:
    return HtmlResponse(f"{_HOST}/nb/list.do?c=9", body=f"<html>{markup}</html>".encode(), encoding="utf-8")


@pytest.mark.parametrize(
    "onward",
    [
        "<input type='button' value='下一页' onclick=\"location.href='/nb/list.do?c=9&page=2'\">",
        "<link rel='next' href='?c=9&page=2'>",
        "<ul><li>1</li><li><a href='?c=9&page=2'>2</a></li></ul> 共 <b>2</b> 页 <b>8</b> 条",
        "<script>function go(n){ var u='?c=9&page=' + n; location.href = u; }</script><a onclick='go(2)'>下页</a>",
        "<a href='?c=9&page=2'>后页</a>",
        "<a href='?c=9&page=2'>上一年</a>",
        "<ul><li class=on>1</li><li onclick=\"location.href='?c=9&page=2'\">2</li></ul>",
        "<script>function goPage(n){ location.href = window.location.pathname + '?c=9&page=' + n }</script>"
        "<p>第1页/共2页</p><a href='javascript:goPage(2)'><img src='n.gif'></a>",
        "<script>Ls.pagination('#p', function(n){ location = '?c=9&page=' + n; }, "
        "{currentPage: 1, pageCount: 2});</script>",
        f"<a href='/1.html'>{_TITLE}</a>" * 3
        + "<script>Page({el: '#p', total: 2, current: 1, url: '?c=9&page={n}'})</script>",
        f"<a href='/1.html'>{_TITLE}</a>" * 3
        + "<script>myPage({page: 1, total: 2, fn: function(n){ location.href = '?c=9&page=' + n }})</script>",
        "<script>kkpager.generPageHtml({pno: 1, total: 2, totalRecords: 8, hrefFormer: 'list',"
        " getLink: function(n){ return '?c=9&page=' + n; }})</script>",
        "<script>$('#p').pagination({items: 8, itemsOnPage: 4, hrefTextPrefix: '?c=9&page='})</script>",
        "<a href='?c=9&page=2'><img src='/images/next.gif'></a>",
        "<span class='nx'>&gt;</span><script>document.querySelector('.nx').onclick = function(){"
        " location.href = location.pathname + '?c=9&page=' + (shown + 1) }; var shown = 1</script>",
        "<form name='f' method='post'></form><a href='javascript:to(2)'>下一页</a>"
        "<script>function to(n){ f.action = 'list.do?c=9&page=' + n; f.submit(); }</script>",
        "<script>$('#p').pagination({pageCount: 2, current: 1, callback: function(api){"
        " location.href = '?c=9&page=' + api.getCurrent(); }})</script>",
    ],
)
def test_the_next_page_is_found_in_whatever_turns_to_it(onward: str) -> None:
    assert getattr(next_link(_page(onward)), "url", None) == f"{_HOST}/nb/list.do?c=9&page=2"


@pytest.mark.parametrize(
    ("place", "following"), [("", "?c=9&page=2"), ("?c=9&page=2", "?c=9&page=3"), ("?c=9&page=3", "")]
)
def test_a_pager_with_a_computed_page_number_is_turned_by_the_url(place: str, following: str) -> None:
    told = "curr: function(){ var page = /page=(\\d+)/.exec(location.search); return page ? page[1] : 1; }()"
    jump = "jump: function(now, first){ if(!first){ location.href = '?c=9&page=' + now.curr; } }"
    script = f"<script>laypage({{cont: 'p', pages: 3, {told}, {jump}}});</script>"
    asked = next_link(_page(script).replace(url=f"{_HOST}/nb/list.do{place}"))
    assert getattr(asked, "url", "") == (f"{_HOST}/nb/list.do{following}" if following else "")


def test_a_pager_that_counts_rows_and_opens_no_address_is_a_reported_loss() -> None:
    script = "<script>Page({el: '#p', total: 45, current: 1, change: function(n){ list.load(n) }})</script>"
    page = _page(f"<a href='/1.html'>{_TITLE}</a>{script}")
    assert further_rows(page) == (None, "list is cut: 1 of its 45 rows could be read")


def test_the_parts_of_addresses_that_a_pager_is_given_are_joined_around_the_number() -> None:
    script = "kkpager.generPageHtml({pno: 1, total: 3, totalRecords: 45, hrefFormer: 'index', hrefLatter: '.html'})"
    page = _page(f"<a href='/1.html'>{_TITLE}</a><script>{script}</script>")
    assert getattr(next_link(page), "url", None) == f"{_HOST}/nb/index_2.html"


@pytest.mark.parametrize(
    "call",
    [
        "initPage(45, 1, turn)",
        "showPages('pg', 2, 1)",
        "var pager = new Page(45, 3, 1)",
        "var rows = 45, size = 15; writePage(rows, size)",
        "Pager.init('pg', 45, 15, 1, '/list/{0}')",
        "createPageHTML2('2', '0', './index', 'html')",
        "var nav = new PageNav(1, 2, 'nav')",
    ],
)
def test_a_pager_drawn_out_of_bare_numbers_is_a_reported_loss(call: str) -> None:
    page = _page(f"<a href='/1.html'>{_TITLE}</a>" * 3 + f"<script>{call}</script>")
    assert "a script counts more than its 3 rows or one page: " in str(further_rows(page)[1])
    assert further_rows(page.replace(url=f"{_HOST}/nb/list.do?c=9&page=2")) == (None, None)


@pytest.mark.parametrize(
    "call",
    [
        "initPage(3, 1, turn)",  # rows, all of which are shown
        "initPage(1, 1, turn)",
        "new PageNav(1, 15, 'nav')",  # perhaps the rows of a page
        "createPageHTML2(2, 0, 'index', 'html', 3)",
        "pager('pg', 12, 15, 1)",  # rows, all on one page, among which other links
        "showPage(2)",  # a pane of tabs
        "setPage(2023, 1)",
        "goPage(7, 1)",
        "function createPage(pages, shown){} createPage(pages, 1)",
    ],
)
def test_numbers_given_to_other_functions_are_no_loss(call: str) -> None:
    page = _page(f"<a href='/1.html'>{_TITLE}</a>" * 3 + f"<script>{call}</script>")
    assert further_rows(page) == (None, None)


def test_a_number_alone_is_no_address_of_a_page() -> None:
    script = "<script>function goPage(n){ list.load(n); }</script><p>共3页</p><a onclick='goPage(2)'>下一页</a>"
    assert next_link(_page(script)) is None


def test_a_pager_never_turns_to_the_page_shown() -> None:
    script = (
        "<script>laypage({pages: 3, curr: 1, jump: function(o){ location.href = '?c=9&page=' + o.curr; }})</script>"
    )
    assert next_link(_page(script).replace(url=f"{_HOST}/nb/list.do?c=9&page=2")) is None


def test_numbers_of_thousands_of_digits_are_none() -> None:
    pager = f"<div><span>{'9' * 5000}</span><a href='?p=2'>2</a><a href='?p=3'>3</a></div>"
    assert next_link(_page(pager)) is None
    openers = openers_in("function go(n){ location.href = 'index_' + (n-1) + '.html' }")
    assert openers.address(f"go('{'9' * 5000}')", {}) == ""


def test_a_list_that_loads_rows_on_a_click_is_reported_and_other_pages_are_not() -> None:
    button = "<div class='more' onclick='load()'>点击加载更多</div>"
    assert "browser" in str(hidden_pages(_page(f"<a href='/1.html'>{_TITLE}</a>{button}")))
    assert hidden_pages(_page(f"<a href='/1.html'>县委召开会议</a>{button}")) is None


@pytest.mark.parametrize(
    ("handler", "reported"),
    [
        ("if (atEnd()) $.get(next(), draw)", True),
        ("if (atEnd()) fetch(urls[n++]).then(draw)", True),
        ("if ($(window).scrollTop() > 99) $('#top').show()", False),
    ],
)
def test_a_list_that_loads_rows_on_scrolling_is_reported(handler: str, *, reported: bool) -> None:
    page = _page(f"<a href='/1.html'>{_TITLE}</a><script>$(window).scroll(function(){{ {handler} }})</script>")
    assert ("loads more rows on scrolling" in str(further_rows(page)[1])) == reported
    other = _page(f"<a href='/1.html'>县委召开会议</a><script>$(window).scroll(function(){{ {handler} }})</script>")
    assert further_rows(other) == (None, None)


@pytest.mark.parametrize(
    "pager",
    [
        "<div class='pg'><a class=on>1</a><a href='javascript:;' onclick='toPage(2)'>2</a></div>",
        "<a class='next' data-page='2'>下一页</a>",
        "<a href='javascript:;' onclick='query(15, 2)'>下一页</a>",
        "<script>var m_nRecordCount = '45'; var m_nPageSize = 15;</script>",
        "<script>Page({num: 2, startnum: 1, elem: $('#p'), callback: function(n){ load(n) }})</script>",
        "<div class='fy'><em class='on'>1</em><em data-p='2'>2</em></div>",
        "<div class='fy'><select onchange='go(this.value)'><option>1</option><option>2</option></select></div>",
        "<span>1</span><span data-p=2>2</span><span class='next'>下一页</span>",
        "<span>共 2 条</span><button>‹</button><ul><li class='active'>1</li><li>2</li></ul><button>›</button>",
        "<script>laypage.render({elem: 'p', count: 20, limit: 1, jump: function(o){ load(o.curr) }})</script>",
        "<script>laypage({cont: 'p', pages: 20, jump: function(o){ load(o.curr) }})</script>",
        "<script>$('#p').pagination({items: 20, itemsOnPage: 1, hrefTextPrefix: '#page-'})</script>",
        "<script>Page({el: '#p', pages: 20, getLink: function(n){ return 'javascript:go(' + n + ')' }})</script>",
    ],
)
def test_a_pager_that_only_scripts_can_turn_is_reported(pager: str) -> None:
    row = f"<a href='/1.html'>{_TITLE}</a>"
    assert "only the first could be read" in str(further_rows(_page(row + pager))[1])
    assert further_rows(_page(f"<a href='/1.html'>县委召开会议</a>{pager}")) == (None, None)


def test_a_list_of_agencies_that_only_scripts_can_turn_is_reported() -> None:
    pager = "<a href='javascript:void(0)' onclick='turn()'>下一页</a> 共3页"
    assert "its 3 pages" in str(hidden_pages(_page(f"<a href='/1/'>县教育局</a>{pager}")))


@pytest.mark.parametrize(
    "pager",
    [
        "<span>首页</span><span>上一页</span><span>1</span><span>下一页</span><span>尾页</span>",  # the only page
        "<a href='?p=1'>1</a><span>2</span><a class='disabled'>下一页</a>",  # the last
        "<a href='javascript:;' onclick='query(15, 1)'>下一页</a>",
        "<script>Page({num: 1, startnum: 1, elem: $('#p'), callback: function(n){ load(n) }})</script>",
        "<ul class='slides'><li>1</li><li>2</li></ul>",
        "<div class='fy'><select><option>1</option><option selected>2</option></select></div>",
        "<div class='stars'><select><option>1</option><option>2</option></select></div>",
        "<a href='?p=1'>上一页</a><a href='javascript:void(0)'>下一页</a> 共2页 第2页",
        "<script>laypage.render({elem: 'p', count: 2, limit: 1, curr: 2, jump: function(o){ load(o.curr) }})</script>",
        "<script>laypage.render({count: 2, limit: 1, jump: function(o){ location.href = o.curr + '.html' }})</script>",
        "<script>laypage.render({elem: 'p', count: 1, limit: 15, jump: function(o){ load(o.curr) }})</script>",
    ],
)
def test_a_pager_of_one_page_and_other_numbers_are_not_reported(pager: str) -> None:
    assert further_rows(_page(f"<a href='/1.html'>{_TITLE}</a>{pager}")) == (None, None)


def test_a_click_that_is_bound_from_outside_asks_for_the_next_page() -> None:
    asks = "function load(){ $.ajax({url: '/rows', data: {cid: 7, pageNo: pageNo}, success: draw}) }"
    script = f"<script>var pageNo = 1; {asks} $('#next').click(function(){{ pageNo++; load() }})</script>"
    following, trouble = further_rows(_page(f"<a href='/1.html'>{_TITLE}</a><a id='next'>下一页</a>{script}"))
    assert (following and following.url, trouble) == (f"{_HOST}/rows?cid=7&pageNo=1", None)


def test_a_pager_of_list_items_turns_beside_what_counts_rows() -> None:
    items = "<li>1</li><li><a href='?c=9&p=2'>2</a></li><li><a href='?c=9&p=3'>3</a></li>"
    counted = "<li><span>共 <strong>3</strong>页<strong>8</strong>条</span></li>"
    following = next_link(_page(f"<ul class='pagelist'>{items}{counted}</ul>"))
    assert getattr(following, "url", None) == f"{_HOST}/nb/list.do?c=9&p=2"
