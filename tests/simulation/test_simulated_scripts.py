"""Simulated families whose lists a script fetches: each answers its script's requests as docs/portals describes."""

import json
import re

import pytest
from simulation.asking import FILED, HOST, POSTINGS, ask, links, listed, text

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.epoint import CATEGORY, DEPARTMENT, SITE_GUID, EpointSite
from gxcrawl.simulation.portals.gkmlpt import REPORTS_CATEGORY, GkmlptSite
from gxcrawl.simulation.portals.hanweb_xxgk import Area, HanwebXxgkSite
from gxcrawl.simulation.portals.jpaas import BUILD_UNIT, JpaasSite
from gxcrawl.simulation.portals.lonsun import LonsunSite, Organ
from gxcrawl.simulation.portals.truecms import COLUMN_ID, TrueCmsSite
from gxcrawl.simulation.publishing.exchange import Request
from gxcrawl.simulation.publishing.postings import post_report


def unit(site: JpaasSite, **query: str) -> str:
    asked = {"webId": "3", "tagId": "信息列表", **query}
    return str(json.loads(site.respond(Request(BUILD_UNIT, asked, headers={"host": HOST})).body)["data"]["html"])


@pytest.mark.parametrize("hears", ["paramJson", "pageNo", None])
def test_jpaas_reads_the_page_number_from_one_parameter_only(hears: str | None) -> None:
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


def test_lonsun_attachments_have_group_urls() -> None:
    site = LonsunSite("霁川县人民政府", (Organ(11, "霁川县发改局", (FILED,)),))
    file = links(text(site, f"/public/11/{FILED.id}.html"), "/group6/")[0]
    assert ask(site, file).body == FILED.attachments[0].body


def test_truecms_answers_jsonp_only_to_requests_with_a_referer() -> None:
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
