"""The ways in which reports state a number that their tables also state, as data.

A wording matches the whole phrase, the thing counted and its number, so that a number of something else never stands
beside it. Text comes without blanks inside lines, digits and brackets in one width, characters simplified.
"""

import re
from dataclasses import dataclass

_NUMERAL = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7}|[零〇一二三四五六七八九十百两]{1,6})"
_CASES = r"(?:件次|件|宗|起|份|例|条|项|个|次)(?!以上|左右|以内|多|余)"  # 12件以上 is no number to compare
_END = r"(?=[，。；、：,;:.！!？()“”\n]|$)"
_SAID = r"(?:总数量?|数量?|总量|总计|合计|共计|共有|仅有|计|共|仅|有|为|是|达到?|均|各|:|：)"
# 共29件 · 数量共计0条 · 为0 · 均为零 · “同意公开”的7件
_COUNT = rf"”?(?:的)?{_SAID}{{0,3}}(?:(?P<n>{_NUMERAL}){_CASES}|(?<=[为是:：])(?P<bare>0|零){_END})"
_COUNT_FIRST = rf"(?<![\d.,第〇零一二三四五六七八九十百])(?P<n>{_NUMERAL}){_CASES}"

_INFORMATION = r"(?:政府|政务)?信息"
_APPLICATION_NAME = (
    rf"(?:依申请(?:的)?公开(?:的)?{_INFORMATION}(?:公开)?(?:的)?(?:申请|事项|件)?"
    r"|依申请公开(?:的)?(?:申请|事项|信件|请求|案件|件)?"
    rf"|依申请(?:的)?{_INFORMATION}公开(?:的)?(?:申请|事项|件)?"
    rf"|{_INFORMATION}依申请公开(?:的)?(?:申请|事项|件)?"
    rf"|{_INFORMATION}公开(?:的)?(?:书面)?(?:申请书|申请表|申请件|申请|请求|依申请)"
    rf"|(?:申请|要求)公开(?:的)?{_INFORMATION}(?:的)?(?:申请|请求|事项)?"
    rf"|公开{_INFORMATION}(?:的)?(?:申请|请求)|政府信息申请)"
)
# 公民、法人和其他组织(向我局)提出的 · 群众主动要求
_ASKED_BY = (
    r"(?:来自)?(?:公民|群众|社会公众|公众|市民|申请人)?[、，]?(?:法人)?(?:和|及|或者?|与|以及)?(?:其他(?:社会)?组织)?(?:的)?"
    r"(?:向[^，。；,;\n\d]{1,24}?)?(?:主动)?(?:提出|提交|递交|要求|申请)?(?:的)?"
)
_ADJECTIVE = r"(?:任何形式|任何|各类|有效|书面|相关|有关)?(?:的)?"
_APPLICATION = rf"{_ADJECTIVE}{_ASKED_BY}{_ADJECTIVE}{_APPLICATION_NAME}(?:案件|事项|件)?"
_TOOK = (
    r"(?<![不未予])(?:新收到|新收|新接收|新受理|新增|收到|受理|接收到|接收|接到|收悉|共收)"
    r"(?:(?:和|并|、|及|与)?(?:已|均|依法|按时|及时)*(?:收到|受理|处理|办理|答复|回复|办结))?(?:过|了)?(?:的)?"
)
# 收到政府信息公开申请(含上年结转)18件
_INCLUDED = r"(?:\((?:含|包括|包含|其中)[^()\d]{0,20}\))?"
# 收到群众申请7件 · 新收到申请8件 · 本年新收47件: said where it is already plain which applications are meant
_PLAIN_APPLICATION = r"(?:任何|各类|有效|书面)?(?:公民|群众|社会公众|公众|市民)?(?:提交|提出)?(?:的)?申请(?:件|事项)?"
_NEWLY = r"(?<![不未予])(?:新收到|新收|新接收|新受理)(?:的)?"
_NONE = r"(?:未曾|从未|尚未|暂未|均未|并未|未|没有|均无|暂无|无)"
_NOT_TAKEN = rf"(?:{_NONE}(?:再|曾|有)?(?:收到|接到|接收到|接收|受理|产生)(?:过|了)?(?:一件|1件)?|暂无|均无|没有|无)"
_NO_MORE = rf"(?:的)?(?:情况|现象|情形|要求|申请|事项|案件|信件)?(?:发生)?{_END}"

_LAST_YEAR = r"(?:上一?年度?|去年度?|上个?年度|前一年度?)"
_NEXT_YEAR = r"(?:下一?个?年度?|次年度?|明年|来年|(?P<next>20\d\d)年?度?)"
_KEPT_ON = r"(?:继续)?(?:进行)?(?:办理|处理|回复|答复|办结)?(?:的)?"
_OF_APPLICATIONS = (
    rf"(?:的|未办结|依申请|{_INFORMATION}公开|公开|申请|事项|案件|件|数量|办理|而来|来"
    r"|至今年|至本年度?|到本年度?|到今年){0,6}?"
)

_REVIEW = r"(?:行政)?复议"
_LAWSUIT = r"(?<!民事)(?<!公益)(?:行政)?诉讼"
_CASE = r"(?:申请案件|案件|申请|案|事项|情况|事件|件数|问题)?"
_JOIN = r"(?:、|和|及|或者?|以及|与|，|,|/|\+)(?:被|因)?(?:申请|提起|提出|引起|引发|被提起)?(?:的)?"
_BOTH = rf"(?:{_REVIEW}{_CASE}(?:{_JOIN})?{_LAWSUIT}{_CASE}|{_LAWSUIT}{_CASE}(?:{_JOIN})?{_REVIEW}{_CASE})"
# 无行政复议，行政诉讼1件: two statements, not one number of both
_NOT_DENIED = "".join(f"(?<!{denied})(?<!{denied}行政)" for denied in ("无", "没有", "未发生"))
_NEITHER = rf"{_BOTH}(?:均|都)?(?:未发生|没有发生|未出现|为零|(?::|：)无){_END}"
_HAPPENED = r"(?:发生|出现|收到|接到|产生|引发|引起|存在|涉及|涉|受理|被|有)(?:过|了)?"
_CAUSE = r"[^，。；,;\n\d]{0,48}?"
# a bare 未 denies too much else (未经行政复议, 未按时答复引起行政诉讼), so what it denies is part of the wording
_NEVER = (
    rf"(?:{_NONE}(?:再|曾)?{_HAPPENED}{_CAUSE}"
    rf"|(?:未|没有|无|从未)(?:因|由|就|与|针对|有关|相关|任何|关于|政府信息|信息公开|政务公开|依申请公开|政府{{2}}){_CAUSE}"
    rf"|(?:没有|均无|暂无|无|零)(?:被申请|被提起|申请|提起|被)?(?:(?:行政)?(?:复议|诉讼){_CASE}{_JOIN}(?:零)?)?)"
)
_DENIED = (
    r"(?=(?:申请案件|案件|申请|案|事项|情况|事件|等|发生|引起|提起)?(?:的)?"
    r"(?:[、，。；和及或与以等,;()\n]|情况|现象|案件|事件|发生|方面|$))"
)
_DENIED_BOTH = _DENIED.removesuffix(")") + rf"|{_LAWSUIT})"  # 未发生复议诉讼
_ABOUT = r"(?:因|由|涉及|关于|有关|政府信息公开|信息公开|被申请|被提起|申请|提起)[^，。；、,;\n\d]{0,28}?"

RECEIVED = "applications.new_received.total"
CARRIED_OVER = "applications.carried_over.total"
CARRIED_FORWARD = "applications.carried_forward.total"
_GRANTED = "applications.granted.total"
_PARTIALLY = "applications.partially_granted.total"
_RESULTS = "applications.result_total.total"
_DIRECT = "review_litigation.litigation_direct.total"
_AFTER = "review_litigation.litigation_after_review.total"
# each alternative is a sum that the number may equal; `statistics.` and a key: an indicator of the edition of 2014
_TAKEN_IN = ((RECEIVED,), (RECEIVED, CARRIED_OVER), ("statistics.applications.received",))
_OVER = ((CARRIED_OVER,),)
_FORWARD = ((CARRIED_FORWARD,),)
_CLOSED = ((_RESULTS,), ("statistics.applications.closed",))
# by kind of answer some count what was granted in part
_GIVEN = ((_GRANTED,), (_GRANTED, _PARTIALLY), ("statistics.applications.granted",))
_GIVEN_AT_ALL = (
    (_GRANTED, _PARTIALLY),
    ("statistics.applications.granted", "statistics.applications.partially_granted"),
)
_REVIEWS = (("review_litigation.review.total",), ("statistics.review.total",))
_LAWSUITS = ((_DIRECT, _AFTER), ("statistics.litigation.total",))
_PUBLISHED = (("statistics.proactive.published",),)


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to state a number.

    keyword: what a text must contain for the pattern to match. paths: the values the number can mean, each
    alternative a tuple whose sum it may equal. value: set where the words themselves say it (没有, 零). joint: one
    number for two things, of each only where it is 0 or says 各. in_context: it does not itself say what is counted.
    """

    what: str
    keyword: str
    pattern: re.Pattern[str]
    paths: tuple[tuple[str, ...], ...]
    value: int | None = None
    joint: bool = False
    in_context: bool = False


_Paths = tuple[tuple[str, ...], ...]


def _wording(
    what: str,
    keyword: str,
    pattern: str,
    paths: _Paths,
    value: int | None = None,
    *,
    joint: bool = False,
    in_context: bool = False,
) -> Wording:
    return Wording(what, keyword, re.compile(pattern), paths, value, joint, in_context)


WORDINGS: tuple[Wording, ...] = (
    # 共收到政府信息公开申请29件 · 受理公民提出的政府信息公开申请5件 · 接收依申请公开件9件
    _wording("received", "公开", rf"{_TOOK}{_APPLICATION}{_INCLUDED}{_COUNT}", _TAKEN_IN),
    # 共受理1件政府信息公开申请
    _wording("received", "公开", rf"{_TOOK}{_COUNT}(?:的)?{_APPLICATION}", _TAKEN_IN),
    # 政府信息公开申请共收到3件
    _wording(
        "received",
        "申请",
        rf"{_APPLICATION_NAME}[，,:：]?(?:本年度?|全年|年内)?(?:共计?|累计|新|总共)?(?:收到|受理|接收|新收){_COUNT}",
        _TAKEN_IN,
    ),
    # 依申请公开方面，共收到申请31件 · 本年新收47件
    _wording("received", "申请", rf"{_TOOK}{_PLAIN_APPLICATION}{_INCLUDED}{_COUNT}", _TAKEN_IN, in_context=True),
    _wording("received", "新", rf"{_NEWLY}{_COUNT}", _TAKEN_IN, in_context=True),
    # 未收到任何公民、法人和其他组织提出的公开政府信息的申请 · 无依申请公开事项 · 未收到过公开申请
    _wording("received", "申请", rf"{_NOT_TAKEN}(?:{_APPLICATION}|{_ADJECTIVE}公开申请){_NO_MORE}", _TAKEN_IN, 0),
    # 没有公民、法人或其他组织申请公开政府信息
    _wording(
        "received",
        "申请",
        rf"(?:没有|无)(?:发生|出现)?(?:任何)?(?:公民|群众|社会公众|公众)[^，。；,;\n\d]{{0,24}}?{_APPLICATION_NAME}{_NO_MORE}",
        _TAKEN_IN,
        0,
    ),
    # 依申请公开零申请 · 依申请公开零受理 · 政府信息公开申请为零
    _wording(
        "received",
        "零",
        rf"(?:{_APPLICATION_NAME}|{_INFORMATION}公开)(?:工作|实现|为|保持|“)*零(?:申请|受理)",
        _TAKEN_IN,
        0,
    ),
    _wording(
        "received", "申请", rf"{_APPLICATION_NAME}(?:数量?)?(?:均|仍)?为(?P<bare>0|零)(?:件|宗)?{_END}", _TAKEN_IN
    ),
    # 上年结转2件 · 上年度结转政府信息公开申请0件 · 结转上年度0件 · 2件为上年结转
    _wording("carried_over", "结转", rf"{_LAST_YEAR}结转{_OF_APPLICATIONS}{_COUNT}", _OVER),
    _wording("carried_over", "结转", rf"结转{_LAST_YEAR}{_OF_APPLICATIONS}{_COUNT}", _OVER),
    _wording(
        "carried_over", "结转", rf"{_COUNT_FIRST}(?:申请)?(?:为|系|是|属于?)?(?:由|自|从)?{_LAST_YEAR}结转", _OVER
    ),
    # 2020年结转3件
    _wording("carried_over", "结转", rf"(?P<last>20\d\d)年度?结转{_OF_APPLICATIONS}{_COUNT}", _OVER),
    _wording("carried_over", "结转", rf"(?:没有|未有|无){_LAST_YEAR}结转{_OF_APPLICATIONS}{_NO_MORE}", _OVER, 0),
    _wording("carried_over", "结转", rf"{_LAST_YEAR}(?:没有|无|未)结转{_OF_APPLICATIONS}{_NO_MORE}", _OVER, 0),
    # 结转下年度继续办理3件 · 结转至2022年办理1件 · 2件结转下年答复
    _wording(
        "carried_forward", "转", rf"(?:结转|转)(?:至|到|入)?{_NEXT_YEAR}{_KEPT_ON}{_OF_APPLICATIONS}{_COUNT}", _FORWARD
    ),
    _wording(
        "carried_forward",
        "转",
        rf"{_COUNT_FIRST}[^，。；、,;\n\d]{{0,16}}?(?:结转|转)(?:至|到|入)?{_NEXT_YEAR}",
        _FORWARD,
    ),
    _wording(
        "carried_forward",
        "结转",
        rf"(?:没有|未有|无)(?:申请)?(?:需要?)?结转(?:至|到|入)?{_NEXT_YEAR}{_KEPT_ON}{_OF_APPLICATIONS}{_NO_MORE}",
        _FORWARD,
        0,
    ),
    # 本年度办结39件 · 办结政府信息公开申请12件
    _wording("closed", "办", rf"(?:办结|办理完毕|办毕)(?:了)?(?:{_APPLICATION_NAME}|申请)?{_COUNT}", _CLOSED),
    # 予以公开和部分公开的12件
    _wording(
        "granted",
        "部分公开",
        rf"(?<![不未])(?:予以|同意)公开(?:或者?|和|及|、|与)(?:予以|同意)?部分公开(?:的|答复|申请)?{_COUNT}",
        _GIVEN_AT_ALL,
    ),
    # 答复予以公开的10件 · “同意公开”的7件 · 3件予以公开
    _wording(
        "granted",
        "公开",
        rf"(?<![不未分动])(?:予以|同意|给予)公开”?(?:答复|申请|决定)?(?:的)?(?:有|申请|答复|决定)?{_COUNT}",
        _GIVEN,
    ),
    _wording(
        "granted",
        "公开",
        rf"{_COUNT_FIRST}(?:申请)?(?:均|已|全部|依法|决定|答复|作出|为|“)*(?:予以|同意)公开(?!或|和|及|、)",
        _GIVEN,
    ),
    # 行政复议、行政诉讼均为0 · 行政复议和行政诉讼案件各1件
    _wording("review", "诉讼", rf"{_NOT_DENIED}{_BOTH}(?:均|都)?{_COUNT}", _REVIEWS, joint=True),
    _wording("litigation", "诉讼", rf"{_NOT_DENIED}{_BOTH}(?:均|都)?{_COUNT}", _LAWSUITS, joint=True),
    # 行政复议、行政诉讼均未发生
    _wording("review", "诉讼", _NEITHER, _REVIEWS, 0),
    _wording("litigation", "诉讼", _NEITHER, _LAWSUITS, 0),
    # 未发生因政府信息公开引起的行政复议和行政诉讼 · 无行政复议、行政诉讼 · 无就政府信息公开提出复议、诉讼的情况
    _wording("review", "复议", rf"{_NEVER}{_REVIEW}{_DENIED_BOTH}", _REVIEWS, 0),
    _wording("litigation", "诉讼", rf"{_NEVER}{_LAWSUIT}{_DENIED}", _LAWSUITS, 0),
    # 行政复议案件2件 · 被申请行政复议1起 · 行政诉讼0件
    _wording("review", "复议", rf"{_REVIEW}{_CASE}{_COUNT}", _REVIEWS),
    _wording("litigation", "诉讼", rf"{_LAWSUIT}{_CASE}{_COUNT}", _LAWSUITS),
    # 发生0起因政府信息公开工作被提起的行政诉讼 · 3件政府信息公开行政复议案件
    _wording("review", "复议", rf"{_COUNT_FIRST}{_ABOUT}{_REVIEW}{_DENIED}", _REVIEWS),
    _wording("litigation", "诉讼", rf"{_COUNT_FIRST}{_ABOUT}{_LAWSUIT}{_DENIED}", _LAWSUITS),
    # 全年共主动公开政府信息1203条
    _wording("published_items", "主动公开", rf"主动公开(?:的)?(?:各类|各项|各种)?{_INFORMATION}{_COUNT}", _PUBLISHED),
)
