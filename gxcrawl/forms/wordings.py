"""The ways in which reports state a number that their tables also state, as data.

A wording matches the whole phrase, the thing counted and its number, so that a number of something else never stands
beside it. Text comes without blanks inside lines, digits and brackets in one width, characters simplified.
"""

import re
from dataclasses import dataclass

from gxcrawl.forms.wording_parts import (
    ABOUT,
    ADJECTIVE,
    APPLICATION,
    APPLICATION_NAME,
    BOTH,
    CASE,
    COUNT,
    COUNT_FIRST,
    DENIED,
    DENIED_BOTH,
    END,
    INCLUDED,
    INFORMATION,
    KEPT_ON,
    LAST_YEAR,
    LAWSUIT,
    NEITHER,
    NEVER,
    NEWLY,
    NEXT_YEAR,
    NO_MORE,
    NONE,
    NOT_DENIED,
    NOT_TAKEN,
    OF_APPLICATIONS,
    PLAIN_APPLICATION,
    REVIEW,
    TOOK,
)

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
    after_topic: it does not at all, and follows 依申请公开情况：. weak: it may count something close by.
    """

    what: str
    keyword: str
    pattern: re.Pattern[str]
    paths: tuple[tuple[str, ...], ...]
    value: int | None = None
    joint: bool = False
    in_context: bool = False
    after_topic: bool = False
    weak: bool = False


_Paths = tuple[tuple[str, ...], ...]


def _wording(
    what: str,
    keyword: str,
    pattern: str,
    paths: _Paths,
    value: int | None = None,
    **flags: bool,
) -> Wording:
    return Wording(what, keyword, re.compile(pattern), paths, value, **flags)


WORDINGS: tuple[Wording, ...] = (
    # 共收到政府信息公开申请29件 · 受理公民提出的政府信息公开申请5件 · 接收依申请公开件9件
    _wording("received", "公开", rf"{TOOK}(?:{APPLICATION}|{ADJECTIVE}公开申请){INCLUDED}{COUNT}", _TAKEN_IN),
    # 共受理1件政府信息公开申请
    _wording("received", "公开", rf"{TOOK}{COUNT}(?:的)?{APPLICATION}", _TAKEN_IN),
    # 政府信息公开申请共收到3件
    _wording(
        "received",
        "申请",
        rf"{APPLICATION_NAME}[，,:：]?(?:本年度?|全年|年内)?(?:共计?|累计|新|总共)?(?:收到|受理|接收|新收){COUNT}",
        _TAKEN_IN,
    ),
    # 依申请公开方面，共收到申请31件 · 本年新收47件
    _wording("received", "申请", rf"{TOOK}{PLAIN_APPLICATION}{INCLUDED}{COUNT}", _TAKEN_IN, in_context=True),
    _wording("received", "新", rf"{NEWLY}{COUNT}", _TAKEN_IN, in_context=True),
    # 未收到任何公民、法人和其他组织提出的公开政府信息的申请 · 无依申请公开事项 · 未收到过公开申请
    _wording("received", "申请", rf"{NOT_TAKEN}(?:{APPLICATION}|{ADJECTIVE}公开申请){NO_MORE}", _TAKEN_IN, 0),
    # 没有公民、法人或其他组织申请公开政府信息
    _wording(
        "received",
        "申请",
        rf"(?:没有|无)(?:发生|出现)?(?:任何)?(?:公民|群众|社会公众|公众)[^，。；,;\n\d]{{0,24}}?{APPLICATION_NAME}{NO_MORE}",
        _TAKEN_IN,
        0,
    ),
    # 依申请公开零申请 · 依申请公开零受理 · 政府信息公开申请为零
    _wording(
        "received",
        "零",
        rf"(?:{APPLICATION_NAME}|{INFORMATION}公开)(?:工作|实现|为|保持|“)*零(?:申请|受理)",
        _TAKEN_IN,
        0,
    ),
    _wording("received", "申请", rf"{APPLICATION_NAME}(?:数量?)?(?:均|仍)?为(?P<bare>0|零)(?:件|宗)?{END}", _TAKEN_IN),
    # 2021年，区住建局依申请公开3件 · 政府信息公开申请总数为6件: perhaps what was answered
    _wording("received", "申请", rf"(?:{APPLICATION_NAME}|依申请公开)(?:情况)?{COUNT}", _TAKEN_IN, weak=True),
    # 依申请公开情况。2021年共收到5件 · 未收到 · 依申请公开：0件
    _wording("received", "", rf"(?=[新收受接共]){TOOK}{COUNT}{END}", _TAKEN_IN, after_topic=True),
    _wording("received", "", rf"(?<=[，,:：年]){COUNT}{END}", _TAKEN_IN, after_topic=True),
    _wording(
        "received",
        "",
        rf"(?:{NONE}(?:收到|接到|受理|发生)|无)(?:此类|相关)?{NO_MORE}",
        _TAKEN_IN,
        0,
        after_topic=True,
    ),
    # 上年结转2件 · 上年度结转政府信息公开申请0件 · 结转上年度0件 · 2件为上年结转
    _wording("carried_over", "结转", rf"{LAST_YEAR}(?:未办结|遗留)?(?:的)?结转{OF_APPLICATIONS}{COUNT}", _OVER),
    _wording("carried_over", "结转", rf"结转{LAST_YEAR}{OF_APPLICATIONS}{COUNT}", _OVER),
    _wording(
        "carried_over",
        "结转",
        rf"{COUNT_FIRST}(?:申请)?(?:为|系|是|属于?)?(?:由|自|从)?(?:{LAST_YEAR}|(?P<last>20\d\d)年度?)结转",
        _OVER,
    ),
    # 2020年结转3件
    _wording("carried_over", "结转", rf"(?P<last>20\d\d)年度?结转{OF_APPLICATIONS}{COUNT}", _OVER),
    _wording("carried_over", "结转", rf"(?:没有|未有|无){LAST_YEAR}结转{OF_APPLICATIONS}{NO_MORE}", _OVER, 0),
    _wording("carried_over", "结转", rf"{LAST_YEAR}(?:没有|无|未)结转{OF_APPLICATIONS}{NO_MORE}", _OVER, 0),
    # 结转下年度继续办理3件 · 结转至2022年办理1件 · 2件结转下年答复
    _wording(
        "carried_forward", "转", rf"(?:结转|转)(?:至|到|入)?{NEXT_YEAR}{KEPT_ON}{OF_APPLICATIONS}{COUNT}", _FORWARD
    ),
    _wording(
        "carried_forward",
        "转",
        rf"{COUNT_FIRST}[^，。；、,;\n\d]{{0,16}}?(?:结转|转)(?:至|到|入)?{NEXT_YEAR}",
        _FORWARD,
    ),
    _wording(
        "carried_forward",
        "结转",
        rf"(?:没有|未有|无)(?:申请)?(?:需要?)?结转(?:至|到|入)?{NEXT_YEAR}{KEPT_ON}{OF_APPLICATIONS}{NO_MORE}",
        _FORWARD,
        0,
    ),
    # 另有1件未到期，结转下一年度办理
    _wording(
        "carried_forward",
        "转",
        rf"(?:另有|另|其余|剩余|尚有|还有|有)(?:的)?{COUNT_FIRST}[^，。；、,;\n\d]{{0,20}}?，(?:未到[^，。；\d]{{0,12}}，)?"
        rf"(?:将|已|现|需|拟)?(?:结转|转)(?:至|到|入)?{NEXT_YEAR}",
        _FORWARD,
    ),
    # 全部办结，无结转 · 无下年度结转
    _wording(
        "carried_forward",
        "结转",
        rf"(?<!上年)(?<!年度)(?<!去年)(?:没有|无)(?:下一?年度?|跨年度?)?结转{NO_MORE}",
        _FORWARD,
        0,
        in_context=True,
    ),
    # 本年度办结39件 · 办结政府信息公开申请12件
    _wording("closed", "办", rf"(?:办结|办理完[毕结]|办毕)(?:了)?(?:{APPLICATION_NAME}|申请)?{COUNT}", _CLOSED),
    # 予以公开和部分公开的12件
    _wording(
        "granted",
        "部分公开",
        rf"(?<![不未])(?:予以|同意)公开(?:或者?|和|及|、|与)(?:予以|同意)?部分公开(?:的|答复|申请)?{COUNT}",
        _GIVEN_AT_ALL,
    ),
    # 予以公开(含部分公开)25件
    _wording(
        "granted", "部分公开", rf"(?<![不未])(?:予以|同意)公开\((?:含|包括)部分公开[^()]{{0,8}}\){COUNT}", _GIVEN_AT_ALL
    ),
    # 答复予以公开的10件 · “同意公开”的7件 · 3件予以公开
    _wording(
        "granted",
        "公开",
        rf"(?<![不未分动])(?:予以|同意|给予)公开”?(?:答复|申请|决定)?(?:的)?(?:有|申请|答复|决定)?{COUNT}",
        _GIVEN,
    ),
    _wording(
        "granted",
        "公开",
        rf"{COUNT_FIRST}(?:申请)?(?:均|已|全部|依法|决定|答复|作出|为|“)*(?:予以|同意)公开(?!或|和|及|、)",
        _GIVEN,
    ),
    # 行政复议、行政诉讼均为0 · 行政复议和行政诉讼案件各1件
    _wording("review", "诉讼", rf"{NOT_DENIED}{BOTH}(?:均|都)?{COUNT}", _REVIEWS, joint=True),
    _wording("litigation", "诉讼", rf"{NOT_DENIED}{BOTH}(?:均|都)?{COUNT}", _LAWSUITS, joint=True),
    # 行政复议、行政诉讼均未发生
    _wording("review", "诉讼", NEITHER, _REVIEWS, 0),
    _wording("litigation", "诉讼", NEITHER, _LAWSUITS, 0),
    # 行政复议：无；行政诉讼情况：无
    _wording("review", "复议", rf"{REVIEW}{CASE}[:：](?:无|没有|未发生){END}", _REVIEWS, 0),
    _wording("litigation", "诉讼", rf"{LAWSUIT}{CASE}[:：](?:无|没有|未发生){END}", _LAWSUITS, 0),
    # 未发生因政府信息公开引起的行政复议和行政诉讼 · 无行政复议、行政诉讼 · 无就政府信息公开提出复议、诉讼的情况
    _wording("review", "复议", rf"{NEVER}{REVIEW}{DENIED_BOTH}", _REVIEWS, 0),
    _wording("litigation", "诉讼", rf"{NEVER}{LAWSUIT}{DENIED}", _LAWSUITS, 0),
    # 行政复议案件2件 · 被申请行政复议1起 · 行政诉讼0件
    _wording("review", "复议", rf"{REVIEW}(?:的)?{CASE}{COUNT}", _REVIEWS),
    _wording("litigation", "诉讼", rf"{LAWSUIT}(?:的)?{CASE}{COUNT}", _LAWSUITS),
    # 发生0起因政府信息公开工作被提起的行政诉讼 · 3件政府信息公开行政复议案件
    _wording("review", "复议", rf"{COUNT_FIRST}(?:{ABOUT})?{REVIEW}{DENIED}", _REVIEWS),
    _wording("litigation", "诉讼", rf"{COUNT_FIRST}(?:{ABOUT})?{LAWSUIT}{DENIED}", _LAWSUITS),
    # 全年共主动公开政府信息1203条
    _wording("published_items", "主动公开", rf"主动公开(?:的)?(?:各类|各项|各种)?{INFORMATION}{COUNT}", _PUBLISHED),
)
