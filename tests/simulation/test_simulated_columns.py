"""Simulated families whose lists are pages: how they count pages and link files, as docs/portals says."""

import json
import re
from urllib.parse import urljoin

from simulation.asking import FILED, HOST, POSTINGS, ask, links, text

from gxcrawl.simulation.portals.families import FAMILIES, trs_agencies_site
from gxcrawl.simulation.portals.openness import OpennessSite
from gxcrawl.simulation.portals.ucap import UcapSite
from gxcrawl.simulation.portals.vsb import VsbSite


def test_trs_agency_trees_link_from_the_home_page_to_each_column() -> None:
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


def test_ucap_numbers_pages_from_one() -> None:
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


def test_ucap_returns_its_home_page_for_every_nth_first_request() -> None:
    site = UcapSite("霁川县人民政府", POSTINGS, burst_every=5)
    article = links(text(site, "/zq/c112289/xxgk_list.shtml"), r"[0-9a-f]{32}")[0]
    assert ask(site, article, serial=5).body == ask(site, "/").body
    assert "<ucapcontent>" in ask(site, article, serial=5, visit=1).body.decode()
    assert "<ucapcontent>" in ask(site, article, serial=6).body.decode()


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


def test_vsb_returns_a_page_instead_of_a_file_without_referer() -> None:
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


def test_openness_numbers_its_pages_and_downloads() -> None:
    site = OpennessSite("霁川县人民政府", POSTINGS)
    first = links(text(site, "/OpennessContent/"), "showList")[0]
    pages = links(text(site, first), "showList")
    found = {href for address in pages for href in links(text(site, address), "/show/")}
    assert (len(pages), len(found)) == (4, 35)
    file = links(text(site, f"/OpennessContent/show/{FILED.id}.html"), "download")[0]
    assert ask(site, file).body == FILED.attachments[0].body
