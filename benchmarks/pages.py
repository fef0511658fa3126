"""Whole pages as portals serve them: menus, styles, scripts, a table about the page, side columns, and the report."""

from collections.abc import Iterator
from html import escape
from itertools import cycle, islice

from gxcrawl.simulation.agencies import JICHUAN, SHUYU
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.writers.html import LayoutName, write_html

_COLUMNS = (
    "首页",
    "政务公开",
    "政务服务",
    "互动交流",
    "数据开放",
    "走进本地",
    "专题专栏",
    "机构职能",
    "规划计划",
    "财政预决算",
)
_TOPICS = (
    "政策文件",
    "政策解读",
    "公示公告",
    "人事任免",
    "行政执法公示",
    "重点领域",
    "建议提案",
    "统计数据",
    "依申请公开",
    "年度报告",
    "应急管理",
    "营商环境",
)
_STYLE = ".block-{0}{{display:block;margin:0 auto;padding:{0}px 12px;font:normal 14px/28px 'Microsoft YaHei';color:#333}}\n.block-{0} li>a:hover{{color:#c00;text-decoration:none}}\n"
_SCRIPT = "$(function(){{var box{0}=$('#tab{0}');if(box{0}.length>0){{box{0}.find('li').on('mouseover',function(){{$(this).addClass('on').siblings().removeClass('on');$('.con{0}').css('display','none').eq($(this).index()).show();}});}}}});\n"


YEARS = 5
"""How many years different reports are about, one after the other."""


def different_reports(count: int) -> Iterator[SimulatedReport]:
    """Reports of several bodies and years, so that no reader lives on what it remembers of one page."""
    agencies = cycle([*JICHUAN, *SHUYU])
    return (
        invent_report(agency, 2019 + number % YEARS, seed=number)
        for number, agency in enumerate(islice(agencies, count))
    )


def portal_page(report: SimulatedReport, layout: LayoutName) -> bytes:
    """The report as the article of a portal, about 30 KB of the portal around it."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(report.title)}</title>\n'
        f'<meta name="ArticleTitle" content="{escape(report.title)}"><meta name="PubDate" content="{report.published_on} 10:20">\n'
        f"<style>{''.join(map(_STYLE.format, range(24)))}</style>\n"
        f"<script>{''.join(map(_SCRIPT.format, range(30)))}</script></head>\n"
        f'<body><div class="header"><div class="logo"><img src="/images/logo.png" alt=""></div>{_menu()}</div>\n'
        f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 年度报告</div>\n'
        f'<div class="main"><div class="side">{_side(report)}</div>\n<div class="article">{_about(report)}\n'
        f'<h1>{escape(report.title)}</h1><div class="share" style="display:none">分享到：<a href="#">微信</a></div>\n'
        f'<div id="zoom">{write_html(report, layout)}</div></div></div>\n'
        f'<div class="footer"><p>主办单位：{escape(report.publisher)}　网站标识码：0000000000</p>{_menu()}</div>\n'
        f"<script>{''.join(map(_SCRIPT.format, range(30, 50)))}</script></body></html>\n"
    ).encode()


def _menu() -> str:
    lists = (
        f'<li class="item"><a href="/col{number}/index.html" title="{name}">{name}</a><ul class="sub">{_topics(number)}</ul></li>'
        for number, name in enumerate(_COLUMNS)
    )
    return f'<ul class="nav">{"".join(lists)}</ul>'


def _topics(column: int) -> str:
    return "".join(
        f'<li><a href="/col{column}/topic{number}/index.html" target="_blank">{name}</a></li>'
        for number, name in enumerate(_TOPICS)
    )


def _side(report: SimulatedReport) -> str:
    others = (
        f'<li><a href="/art/{year}/1/25/art_1.html">{escape(report.agency.name)}{year}年政府信息公开工作年度报告</a>'
        f"<span>{year + 1}-01-25</span></li>"
        for year in range(report.year - 12, report.year)
    )
    return f'<ul class="list">{"".join(others)}</ul>'


def _about(report: SimulatedReport) -> str:
    pairs = (
        ("索引号", "000014349/2022-00011"), ("发布机构", escape(report.publisher)), ("主题分类", "政务公开"),
        ("发布日期", str(report.published_on)), ("名称", escape(report.title)), ("有效性", "有效"),
    )  # fmt: skip
    cells = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in pairs)
    return f'<table class="about">{cells}</table>'
