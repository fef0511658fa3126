"""What a crawl of one agency says of others' pages that cannot be had: nothing. And addresses that do not last."""

from urllib.parse import urlencode

import pytest
from spiders.crawled import Crawl
from spiders.sites.local_portal import Answer, Asked, LocalPortal, Page, serve
from spiders.sites.parts import SECTIONS

_HEAD = '<html><meta charset="utf-8">'


def _registry(portal: LocalPortal) -> str:
    return f"- {{id: a, name: 霁川县人民政府, home: '{portal.address}/'}}\n"


def _site(rows: dict[str, str], pages: dict[str, Page]) -> dict[str, Page]:
    links = "".join(f'<li><a href="{path}">{title}</a><span>2021-01-25</span></li>' for path, title in rows.items())
    home = f'{_HEAD}<a href="/nb/">政府信息公开年报</a></html>'
    return {"/": home, "/nb/": f"{_HEAD}<ul>{links}</ul></html>"} | pages


@pytest.mark.parametrize("answer", [Answer("gone", 404), Answer(f"{_HEAD}<title>404 not found</title></html>")])
def test_a_wrong_page_of_an_unselected_agency_is_no_failure(crawl: Crawl, answer: Answer) -> None:
    rows = {
        "/t20210125_1.html": "霁川县教育局2020年政府信息公开年报",
        "/t20210125_2.html": "霁川县水利局2020年政府信息公开年报",
    }
    broken: dict[str, Page] = dict.fromkeys(rows, answer)
    with serve(_site(rows, broken)) as portal:
        found = crawl(_registry(portal), agency="a-jiaoyuju")
    assert [failure["agency_id"] for failure in found.failures] == ["a-jiaoyuju"]
    assert {page["agency_id"] for page in found.evidence} <= {"a-jiaoyuju"}


def test_a_download_url_with_a_changing_ticket_is_one_source(crawl: Crawl) -> None:
    path = "/api-gateway/jpaas-web-server/front/document/download"
    names = enumerate(("教育局", "水利局"))
    rows = {f"/art/2021/1/25/art_7_{n}.html": f"霁川县{name}2020年政府信息公开年报" for n, name in names}
    tickets = iter(range(100))

    def article(asked: Asked) -> str:
        link = f"{path}?{urlencode({'fileUrl': f'secret{next(tickets)}', 'fileName': '年报.docx'})}"
        return f'{_HEAD}<div id="zoom"><a href="{link}">年报.docx</a></div></html>'

    def file(asked: Asked) -> Answer:
        return Answer(b"PK\x03\x04" + asked.fields["fileUrl"].encode())

    with serve(_site(rows, dict.fromkeys(rows, article)) | {path: file}) as portal:
        first, second = (
            {d["url"] for d in crawl(_registry(portal)).documents if path in d["url"]} for _ in ("once", "again")
        )
    assert first == second
    assert len(first) == 2  # two articles offer a file of one name: two documents
    assert not any("secret" in url for url in first)


def test_files_whose_urls_differ_only_in_the_ticket_belong_to_the_agency_of_their_page(crawl: Crawl) -> None:
    names = {"7": "教育局", "8": "水利局", "9": "财政局"}
    tickets = {"7": ["F7"], "8": ["F8"], "9": ["F9", "G9"]}
    rtf = Answer(rb"{\rtf1 \u24180?}", headers=(("Content-Type", "text/plain"),))

    def article(asked: Asked) -> str:
        number = asked.fields["id"]
        links = (f"<a href='/file/download?name=nb.pdf&token={one}'>年报.pdf</a>" for one in tickets[number])
        title = f"霁川县{names[number]}2020年政府信息公开年报"
        return f"{_HEAD}<h1>{title}</h1><div id='zoom'>{''.join(links)}</div></html>"

    def file(asked: Asked) -> Answer:
        return Answer(b"%PDF-1.4 " + asked.fields["token"].encode())

    rows = {f"/detail.do?id={number}": f"霁川县{name}2020年政府信息公开年报" for number, name in names.items()}
    rows["/up/1.rtf"] = "霁川县民政局2020年政府信息公开年报"
    pages: dict[str, Page] = {"/detail.do": article, "/file/download": file, "/up/1.rtf": rtf}
    with serve(_site(rows, pages)) as portal:
        found = crawl(_registry(portal))
    assert not found.failures
    owners = {document["url"].removeprefix(portal.address): document["agency_id"] for document in found.documents}
    assert {url: agency for url, agency in owners.items() if not url.startswith("/detail")} == {
        "/file/download?name=nb.pdf#/detail.do?id=7": "a-jiaoyuju",
        "/file/download?name=nb.pdf#/detail.do?id=8": "a-shuiliju",
        "/file/download?name=nb.pdf&token=F9": "a-caizhengju",
        "/file/download?name=nb.pdf&token=G9": "a-caizhengju",
        "/up/1.rtf": "a-minzhengju",
    }


def test_years_missing_from_a_menu_are_requested_back_to_the_first(crawl: Crawl) -> None:
    def report(asked: Asked) -> str:
        year = asked.fields.get("fbtime", "2021")
        if year not in ("2021", "2020", "2017"):
            return f"{_HEAD}<p>暂无数据</p></html>"
        text = f"一、总体情况 {year}年1月1日至{year}年12月31日 二、主动公开政府信息情况 三、行政复议"
        return f'{_HEAD}<h1>霁川县教育局{year}年政府信息公开年度报告</h1><div id="zoom"><p>{text}</p></div></html>'

    jsp = "/module/xxgk/xxgkAnnualReport.jsp"
    home = f'{_HEAD}<a href="{jsp}?area=113325000026455663">政府信息公开年报</a></html>'
    with serve({"/": home, jsp: report}) as portal:
        found = crawl(_registry(portal))
        asked = len(portal.asked)
    assert sorted(document["year"] for document in found.documents) == [2017, 2020, 2021]
    assert {document["agency_id"] for document in found.documents} == {"a-jiaoyuju"}
    assert found.failures == []
    assert asked < 20


def test_a_file_of_another_agency_in_a_sidebar_belongs_to_that_agency(crawl: Crawl) -> None:
    names = ("教育局2021年", "水利局2021年", "教育局2020年")
    titles = [f"霁川县{name}政府信息公开工作年度报告" for name in names]
    side = "".join(f'<p><a href="/up/{n}.docx">{title}.docx</a></p>' for n, title in enumerate(titles))
    pages: dict[str, Page] = {f"/up/{n}.docx": Answer(b"PK\x03\x04" + bytes(n)) for n in range(len(titles))}
    pages["/t1.html"] = f'{_HEAD}<h1>{titles[0]}</h1><div id="zoom">{SECTIONS}</div>{side}</html>'
    with serve(_site({"/t1.html": titles[0]}, pages)) as portal:
        found = crawl(_registry(portal)).documents
    assert {(d["url"].rpartition("/")[2], d["agency_id"], d["year"]) for d in found} == {
        ("t1.html", "a-jiaoyuju", 2021),
        ("0.docx", "a-jiaoyuju", 2021),
        ("1.docx", "a-shuiliju", 2021),
        ("2.docx", "a-jiaoyuju", 2020),
    }
