"""The year that a report is about, read from its title and its prose."""

import re
from functools import lru_cache

from gxcrawl.text.numerals import dates_in_figures, years_in_figures
from gxcrawl.text.spacing import compact

# "2020年", "2020年度", "2020政府", "(2020)": a year; not "2021年1月25日", "2021-01-25", "〔2019〕60号", "2021年修订"
_YEAR = re.compile(
    r"(?<!\d)(?<!\d[./-])((?:19|20)\d{2})"
    r"(?!\d|[-/.]\d|年[\d一二三四五六七八九十元]{1,3}月|年?(?:更正|修订|修正|订正|更新|修改|重新发布)|[)〕\]】]第?\d+[号號])(年度|年)?"
)

# "2019-2020年度", "2018年至2020年", "2019和2020年度": a span of years, so not one year; not "2020-2021-01"
_SPAN = re.compile(r"(?:19|20)\d{2}年?度?(?:[-—–~―]+|[至到和与及、])(?:19|20)\d{2}(?![-/.\d])")

# "2020年1月1日起至2020年12月31日", "2020年元月～12月", "2020.1.1-2020.12.31", "2020年1至12月": the figures' period
_PERIOD = re.compile(
    r"((?:19|20)\d{2})(?:年度?|[./-])(?:0?1|元)(?:月|[./-]|(?=[至~—–―-]))(?:0?1日?)?(?!\d)[^。;]{0,6}?(?:至|到|[-~—–―])+"
    r"(?:((?:19|20)\d{2})(?:年度?|[./-])|同年|当年|本年)?12[月./-]"
)

# "统计期限自2008年5月1日起至2008年12月31日": the first year, since the Regulation came into force on 1 May 2008
_FIRST_PERIOD = re.compile(
    r"统计[^。;]{0,12}?(2008)年0?5月0?1日[^。;]{0,4}?(?:至|到|[-~—–―])+(?:2008年|同年|当年)?12月"
)

# "统计期限自2019年1月1日起": a period without its end; not "自2021年1月1日起施行"
_PERIOD_BEGINS = re.compile(r"统计[^。;]{0,12}?((?:19|20)\d{2})年0?1月0?1日起(?!施行|实施|执行)")

# "所列数据截止日期为2022年12月31日", "数据截至2022年12月底", "统计截止2022年12月31日"
_UP_TO = re.compile(r"(?:数据[^。;]{0,14}?|统计)(?:截[至止]|时间点)[^。;\d]{0,6}((?:19|20)\d{2})年12月(?:31日|底|末)")

# "上年度报告已公布,统计期限为…", "与2021年1月1日至12月31日相比": another report's period
_OF_ANOTHER = re.compile(r"(?:上一?年度?|去年|前一年)(?:(?!本报告|本年|今年)[^。;])*$|[与较比]$")

# "报告年度：2022年", "统计期限为2022年全年", "时间范围：2022年度"
_STATED = re.compile(
    r"(?:报告|统计)年度:((?:19|20)\d{2})年?|(?:统计(?:期限|时限|期间|时间)|时间范围)(?:为|是|:)((?:19|20)\d{2})年(?:度|全年)(?!第|[上下]半)"
)
_BEFORE_PERIOD = 60  # characters

# "2021年上半年", "第一季度", "1-6月", "6月份": less than a year; not "2008年5-12月", the whole first reporting period
_PART_OF_YEAR = re.compile(
    r"[上下]半年|半年(?=度?(?:政府|政务|信息|工作|报告|情况|总结))|季度|月份|(?<!年)月报"
    r"|(?<!\d)(?:0?[1-9]|1[0-2])月?(?:\d{1,2}日)?[-—–~至到]+(?:0?[1-9]|1[01])月"
)


@lru_cache(maxsize=1024)  # several callers ask for the same title
def years_in(title: str) -> frozenset[int]:
    """The years in a title; one marked 年度 overrides others, a span of years counts as two.

    A date (2021年1月25日) and a document number (〔2019〕60号) name no year.

    >>> sorted(years_in("2021年发布的二〇二〇年度报告")), sorted(years_in("2019-2020年"))
    ([2020], [2019, 2020])
    """
    plain = years_in_figures(compact(title))
    if _SPAN.search(plain):
        return frozenset(int(year) for year in re.findall(r"(?:19|20)\d{2}", plain))
    found = [(int(match[1]), match[2]) for match in _YEAR.finditer(plain)]
    of_year = frozenset(year for year, word in found if word == "年度")
    return of_year if len(of_year) == 1 else frozenset(year for year, _ in found)


def year_in_title(title: str) -> int | None:
    """The year that a title names; None if it names none or several.

    >>> year_in_title("某局二〇二〇年度政府信息公开工作年度报告"), year_in_title("2021年1月25日发布")
    (2020, None)
    """
    return _only(years_in(title))


def names_part_of_year(title: str) -> bool:
    """True if a title belongs to a report on a part of a year, which is not an annual report.

    >>> names_part_of_year("某局2021年上半年政府信息公开工作报告"), names_part_of_year("某局2021年年报")
    (True, False)
    """
    return _PART_OF_YEAR.search(compact(title)) is not None


def years_in_prose(text: str) -> frozenset[int]:
    """The years of the reporting periods that the prose states."""
    plain = dates_in_figures(compact(text))
    stated = frozenset(int(year) for found in _STATED.findall(plain) for year in found if year)
    periods = frozenset(
        int(year)
        for period in _PERIOD.finditer(plain)
        if not _OF_ANOTHER.search(plain, max(period.start() - _BEFORE_PERIOD, 0), period.start())
        for year in period.groups()
        if year
    )
    others = (_FIRST_PERIOD, _PERIOD_BEGINS, _UP_TO)
    return stated | (periods or frozenset(int(year) for pattern in others for year in pattern.findall(plain)))


def year_in_prose(text: str) -> int | None:
    """The year of the reporting period that the prose states; None if it states none or several."""
    return _only(years_in_prose(text))


def _only(years: frozenset[int]) -> int | None:
    return next(iter(years)) if len(years) == 1 else None
