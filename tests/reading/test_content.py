"""The content hash: the same report under another template is the same; one changed digit is another."""

import hashlib
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.builders import saved

from gxcrawl.model import FetchedDocument, Http
from gxcrawl.reading.content import declared_charset, page_hash, to_raw

AT = datetime(2021, 1, 25, 3, 0, tzinfo=UTC)
PROSE = "2020年，我局主动公开政府信息314条，收到依申请公开1件，已按期答复，全年无行政复议和行政诉讼情况。"
PAGE = """<html><head><meta name="Maketime" content="{made}"><title>{site}</title></head><body>
<div class="header">今天是{today}，天气{weather}</div><ul class="nav"><li><a href="/">{site}</a></li></ul>
<div class="info">浏览次数：<span>{visits}</span></div>
<div id="zoom" {attributes}><p>一、总体情况</p><p>{prose}</p>
<table border="1" class="t"><tr><td>信息内容</td><td>本年制发件数</td></tr>
<tr><td>规章</td><td>{number}</td></tr></table>
<p>附件：<a href="{scheme}://www.a.example/P020210125.doc{session}" title="附件">报告.doc</a> 已下载{visits}次</p>
<p>本页浏览次数：{visits}次</p></div>
<div class="footer">页面生成时间：{made} 访问量{visits}</div></body></html>"""
SAME = {
    "made": "2021-01-25 10:00:00", "site": "某县政府", "today": "1月25日", "weather": "晴", "visits": "17",
    "attributes": 'class="zoom" data-x="1"', "prose": PROSE, "number": "3", "scheme": "http", "session": "",
}  # fmt: skip


def page(**changes: str) -> bytes:
    return PAGE.format(**{**SAME, **changes}).encode()


def fetched(body: bytes, **fields) -> FetchedDocument:
    return FetchedDocument(
        url="http://www.a.example/a.html", body=body, portal_id="a", agency_id="a-b", fetched_at=AT, **fields
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"visits": "18"},
        {"visits": "1234567"},
        {"made": "2024-03-01 00:00:01"},
        {"site": "某县人民政府门户网站", "today": "3月1日", "weather": "雨"},
        {"attributes": 'data-x="1" class="zoom" style="color:red"'},
        {"scheme": "https"},
        {"session": ";jsessionid=0A1B2C"},
        {"session": "?_=0.123456"},
        {"prose": PROSE.replace("，", "，\n   ").replace("314", "３１４")},
        {"prose": f"<span>{PROSE[:9]}</span><b>{PROSE[9:]}</b>"},
    ],
)
def test_template_and_markup_changes_keep_the_content_hash(changes):
    assert page_hash(page(**changes)) == page_hash(page())


@pytest.mark.parametrize(
    "changes",
    [{"number": "4"}, {"number": ""}, {"prose": PROSE.replace("314", "315")}, {"session": "x"}, {"prose": ""}],
)
def test_changes_of_the_report_change_the_content_hash(changes):
    assert page_hash(page(**changes)) != page_hash(page())


@pytest.mark.parametrize(
    "line",
    [
        "全年网站访问量{}次。", "公众号阅读量{}万次，同比增长。", "已办结{}件", "网站访问量：{}次",
        "全年网站访问量：{}次，比上年增长。", "访问量：{}次；阅读量：3次。", "年报已下载{}次。",
    ],
)  # fmt: skip
def test_visit_figures_in_report_prose_change_the_content_hash(line):
    first, second = (page_hash(page(prose=PROSE + line.format(number))) for number in (12, 13))
    assert first != second


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：{}", "本页浏览次数：{}次", "来源：某局浏览次数：{}", "发布时间：2021-01-20 阅读量：[{}]",
        "点击数：1,{}次", "页面更新时间：2021-01-{}", "附件：报告.doc 已下载{}次",
    ],
)  # fmt: skip
def test_template_counters_and_clocks_keep_the_content_hash(line):
    first, second = (page_hash(page(prose=f"{PROSE}</p><p>{line.format(number)}")) for number in (12, 13))
    assert first == second


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_content_hashes_are_equal_only_for_equal_numbers(first, second):
    same = page_hash(page(number=str(first))) == page_hash(page(number=str(second)))
    assert same == (first == second)


@given(st.text("0123456789", min_size=1, max_size=7), st.dates(), st.text("0123456789ABCDEF", min_size=1))
def test_any_visit_count_clock_or_session_id_keeps_the_content_hash(visits, made, session):
    changed = page(visits=visits, made=f"{made} 00:00:00", session=f";jsessionid={session}")
    assert page_hash(changed) == page_hash(page())


def test_figures_moved_between_cells_change_the_content_hash():
    def table(*cells: str) -> bytes:
        return f"<div id=zoom><table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table></div>".encode()

    assert len({page_hash(table(*cells)) for cells in [("1", "23"), ("12", "3"), ("1", "2", "3"), ("123", "")]}) == 4


def test_the_content_hash_does_not_depend_on_the_encoding():
    assert page_hash(page()) == page_hash(page().decode().encode("gb18030"))


def test_a_page_without_a_report_is_hashed_by_its_text_then_its_bytes():
    template = "<html><!-- {} --><body><ul><li>{}</li></ul><div id=zoom><p>浏览次数：{}</p></div></body></html>"
    assert page_hash(template.format(1, "首页", 2).encode()) == page_hash(template.format(3, "首页", 4).encode())
    assert page_hash(template.format(1, "首页", 2).encode()) != page_hash(template.format(1, "列表", 2).encode())
    assert page_hash(b"<html><body><!-- 1 --></body></html>") != page_hash(b"<html><body><!-- 2 --></body></html>")


def test_pages_of_different_images_have_different_content_hashes():
    pages = [f"<div id=zoom><p>（图片版）</p><p><img src='/W0202101{n}.jpg'></p></div>".encode() for n in (1, 2)]
    assert page_hash(pages[0]) != page_hash(pages[1])


def test_documents_other_than_pages_are_hashed_over_their_bytes():
    body = saved(docx.Document())
    raw = to_raw(fetched(body), "run-1", "parent")
    assert raw.content_hash == raw.bytes_sha256 == hashlib.sha256(body).hexdigest()
    assert (raw.kind, raw.encoding, raw.size, raw.parent_id, raw.run_id) == ("docx", None, len(body), "parent", "run-1")


def test_a_raw_page_keeps_its_bytes_encoding_and_source():
    http = Http(200, etag='"1"', content_type="text/html; charset=gb2312")
    item = fetched(page().decode().encode("gbk"), http=http, title="某局2020年报告", found_on="http://www.a.example/")
    raw = to_raw(item, "run-1")
    assert raw.content == item.body
    assert (raw.kind, raw.encoding) == ("html", "gb18030")
    assert raw.content_hash == page_hash(page())
    (source,) = raw.sources
    assert (source.url, source.agency_id, source.title) == (item.url, "a-b", "某局2020年报告")
    assert (source.first_seen, source.last_seen, source.http) == (AT, AT, http)


@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/html; charset=x", "; charset=", "\n"]))
def test_any_bytes_are_kept_unchanged_and_hashed(body, content_type):
    raw = to_raw(fetched(body, http=Http(200, content_type=content_type)), "run-1")
    assert raw.content == body
    assert len(raw.content_hash) == 64


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=GBK", "gbk"),
        ("text/html; charset*=utf-8''gbk", "gbk"),  # RFC 2231, as some gateways write every parameter
        ("text/html; charset*=%zz", "%zz"),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_charset_is_parsed_from_content_type_or_none(content_type, charset):
    assert declared_charset(content_type) == charset
    raw = to_raw(fetched(page(), http=Http(200, content_type=content_type)), "run")
    assert raw.encoding is not None
