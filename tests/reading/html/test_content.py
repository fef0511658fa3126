"""Which part of a page is the report, its prose in order, and what the page says of itself."""

import base64

import pytest
from reading.builders import outline, page

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document

PROSE = "2020年，我局认真贯彻落实条例，主动公开政府信息，全年未收到依申请公开事项，工作平稳有序。"
TABLE = "<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>0</td></tr></table>"
REPORT = f"<p>一、总体情况</p><p>{PROSE}</p><p>二、主动公开政府信息情况</p>{TABLE}<p>六、其他</p><p>无。</p>"
BLOCKS = ["一、总体情况", PROSE, "二、主动公开政府信息情况", "[2x2]", "六、其他", "无。"]
TEMPLATE = (
    "<div class=header><ul><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a></li></ul></div>"
    "<div class=crumb>当前位置：首页 &gt; 年报</div>"
    "<div class=side><ul><li><a href=/a.html>某局2019年政府信息公开工作年度报告</a></li></ul>"
    "<table><tr><td>日</td><td>一</td></tr><tr><td>1</td><td>2</td></tr></table></div>"
    "<div class=wrap><h1>某局2020年政府信息公开工作年度报告</h1>{}</div>"
    "<div class=footer><p>版权所有：某县人民政府，地址：某县某路1号，网站标识码：3301110001，浏览器建议。</p></div>"
)


@pytest.mark.parametrize(
    "container",
    [
        "<div id=zoom>{}</div>",
        "<div id='Zoom'><div class='TRS_Editor'>{}</div></div>",
        "<div class='view TRS_UEDITOR trs_paper_default trs_editor_view'>{}</div>",
        "<ucapcontent>{}</ucapcontent>",
        "<div id='UCAP-CONTENT'>{}</div>",
        "<form name='_newscontent_fromname'><div id=vsb_content><div class=v_news_content>{}</div></div></form>",
        "<div class='j-fontContent clearfix'>{}</div>",
        "<div class='bt-content zoom'>{}</div>",
        "<div id=ivs_content class=Article_content>{}</div>",
        "<div class=news_cont_d_wrap>{}</div>",
        "<div class=article-content>{}</div>",
        "<table><tr><td id=zoom>{}</td></tr></table>",
    ],
)
def test_report_content_is_found_in_known_cms_containers(container):
    assert outline(read_document(page(container.replace("{}", REPORT), around=TEMPLATE))) == BLOCKS


def test_an_unknown_container_is_found_by_its_prose_and_tables():
    document = read_document(page(f"<div class=x1><div class=x2>{REPORT}</div></div>", around=TEMPLATE))
    assert outline(document) == BLOCKS


def test_content_includes_tables_outside_the_known_container():
    markup = f"<div class=con><div class=TRS_Editor><p>一、总体情况</p><p>{PROSE}</p></div><div>{TABLE}</div></div>"
    assert "[2x2]" in outline(read_document(page(markup, around=TEMPLATE)))
    assert not any("首页" in line for line in outline(read_document(page(markup, around=TEMPLATE))))


def test_a_report_in_two_editors_is_read_whole():
    markup = f"<div><div class=TRS_Editor><p>{PROSE * 3}</p></div><div class=TRS_Editor><p>二、</p>{TABLE}</div></div>"
    assert outline(read_document(page(markup, around=TEMPLATE))) == [PROSE * 3, "二、", "[2x2]"]


def test_line_breaks_blocks_headings_and_lists_become_paragraphs():
    markup = (
        "<div id=zoom>一、总体情况<br>2020年，<span>公开</span>12条。<br/><br/>（一）主动公开"
        "<div>另有<b>3</b>条。</div>尾<h3>二、主动公开</h3><p><strong>三、收到</strong></p><p><strong>四、</strong>情况</p>"
        "<ul><li>甲</li><li>乙</li></ul></div>"
    )
    assert outline(read_document(page(markup))) == [
        "一、总体情况", "2020年，公开12条。", "（一）主动公开", "另有3条。", "尾",
        "#二、主动公开", "#三、收到", "四、情况", "甲", "乙",
    ]  # fmt: skip


def test_headings_in_image_alt_captions_and_summaries_are_read():
    markup = (
        "<div id=zoom><p><img src=1.png alt='一、总体情况'></p><p><img src=2.png alt='局门户网站首页'>平稳有序。</p>"
        f"{TABLE.replace('<table>', '<table><caption>二、主动公开政府信息情况</caption>')}"
        "<details><summary>五、存在的主要问题</summary>主动性不够。</details></div>"
    )
    assert outline(read_document(page(markup))) == [
        "一、总体情况", "平稳有序。", "二、主动公开政府信息情况", "[2x2]", "五、存在的主要问题", "主动性不够。",
    ]  # fmt: skip


def test_template_counters_and_buttons_are_ignored():
    markup = (
        "<div id=zoom><p>来源：某局 发布时间：2021-01-20 浏览次数：<span>17</span></p><p>【字体：大 中 小】【打印】</p>"
        f"{REPORT}<p>附件【<a href=a.doc>报告.doc</a>】已下载<span>3</span>次</p><p>上一篇：无</p></div>"
    )
    assert outline(read_document(page(markup))) == BLOCKS


@pytest.mark.parametrize(
    "line",
    [
        "全年网站访问量12万次，阅读量34万次。",
        "数字大厅建设有序推进",
        "政务新媒体阅读量：12万次，同比增长。",
        "打印材料100份",
    ],
)
def test_report_prose_resembling_template_text_is_kept(line):
    assert line in outline(read_document(page(f"<div id=zoom><p>{line}</p>{REPORT}</div>")))


def test_content_links_are_resolved_and_script_links_ignored():
    markup = (
        "<div id=zoom><p><a href='./P020210125.doc'>附件</a><a href='javascript:x()'>x</a><a href=#top>y</a></p></div>"
    )
    document = read_document(page(markup, around=TEMPLATE), url="http://a.example/zwgk/202101/t1.html")
    assert [(link.href, link.text) for link in document.links] == [
        ("http://a.example/zwgk/202101/P020210125.doc", "附件")
    ]


def test_attachment_links_outside_the_content_are_found_and_menus_ignored():
    beside = (
        "<div class=art><div id=zoom><p>见附件</p></div><ul><li>附件【"
        "<a href='/system/_content/download.jsp?wbfileid=7'>报告.pdf</a>】</li>"
        "<li><a href=/b.html>相关</a></li></ul></div>"
    )
    document = read_document(page(beside, around=TEMPLATE), url="http://a.example/info/1.htm")
    assert [link.href for link in document.links] == ["http://a.example/system/_content/download.jsp?wbfileid=7"]


def test_a_page_without_text_has_no_blocks():
    assert read_document(b"<html><head><title>x</title></head><body><img src=a.png></body></html>").blocks == ()


def test_prose_without_container_or_table_is_read():
    document = read_document(f"<p>一、总体情况</p><p>{PROSE}</p>".encode())
    assert outline(document) == ["一、总体情况", PROSE]


@pytest.mark.parametrize("end", ["</body></html>", ""])
def test_an_article_held_only_in_a_script_is_read(end):
    article = REPORT.replace("<", "\\u003C").replace("/", "\\/").replace('"', '\\"')
    script = f'window._CONFIG = {{SID: \'2\', DETAIL: {{"id": 1, "content": "{article}", x: \'}}\'}}}};'
    body = f"<html><body><div id=app></div><script>{script}</script>{end}".encode()
    assert outline(read_document(body)) == BLOCKS


def test_a_script_without_an_article_changes_nothing():
    script = "<script>window._CONFIG = {DETAIL: {content: \"\\q\"}}; var x = {content: 'a'};</script>"
    assert outline(read_document(page(script + REPORT))) == BLOCKS


def test_a_word_web_archive_is_read_and_one_without_a_page_rejected():
    markup = f"<html><head><meta charset=gb2312></head><body>{REPORT}</body></html>".encode("gbk")
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
    coded = base64.encodebytes(markup)
    body = head.encode() + b"Content-Transfer-Encoding: base64\n\n" + coded + b"\n--b--\n"
    document = read_document(body)
    assert (document.kind, outline(document)) == ("doc", BLOCKS)
    with pytest.raises(Unreadable, match="without a page"):
        read_document(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx")


_TABBED = ["信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t1\t0\t12", "行政规范性文件\t3\t\t"]


@pytest.mark.parametrize(
    "markup",
    ["".join(f"<p>{line}</p>\n   " for line in _TABBED), "<pre>" + "\n".join(_TABBED) + "</pre>", "<br>".join(_TABBED)],
    ids=["p", "pre", "br"],
)
def test_lines_of_tab_separated_cells_are_a_table(markup):
    document = read_document(page(f"<div id=zoom><p>{PROSE}</p>{markup}<p>{PROSE}</p></div>"))
    (table,) = document.tables
    assert table.rows == tuple(tuple(line.split("\t")) for line in _TABBED)
    assert table.spans_known
    assert [paragraph.text for paragraph in document.paragraphs] == [PROSE, PROSE]


def test_tab_separated_lines_of_unequal_length_have_unknown_spans():
    lines = "\n".join([*_TABBED, "\t规章\t2"])
    (table,) = read_document(page(f"<div id=zoom><p>{PROSE}</p><pre>{lines}</pre></div>")).tables
    assert (table.rows[-1], table.spans_known) == (("规章", "2", "", ""), False)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>\n\t\t行政许可工作有序推进，办理3件。\n\t</p><p>\n\t\t行政处罚5件。\t</p>",
        "<p>一、\t总体情况</p><p>二、\t主动公开情况</p><p>联系电话：\t05701234567</p>",
        "<p>行政许可\t3</p>",
    ],
)
def test_tabs_in_prose_make_no_table(markup):
    document = read_document(page(f"<div id=zoom><p>{PROSE}</p>{markup}</div>"))
    assert document.tables == ()
