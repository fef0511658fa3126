"""Which time a number in the prose is about: the whole year of the report, a part of it, another year, or several."""

import re
from collections.abc import Mapping

from gxcrawl.forms.claims.vocabulary import THIS_YEAR

# 较2020年增长, 结转2022年, (2020年25件), 将于2022年: the year meant stays the same
_YEAR = re.compile(
    r"(?=20)(?<![\d较比同与])(?<!结转)(?<!结转[至到入])(?<!转至)(?<!延至)(?<!将于)"
    r"(20\d\d)年(?!度?(?:未办结)?(?:的)?(?:结转|转办))"
)
_ASIDE = re.compile(r"\([^()]*\)")
_SINCE = re.compile(r"20\d\d年以来")
# 自条例施行以来 · 历年累计 · 近三年 · 三年来: longer than the year; 今年以来, 一年来 are the year
_OTHER_SPAN = re.compile(
    r"(?=[以历往近连两二三四五六七八九2-9自同施实颁成开运])(?:(?<!今年)(?<!本年)(?<!年初)(?<!本年度)(?<!\d年)以来|(?<![与同和跟较比])往年|历年|历史|近[两二三四五六七八九十\d]+年|连续[两二三四五六七八九十\d]+年"
    r"|(?<!\d)[两二三四五六七八九十2-9]年(?:来|间)|自20\d\d年[^，。]{0,12}起至今|同期"
    r"|(?<!日)(?:施行|实施|颁布|成立|开通|运行)(?:之?日)?(?:后|起|以后)?至(?:20\d\d年|今|目前))"
)
# 2019年、2020年和2021年共收到 · 2019年至2021年，…累计收到
_YEARS_TOGETHER = re.compile(r"20\d\d年?度?(?:(?:、|和|及|至|到|[-~—])+20\d\d年度?)+")
# 自2019年5月15日新《条例》施行起至2021年12月31日
_FROM_TO = re.compile(r"(20\d\d)年[^，。；件]{0,30}?(?:至|到|[-~—])+(20\d\d)年")
# 全年 · 2021年1月1日至12月31日 · 截至12月底; not 5月15日至12月31日, except in 2008, when the Regulation came into
# force. After a match the whole year is meant, whatever month was named before
_OF_THE_YEAR = re.compile(
    rf"{THIS_YEAR}|年度|一年来|"
    r"20\d\d年(?!\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)(?:度?期间)?"
    r"|(?:(?:1月(?:0?1日)?|2008年5月1日)(?:起|开始)?[至到~—-]+(?:20\d\d年)?12月(?:31日)?|1[至到~—-]+12月|截[至止]到?(?:20\d\d年)?12月(?!\d|[上中]旬|[初份])"
    r"|(?<![日月起][至到~—-])12月(?:31日|底|末))(?:止)?(?:期间)?"
)
_REFORM = "改革|合并|划转|组建|挂牌|调整"
_PART_OF_YEAR = re.compile(
    rf"季度|[上下]半年|[\d本当]月|期间|(?:{_REFORM}|条例》?(?:正式)?(?:实施|施行|生效))(?:之|以)?[前后]|[每当][年月季周日]|[年月日]均|平均"
)
_OTHER_YEAR = re.compile(
    r"上一?年(?!度?结转)|去年|前年|同比|环比|较[上去前20]|比[上去前20]"
    r"|(?:[与同跟]|(?<!年)和)20\d\d年(?!.*比)"  # 与2020年收到15件相比
)
# 上年行政复议2件，行政诉讼1件: of the year before until another is named; not 上年结转2件
_BEGINS_OTHER_YEAR = re.compile(
    r"(?:^|[，。；\n])(?:上一?年度?(?![度末底]|结转|未|无|没|遗留|的)|去年|前年)(?!同期|相?比)"
)
_SO_FAR = re.compile(r"截[至止](?:[^。；]*累计|目前|现在|今)")
_THIS_YEAR = re.compile(rf"{THIS_YEAR}|1月1日")
_SHIFTS = (("last", -1), ("next", 1))
# a sentence without any of these names no time
_OF_TIME = re.compile(r"[年月季今期史每均]|以来|实施|施行|生效|" + _REFORM)


def is_of_year(lead: str, clause: str, year: int | None, named: Mapping[str, int]) -> bool:
    """True if a number is about the whole of the report's year.

    lead: the sentence up to the number; clause: the last clause of `lead`; named: years that the phrase itself names as
    `last` or `next`.
    """
    if _OF_TIME.search(lead) is None:
        return year is None or all(year + shift == named.get(name, year + shift) for name, shift in _SHIFTS)
    if _OTHER_SPAN.search(lead) or _OTHER_YEAR.search(clause) or _is_of_several(lead):
        return False
    if _PART_OF_YEAR.search(_OF_THE_YEAR.split(lead)[-1]) or _goes_on_about_another(lead):
        return False
    if year is None:
        return _SINCE.search(lead) is None
    if any(year + shift != named.get(name, year + shift) for name, shift in _SHIFTS):
        return False
    spoken_of = _YEAR.findall(_ASIDE.sub("", lead))
    return not spoken_of or int(spoken_of[-1]) == year


def _goes_on_about_another(lead: str) -> bool:
    """True if a clause of the sentence begins with another year and none after it with this year."""
    *_, begun = None, *_BEGINS_OTHER_YEAR.finditer(lead)
    return begun is not None and not (_YEAR.search(lead, begun.end()) or _THIS_YEAR.search(lead, begun.end()))


def may_be_of_all_years(lead: str) -> bool:
    """True if a sum up to a certain day may have begun before the year: 截至2021年底，累计主动公开."""
    return _SO_FAR.search(lead) is not None and not _THIS_YEAR.search(lead)


def _is_of_several(lead: str) -> bool:
    """True if the years named last are several taken together."""
    spans = [match.end() for match in _YEARS_TOGETHER.finditer(lead)]
    spans += [match.end() for match in _FROM_TO.finditer(lead) if match[1] != match[2]]
    return bool(spans) and not _YEAR.search(lead, max(spans))
