"""Which links are followed, and what the way there says about year and agency."""

from dataclasses import replace

import pytest

from gxcrawl.model import Portal
from gxcrawl.portals.addresses import is_article_address, is_same_page, without_session
from gxcrawl.portals.articles import Article, bodies_beside, offers_several_bodies, read_article
from gxcrawl.portals.bodies.words import agency_like
from gxcrawl.portals.discovery import DEEPEST, Place, Trail, choose
from gxcrawl.portals.pages.markup.shapes import Attachment, DetailPage, ListEntry
from gxcrawl.portals.proposals import ListSeen, propose_entry
from gxcrawl.portals.sites import Scope, as_hosts, is_same_owner

_HOST = "http://127.0.0.1:8001"


def _chosen(place: Place, name: str, path: str, depth: int = 0) -> tuple[str, str, int | None, str | None] | None:
    found = choose([ListEntry(_HOST + path, name)], Trail("tingbei", place, depth))
    return (found[0].step, found[0].trail.place, found[0].trail.year, found[0].trail.agency) if found else None


@pytest.mark.parametrize(
    ("place", "name", "path", "chosen"),
    [
        ("home", "政府信息公开", "/zwgk/", ("list", "gateway", None, None)),
        ("home", "Open Government 政务公开", "/zw/", ("list", "gateway", None, None)),
        ("home", "政府信息公开年报", "/x/", ("list", "column", None, None)),
        ("home", "查看更多", "/zwgk/zfxxgknb_98951/", ("list", "column", None, None)),
        ("home", "区教育局", "/jyj/", None),
        ("column", "县行政审批服务局", "/spj/", ("list", "column", None, "县行政审批服务局")),
        ("column", "县机关事务服务中心", "/jgsw/", ("list", "column", None, "县机关事务服务中心")),
        ("column", "政务服务中心", "/fw/", None),
        ("home", "2020年", "/2020n/", None),
        ("home", "招聘公告", "/zp/", None),
        ("gateway", "区教育局", "/jyj/", ("list", "gateway", None, "区教育局")),
        ("gateway", "乡镇（街道）", "/xz/", ("list", "gateway", None, None)),
        ("column", "2020年", "/2020n/", ("list", "column", 2020, None)),
        ("column", "区级部门", "/bm/", ("list", "column", None, None)),
        ("column", "市本级", "/bj/", ("list", "column", None, None)),
        ("column", "2019年及以前", "/old/", ("list", "column", None, None)),
        ("column", "2020年之前年报", "/old/", ("list", "column", None, None)),
        ("column", "2016年及以前年度报告（旧版网站）", "/old/", ("list", "column", None, None)),
        ("column", "云河市", "/yunhe/", ("list", "column", None, "云河市")),
        ("column", "经济管理部门", "/jj/", ("list", "column", None, None)),
        ("column", "县政府派出机构", "/pc/", ("list", "column", None, None)),
        ("column", "县市区", "/xq/", ("list", "column", None, None)),
        ("column", "各县（市、区）年报", "/xq/", ("list", "column", None, None)),
        ("column", "2020年度（部门）", "/2020b/", ("list", "column", 2020, None)),
        ("column", "二〇二〇年", "/2020n/", ("list", "column", 2020, None)),
        ("column", "直属事业单位", "/sy/", ("list", "column", None, None)),
        ("column", "议事协调机构", "/ys/", ("list", "column", None, None)),
        ("column", "2019年及以前年报请点击此处", "/old/", ("list", "column", None, None)),
        ("column", "内设部门", "/ns/", None),
        ("column", "产业联盟", "/lm/", None),
        ("gateway", "历史年报", "/ln/", ("list", "column", None, None)),
        ("gateway", "政府网站工作年度报表", "/wz/nb/", None),
        ("column", "2008—2018年", "/old/", ("list", "column", None, None)),
        ("column", "更早年份", "/old/", ("list", "column", None, None)),
        ("home", "2008—2018年", "/old/", None),
        ("gateway", "历年年报", "/ln/", ("list", "column", None, None)),
        ("gateway", "县政府年报及部门年报", "/x/", ("list", "column", None, None)),
        ("gateway", "镇街、部门年度报告", "/x/", ("list", "column", None, None)),
        ("gateway", "企业年报", "/qy/", None),
        ("column", "鹿山街道", "/lsjd/", ("list", "column", None, "鹿山街道")),
        ("column", "云溪县审计局.docx", "/nb/6.html", ("list", "column", None, "云溪县审计局")),
        ("column", "政府信息公开指南", "/zn/", None),
        ("column", "教育局2020年政府信息公开年报", "/t20210125_1.html", ("detail", "column", None, None)),
        ("column", "教育局2020年政府信息公开年报", "/nb/2020/jyj", ("list", "column", 2020, "教育局")),
        ("column", "教育局2020年政府信息公开年报", "/up/1.pdf", ("detail", "column", None, None)),
        ("column", "2023年年报汇总", "/t20240125_1.html", ("detail", "column", 2023, None)),
        ("column", "2020年法治政府建设年度报告", "/t20210125_2.html", None),
    ],
)
def test_links_are_followed_by_title_and_place(place: Place, name: str, path: str, chosen: object) -> None:
    assert _chosen(place, name, path) == chosen


@pytest.mark.parametrize(
    ("name", "path", "followed"),
    [
        ("A-J", "/zwgk/nb/a/", True),
        ("J", "/zwgk/nb/?letter=J", True),
        ("3", "/zwgk/nb/?p=3", False),
        ("18年年报", "/zwgk/nb/18/index.html", True),
        ("查看全部年报", "/zwgk/nb/old.html", True),
        ("公共企事业单位", "/zwgk/nb/qsy/", True),
        ("公开指南", "/zwgk/nb/zn/", False),
        ("依申请公开", "/zwgk/nb/ysq/", False),
        ("A-J", "/zwgk/a/", False),
        ("下一页", "/zwgk/nb/index_2.html", False),
        ("2", "/zwgk/nb/index_2.html", False),
        ("首页", "/zwgk/nb/", False),
        ("某局召开全体干部职工会议", "/zwgk/nb/hy.html", False),
    ],
)
def test_pages_below_the_folder_of_a_column_belong_to_it(name: str, path: str, followed: bool) -> None:
    [column] = choose([ListEntry(f"{_HOST}/zwgk/nb/index.html", "政府信息公开年报")], Trail("tingbei", "home"))
    assert [one.step for one in choose([ListEntry(_HOST + path, name)], column.trail)] == ["list"] * followed
    [column] = choose([ListEntry(f"{_HOST}/nb.html", "政府信息公开年报")], Trail("tingbei", "home"))
    assert choose([ListEntry(_HOST + path, name)], column.trail) == []


def test_lists_are_limited_in_depth_but_articles_are_not() -> None:
    assert _chosen("column", "2020年", "/2020n/", 7) == ("list", "column", 2020, None)
    assert _chosen("column", "2020年", "/2020n/", DEEPEST) is None
    assert _chosen("column", "2025年年报", "/t20260101_1.html", DEEPEST) is not None


def test_a_report_without_a_year_gets_the_year_of_its_place_in_the_list() -> None:
    row = ListEntry(f"{_HOST}/nb/1/", "霁川县教育局政府信息公开工作年度报告", year=2020)
    assert [(c.step, c.trail.year) for c in choose([row], Trail("jichuan", "column"))] == [("detail", 2020)]


@pytest.mark.parametrize("body", ["汀北区教育局", "人民医院", "汀北区第一中学", "汀北区图书馆", "市图书馆", "县妇联"])
def test_in_a_hub_of_one_year_the_name_of_an_agency_is_its_report(body: str) -> None:
    entry = ListEntry(_HOST + "/wzxxgknb/2024/1.pdf", body, year=2023)
    found = choose([entry], Trail("tingbei", "column", year=2023))[0]
    row = Article.of_row(found.entry, found.trail)
    assert (found.step, row.year, row.names) == ("detail", 2023, (body,))


@pytest.mark.parametrize("group", ["公立医院", "中小学", "直属学校", "各中小学", "高等学校", "义务教育学校"])
def test_a_group_of_agencies_is_not_one_of_them(group: str) -> None:
    assert not agency_like(group)


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/a/202101/t20210125_123.html", True),
        ("/art/2021/1/25/art_77_4001.html", True),
        ("/col/col77/art/2022/art_0f235d56ca894d5d9a95a53676d05733.html", True),
        ("/jcx/c112289c/202602/c01_1108994.shtml", True),
        ("/info/1037/6799.htm", True),
        ("/info/egovinfo/zwgk/zwgk-nry/01606072-9-30/2020-1117005.htm", True),
        ("/public/21981/23672221.html", True),
        ("/cms/html/npszf/2013-01-25/1779102018.html", True),
        ("/nw12344/20230331/0f235d56ca894d5d9a95a53676d05733.html", True),
        ("/module/xxgk/xxgkAnnualReport.jsp?fbtime=2017&area=1", True),
        ("/n100/n200/c1234/content.html", True),
        ("/col/col77/index.html", False),
        ("/zwgk/zfxxgknb/index_2.html", False),
        ("/public/column/21981?type=3", False),
        ("/xxgk/nb/12.htm", False),
        ("/module/xxgk/xxgkAnnualReport.jsp?area=1", False),
        ("/zfxxgknb/2020/", False),
    ],
)
def test_shapes_of_article_addresses(path: str, article: bool) -> None:
    assert is_article_address(_HOST + path) is article


def test_scope_is_host_and_port() -> None:
    portal = Portal("a", "甲", "http://www.tingbei.example/", hosts=("files.tingbei.example", "127.0.0.1:8002"))
    scope = Scope(portal)
    inside = ["https://tingbei.example/x", "http://files.tingbei.example/y.pdf", "http://127.0.0.1:8002/z"]
    outside = ["http://tingbei.example:8080/", "http://127.0.0.1/", "http://127.0.0.1:8003/", "ftp://tingbei.example/"]
    assert [url for url in inside if not scope.holds(url)] == []
    assert [url for url in (*outside, "http://tingbei.example.evil.example/") if scope.holds(url)] == []


def test_scope_of_all_hosts_below_a_name() -> None:
    portal = Portal("a", "甲", "http://www.tingbei.example/", hosts=("*.tingbei.example",))
    scope = Scope(portal, taken=frozenset({"heting.tingbei.example"}))
    assert scope.holds("http://jyj.tingbei.example/x")
    outside = (
        "jyj.tingbei.example:8080",
        "eviltingbei.example",
        "tingbei.example.evil.example",
        "heting.tingbei.example",
    )
    assert [host for host in outside if scope.holds(f"http://{host}/")] == []
    assert as_hosts("http://jyj.tingbei.example/x", portal.home) == "'*.tingbei.example'"
    assert as_hosts("http://www.other.example/x", portal.home) == "other.example"


def test_session_fields_are_removed_from_urls() -> None:
    assert without_session(_HOST + "/a;jsessionid=1F?id=7&_=0.33") == _HOST + "/a?id=7"
    assert without_session(f"{_HOST}/(S(bgv3mkye0rzq3j55xbxkjw45))/a.aspx?id=7") == f"{_HOST}/a.aspx?id=7"
    for changing in (
        "sid=5be5ca69fd269e83",
        "_t=1795373125558",
        "ts=1795373125",
        "session_id=7",
        "v=0.5437217712",
        "_v=1795373125558",
    ):
        assert without_session(f"{_HOST}/a?id=7&{changing}") == f"{_HOST}/a?id=7"
    for meaning in ("sid=755001", "type=3", "site=7", "v=0.5", "v=20210125", "id=1795373125558", "year=2020"):
        assert without_session(f"{_HOST}/a?{meaning}") == f"{_HOST}/a?{meaning}"
    assert without_session(_HOST + "/a?id=7&x=%E5%B9%B4") == _HOST + "/a?id=7&x=%E5%B9%B4"


@pytest.mark.parametrize(
    ("url", "other", "same_owner"),
    [
        ("http://xxgk.jichuan.gov.cn/", "http://www.jichuan.gov.cn/", True),
        ("http://www.jichuan.gov.cn/", "http://www.shuyu.gov.cn/", False),
        ("http://www.gov.cn/", "http://www.jichuan.gov.cn/", False),
        ("http://a.jichuan.cn/", "https://jichuan.cn/", True),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", True),
        ("http://10.0.0.1/", "http://11.0.0.1/", False),
    ],
)
def test_hosts_of_one_owner_are_recognised(url: str, other: str, same_owner: bool) -> None:
    assert is_same_owner(url, other) is same_owner


def test_a_folder_and_its_index_are_one_page() -> None:
    assert is_same_page(f"{_HOST}/nb/index.html", f"{_HOST}/nb/")
    assert not is_same_page(f"{_HOST}/nb/list.html", f"{_HOST}/nb/")


def test_a_proposed_entry_names_exactly_the_hosts_of_its_lists() -> None:
    column = "http://xxgk.jichuan.gov.cn/nb/"
    seen = ListSeen(column, "generic", True, None, ("霁川县教育局2020年政府信息公开年报",), (f"{column}1.html",))
    hosts = ("xxgk.jichuan.gov.cn", "news.jichuan.gov.cn")
    proposal = propose_entry("http://www.jichuan.gov.cn/", "霁川县人民政府", [seen], [], hosts)
    assert "hosts:\n  - xxgk.jichuan.gov.cn\n  cms" in str(proposal.entry)


@pytest.mark.parametrize(
    ("way", "name", "whole"),
    [
        ("霁川县", "城关镇", "霁川县城关镇"),
        ("霁川县人民政府", "县教育局", "霁川县教育局"),
        ("霁川县城关镇", "城关镇", "霁川县城关镇"),
        ("霁川县", "云河市生态环境局霁川县分局", "云河市生态环境局霁川县分局"),
        ("霁川县", "云溪县教育局", "云溪县教育局"),
        ("1霁川县教育局", "霁川县教育局", "霁川县教育局"),
        ("高新区", "鹤汀街道", "鹤汀街道"),
        ("县直部门", "县教育局", "县教育局"),
    ],
)
def test_an_agency_in_a_region_gets_the_name_of_the_region(way: str, name: str, whole: str) -> None:
    row = ListEntry(f"{_HOST}/nb/1.html", f"{name}2020年政府信息公开年报")
    trail = Trail("yunhe", "column", agency=way)
    assert Article.of_row(row, trail).names[0] == whole
    assert read_article(DetailPage(row.title), row, trail).names[0] == whole
    assert choose([row], trail)[0].trail.agency == whole


def test_files_beside_names_of_agencies_form_a_hub() -> None:
    files = tuple(Attachment(f"{_HOST}/{n}.pdf", "点击下载") for n in range(2))
    rows = [ListEntry(f"{_HOST}/0.pdf", "区教育局"), ListEntry(f"{_HOST}/1.pdf", "下载", agency="区水利局")]
    page = DetailPage("2020年政府信息公开年报", attachments=files)
    assert offers_several_bodies(page, bodies_beside(page, lambda: rows))
    one = [rows[0], ListEntry(f"{_HOST}/2.pdf", "区水利局")]
    assert not offers_several_bodies(page, bodies_beside(page, lambda: one))
    assert bodies_beside(replace(page, attachments=files[:1]), lambda: rows) == {}
