"""What a title says: whether it names an annual report, of which year, by whom.

Source: PORTALS.md, section 10. The title decides what is fetched; whether the body is a report, `forms` decides.
"""

import re
import unicodedata
from typing import Literal

Judgement = Literal["report", "hub", "column", "other"]

# Tell-tales of what stands in the same columns and is no report of an agency. Order does not matter: any one rejects.
_REJECTED = re.compile(
    "|".join(
        (
            "未成年",  # 未成年人保护工作年度报告
            "决算|预算|三公经费|绩效|审计",
            "法治政府|法治建设|依法行政|依法治",
            "网站",  # 政府网站工作年度报表
            "政务新媒体|年鉴|统计公报|质量|环境|环保年报",
            "工作要点|工作计划|实施方案|指南|目录|制度|办法|条例|细则|规定$",
            "总结|自查|述职|述廉|调研报告",
            "通知|通报|关于做好|关于报送|编制|格式|模板|培训|会议",
            "建议提案|人大代表|政协|提案办理|议案",
            "事业单位|企业年|上市公司|年检|社会组织",
            "解读|图解|一图读懂|答记者问|新闻发布",
            "社会责任|信用年报|食品安全|安全生产|疫情|就业报告",
        )
    )
)
_REJECTED_REGARDING_OTHERS = re.compile(r"企业信息公(?:示|开)|环境信息公开|年报公示|学校信息公开|高校信息公开")
_DISCLOSURE = re.compile(r"信息公开|政务公开")
_REPORT_WORD = re.compile(
    r"年度?\s*工作\s*报告|年度\s*报告|年\s*报|工作\s*(?:年度\s*)?报告|情况\s*(?:的\s*)?(?:年度\s*)?报告|年度\s*情况"
)
_CUT = re.compile(r"(?:…+|\.{2,}|⋯+)$")
# "年报", "年度报告", "公开年报", "工作年报": column names that do not say of what
_COLUMN_NAME = re.compile(r"(?:公开|工作|信息|部门|历年|往年)*(?:年度?工?作?报告|年报|年度报告)(?:公开|列表|专栏)?")
_HUB = re.compile(
    r"汇总|年报(?:集锦|专栏|链接|索引|名录|一览)|年度报告(?:专栏|链接|索引|一览|目录)|各(?:部门|单位|镇|街道).{0,12}(?:年报|年度报告)"
)
_STATISTICS_ALONE = re.compile(r"统计表|统计(?:数据|情况|报表)|情况统计")

# "2020年", "2020年度", "2020政府": a year; not "2021年1月25日", "2021-01-25", "〔2019〕60号", "20210125"
_YEAR = re.compile(
    r"(?<![\d.\-/〔\[【(])((?:19|20)\d{2})(?!\d|[-/.]\d|\s*年\s*\d{1,2}\s*月|[〕\]】)]\s*第?\s*\d+\s*号)(\s*年度|\s*年)?"
    r"|(?<=[〔\[【(])((?:19|20)\d{2})(?=\s*年度?\s*[〕\]】)])(\s*年度?)"
)
# "2019-2020年度", "2018至2020年": a span of years, so not one year
_SPAN = re.compile(r"(?:19|20)\d{2}\s*年?\s*[-—–~～至到]\s*(?:19|20)\d{2}(?!\s*[-/.])\s*年?")
# "二〇二〇年", "二○一九年度", "二零二一": years in Chinese numerals
_CHINESE_YEAR = re.compile(r"[一二][〇○Ｏ零九0oO][〇○Ｏ零一二三四五六七八九0oO]{2}(?=\s*年)")
_CHINESE_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九oO", "0000123456789" + "00")

# "自2020年1月1日起至2020年12月31日", "2020年1月1日至12月31日": the period that the statistics cover
_PERIOD = re.compile(r"((?:19|20)\d{2})年0?1月0?1日(?:起)?(?:[-—–~～至到])+(?:\1年)?12月31日")
_TITLE_IN_TEXT = re.compile(
    r"((?:19|20)\d{2})年度?(?:的)?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报|工作报告)"
)


def judge_title(title: str, *, in_column: bool = False) -> Judgement:
    """`report` for a title that names an annual report, `hub` for a page that only links them, else `other`.

    `column` where only the kind is named (政府信息公开年报), no year and no body: a list, or a report with a mute row.
    in_column: the title stands in an annual-report column, so that 信息公开 may go without saying (2025年年报).
    """
    text = _compact(title)
    if not text or _REJECTED_REGARDING_OTHERS.search(text):
        return "other"
    if _HUB.search(text) and not _REJECTED.search(_HUB.sub("", text)):
        return "hub"
    if _REJECTED.search(_agency_kept_apart(text)):
        return "other"
    subject = bool(_DISCLOSURE.search(text))
    if _STATISTICS_ALONE.search(text) and not _REPORT_WORD.search(text):
        return "other"
    if subject and (_REPORT_WORD.search(text) or text.endswith("报告")):
        return "report" if _years(text) or agency_in_title(text) else "column"
    if _COLUMN_NAME.fullmatch(text):
        return "column"
    if in_column and title_is_cut(title):
        return "report"  # 东台 prints "2020年某某局政…", and others cut before the year: the page will tell
    named_in_column = in_column and re.search(r"年度?工?作?(?:报告|年报)|年报", text)
    return "report" if named_in_column and len(_years(text)) == 1 else "other"


def title_is_cut(title: str) -> bool:
    """Whether a list shows only the beginning of a title, cut before the words that follow an agency's name."""
    return bool(_CUT.search(title.rstrip())) and "信息公开" not in title


def names_another_kind(name: str) -> bool:
    """Whether a file's or link's name gives away another kind of document (通知, 决算 …)."""
    return bool(_REJECTED.search(_agency_kept_apart(_compact(name))))


def report_year(title: str, text: str = "") -> int | None:
    """The one year that a report is about: from its title, else from the period its text gives.

    None where neither names exactly one. A date (2021年1月25日) is never taken for the year.
    """
    named = _years(_compact(title))
    if len(named) == 1:
        return named.pop()
    body = _compact(text)
    periods = {int(year) for year in _PERIOD.findall(body)}
    if named:
        periods &= named
    if len(periods) == 1:
        return periods.pop()
    if named:
        return None
    mentioned = {int(year) for year in _TITLE_IN_TEXT.findall(body)}
    return mentioned.pop() if len(mentioned) == 1 else None


def agency_in_title(title: str) -> str | None:
    """The reporting body as the title prints it; None where the title names none.

    >>> agency_in_title("2020年富阳区鹿山街道信息公开工作年度报告")
    '富阳区鹿山街道'
    """
    text = _compact(title)
    text = re.sub(r"\.(?:pdf|docx?|wps|ofd|html?|xlsx?|zip|rar)$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:关于|附件\d*[:、.]?|【[^】]*】|\d{1,3}[.、])+", "", text)
    text = re.sub(
        r"[(（](?:图片版|超链版|文字版|word版|pdf版|新版|全文|盖章版|公示稿|修订版?)[)）]",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = _CHINESE_YEAR.sub(lambda match: match.group().translate(_CHINESE_DIGITS), text)
    text = _PRINTED_DAY.sub("", text)
    text = re.sub(r"[(〔【\[]?(?:19|20)\d{2}(?:年度?)?[)〕】\]]?(?=\D|$)", "\n", text)
    text = _FIXED_WORDS.sub("\n", text)
    pieces = [_trim(piece) for piece in text.split("\n")]
    named = [piece for piece in pieces if len(piece) >= 2 and not _EMPTY_WORDS.fullmatch(piece)]
    return max(named, key=len) if named else None


_EDGES = " -—–_·:：,，、.。《》“”\"'[]【】〔〕|/的"
_PRINTED_DAY = re.compile(r"(?:19|20)\d{2}[-年./]\d{1,2}(?:[-月./]\d{1,2}日?|月)(?:发布|公布|公开)?")
_FIXED_WORDS = re.compile(
    r"(?:政府|政务)?信息(?:公开)?公开(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:情况)?(?:报告|年报)?"
    r"|政务公开(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)|年度?工作报告|年度报告|工作年报|年报|工作报告"
)
_EMPTY_WORDS = re.compile(
    r"(?:年度|工作|报告|年|版|政府|关于|公布|公开|情况|全文|首页|正文|附件|word|pdf)+", re.IGNORECASE
)


def _trim(piece: str) -> str:
    """A piece of a title without the marks around it; a bracket goes only where its partner is missing."""
    piece = re.sub(r"^(?:关于)+|(?:关于)+$", "", piece.strip(_EDGES)).strip(_EDGES)
    if piece.count("(") != piece.count(")"):
        piece = piece.strip("()").strip(_EDGES)
    whole = re.fullmatch(r"\(([^()]*)\)", piece)
    return whole[1].strip(_EDGES) if whole else piece


def _agency_kept_apart(text: str) -> str:
    """The title without names of bodies whose own words would reject it: 区审计局 and 生态环境局 report too."""
    return _BODIES_WITH_TELL_TALES.sub("", text)


_BODIES_WITH_TELL_TALES = re.compile(
    r"审计局|审计厅|审计署|生态环境(?:局|厅|分局)|环境保护(?:局|厅|分局)|环保局|市场监督管理局|质量技术监督局|食品药品监督管理局"
    r"|生态环境[^年]{0,6}(?:局|分局|中心)|(?:药品|产品|工程|农产品)?质量[^年]{0,8}(?:局|站|中心|所|院)|环境[^年]{0,6}(?:局|站|中心|所)"
    r"|机构编制委员会办公室|编制委员会办公室|安全生产监督管理局|依法治[区市县省]办|就业[^年]{0,6}(?:局|中心)|会议中心|条例"
)


def _years(text: str) -> set[int]:
    """The years that a compacted title names; one marked 年度 outranks the others, a span of years counts as two."""
    plain = _CHINESE_YEAR.sub(lambda match: match.group().translate(_CHINESE_DIGITS), text)
    if _SPAN.search(plain):
        return {int(year) for year in re.findall(r"(?:19|20)\d{2}", plain)}
    found = [(int(match[1] or match[3]), (match[2] or match[4] or "").strip()) for match in _YEAR.finditer(plain)]
    of_year = {year for year, suffix in found if suffix == "年度"}
    return of_year if len(of_year) == 1 else {year for year, _ in found}


def _compact(text: str) -> str:
    """NFKC without white space and zero-width characters; full-width digits become plain."""
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", "", unicodedata.normalize("NFKC", text))
