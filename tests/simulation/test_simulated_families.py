"""Every simulated family: its reports are there, its own habits are those of docs/portals."""

import html as entities
import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.challenge import ChallengeKind, ChallengeSite
from gxcrawl.simulation.portals.epoint import CATEGORY, DEPARTMENT, SITE_GUID, EpointSite
from gxcrawl.simulation.portals.families import FAMILIES, by_publisher, trs_agencies_site
from gxcrawl.simulation.portals.gkmlpt import REPORTS_CATEGORY, GkmlptSite
from gxcrawl.simulation.portals.hanweb_xxgk import Area, HanwebXxgkSite
from gxcrawl.simulation.portals.jpaas import BUILD_UNIT, JpaasSite
from gxcrawl.simulation.portals.lonsun import LonsunSite, Organ
from gxcrawl.simulation.portals.openness import OpennessSite
from gxcrawl.simulation.portals.plain import PlainSite
from gxcrawl.simulation.portals.truecms import COLUMN_ID, TrueCmsSite
from gxcrawl.simulation.portals.ucap import UcapSite
from gxcrawl.simulation.portals.vsb import VsbSite
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import Fate, Posting, post_report

HOST = "127.0.0.1:1"


def listed(count: int = 34) -> tuple[Posting, ...]:
    return tuple(
        Posting(
            4_000_100 - n,
            f"霁川县档案馆关于第{n}号文件全文公布情况的说明",
            date(2023, 1, 28),
            "霁川县档案馆",
            f"<p>第{n}号。</p>",
        )
        for n in range(count)
    )


FILED = post_report(4_000_777, invent_report(JICHUAN[1], 2021), "pdf")
POSTINGS = (FILED, *listed())


def ask(site: Site, target: str, serial: int = 0, visit: int = 0, body: str | None = None, **headers: str) -> Response:
    """One request to an address as it stands in a page, its entities resolved."""
    path, _, query = entities.unescape(target).removeprefix(f"http://{HOST}").removeprefix(f"//{HOST}").partition("?")
    fields = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
    sent = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    method = "GET" if body is None else "POST"
    return site.respond(Request(path, fields, method, (body or "").encode(), sent, serial, visit))


def text(site: Site, target: str, **more: str) -> str:
    answer = ask(site, target, **more)  # type: ignore[arg-type]
    assert answer.status == 200
    return answer.body.decode()


def links(markup: str, pattern: str) -> list[str]:
    return [href for href in re.findall(r"""href=["']([^"']+)["']""", markup) if re.search(pattern, href)]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_a_home_and_says_404_to_what_it_does_not_have(family: str) -> None:
    site = FAMILIES[family]("霁川县人民政府", POSTINGS)
    assert ask(site, "/").status == 200
    assert ask(site, "/no/such/page.html").status == 404


@pytest.mark.parametrize("family", FAMILIES)
def test_no_answer_depends_on_anything_but_the_request(family: str) -> None:
    first, second = (FAMILIES[family]("霁川县人民政府", POSTINGS) for _ in range(2))
    assert ask(first, "/", serial=3) == ask(second, "/", serial=3)


def test_postings_are_grouped_by_publisher() -> None:
    assert by_publisher(POSTINGS) == {"霁川县发展和改革局": (FILED,), "霁川县档案馆": POSTINGS[1:]}


def unit(site: JpaasSite, **query: str) -> str:
    asked = {"webId": "3", "tagId": "信息列表", **query}
    return str(json.loads(site.respond(Request(BUILD_UNIT, asked, headers={"host": HOST})).body)["data"]["html"])


@pytest.mark.parametrize("hears", ["paramJson", "pageNo", None])
def test_jpaas_hears_the_page_in_its_own_way_only(hears: str | None) -> None:
    site = JpaasSite("霁川县人民政府", POSTINGS, hears)  # type: ignore[arg-type]
    asked = {"paramJson": {"paramJson": '{"pageNo":2,"pageSize":"15"}'}, "pageNo": {"pageNo": "2", "pageSize": "15"}}
    first = unit(site)
    assert 'count="35"' in first
    for way, query in asked.items():
        assert (unit(site, **query) == first) == (way != hears)
    assert unit(site, paramJson="no json") == first


def test_jpaas_pages_carry_a_unit_script_and_no_rows() -> None:
    markup = text(JpaasSite("霁川县人民政府", POSTINGS), "/col/col101/index.html")
    assert "unitbuild.js" in markup
    assert "'parseType':'bulidstatic'" in markup
    assert not links(markup, "/art/")


def test_jpaas_links_are_protocol_relative_or_root_relative() -> None:
    found = links(unit(JpaasSite("霁川县人民政府", POSTINGS)), "/art/")
    assert len(found) == 15
    assert {href.startswith("//") for href in found} == {True, False}


def test_jpaas_downloads_expire() -> None:
    site = JpaasSite("霁川县人民政府", POSTINGS)
    article = links(unit(site), "4000777")[0]
    file = links(ask(site, article, serial=10).body.decode(), "download")[0]
    assert ask(site, file, serial=11).body == FILED.attachments[0].body
    assert ask(site, file, serial=500).status == 403
    assert file not in links(ask(site, article, serial=11).body.decode(), "download")


def test_jpaas_answers_failure_for_an_unknown_block() -> None:
    answer = JpaasSite("霁川县人民政府", POSTINGS).respond(Request(BUILD_UNIT, {"tagId": "别的"}))
    assert json.loads(answer.body)["success"] is False


def test_xxgk_answers_the_report_of_an_area_and_a_year() -> None:
    reports = tuple(post_report(n, invent_report(JICHUAN[1], n)) for n in (2022, 2021, 2020))
    site = HanwebXxgkSite("霁川县人民政府", (Area("9901", "霁川县发展和改革局", reports),))
    assert "vc_xxgkarea=9901" in text(site, "/col/col30/index.html")
    assert "tree.jsp?area=9901" in text(site, "/col/col30/index.html?vc_xxgkarea=9901")
    report = "/module/xxgk/xxgkAnnualReport.jsp?area=9901"
    assert "xxgkAnnualReport.jsp?area=9901" in text(site, "/module/xxgk/tree.jsp?area=9901")
    assert "<h1>霁川县发展和改革局2021年" in text(site, f"{report}&fbtime=2021")
    assert "<h1>霁川县发展和改革局2022年" in text(site, report)
    assert "暂无数据" in text(site, f"{report}&fbtime=2009")
    assert ask(site, "/module/xxgk/xxgkAnnualReport.jsp?area=1&fbtime=2021").status == 404


def test_xxgk_search_wants_a_script_and_answers_rows() -> None:
    site = HanwebXxgkSite("霁川县人民政府", (Area("9901", "霁川县档案馆", listed(12)),))
    search = "/module/xxgk/search.jsp?area=9901&currpage=2"
    assert ask(site, search).status == 404
    answer = ask(site, search, body="area=9901", x_requested_with="XMLHttpRequest").body.decode()
    assert answer.count("bt_link") == 2
    assert "共&nbsp;2&nbsp;页" in answer
    assert "霁川县档案馆" in text(site, links(answer, "/art/")[0])


def test_trs_trees_of_agencies_lead_from_home_to_each_column() -> None:
    site = trs_agencies_site("霁川县人民政府", POSTINGS)
    folders, seen = ["/"], set[str]()
    while folders:
        folder = folders.pop()
        seen.add(folder)
        found = {urljoin(folder, href) for href in links(text(site, folder), r"/$")}
        folders += found - seen - set(folders)
    assert {path for path in seen if "zfxxgknb" in path} == {
        "/bmjz_sites/bm/jg1/zwgk_98901/zfxxgknb_98951/",
        "/bmjz_sites/bm/jg2/zwgk_98902/zfxxgknb_98952/",
    }


def test_ucap_counts_pages_from_one() -> None:
    site = UcapSite("霁川县人民政府", POSTINGS)
    first = text(site, "/zq/c112289/xxgk_list.shtml")
    assert "createPageHTML('page_div', 3, 1, 'xxgk_list', 'shtml', 35)" in first
    found = [
        href for n in ("", "_2", "_3") for href in links(text(site, f"/zq/c112289/xxgk_list{n}.shtml"), r"[0-9a-f]{32}")
    ]
    assert len(set(found)) == 35
    assert ask(site, "/zq/c112289/xxgk_list_4.shtml").status == 404
    assert all(re.fullmatch(r"/zq/c112289/\d{6}/[0-9a-f]{32}\.shtml", href) for href in found)


def test_ucap_serves_the_same_list_as_json_of_twenty_rows() -> None:
    site = UcapSite("霁川县人民政府", POSTINGS)
    data = json.loads(text(site, f"/common/search/{site.channel_id}?_isJson=true&_pageSize=50&page=2"))["data"]
    assert (data["total"], data["rows"], len(data["results"])) == (35, 20, 15)
    assert "<ucapcontent>" in text(site, data["results"][0]["url"])


def test_ucap_links_the_report_as_a_file_in_its_table() -> None:
    site = UcapSite("霁川县人民政府", POSTINGS)
    article = text(site, links(text(site, "/zq/c112289/xxgk_list.shtml"), r"[0-9a-f]{32}")[0])
    assert "文件下载" in article
    assert ask(site, links(article, "/files/")[0]).body == FILED.attachments[0].body


def test_ucap_answers_a_burst_with_its_home_page() -> None:
    site = UcapSite("霁川县人民政府", POSTINGS, burst_every=5)
    article = links(text(site, "/zq/c112289/xxgk_list.shtml"), r"[0-9a-f]{32}")[0]
    assert ask(site, article, serial=5).body == ask(site, "/").body
    assert "<ucapcontent>" in ask(site, article, serial=5, visit=1).body.decode()
    assert "<ucapcontent>" in ask(site, article, serial=6).body.decode()


def test_gkmlpt_page_0_is_page_1_and_the_count_is_too_high() -> None:
    site = GkmlptSite("霁川县人民政府", POSTINGS, page_size=20)
    assert f'"id": {REPORTS_CATEGORY}, "name": "政府信息公开年报"' in text(site, "/gkmlpt/index")
    api = f"/gkmlpt/api/all/{REPORTS_CATEGORY}?sid={site.sid}&page="
    pages = [json.loads(text(site, f"{api}{n}")) for n in (0, 1, 2, 3)]
    assert pages[0] == pages[1]
    assert [len(page["articles"]) for page in pages] == [20, 20, 15, 0]
    assert pages[0]["classify"]["post_count"] > 35
    assert json.loads(text(site, api.replace(site.sid, "2")))["articles"] == []


@pytest.mark.parametrize("body_in", ["script", "div"])
def test_gkmlpt_keeps_the_body_in_script_or_in_markup(body_in: str) -> None:
    site = GkmlptSite("霁川县人民政府", POSTINGS, body_in=body_in)  # type: ignore[arg-type]
    articles = json.loads(text(site, f"/gkmlpt/api/all/0?sid={site.sid}"))["articles"]
    assert re.fullmatch(r"http://[^/]+/gkmlpt/content/4/4000/post_4000777\.html", articles[0]["url"])
    article = text(site, articles[1]["url"])
    assert ("\\u003Cp\\u003E第0号" in article) == (body_in == "script")
    assert ("<p>第0号" in article) == (body_in == "div")
    assert ask(site, articles[0]["attachment"][0]["url"]).body == FILED.attachments[0].body


def test_nfcms_lists_reports_in_a_column_and_not_on_the_platform() -> None:
    site = FAMILIES["nfcms"]("霁川县人民政府", POSTINGS)
    first = text(site, "/cn/xxgk/ndxxgkbg/")
    assert links(first, "index_2") == ["/cn/xxgk/ndxxgkbg/index_2.html"]
    found = links(first, "post_") + links(text(site, "/cn/xxgk/ndxxgkbg/index_2.html"), "post_")
    assert len(found) == 35
    assert "news_cont_d_wrap" in text(site, found[0])
    assert "政府信息公开年报" not in text(site, "/gkmlpt/index")


def test_vsb_pages_count_down_and_declare_no_charset() -> None:
    site = VsbSite("霁川县人民政府", POSTINGS)
    first = ask(site, "/xxgk/nb.htm")
    assert dict(first.headers)["Content-Type"] == "text/html"
    assert '<meta charset="utf-8">' in first.body.decode()
    assert "共35条&nbsp;&nbsp;1/3" in first.body.decode()
    assert links(first.body.decode(), r"\d\.htm$")[-1] == "nb/2.htm"
    assert "3/3" in text(site, "/xxgk/nb/1.htm")
    found = [
        href for name in ("nb.htm", "nb/2.htm", "nb/1.htm") for href in links(text(site, f"/xxgk/{name}"), "info/")
    ]
    assert len(set(found)) == 35
    assert found[0].startswith("../info/")
    assert found[-1].startswith("../../info/")


def test_vsb_answers_a_page_instead_of_a_file_without_referer() -> None:
    site = VsbSite("霁川县人民政府", POSTINGS)
    article = text(site, f"/info/1037/{FILED.id}.htm")
    assert "已下载<span" in article
    file = links(article, "download.jsp")[0]
    refused = ask(site, file)
    assert refused.status == 200
    assert 4_000 < len(refused.body) < 6_000
    assert ask(site, file, referer=f"http://{HOST}/").body == FILED.attachments[0].body


def test_vsb_links_unpublished_items_to_a_login_page() -> None:
    site = VsbSite("霁川县人民政府", POSTINGS, unpublished=("霁川县2022年政府信息公开工作年度报告",))
    assert "系统提示" in text(site, "/" + links(text(site, "/xxgk/nb.htm"), "content.jsp")[0].removeprefix("../"))


def test_lonsun_lists_one_organ_at_a_time_and_cuts_titles() -> None:
    site = LonsunSite(
        "霁川县人民政府", (Organ(11, "霁川县发改局", (FILED,)), Organ(12, "霁川县档案馆", listed())), "/zwgk"
    )
    column = text(site, "/public/column/12?type=3&action=list")
    assert "pageCount:3" in column
    assert links(column, "/public/column/11")
    label = "/zwgk/site/label/8888?labelName=publicInfoList&organId=12&type=3&pageSize=15&length=18&pageIndex="
    found = [href for n in (1, 2, 3, 4) for href in links(text(site, f"{label}{n}"), "/public/12/")]
    assert len(set(found)) == len(found) == 34
    assert 'title="霁川县档案馆关于第0号文件全文公布情况的说明"' in text(site, f"{label}1")
    assert ">霁川县档案馆关于第0号文件全文公布情况的说明<" not in text(site, f"{label}1")
    assert "j-fontContent" in text(site, found[0])
    assert not links(text(site, label.replace("type=3", "type=4")), "/public/")


def test_lonsun_attachments_stand_under_a_group() -> None:
    site = LonsunSite("霁川县人民政府", (Organ(11, "霁川县发改局", (FILED,)),))
    file = links(text(site, f"/public/11/{FILED.id}.html"), "/group6/")[0]
    assert ask(site, file).body == FILED.attachments[0].body


def test_truecms_answers_jsonp_to_who_has_a_referer() -> None:
    reports = tuple(post_report(990_100 + y, invent_report(JICHUAN[1], y), "pdf") for y in (2022, 2021))
    site = TrueCmsSite("霁川县人民政府", reports, window=1)
    target = f"/truecms/messageController/getMessage.do?columnId={COLUMN_ID}&callback=cb&startrecord=1&endrecord=50"
    assert ask(site, target).status == 404
    answer = text(site, target, referer=f"http://{HOST}/")
    store = json.loads(answer.removeprefix("cb(").removesuffix(")"))["result"]
    assert (store.count("<record>"), "<totalrecord>2<" in store) == (1, True)
    hub = text(site, links(store, "hub")[0])
    assert "2022年霁川县人民政府政府信息公开工作年度报告年报汇总" in hub
    # the folder is named for the year of publication
    assert links(hub, r"\.pdf$")[0].startswith("/wzxxgknb/2023/")
    assert ask(site, links(hub, r"\.pdf$")[0]).body == reports[0].attachments[0].body


def test_epoint_serves_rows_to_its_own_script_only() -> None:
    site = EpointSite("霁川县人民政府", POSTINGS)
    assert 'href="el.link"' in text(site, f"/govInfoPub.html?deptcode={DEPARTMENT}&categorynum={CATEGORY}")
    assert "EWB-FRONT" in text(site, "/js/webBuilderCommon.js")
    asked = {"deptcode": DEPARTMENT, "categorynum": CATEGORY, "siteGuid": SITE_GUID, "pageSize": 20}
    service = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
    pages = [json.loads(ask(site, service, body=json.dumps({**asked, "pageIndex": n})).body) for n in (0, 1, 2)]
    assert [len(page["custom"]["data"]) for page in pages] == [20, 15, 0]
    article = text(site, pages[0]["custom"]["data"][0]["infourl"])
    assert ask(site, links(article, "/attach/")[0]).body == FILED.attachments[0].body
    assert ask(site, service, body="no json").status == 400


def test_openness_numbers_its_pages_and_downloads() -> None:
    site = OpennessSite("霁川县人民政府", POSTINGS)
    first = links(text(site, "/OpennessContent/"), "showList")[0]
    pages = links(text(site, first), "showList")
    found = {href for address in pages for href in links(text(site, address), "/show/")}
    assert (len(pages), len(found)) == (4, 35)
    file = links(text(site, f"/OpennessContent/show/{FILED.id}.html"), "download")[0]
    assert ask(site, file).body == FILED.attachments[0].body


def test_an_endless_plain_portal_repeats_its_last_rows() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS)
    assert [len(links(text(site, f"/xxgk/gknb/list_{n}.html"), "content_")) for n in (1, 2, 3)] == [15, 15, 5]
    assert not links(text(site, "/xxgk/gknb/list_3.html"), "list_")
    assert ask(site, "/xxgk/gknb/list_4.html").status == 404
    endless = replace(site, endless=True)
    assert links(text(endless, "/xxgk/gknb/list_9.html"), "list_") == ["/xxgk/gknb/list_10.html"]
    assert links(text(endless, "/xxgk/gknb/list_9.html"), "content_") == links(
        text(site, "/xxgk/gknb/list_3.html"), "content_"
    )


@pytest.mark.parametrize("fate", ["gone", "redirected_home", "fails_twice"])
def test_fates_are_met_on_a_plain_portal(fate: Fate) -> None:
    site = PlainSite("霁川县人民政府", (replace(FILED, fate=fate),))
    address = links(text(site, "/xxgk/gknb/"), "content_")[0]
    assert ask(site, address).status == {"gone": 404, "redirected_home": 301, "fails_twice": 502}[fate]


def test_a_page_that_is_gone_may_still_say_200() -> None:
    site = PlainSite("霁川县人民政府", (replace(FILED, fate="soft_404"),))
    assert "已删除" in text(site, links(text(site, "/xxgk/gknb/"), "content_")[0])


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_hijacked_page_has_other_names_and_damaged_digits(charset: str) -> None:
    report = replace(post_report(4_000_001, invent_report(JICHUAN[0], 2021)), fate="hijacked")
    site = PlainSite(
        "霁川县人民政府", (report,), encoding="gb18030" if charset == "gb2312" else "utf-8", charset=charset
    )
    address = links(ask(site, "/xxgk/gknb/").body.decode("gb18030" if charset == "gb2312" else "utf-8"), "content_")[0]
    page = text(site, address)
    assert "娱乐平台" in page
    assert "霁川县人民政府" not in page
    assert page.count("<td></td>") > 100


def test_session_ids_change_and_do_not_matter() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS, session_ids=True)
    first, second = (links(ask(site, "/xxgk/gknb/", serial=n).body.decode(), "content_") for n in (1, 2))
    assert not set(first) & set(second)
    assert ask(site, first[0]).body == ask(site, second[0]).body


def test_a_calendar_has_no_end() -> None:
    site = PlainSite("霁川县人民政府", POSTINGS, calendar=True)
    address = links(text(site, "/xxgk/"), "/rl/")[0]
    for _ in range(14):
        address = links(text(site, address), "/rl/")[0]
    assert address == "/xxgk/rl/2024-3.html"
    assert ask(PlainSite("霁川县人民政府", POSTINGS), "/xxgk/rl/2023-1.html").status == 404


@pytest.mark.parametrize("family", ["hanweb", "trs", "plain"])
def test_a_row_may_lead_to_another_portal(family: str) -> None:
    elsewhere = "http://127.0.0.1:9/zwgk/t20220118_5.html"
    site = FAMILIES[family]("霁川县人民政府", (replace(FILED, links_to=elsewhere),))
    address = {"hanweb": "/col/col34/index.html", "trs": "/zwgk/zfxxgk/zfxxgknb/", "plain": "/xxgk/gknb/"}[family]
    assert f'href="{elsewhere}"' in text(site, address)


@pytest.mark.parametrize(
    ("kind", "status", "sign"),
    [
        ("jsl_521", 521, "__jsl_clearance_s"),
        ("rs_412", 412, "$_ts"),
        ("rs_200", 200, "$_ts"),
        ("region_403", 403, "地区"),
        ("login_200", 200, "系统提示"),
    ],
)
def test_a_challenge_meets_every_request(kind: ChallengeKind, status: int, sign: str) -> None:
    for path in ("/", "/xxgk/nb.htm"):
        answer = ask(ChallengeSite(kind), path)
        assert answer.status == status
        assert sign in answer.body.decode()
    assert any(name == "Set-Cookie" for name, _ in ask(ChallengeSite("jsl_521"), "/").headers)
