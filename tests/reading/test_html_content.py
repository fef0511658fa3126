"""Which part of a page is the report, its prose in order, and what the page says of itself."""

import base64
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
def test_known_containers(container):
    assert outline(read_document(page(container.replace("{}", REPORT), around=TEMPLATE))) == BLOCKS


def test_an_unknown_container_is_found_by_its_prose_and_tables():
    document = read_document(page(f"<div class=x1><div class=x2>{REPORT}</div></div>", around=TEMPLATE))
    assert outline(document) == BLOCKS


def test_the_container_widens_to_tables_that_stand_outside_it():
    markup = f"<div class=con><div class=TRS_Editor><p>一、总体情况</p><p>{PROSE}</p></div><div>{TABLE}</div></div>"
    assert "[2x2]" in outline(read_document(page(markup, around=TEMPLATE)))
    assert not any("首页" in line for line in outline(read_document(page(markup, around=TEMPLATE))))


def test_a_report_in_two_editors_is_read_whole():
    markup = f"<div><div class=TRS_Editor><p>{PROSE * 3}</p></div><div class=TRS_Editor><p>二、</p>{TABLE}</div></div>"
    assert outline(read_document(page(markup, around=TEMPLATE))) == [PROSE * 3, "二、", "[2x2]"]


def test_lines_in_all_the_ways_that_editors_make_them():
    markup = (
        "<div id=zoom>一、总体情况<br>2020年，<span>公开</span>12条。<br/><br/>（一）主动公开"
        "<div>另有<b>3</b>条。</div>尾<h3>二、主动公开</h3><p><strong>三、收到</strong></p><p><strong>四、</strong>情况</p>"
        "<ul><li>甲</li><li>乙</li></ul></div>"
    )
    assert outline(read_document(page(markup))) == [
        "一、总体情况", "2020年，公开12条。", "（一）主动公开", "另有3条。", "尾",
        "#二、主动公开", "#三、收到", "四、情况", "甲", "乙",
    ]  # fmt: skip


def test_headings_that_pictures_and_captions_show():
    markup = (
        "<div id=zoom><p><img src=1.png alt='一、总体情况'></p><p><img src=2.png alt='局门户网站首页'>平稳有序。</p>"
        f"{TABLE.replace('<table>', '<table><caption>二、主动公开政府信息情况</caption>')}"
        "<details><summary>五、存在的主要问题</summary>主动性不够。</details></div>"
    )
    assert outline(read_document(page(markup))) == [
        "一、总体情况", "平稳有序。", "二、主动公开政府信息情况", "[2x2]", "五、存在的主要问题", "主动性不够。",
    ]  # fmt: skip


def test_counters_and_buttons_of_the_template_are_no_prose():
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
def test_prose_that_sounds_like_the_template_is_prose(line):
    assert line in outline(read_document(page(f"<div id=zoom><p>{line}</p>{REPORT}</div>")))


@pytest.mark.parametrize(
    ("markup", "title", "publisher", "published"),
    [
        (
            "<meta name='ArticleTitle' content='某局2020年报告'><meta name=PubDate content='2021-01-25 10:22:00'>"
            "<meta name=ContentSource content='某局'>",
            "某局2020年报告", "某局", "2021-01-25",
        ),
        (
            "<h1><ucaptitle>某县2018年报</ucaptitle></h1><publishtime>2019年3月1日</publishtime>",
            "某县2018年报", None, "2019-03-01",
        ),
        ("<h1>欢迎</h1><h1>某局2020年政府信息公开工作年度报告</h1>", "某局2020年政府信息公开工作年度报告", None, None),
        ("<title>某局2020年政府信息公开年报 - 某县人民政府</title>", "某局2020年政府信息公开年报", None, None),
        ("<title>某县人民政府</title>", None, None, None),
        ("<div>信息来源：某局　　发布时间：2019 年 10 月 30 日</div>", None, "某局", "2019-10-30"),
        ("<p>时间：2024/1/25 | 来源：某局</p>", None, "某局", "2024-01-25"),
        ("<p>日期：2024-01-25  来源：某局 字体：大 中 小</p>", None, "某局", "2024-01-25"),
        ("<p>发表时间：2024-01-25 10:20</p>", None, None, "2024-01-25"),
        ("<p>录入时间：2024-01-25 09:00　点击：12</p>", None, None, "2024-01-25"),
        ("<p>上传时间：2024-03-02　发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>来源：某局 2024-01-25 10:11</p>", None, "某局", "2024-01-25"),
        ("<p>2024-01-25 来源：某局</p>", None, "某局", "2024-01-25"),
        ("<p>發佈時間：2024-01-25　　來源：某局</p>", None, "某局", "2024-01-25"),
        ("<p>时间：2024年1月25日，全县召开了培训会。</p>", None, None, None),
        ("<p>时间：2024-01-20</p><p>发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        (
            "<ul><li><b>发文机构：</b>某办</li><li>发布日期：<span>2021-03-02</span></li></ul>",
            None, "某办", "2021-03-02",
        ),
        ("<p>成文日期：二〇二一年一月二十五日</p>", None, None, "2021-01-25"),
        ("<p>[2024-01-25] 浏览次数：<span id=hits>17</span></p>", None, None, "2024-01-25"),
        ("<p>2024年1月25日　　点击数：</p>", None, None, "2024-01-25"),
        ("<p>信息时间：2024-01-25　阅读次数：3</p>", None, None, "2024-01-25"),
        ("<div>发布时间：2024-01-25 来源：某局 字体：</div>", None, "某局", "2024-01-25"),
        ("<div>发布时间：2024-01-25 来源：</div><div>打印</div>", None, None, "2024-01-25"),
        ("<span>发布时间：2024-01-25 来源：</span><span>分享到：微信</span>", None, None, "2024-01-25"),
        ("<p>来源：</p><p>一、总体情况</p><p>发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>来源：</p><p>2024年，某局公开了信息。</p><p>发布机构：某局</p>", None, "某局", None),
        ("<p>来源：<a href=x>某局</a><a href=y>打印</a> 发布时间：2024-01-25</p>", None, "某局", "2024-01-25"),
        ("<p>来源：某局作者：张三 发布时间：2024-01-25</p>", None, "某局", "2024-01-25"),
        ("<p>来源：张三 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>来源：某县人民政府网站 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>来源：县应急 发布时间：2024-01-25</p>", None, "县应急", "2024-01-25"),
        ("<p>发布日期： 成文日期：2024-01-25 发布机构：某局</p>", None, "某局", "2024-01-25"),
        ("<p>浏览次数：12次发布时间：2024-01-25来源：某局</p>", None, "某局", "2024-01-25"),
        ("<p>【来源】某局【时间】2024-01-25</p>", None, "某局", "2024-01-25"),
        ("<p><em>来源</em>：某局 <em>时间</em>：2024-01-25</p>", None, "某局", "2024-01-25"),
        ("<dl><dt>发布机构</dt><dd>某局</dd><dt>发布日期</dt><dd>2024-01-25</dd></dl>", None, "某局", "2024-01-25"),
        ("<p><label>发布机构：</label>某局<label>发布日期：</label>2024-01-25</p>", None, "某局", "2024-01-25"),
        (
            "<table><tr><td>发布机构</td><td><select><option>请选择<option>某办</select></td><td>发布日期</td><td></td>"
            "</tr></table><p>发布机构：某局</p>",
            None, "某局", None,
        ),
        ("<meta name=firstpublishedtime content='2024-01-25-10:22:33'>", None, None, "2024-01-25"),
        ("<p>发布时间：</p><p>根据《条例》（2019年4月3日修订）编制。</p>", None, None, None),
        ("<p>来源：某局　废止日期：2029-12-31</p>", None, "某局", None),
        ("<p>发布时间：2024-03-07 来源：某局（原发布时间：2024-01-25）</p>", None, "某局", "2024-03-07"),
        ("<ul><li>发布机构：某局</li><li>公文生成日期：2024-01-25</li></ul>", None, "某局", "2024-01-25"),
        ("<p>公开日期：<br>更新时间：2025-03-01<br>来源：某局</p>", None, "某局", None),
        ("<span>发文单位：</span><span>责任编辑：李四</span>", None, None, None),
        ("<table><tr><td>序号</td><td>名称</td><td>发布机构</td><td>文号</td></tr></table>", None, None, None),
        ("<p>更新时间：2024-03-02 浏览次数：3</p>", None, None, None),
        ("<p>截至2024年1月25日，网站访问量：12万次。</p>", None, None, None),
        ("<p>发布日期：2021-02-30</p>", None, None, None),
        ("<p>发布日期：[2024-01-25]</p>", None, None, "2024-01-25"),
        ("<p>【信息来源：某局】【发布日期：2024-01-25】</p>", None, "某局", "2024-01-25"),
        ("<p>• 索引号：1-2<br>• 发布机构：某局<br>• 公开日期：<b>2024-01-25</b></p>", None, "某局", "2024-01-25"),
        ("<p>2024年01月25日来源：某局</p>", None, "某局", "2024-01-25"),
        ("<p><i></i>发布时间：2024-01-25 <i></i>来源：某局</p>", None, "某局", "2024-01-25"),
        ("<p><img src=t> 发布时间：2024-01-25&nbsp; <img src=s> 来源：某<b>局</b></p>", None, "某局", "2024-01-25"),
        ("<div>【字体：<a>小</a> <a>大</a>】 来源：某局 发布时间：2024-01-25</div>", None, "某局", "2024-01-25"),
        ("<p><i></i>来源：<a href=x>某局</a> <i></i>发布时间：<span>2024-01-25</span></p>", None, "某局", "2024-01-25"),
        ("<div><time>2024-01-25</time> 来源：某局</div>", None, "某局", "2024-01-25"),
        ("<center>发布时间：2024-01-25 来源：某局</center>", None, "某局", "2024-01-25"),
        ("<ul><li><b>发布机构</b>某局</li><li><b>发布日期</b>2024-01-25</li></ul>", None, "某局", "2024-01-25"),
        ("<p><em>发布部门</em><i>某局</i></p><p>发布日期<i>2024-01-25</i></p>", None, "某局", "2024-01-25"),
        ("<div><span>2024-01-25 10:22</span><span>来源：某局</span></div>", None, "某局", "2024-01-25"),
        ("<div><span>来源：某局</span><em>丨</em><span>2024-01-25</span></div>", None, "某局", "2024-01-25"),
        ("<div>（发布时间：2024-01-25 来源：某局）</div>", None, "某局", "2024-01-25"),
        ("<div>[2024-01-25] 来源：【某县教育局】</div>", None, "某县教育局", "2024-01-25"),
        ("<div>来源：【大 中 小】 [2024-01-25]</div>", None, None, None),
        ("<div>信息來源：某縣教育局　發布日期：2024-01-25</div>", None, "某縣教育局", "2024-01-25"),
        ("<div>稿源：某局　2024-01-25</div>", None, "某局", "2024-01-25"),
        ("<div>供稿单位：某局　发布于：2024-01-25</div>", None, "某局", "2024-01-25"),
        ("<div>(2024-01-25 来源：某局（办公室）)</div>", None, "某局（办公室）", "2024-01-25"),
        ("<div>今天是<span>2024-01-25</span><span>来源：某局</span></div>", None, "某局", None),
        ("<li><a href=x>2019年报</a><i>2020-01-25</i><i>来源：某局</i></li>", None, "某局", None),
        ("<div><span>发布机构</span><span>发布日期</span><span>标题</span></div>", None, None, None),
        ("<li><a href=x>某局2023年报</a> 发布时间：2024-01-25 来源：某局</li>", None, None, None),
        ("<li><a href=x>2023年报</a>发布时间：<span>2024-01-25</span></li>", None, None, None),
        ("<p><b>数据</b>来源：某局</p><p><b>数据</b>来源：<span>某局</span></p>", None, None, None),
        ("<p><b>注：</b>来源：某局提供，时间：2024年1月25日。</p>", None, None, None),
        ("<p>来源：原创　发布时间：2024-01-25 13:24</p>", None, None, "2024-01-25"),
        ("<p>来源：网站管理员　发布时间：2024-01-25 13:24</p>", None, None, "2024-01-25"),
        ("<p>来源：某某日报　发布时间：2024-01-25 13:24</p>", None, None, "2024-01-25"),
        ("<p>发布机构：某融媒体中心　发布时间：2024-01-25</p>", None, "某融媒体中心", "2024-01-25"),
        ("<p>来源：1 发布时间：2024-01-25</p><p>发布机构：某局</p>", None, "某局", "2024-01-25"),
        (
            "<dl><dt>发布机构：</dt><dd>某局</dd><dt>成文日期：</dt><!-- 空 --><dd>2024-01-25</dd></dl>",
            None, "某局", "2024-01-25",
        ),
        ("<ul><li>发布机构：</li><li>文号：</li><li>成文日期：</li><li>2024-01-25</li></ul>", None, None, "2024-01-25"),
        (
            "<table><tr><td>索引号：</td><td>1-2</td><td>发布机构：</td><td>组配分类：</td></tr>"
            "<tr><td>成文日期：</td><td>2024-01-25</td><td>文号：</td><td></td></tr></table>",
            None, None, "2024-01-25",
        ),
        (
            "<title>某局2020年政府信息公开年报 | 信息公开年报 | 某县人民政府</title>",
            "某局2020年政府信息公开年报", None, None,
        ),
        (
            "<meta property='og:title' content='某局2020年政府信息公开年报'>"
            "<meta property='article:published_time' content='2021-01-25T08:00:00+08:00'>",
            "某局2020年政府信息公开年报", None, "2021-01-25",
        ),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(markup, title, publisher, published):
    document = read_document(page(f"<div id=zoom>{REPORT}</div>", around=markup + "{}"))
    printed = document.published_on.isoformat() if document.published_on else None
    assert (document.title, document.publisher, printed) == (title, publisher, published)


LINES_OF_A_HEAD = [
    ("发布机构", "某局"), ("发布时间", "2024-01-25 10:22"), ("索引号", "1-2/2024-3"), ("作者", ""),
    ("字号", "大 中 小"), ("浏览次数", "12"), ("废止日期", "2029-12-31"), ("更新时间", "2025-03-01"),
    ("责任编辑", "李四"), ("主题词", ""),
]  # fmt: skip
LAYOUTS = {
    "one line": lambda pairs: "<div>" + "　　".join(f"{label}：{value}" for label, value in pairs) + "</div>",
    "spans": lambda pairs: "".join(f"<span>{label}：</span><span>{value}</span>" for label, value in pairs),
    "paragraphs": lambda pairs: "".join(f"<p>{label}：{value}</p>" for label, value in pairs),
    "breaks": lambda pairs: "<p>" + "<br>".join(f"{label}：{value}" for label, value in pairs) + "</p>",
    "bold labels": lambda pairs: "".join(f"<b>{label}：</b>{value}&nbsp;" for label, value in pairs),
    "terms": lambda pairs: "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in pairs) + "</dl>",
    "rows": lambda pairs: "<table>" + "".join(f"<tr><th>{label}<td>{value}" for label, value in pairs) + "</table>",
    "cells": lambda pairs: "<table><tr>" + "".join(f"<td>{label}：{value}" for label, value in pairs) + "</table>",
}


@settings(deadline=None)
@given(st.permutations(LINES_OF_A_HEAD), st.integers(2, 10), st.sampled_from(sorted(LAYOUTS)), st.booleans())
def test_a_head_in_any_order_says_what_its_labels_say(pairs, many, layout, within):
    """Nothing else on it is taken for body or day, and neither is lost beside what else it says."""
    pairs = pairs[:many]
    head = LAYOUTS[layout](pairs)
    around = "{}" if within else f"{head}{{}}"
    document = read_document(page(f"<div id=zoom>{head if within else ''}{REPORT}</div>", around=around))
    labels = dict(pairs)
    day = labels.get("发布时间")
    assert document.publisher == labels.get("发布机构")
    assert document.published_on == (date(2024, 1, 25) if day else None)


TITLE = "某局2020年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "markup",
    [
        f"<h1>政府信息公开年报</h1><title>{TITLE}-某县人民政府</title>",
        f"<h1>2020年政府信息公开年报</h1><h2>{TITLE}</h2>",
        f"<h1>某县2020年工作报告</h1><h1>{TITLE}</h1>",
        f"<meta name=ArticleTitle content=政府信息公开年报><h1>{TITLE}</h1>",
        f"<span>标题：</span><select><option>标题<option>全文</select><h1>{TITLE}</h1>",
        f"<h1>{TITLE}<small>来源：某局</small> <span>浏览次数：12</span><a href=x>分享</a></h1>",
        f"<title>某县人民政府-{TITLE}-政府信息公开年报</title>",
        f"<title>{TITLE}>>某县人民政府</title>",
        f"<title>{TITLE}某县人民政府门户网站</title>",
    ],
)
def test_of_the_titles_of_a_page_the_fullest_is_its_articles(markup):
    document = read_document(page(f"<div id=zoom>{REPORT}</div>", around=markup + "{}"))
    assert document.title == TITLE


def test_a_heading_below_the_content_is_another_articles():
    around = f"<h1>政府信息公开年报</h1>{{}}<h2>{TITLE}</h2>"
    assert read_document(page(f"<div id=zoom>{REPORT}</div>", around=around)).title == "政府信息公开年报"


def test_the_printed_date_wins_over_the_address():
    body = page("<p>发布时间：2017-01-12</p>" + REPORT)
    document = read_document(body, url="http://a.example/201707/t20170721_1341809.htm")
    assert str(document.published_on) == "2017-01-12"


def test_links_of_the_content_are_absolute():
    markup = (
        "<div id=zoom><p><a href='./P020210125.doc'>附件</a><a href='javascript:x()'>x</a><a href=#top>y</a></p></div>"
    )
    document = read_document(page(markup, around=TEMPLATE), url="http://a.example/zwgk/202101/t1.html")
    assert [(link.href, link.text) for link in document.links] == [
        ("http://a.example/zwgk/202101/P020210125.doc", "附件")
    ]


def test_attachments_beside_the_content_are_links_menus_are_not():
    beside = (
        "<div class=art><div id=zoom><p>见附件</p></div><ul><li>附件【"
        "<a href='/system/_content/download.jsp?wbfileid=7'>报告.pdf</a>】</li>"
        "<li><a href=/b.html>相关</a></li></ul></div>"
    )
    document = read_document(page(beside, around=TEMPLATE), url="http://a.example/info/1.htm")
    assert [link.href for link in document.links] == ["http://a.example/system/_content/download.jsp?wbfileid=7"]


def test_a_page_with_nothing_in_it_has_no_blocks():
    assert read_document(b"<html><head><title>x</title></head><body><img src=a.png></body></html>").blocks == ()


def test_prose_without_any_container_or_table():
    document = read_document(f"<p>一、总体情况</p><p>{PROSE}</p>".encode())
    assert outline(document) == ["一、总体情况", PROSE]


@pytest.mark.parametrize("end", ["</body></html>", ""])
def test_an_article_that_only_a_script_carries(end):
    article = REPORT.replace("<", "\\u003C").replace("/", "\\/").replace('"', '\\"')
    script = f'window._CONFIG = {{SID: \'2\', DETAIL: {{"id": 1, "content": "{article}", x: \'}}\'}}}};'
    body = f"<html><body><div id=app></div><script>{script}</script>{end}".encode()
    assert outline(read_document(body)) == BLOCKS


def test_a_script_without_an_article_changes_nothing():
    script = "<script>window._CONFIG = {DETAIL: {content: \"\\q\"}}; var x = {content: 'a'};</script>"
    assert outline(read_document(page(script + REPORT))) == BLOCKS


def test_a_web_archive_as_word_saves_it():
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
def test_lines_whose_cells_tabs_part_are_a_table(markup):
    document = read_document(page(f"<div id=zoom><p>{PROSE}</p>{markup}<p>{PROSE}</p></div>"))
    (table,) = document.tables
    assert table.rows == tuple(tuple(line.split("\t")) for line in _TABBED)
    assert table.spans_known
    assert [paragraph.text for paragraph in document.paragraphs] == [PROSE, PROSE]


def test_of_lines_unequally_long_the_order_of_cells_is_known_and_no_more():
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
