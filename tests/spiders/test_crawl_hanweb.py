"""The spider over a JCMS portal: XML island, paging by record window or page number, article traps."""

from collections.abc import Callable

import pytest
from spiders.crawled import Crawl
from spiders.sites.local_portal import Answer, Asked, Page, serve

_ROWS = [
    (f"/art/2021/1/{day}/art_77_{1000 + day}.html", f"富阳区{name}2020年政府信息公开工作年度报告", f"2021-01-{day:02}")
    for day, name in enumerate(["鹿山街道", "春江街道", "东洲街道", "教育局", "民政局", "财政局", "司法局"], start=1)
]
_DECOYS = [
    ("/art/2021/1/20/art_77_1.html", "富阳区2020年法治政府建设年度报告", "2021-01-20"),
    ("/art/2021/1/21/art_77_2.html", "关于做好2020年政府信息公开年度报告编制工作的通知", "2021-01-21"),
]
_GROUP = 4


def _record(row: tuple[str, str, str]) -> str:
    url, title, day = row
    return f'<record><![CDATA[<li><a title="{title}" href="{url}">{title[:9]}…</a><span>{day}</span></li>]]></record>'


def _store(rows: list[tuple[str, str, str]], total: str, group: str) -> str:
    records = "".join(map(_record, rows))
    return (
        f'<datastore>{total}<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>'
        f"<recordset><ul><li>模板</li></ul>{records}</recordset></datastore>"
    )


def _column(rows: list[tuple[str, str, str]]) -> str:
    islands = ""
    for unit in ("354", "899"):
        group = f"/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;webid=9&amp;columnid=77&amp;unitid={unit}"
        islands += (
            f'<div id="{unit}"><script type="text/xml">{_store(rows[:_GROUP], "", group)}</script></div>'
            f"<script>var param = {{col:1,appid:1,webid:9,path:'/',columnid:77,sourceContentType:1,unitid:'{unit}',"
            f"webname:'%E5%AF%8C',permissiontype:0}};"
            f"$('#{unit}').jpage({{totalRecord:{len(rows)},perPage:2,groupSize:2,proxyUrl:'/module/web/jpage/dataproxy.jsp'}});"
            "$('#other').jpage({totalRecord:1000,perPage:2});</script>"
        )
    return f"<html><body>{islands}</body></html>"


def _article(title: str) -> str:
    return (
        f'<html><head><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2021-01-25 10:00">'
        '</head><body><div id="zoom"><p>一、总体情况</p>'
        '<a href="/module/download/downfile.jsp?classid=0&filename=ab12.doc">附件</a></div></body></html>'
    )


def _by_window(rows: list[tuple[str, str, str]]) -> Callable[[Asked], str]:
    def answer(asked: Asked) -> str:
        start, end = int(asked.fields.get("startrecord", 1)), int(asked.fields.get("endrecord", _GROUP))
        return _store(rows[start - 1 : end], f"<totalrecord>{len(rows)}</totalrecord>", asked.path + "?page=1")

    return answer


def _by_page(rows: list[tuple[str, str, str]]) -> Callable[[Asked], str]:
    def answer(asked: Asked) -> str:
        start = (int(asked.fields.get("page", 1)) - 1) * 2
        total = f"<totalrecord>{len(rows)}</totalrecord>"
        return _store(
            rows[start : start + 2], total, "/module/web/jpage/dataproxy.jsp?page=1&amp;unitid=354&amp;columnid=77"
        )

    return answer


def _without_post(answer: Callable[[Asked], str]) -> Callable[[Asked], Answer | str]:
    return lambda asked: Answer("no", 405) if asked.method == "POST" else answer(asked)


@pytest.mark.parametrize(
    "proxy", [_by_window, _by_page, lambda rows: _without_post(_by_window(rows))], ids=["window", "page", "get-only"]
)
def test_every_row_is_visited_whichever_page_parameter_the_server_honours(
    crawl: Crawl, proxy: Callable[[list[tuple[str, str, str]]], Page]
) -> None:
    rows = [*_DECOYS, *_ROWS]
    pages: dict[str, Page] = {"/col/col77/index.html": _column(rows), "/module/web/jpage/dataproxy.jsp": proxy(rows)}
    pages |= {url: _article(title) for url, title, _ in rows}
    pages["/module/download/downfile.jsp"] = Answer(b"\xd0\xcf\x11\xe0 doc", headers=(("Content-Type", "text/html"),))
    with serve(pages) as portal:
        found = crawl(
            f"- id: fuyang\n  name: 杭州市富阳区人民政府\n  home: {portal.address}/\n"
            f"  column: {portal.address}/col/col77/index.html\n"
        )
    assert found.failures == []
    assert {d["title"] for d in found.documents if not d["parent_url"]} == {title for _, title, _ in _ROWS}
    assert found.reports() == {
        (f"fuyang-{name}", 2020)
        for name in (
            "lushanjiedao",
            "chunjiangjiedao",
            "dongzhoujiedao",
            "jiaoyuju",
            "minzhengju",
            "caizhengju",
            "sifaju",
        )
    }
    assert len([d for d in found.documents if d["parent_url"]]) == 1  # one address for all, asked for once
    assert not {url for url, _, _ in _DECOYS} & set(portal.paths())
    assert len(portal.asked) < 20
