"""Metadata of a page: title, publisher, date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.builders import page

from gxcrawl.reading import read_document

PROSE = "2020年，我局认真贯彻落实条例，主动公开政府信息，全年未收到依申请公开事项，工作平稳有序。"
TABLE = "<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>0</td></tr></table>"
REPORT = f"<p>一、总体情况</p><p>{PROSE}</p><p>二、主动公开政府信息情况</p>{TABLE}<p>六、其他</p><p>无。</p>"


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
        ("<p>作者：某县教育局 发布时间：2024-01-25</p>", None, "某县教育局", "2024-01-25"),
        ("<p><b>发布者：某镇人民政府</b><i>时间：2024-01-25</i></p>", None, "某镇人民政府", "2024-01-25"),
        ("<p>来源：本站 发布人：某县政务服务中心 时间：2024-01-25</p>", None, "某县政务服务中心", "2024-01-25"),
        ("<p>作者：某县教育局 来源：某局 发布时间：2024-01-25</p>", None, "某局", "2024-01-25"),
        ("<p>作者：欧阳张三 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>作者：办公室 发布者：admin 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>作者：王局 发布者：张镇办 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>作者：某区融媒体中心 发布者：某县政府门户网站 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
        ("<p>来源：某县新闻中心 发布时间：2024-01-25</p>", None, None, "2024-01-25"),
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
def test_title_publisher_and_date_are_read_from_page_markup(markup, title, publisher, published):
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
def test_metadata_labels_are_read_in_any_order_and_layout(pairs, many, layout, within):
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
def test_the_fullest_title_of_a_page_is_the_document_title(markup):
    document = read_document(page(f"<div id=zoom>{REPORT}</div>", around=markup + "{}"))
    assert document.title == TITLE


def test_a_heading_below_the_content_is_not_the_title():
    around = f"<h1>政府信息公开年报</h1>{{}}<h2>{TITLE}</h2>"
    assert read_document(page(f"<div id=zoom>{REPORT}</div>", around=around)).title == "政府信息公开年报"


def test_the_printed_date_overrides_the_date_in_the_url():
    body = page("<p>发布时间：2017-01-12</p>" + REPORT)
    document = read_document(body, url="http://a.example/201707/t20170721_1341809.htm")
    assert str(document.published_on) == "2017-01-12"
