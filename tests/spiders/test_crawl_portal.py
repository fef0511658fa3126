"""The spider over a small TRS portal: from home to every report, inside the selection, past everything that fails."""

from itertools import product

import pytest
from spiders.crawled import Crawl
from spiders.sites.local_portal import Answer, Asked, Page, serve
from spiders.sites.parts import SECTIONS

_HTML = (("Content-Type", "text/html; charset=gb2312"),)
_SECTIONS = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"


def _gbk(text: str) -> Answer:
    return Answer(f"<html><body>{text}</body></html>".encode("gb18030"), headers=_HTML)


def _list(rows: list[tuple[str, str]], pager: str = "") -> Answer:
    items = "".join(f'<li><a href="{path}">{title}</a><span>2021-01-25</span></li>' for path, title in rows)
    return _gbk(f"<ul>{items}</ul><script>{pager}</script>")


def _article(title: str, extra: str = "") -> Answer:
    return _gbk(f'<h1>{title}</h1><div>发布日期：2021-01-25</div><div class="TRS_Editor">{_SECTIONS}{extra}</div>')


def _once_or_twice_broken(page: Answer) -> Page:
    asked: list[Asked] = []

    def answer(now: Asked) -> Answer:
        asked.append(now)
        return Answer("busy", 500) if len(asked) < 3 else page

    return answer


def _wants_referer(asked: Asked) -> Answer:
    found = asked.headers.get("Referer", "").endswith("t20210125_1.html")
    return Answer(b"%PDF-1.4 report", headers=(("ETag", '"e1"'),)) if found else Answer("<html>验证码</html>")


_PAGES: dict[str, Page] = {
    "/robots.txt": Answer("User-agent: *\nDisallow: /zwgk/nb/202101/t20210125_6.html\n"),
    "/": _gbk('<a href="/zwgk/">政府信息公开</a><a href="/news/">要闻</a><a href="http://127.0.0.1:9/x/">年报</a>'),
    "/zwgk/": _gbk('<a href="/zwgk/nb/">政府信息公开年报</a><a href="/zwgk/zn.html">政府信息公开指南</a>'),
    "/zwgk/nb/": _list(
        [
            ("202101/t20210125_1.html", "汀北区教育局2020年政府信息公开工作年度报告"),
            ("202101/t20210125_2.html", "汀北区2020年法治政府建设年度报告"),
            ("202101/t20210125_3.html", "2020年汀北区各部门政府信息公开年报汇总"),
        ],
        'createPageHTML(2, 0, "index", "html")',
    ),
    "/zwgk/nb/index_1.html": _list(
        [
            ("202001/t20200125_4.html", "2019年度鹤汀街道办事处政府信息公开工作年度报告"),
            ("202001/t20200125_5.html", "汀北区水利局2019年政府信息公开工作年度报告"),
            ("202101/t20210125_6.html", "汀北区民政局2020年政府信息公开工作年度报告"),
            ("202101/t20210125_7.html", "汀北区司法局2020年政府信息公开工作年度报告"),
            ("202101/t20210125_8.html", "汀北区统计局2020年政府信息公开工作年度报告"),
            ("202101/t20210125_9.html", "汀北区林业局2020年政府信息公开工作年度报告"),
        ],
        'createPageHTML(2, 1, "index", "html")',
    ),
    "/zwgk/nb/202101/t20210125_1.html": _article(
        "汀北区教育局2020年政府信息公开工作年度报告",
        '<a href="./P020210125.pdf">年报</a><a href="./P020210126.doc">关于做好年报编制工作的通知</a>',
    ),
    "/zwgk/nb/202101/P020210125.pdf": _wants_referer,
    "/zwgk/nb/202101/t20210125_3.html": _gbk(
        "<h1>2020年汀北区各部门政府信息公开年报汇总</h1>"
        '<a href="/up/1.pdf">汀北区财政局</a><a href="/up/2.pdf">汀北区审计局</a>'
    ),
    "/up/1.pdf": Answer(b"%PDF-1.4 a"),
    "/up/2.pdf": Answer("<html><title>404</title>文件不存在</html>"),
    "/zwgk/nb/202001/t20200125_4.html": _once_or_twice_broken(
        _article("2019年度鹤汀街道办事处政府信息公开工作年度报告")
    ),
    "/zwgk/nb/202101/t20210125_7.html": Answer("<script>$_ts={}</script>", 412),
    "/zwgk/nb/202101/t20210125_8.html": Answer("", 302, (("Location", "/"),)),
    "/zwgk/nb/202101/t20210125_9.html": Answer("", 302, (("Location", "http://127.0.0.1:9/copy.html"),)),
}

_QUICK = {"RETRY_TIMES": 2}


def _registry(address: str, more: str = "") -> str:
    return f"- id: tingbei\n  name: 汀北区人民政府\n  home: {address}/\n{more}"


def test_a_crawl_from_the_home_page_finds_every_report_and_names_every_failure(crawl: Crawl) -> None:
    with serve(_PAGES) as portal:
        found = crawl(_registry(portal.address), **_QUICK)
        paths = portal.paths()
    assert found.reports() == {("tingbei-jiaoyuju", 2020), ("tingbei-caizhengju", 2020), ("tingbei-hetingjiedao", 2019)}
    reasons = {failure["url"].rsplit("/", 1)[-1]: failure["failure"] for failure in found.failures}
    assert {name: reason.split("(")[0].strip()[:24] for name, reason in reasons.items()} == {
        "2.pdf": "error page served as sta",
        "t20200125_5.html": "page is gone",
        "t20210125_6.html": f"robots.txt of {portal.address[7:]} forbids this address"[:24],
        "t20210125_7.html": "JavaScript challenge",
        "t20210125_8.html": "page is gone: the portal",
        "t20210125_9.html": "leads to http://127.0.0.",
    }
    assert all("\n" not in failure["failure"] for failure in found.failures)
    assert {item["url"].rsplit("/", 1)[-1] for item in found.evidence} == {"2.pdf", "t20210125_7.html"}
    assert "/zwgk/nb/202101/t20210125_2.html" not in paths
    assert "/zwgk/nb/202101/P020210126.doc" not in paths
    assert found.stats["gxcrawl/fetch/details"] == 3
    assert found.stats["gxcrawl/fetch/attachments"] == 1
    assert found.stats["gxcrawl/fetch/outside"] == 1
    attachment = next(document for document in found.documents if document["parent_url"])
    page = next(document for document in found.documents if document["url"] == attachment["parent_url"])
    assert [attachment[key] for key in ("title", "agency_id", "year")] == [
        page[key] for key in ("title", "agency_id", "year")
    ]


def test_selection_restricts_what_is_fetched(crawl: Crawl) -> None:
    with serve(_PAGES) as portal:
        more = "  agencies: [{id: jy, name: 汀北区教育局}, {id: sl, name: 水利局}]\n"
        found = crawl(_registry(portal.address, more), agency="jy,sl", year="2020", **_QUICK)
        paths = portal.paths()
    assert found.reports() == {("jy", 2020)}
    assert found.failures == []
    assert not {"/up/1.pdf", "/zwgk/nb/202001/t20200125_4.html", "/zwgk/nb/202001/t20200125_5.html"} & set(paths)


@pytest.mark.parametrize(
    ("pages", "more", "reason"),
    [
        ({"/": "<html><a href='/news/'>要闻</a></html>"}, "", "no annual-report column found from the home page"),
        (
            {"/": "<html><a href='/nb/'>政府信息公开年报</a></html>", "/nb/": "<html><p>暂无内容</p></html>"},
            "",
            "{}/nb/ is linked as the annual-report column and shows no reports; look at it",
        ),
        ({"/nb/": "<html><p>暂无内容</p></html>"}, "  column: {}/nb/\n", "column shows no reports"),
        (
            {"/nb/": '<script>$.get("http://127.0.0.1:9/list", {page: 1}, function (rows) { show(rows) })</script>'},
            "  column: {}/nb/\n",
            "asked for by a script here, but stands on 127.0.0.1:9; name ",
        ),
        (
            {"/": Answer("<script>document.cookie='__jsl_clearance_s'</script>", 521)},
            "",
            "JavaScript challenge (status 521",
        ),
        ({"/": Answer("x", 503)}, "", "server answered status 503 after 3 tries"),
    ],
)
def test_a_portal_without_any_rows_is_a_failure(crawl: Crawl, pages: dict[str, Page], more: str, reason: str) -> None:
    with serve(pages) as portal:
        found = crawl(_registry(portal.address, more.format(portal.address)), **_QUICK)
    assert found.documents == []
    assert len(found.failures) == 1
    assert found.failures[0]["failure"].startswith(reason.format(portal.address))


def test_a_script_of_another_host_does_not_hide_the_script_of_the_list(crawl: Crawl) -> None:
    title = "汀北区教育局2020年政府信息公开工作年度报告"
    rows = f'{{"data": [{{"title": "{title}", "url": "/nb/1.html", "date": "2021-01-25"}}]}}'
    pages: dict[str, Page] = {
        "/nb/": "<script src='http://127.0.0.1:9/x.js'></script><div id='l'></div><script src='/js/list.js'></script>",
        "/js/list.js": Answer("$.get('/api/list?page=1', show)", headers=(("Content-Type", "text/javascript"),)),
        "/api/list": Answer(rows, headers=(("Content-Type", "application/json"),)),
        "/nb/1.html": _article(title),
    }
    with serve(pages) as portal:
        found = crawl(_registry(portal.address, f"  column: {portal.address}/nb/\n"), **_QUICK)
    assert [document["url"] for document in found.documents] == [f"{portal.address}/nb/1.html"]


def test_an_unreachable_portal_does_not_delay_others(crawl: Crawl) -> None:
    with serve({}) as gone:
        down = gone.address
    with serve(_PAGES) as portal:
        registry = _registry(portal.address) + f"- id: down\n  name: 云山县人民政府\n  home: {down}/\n"
        found = crawl(registry, year="2019", **_QUICK)
    assert found.reports() == {("tingbei-hetingjiedao", 2019)}
    assert [f["failure"].split("after")[0].strip() for f in found.failures if f["url"].startswith(down)] == [
        f"{down[7:]} refuses the connection"
    ]


def test_a_portal_on_localhost_is_crawled_without_download_delay(crawl: Crawl) -> None:
    with serve(_PAGES) as portal:
        slow = {"AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 900, "DOWNLOAD_DELAY": 900}
        found = crawl(
            _registry(portal.address), year="2019", **_QUICK, **slow
        )  # would end in the time limit of `crawl`
    assert found.reports() == {("tingbei-hetingjiedao", 2019)}


def test_a_moved_column_is_a_failure_and_the_new_one_is_found_from_the_home_page(crawl: Crawl) -> None:
    with serve(_PAGES) as portal:
        found = crawl(_registry(portal.address, f"  column: {portal.address}/old/\n"), year="2019", **_QUICK)
    assert found.reports() == {("tingbei-hetingjiedao", 2019)}
    assert ("page is gone (status 404)", f"{portal.address}/old/") in {(f["failure"], f["url"]) for f in found.failures}


def test_an_agency_is_fetched_from_its_own_column(crawl: Crawl) -> None:
    pages: dict[str, Page] = {
        "/jyj/nb/": _list([("t20210125_1.html", "2020年政府信息公开工作年度报告")]),
        "/jyj/nb/t20210125_1.html": _article("2020年政府信息公开工作年度报告"),
    }
    with serve(pages) as portal:
        more = f"  agencies: [{{id: jy, name: 汀北区教育局, column: '{portal.address}/jyj/nb/'}}]\n"
        found = crawl(_registry(portal.address, more), agency="jy", **_QUICK)
        paths = portal.paths()
    assert (found.reports(), found.failures) == ({("jy", 2020)}, [])
    assert "/" not in paths


def test_an_unreadable_page_is_a_failure(crawl: Crawl) -> None:
    pages: dict[str, Page] = {"/": Answer(b"<html>" + b"<b>" * 200_000, headers=(("Content-Type", "text/html"),))}
    with serve(pages) as portal:
        found = crawl(_registry(portal.address), **_QUICK)
    assert len(found.failures) == 1


def test_a_server_that_returns_one_page_for_every_path_is_not_crawled_endlessly(crawl: Crawl) -> None:
    names = {"zwgk/": "政务公开", "nb/": "政府信息公开年报", "2021/": "2021年"}
    one = "".join(f'<a href="{path}">{name}</a>' for path, name in names.items())
    folders = ("/" + "".join(path) for depth in range(5) for path in product(names, repeat=depth))
    with serve(dict.fromkeys(folders, _gbk(one))) as portal:
        found = crawl(_registry(portal.address), **_QUICK)
        assert len(portal.asked) < len(names) + 2
    assert {f["failure"] for f in found.failures} == {
        "portal answers this address with the page of the folder above it"
    }


def test_a_report_on_another_host_is_a_failure_or_belongs_to_that_hosts_portal(crawl: Crawl) -> None:
    titles = [f"汀北区{name}2020年政府信息公开工作年度报告" for name in ("教育局", "水利局", "民政局")]
    offered = '<a href="http://file.example/1.docx">附件：年度报告.docx</a>'
    pages: dict[str, Page] = {
        "/": _gbk(
            '<a href="/nb/">政府信息公开年报</a><a href="http://city.example/1.html">2020年某市政府信息公开年报</a>'
        ),
        "/nb/2020/": _list([("http://caizheng.example/1/t20210125_1.html", "区财政局")]),
        "/nb/t20210125_1.html": _gbk(f"<h1>{titles[0]}</h1><div id='zoom'>{SECTIONS}{offered}</div>"),
        "/nb/t20210125_2.html": _gbk(f"<h1>{titles[2]}</h1><div id='zoom'>{offered}</div>"),
    }
    with serve(pages) as portal, serve({}) as other:
        named = [("http://gongan.example/zwgk/nb/", "区公安局"), ("http://sifa.example/", "区司法局")]
        rows = [("t20210125_1.html", titles[0]), ("t20210125_2.html", titles[2])]
        away = [("https://mp.weixin.example/s/Ab1", titles[1]), (f"{other.address}/nb/1.html", "2020年丙镇年报")]
        pages["/nb/"] = _list([*rows, *away, *named, ("2020/", "2020年")])
        registry = _registry(portal.address) + f"- {{id: bing, name: 丙镇人民政府, home: '{other.address}/'}}\n"
        found = crawl(registry, portal="tingbei", **_QUICK)
        assert other.asked == []
    assert {(f["url"], f["agency_id"]) for f in found.failures} == {
        ("https://mp.weixin.example/s/Ab1", "tingbei-shuiliju"),
        ("http://gongan.example/zwgk/nb/", "tingbei-gonganju"),
        ("http://caizheng.example/1/t20210125_1.html", "tingbei-caizhengju"),
        ("http://file.example/1.docx", "tingbei-minzhengju"),
    }
    reasons = {failure["failure"].split(";")[0] for failure in found.failures}
    assert "listed here, but stands on mp.weixin.example" in reasons
    assert "offered here, but stands on file.example" in reasons
