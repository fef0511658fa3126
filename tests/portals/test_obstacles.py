"""Pages that stand in the way are named; pages that only look short are not."""

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from gxcrawl.portals.obstacles import find_obstacle, is_another_page, means_gone, was_sent_home
from gxcrawl.portals.pages.markup.shapes import Attachment, DetailPage

_URL = "http://127.0.0.1:8001/a/t20210125_1.html"


@pytest.mark.parametrize(
    ("status", "html", "word"),
    [
        (521, "<script>document.cookie='__jsl_clearance_s='</script>", "521"),
        (412, "<script>$_ts=window['$_ts']</script>", "412"),
        (200, "<script>document.cookie='__jsl_clearance_s=1'</script>", "加速乐"),
        (202, "<script>$_ts={};</script>", "瑞数"),
        (200, "<script>var arg1='3A';document.cookie='acw_sc__v2='+x;location.reload()</script>", "cookie"),
        (200, "<body><script>location.reload();</script></body>", "cookie"),
        (200, "<script>d[x(0)]='__tst_status='+e+'#;';d[x(0)]='EO_Bot_Ssid='+a+';'</script>", "EdgeOne"),
        (403, "<p>因区域限制，境外地址无法访问</p>", "geographic"),
        (403, "<p>Forbidden</p>", "refused"),
        (403, '{"msg": "Invalid CSRF token"}', "token"),
        (404, "", "gone"),
        (400, '{"code": "rest_post_invalid_page_number"}', "gone"),
        (501, "", "Referer"),
        (200, "<title>系统提示</title><form><input type=password></form>", "login"),
        (200, "<h1>霁川县教育局2020年政府信息公开年报</h1><p>对不起，您没有权限浏览此信息！</p>", "login"),
        (200, "<form><img src='/createimage.jsp'><input name='codeValue'></form>", "captcha"),
        (200, "<title>404</title><p>您访问的页面不存在</p>", "deleted"),
        (200, "<div>该信息已被删除</div>", "deleted"),
        (200, "<title>系统错误</title>", "error page"),
        (200, "<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>", "error page"),
        (200, "<p>系统繁忙，请稍后再试！</p>", "error page"),
        (200, "<div>数据库连接失败</div>", "error page"),
        (200, "<h1>“/”应用程序中的服务器错误。</h1>", "error page"),
        (200, "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused", "error page"),
        (200, "<title>安全拦截</title><p>您的请求已被Web应用防火墙拦截，事件编号 7f3a</p>", "firewall"),
        (200, "<p>访问过于频繁，请稍后再试</p>", "firewall"),
        (200, "<h2>该稿件内容已撤稿</h2>", "deleted"),
        (200, "<p>抱歉，您要查看的网页不见了</p><a href='/'>返回首页</a>", "deleted"),
        (200, "<p>该文章未发布或已下架</p>", "deleted"),
        (200, "<p>请开启JavaScript并刷新该页</p>", "challenge"),
        (200, "<title>安全验证</title><p>请拖动滑块完成拼图</p>", "challenge"),
        (200, "<p>网站正在升级维护，暂停服务</p>", "maintenance"),
        (200, "<p>当前IP不在允许访问范围</p>", "refused"),
        (200, "<p>对不起，您没有浏览该栏目的权限！</p>", "refused"),
        (200, "<!-- " + "<p>模板说明</p>" * 300 + " --><p>您访问的页面不存在</p>", "deleted"),
        (200, "<p>The page you requested has been withdrawn. 本文章已撤回</p>", "deleted"),
    ],
)
def test_obstacles_are_recognised(status: int, html: str, word: str) -> None:
    obstacle = find_obstacle(HtmlResponse(_URL, status, body=f"<html>{html}</html>".encode(), encoding="utf-8"))
    assert obstacle is not None
    assert word in obstacle


@pytest.mark.parametrize(
    "html",
    [
        "<h1>霁川县教育局2020年政府信息公开工作年度报告</h1><p>见附件</p>",
        "<div id='list'></div><script>load({error: function () { layer.msg('非法请求') }})</script>",
        "<div id='list'></div><!-- 网站正在建设 --><script src='/js/list.js'></script>",
        "<iframe src='/nb/'></iframe>系统正在维护",
        "<div id='rows'></div><p hidden>网络异常，请稍后重试</p><script src='/js/rows.js'></script>",
        "<a href='1.pdf'>2020</a><p>You have permission to download</p>",
        "<p>" + "一、总体情况。用户登录页面不存在的问题已整改。" * 80 + "</p>",
        "",
    ],
)
def test_pages_of_reports_are_not_obstacles(html: str) -> None:
    assert (
        find_obstacle(HtmlResponse(_URL, body=f"<html><body>{html}</body></html>".encode(), encoding="utf-8")) is None
    )


@pytest.mark.parametrize("piece", ["<script>", "<style>a", "<", "<title>", "<title", "</"])
def test_a_page_of_unclosed_patterns_is_searched_in_linear_time(piece: str) -> None:
    assert find_obstacle(HtmlResponse(_URL, body=(piece * 60_000).encode(), encoding="utf-8")) is None


def test_words_are_found_after_scripts_of_any_form() -> None:
    html = "<SCRIPT>document.cookie='a=1'</SCRIPT>" + "<p>霁川县教育局2020年政府信息公开工作年度报告</p>"
    assert find_obstacle(HtmlResponse(_URL, body=html.encode(), encoding="utf-8")) is None
    unfinished = "<script>document.cookie='a=1';" + "x=2;" * 20
    assert "cookie" in str(find_obstacle(HtmlResponse(_URL, body=unfinished.encode(), encoding="utf-8")))


_TITLE = "霁川县教育局2020年政府信息公开工作年度报告"


def _page(url: str, html: str, redirected: bool = False) -> HtmlResponse:
    meta = {"redirect_urls": [_URL]} if redirected else {}
    return HtmlResponse(url, body=html.encode(), encoding="utf-8", request=Request(url, meta=meta))


def test_a_redirect_to_the_home_page_means_the_page_is_gone() -> None:
    home = "http://127.0.0.1:8001/"
    reason = was_sent_home(_page(home, "<html>首页</html>", redirected=True), home)
    assert reason is not None
    assert means_gone(reason)
    assert was_sent_home(_page(_URL, "<html>首页</html>", redirected=True), home) is None
    assert was_sent_home(_page(home, "<html>首页</html>"), home) is None


@pytest.mark.parametrize(
    ("status", "html", "gone"),
    [
        (404, "", True),
        (410, "", True),
        (200, "<h1>您访问的页面已删除或不存在</h1>", True),
        (200, "<p>该文章已撤销</p>", True),
        (500, "", False),
        (403, "", False),
        (521, "", False),
    ],
)
def test_a_missing_page_is_distinguished_from_an_inaccessible_one(status: int, html: str, gone: bool) -> None:
    obstacle = find_obstacle(HtmlResponse(_URL, status, body=f"<html>{html}</html>".encode(), encoding="utf-8"))
    assert obstacle is not None
    assert means_gone(obstacle) is gone


@pytest.mark.parametrize("lead", ["<frameset><frame src='/a'></frameset>", "<a href='/main.html'></a>"])
def test_a_page_with_links_but_no_words_is_no_challenge(lead: str) -> None:
    html = f"<html><script>document.cookie='seen=1'</script>{lead}</html>"
    assert find_obstacle(HtmlResponse(_URL, body=html.encode(), encoding="utf-8")) is None


@pytest.mark.parametrize(
    ("html", "detail", "other"),
    [
        ("<title>霁川县人民政府</title>要闻", DetailPage("霁川县人民政府"), True),
        (f"<p>{_TITLE}</p>", DetailPage("", text="x"), False),
        ("<p>见附件</p>", DetailPage("", attachments=(Attachment("http://127.0.0.1:8001/1.pdf", "1"),)), False),
        ("<p>报告</p>", DetailPage("教育局二〇二〇年政府信息公开年报"), False),
        ("<div id=zoom>正文</div>", DetailPage("", text="正文", text_is_body=True), False),
    ],
)
def test_an_index_page_instead_of_an_article_is_a_wrong_page(html: str, detail: DetailPage, other: bool) -> None:
    found = is_another_page(_page(_URL, f"<html>{html}</html>"), detail, _TITLE)
    assert (found is not None) is other
