"""Classifies a link's words: a report, a hub of reports, a column of reports, or something else.

The title decides what is fetched; `forms` decides whether the document is a report.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal

from gxcrawl.text.bodies import agency_in_title, names_region
from gxcrawl.text.spacing import compact
from gxcrawl.text.titles import VARIANT, names_another_report
from gxcrawl.text.years import names_part_of_year, years_in, years_in_prose

Judgement = Literal["report", "hub", "column", "other"]

# Words of other documents in the same columns. The order does not matter: any of them rejects a title.
_REJECTED = re.compile(
    "|".join(
        (
            "未成年",  # 未成年人保护工作年度报告
            "决算|预算|三公经费|绩效|审计",
            "法治政府|法治建设|依法行政|依法治",
            "网站",  # 政府网站工作年度报表
            "政务新媒体|年鉴|统计公报|(?<!公开)统计年报|质量|环境|环保年报",
            "工作要点|工作计划|实施方案|指南|目录|制度|办法|条例|细则|规定$",
            "总结(?![暨及和与](?:信息公开|工作|年度)*(?:报告|年报))|自查|述职|述廉|调研报告",
            "通知|通报|关于做好|关于报送|编制|格式|模板|培训|会议",
            "建议提案|人大代表|政协|提案办理|议案",
            "事业单位|企业年|上市公司|年检|社会组织",
            "解读|图解|一图读懂|答记者问|新闻发布",
            "社会责任|信用年报|食品安全|安全生产|疫情|就业报告",
        )
    )
)
# 区审计局, 生态环境局: reporting bodies whose names contain rejecting words
_BODIES_WITH_TELL_TALES = re.compile(
    r"审计局|审计厅|审计署|生态环境(?:局|厅|分局)|环境保护(?:局|厅|分局)|环保局|市场监督管理局|质量技术监督局|食品药品监督管理局"
    r"|生态环境[^年]{0,6}(?:局|分局|中心)|(?:药品|产品|工程|农产品)?质量[^年]{0,8}(?:局|站|中心|所|院)|环境[^年]{0,6}(?:局|站|中心|所)"
    r"|机构编制委员会办公室|编制委员会办公室|安全生产监督管理局|依法治[区市县省]办|就业[^年]{0,6}(?:局|中心)|会议中心|条例"
)
_REJECTED_REGARDING_OTHERS = re.compile(r"企业信息公(?:示|开)|环境信息公开|年报公示|学校信息公开|高校信息公开")
# "区会议接待中心2021年政府信息公开…", "2021年县社会组织管理局信息公开…": whatever words are in the body's name
_BODY_BEFORE = re.compile(
    r"^((?:19|20)\d{2}年?度?)?(?!.{0,30}(?:解读|图解|读懂|通知|做好|编制|编报|报送|格式|模板|培训|统计表))[\u4e00-\u9fff()、]{2,40}?"
    r"(?:[局厅委办处站所院署部会社馆队镇乡区室]|街道|中心|办公室|集团|公司|银行)\)?"
    r"(?=(?:关于)?(?:(?:19|20)\d{2}年?度?)?(?:政府)?信息(?:主动)?公开)"
)
# "…局关于印发2020年…年度报告的通知", "…局关于报送…的函": a letter that comes with the report; its body decides
_BY_NOTICE = re.compile(
    r"(关于(?:公布|印发|发布|公开)(?:(?!做好|编制|报送).){4,60}(?:年度报告|年报|工作报告)》?)的(?:通知|公告|通告|函)$"
    r"|(?<=\w关于)(?:报送|上报|呈报)((?:(?!做好|编制).){4,60}(?:年度报告|年报|工作报告)》?)的(?:报告|函)$"
)
_DISCLOSURE = re.compile(r"信息(?:主动)?公开|政务公开|政府公开信息|公开政府信息")
_REPORT_WORD = re.compile(
    r"年度?\s*工作\s*报告|年度\s*报告|年\s*报|工作\s*(?:年度\s*)?报告|情况\s*(?:的\s*)?(?:年度\s*)?报告|年度\s*(?:工作\s*)?情况"
)
_SITUATION = re.compile(r"信息公开(?:工作)?(?:开展)?情况$")
_CUT = re.compile(r"(?:…+|\.{2,}|⋯+)$")
# "年报", "年度报告", "公开年报", "工作年报", "4、公开年报(12)": column names without a subject
_COLUMN_NAME = re.compile(
    r"(?:\d{1,2}[.、]|\W){0,3}(?:公开|工作|信息|部门|历年|往年|往期|历史|以往)*(?:年度?工?作?报告|年报|年度报告)(?:公开|列表|专栏|归档)?"
    r"\W{0,3}(?:\d{1,3}\)|[A-Za-z]{1,30}\W{0,3})?"
)
# "县政府年报及部门年报", "政府和部门年报", "镇街、部门年度报告": columns of groups of bodies
_COLUMN_OF_GROUPS = re.compile(
    r"(?:(?:各|历年|往年|[省市州区县]?(?:人民)?政府|[省市州区县]?[直级]?(?:属|各)?(?:部门|单位|机关)|乡镇|镇街|街镇|街道|[及和与、])+"
    r"(?:信息公开)?(?:年报|年度报告))+"
)
# "2020年政府信息公开年度报告(县直部门)": names a region or no body
_OF_GROUP = re.compile(
    r"(?:年报|报告)(\((?:[省市州区县旗]?[级直属]?(?:政府)?(?:工作)?各?(?:部门|单位|机关|乡镇|镇街|街镇|街道|乡|镇)[、及和与]?){1,3}(?:部分|篇)?\))$"
)
_HUB = re.compile(
    r"(?:部门|单位|乡镇|镇街|街道|街镇)[及和与、]各?(?:部门|单位|乡镇|镇街|街道|街镇).{0,16}(?:年报|年度报告)"
    r"|汇总|年报(?:集锦|专栏|链接|索引|名录|一览)|年度报告(?:专栏|链接|索引|一览|目录)|各(?:部门|单位|镇|街道).{0,12}(?:年报|年度报告)"
)
# "县教育局年报", below a heading or in a list of one year
_OF_A_BODY = re.compile(
    r"[\u4e00-\u9fff()、]{1,20}(?:局|委|委员会|办|办公室|厅|街道|办事处|镇|乡|政府|中心|县|区)(?:工作)?(?:年报|年度报告)"
)
# "2020年县教育局", "县教育局(2020年度)"
_BODY_AND_YEAR = re.compile(
    r"(?:(?:19|20)\d{2}年?度?)?[\u4e00-\u9fff、]{2,20}(?:局|委|委员会|办公室|厅|街道|办事处|镇|乡|政府|中心)"
    r"(?:\(?(?:19|20)\d{2}年?度?\)?)?"
)
_STATISTICS_ALONE = re.compile(r"统计表|统计(?:数据|情况|报表)|情况统计")

# 2023年政府信息公开工作告年度报, 年度报吿, 信总公开
_NAMES = ("政府信息公开工作年度报告", "政府信息公开年度报告", "信息公开工作年度报告")
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")

_TITLE_IN_TEXT = re.compile(
    r"((?:19|20)\d{2})年度?(?:的)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报|工作报告)"
)


@lru_cache(maxsize=4096)  # called several times per link, and for the menus of every page
def judge_title(title: str, *, in_column: bool = False) -> Judgement:
    """Returns `report` for a title that names an annual report, `hub` for a page that only links them, else `other`.

    `column` if only the kind is named (政府信息公开年报), without year or body: a list, or a report with an incomplete
    row. in_column: the title is in an annual-report column, so that 信息公开 may be missing (2025年年报).
    """
    text = _BY_NOTICE.sub(r"\1\2", compact(title))
    if not text or _REJECTED_REGARDING_OTHERS.search(text) or names_part_of_year(text):
        return "other"
    if _HUB.search(text) and not _REJECTED.search(_HUB.sub("", text)):
        return "hub"
    if (group := _OF_GROUP.search(text)) and _is_of_region_or_nobody(text[: group.start(1)]):
        return "hub"
    if _REJECTED.search(_agency_kept_apart(text)) or names_another_report(text):
        return "other"
    subject = bool(_DISCLOSURE.search(text))
    if _STATISTICS_ALONE.search(text) and not _REPORT_WORD.search(text):
        return "other"
    if subject and (_REPORT_WORD.search(text) or text.endswith("报告")):
        return "report" if years_in(text) or agency_in_title(text) else "column"
    if _COLUMN_NAME.fullmatch(text) or _COLUMN_OF_GROUPS.fullmatch(text):
        return "column"
    if in_column and is_cut(title):
        return "report"  # 东台 prints "2020年某某局政…", and others cut before the year: the page decides
    named_in_column = in_column and (_SITUATION.search(text) or re.search(r"年度?工?作?(?:报告|年报)|年报", text))
    years = len(years_in(text))
    if in_column and years == 1 and _BODY_AND_YEAR.fullmatch(text):
        return "report"
    if named_in_column and (years == 1 or (not years and _OF_A_BODY.fullmatch(text))):
        return "report"
    return "report" if years == 1 and _is_misspelt(text) else "other"


def _is_misspelt(title: str) -> bool:
    """Whether what follows the body and the year is a report's name but for one character, or their order."""
    body = agency_in_title(title)
    name = _YEAR.sub("", title.replace(body, "", 1)) if body else ""
    return any((Counter(name) - Counter(one)).total() <= 1 >= (Counter(one) - Counter(name)).total() for one in _NAMES)


def _is_of_region_or_nobody(title: str) -> bool:
    named = agency_in_title(title)
    return named is None or names_region(named)


def is_cut(title: str) -> bool:
    """Whether a list shows only the beginning of a title."""
    return _CUT.search(title.rstrip()) is not None


def title_is_cut(title: str) -> bool:
    """Whether a title is cut before the words that follow an agency's name, which may be cut with them."""
    return is_cut(title) and "信息公开" not in title


def names_another_kind(name: str) -> bool:
    """True if the name of a file or link contains another kind of document (通知, 决算 …)."""
    text = _BY_NOTICE.sub(r"\1\2", compact(name))
    return bool(_REJECTED.search(_agency_kept_apart(text))) or names_part_of_year(text)


def report_year(title: str, text: str = "") -> int | None:
    """The year of a report, from its title, otherwise from the period in its text; None if neither names exactly one.

    A date (2021年1月25日) never counts as the year.
    """
    named = years_in(title)
    if len(named) == 1:
        return next(iter(named))
    periods = years_in_prose(text)
    if named:
        periods &= named
    if len(periods) == 1:
        return next(iter(periods))
    if named:
        return None
    mentioned = {int(year) for year in _TITLE_IN_TEXT.findall(compact(text))}
    return mentioned.pop() if len(mentioned) == 1 else None


def _agency_kept_apart(text: str) -> str:
    """The title without rejecting words that reject nothing: 区审计局 and 生态环境局 report too, (网站版) is a copy."""
    return _BODIES_WITH_TELL_TALES.sub("", _BODY_BEFORE.sub("", VARIANT.sub("", text)))
