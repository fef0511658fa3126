"""The phrases by which reports state a number that their tables also print, as data.

A phrase covers the counted thing together with its number, so that the number of something else beside it cannot match.
The text has no blanks inside lines, digits and brackets in one width, and simplified characters.
"""

from gxcrawl.forms.claims.dispute_wordings import DISPUTES
from gxcrawl.forms.claims.vocabulary import LAST_YEAR
from gxcrawl.forms.claims.wording import Wording, wording
from gxcrawl.forms.claims.wording_parts import (
    ADJECTIVE,
    APPLICATION,
    APPLICATION_NAME,
    ASKED_BY,
    COUNT,
    COUNT_FIRST,
    END,
    INCLUDED,
    INFORMATION,
    INTO,
    KEPT_ON,
    LED_TO_NOTHING,
    NEWLY,
    NEXT_YEAR,
    NO_MORE,
    NONE,
    NOT_ANY,
    NOT_TAKEN,
    OF_APPLICATIONS,
    OF_NOTHING_ELSE,
    PLAIN_APPLICATION,
    TOOK,
)
from gxcrawl.forms.editions.applications import (
    CARRIED_FORWARD,
    CARRIED_OVER,
    GRANTED,
    PARTIALLY_GRANTED,
    RECEIVED,
    RESULT_TOTAL,
)

# each alternative is a sum that the number may equal; `statistics.` and a key: an indicator of the edition of 2014
_TAKEN_IN = ((RECEIVED,), (RECEIVED, CARRIED_OVER), ("statistics.applications.received",))
_OVER = ((CARRIED_OVER,),)
_HANDLED = (*_TAKEN_IN, (RESULT_TOTAL,), ("statistics.applications.closed",))
_FORWARD = ((CARRIED_FORWARD,),)
_CLOSED = ((RESULT_TOTAL,), ("statistics.applications.closed",))
# by kind of answer some count what was granted in part
_GIVEN = ((GRANTED,), (GRANTED, PARTIALLY_GRANTED), ("statistics.applications.granted",))
_GIVEN_AT_ALL = (
    (GRANTED, PARTIALLY_GRANTED),
    ("statistics.applications.granted", "statistics.applications.partially_granted"),
)
_PUBLISHED = (("statistics.proactive.published",),)


WORDINGS: tuple[Wording, ...] = (
    *DISPUTES,
    # 共收到政府信息公开申请29件 · 受理公民提出的政府信息公开申请5件 · 接收依申请公开件9件
    wording(
        "received", "公开", rf"{TOOK}(?:{APPLICATION}|{ADJECTIVE}公开申请){INCLUDED}(?:，(?=共))?{COUNT}", _TAKEN_IN
    ),
    # 共受理1件政府信息公开申请
    wording("received", "公开", rf"{TOOK}{COUNT}(?:的)?{APPLICATION}{LED_TO_NOTHING}", _TAKEN_IN),
    # 政府信息公开申请共收到3件 · 依申请公开受理件数：15件 · 政府信息公开申请的受理量是26件
    wording(
        "received",
        "申请",
        rf"{APPLICATION_NAME}(?:的|[，,:：])?(?:本年度?|全年|年内)?(?:共计?|累计|新|总共)?(?:收到|受理|接收|新收|收件)(?:件数)?{COUNT}",
        _TAKEN_IN,
    ),
    # 依申请公开方面，共收到申请31件 · 本年新收47件
    wording("received", "申请", rf"{TOOK}{PLAIN_APPLICATION}{INCLUDED}{COUNT}", _TAKEN_IN, in_context=True),
    wording("received", "新", rf"{NEWLY}{COUNT}", _TAKEN_IN, in_context=True),
    # （二）依申请公开。2021年，某镇收到3件申请 · 未收到相关申请
    wording(
        "received", "申请", rf"{TOOK}{COUNT}(?:的)?{PLAIN_APPLICATION}{LED_TO_NOTHING}", _TAKEN_IN, in_context=True
    ),
    wording("received", "申请", rf"{NOT_TAKEN}{PLAIN_APPLICATION}{NO_MORE}", _TAKEN_IN, 0, in_context=True),
    # 未收到任何公民、法人和其他组织提出的公开政府信息的申请 · 无依申请公开事项 · 未收到过公开申请
    wording("received", "申请", rf"{NOT_TAKEN}(?:{APPLICATION}|{ADJECTIVE}{ASKED_BY}公开申请){NO_MORE}", _TAKEN_IN, 0),
    # 没有公民、法人或其他组织申请公开政府信息
    wording(
        "received",
        "申请",
        rf"{NOT_ANY}(?:发生|出现)?(?:任何)?(?:公民|个人|群众|社会公众|公众|人|单位)[^，。；,;\n\d]{{0,24}}?{APPLICATION_NAME}{NO_MORE}",
        _TAKEN_IN,
        0,
    ),
    # 依申请公开零申请 · 依申请公开零受理
    wording(
        "received",
        "零",
        rf"(?:{APPLICATION_NAME}|{INFORMATION}公开)(?:工作|实现|为|保持|“)*零”?(?:申请|受理)",
        _TAKEN_IN,
        0,
    ),
    # 共有18件政府信息公开申请 · 共有依申请公开件18件
    wording("received", "共有", rf"共有{COUNT}(?:的)?{APPLICATION}{END}", _HANDLED, alone=True),
    wording("received", "共有", rf"共有{APPLICATION}{COUNT}", _HANDLED, alone=True),
    # 政府信息公开申请为零 · 依申请公开工作量为0
    wording(
        "received",
        "申请",
        rf"{APPLICATION_NAME}(?:(?:的)?(?:工作|受理|申请)?(?:数量?|量))?(?:均|仍)?为(?P<bare>0|零)(?:件|宗)?{END}",
        _TAKEN_IN,
    ),
    # 公民、法人或其他组织未向我局提出过政府信息公开申请
    wording(
        "received",
        "向",
        rf"{NONE}(?:有?(?:人|单位))?向[^，。；,;\n\d]{{1,16}}?(?:提出|提交|递交|申请)(?:过|了)?{APPLICATION}{NO_MORE}",
        _TAKEN_IN,
        0,
    ),
    # 依法办理政府信息公开申请9件: those received, with those left over, or those closed
    wording(
        "received",
        "办理",
        r"(?:依法|依规|按时|及时|共计?|累计|规范|认真|受理并?)*办理(?:并|和|、)?(?:答复|回复|办结)?(?:了|过)?(?:的)?"
        rf"{APPLICATION}{INCLUDED}{COUNT}",
        _HANDLED,
        alone=True,
    ),
    # 2021年，区住建局依申请公开3件 · 政府信息公开申请总数为6件: perhaps what was answered
    wording("received", "申请", rf"(?:{APPLICATION_NAME}|依申请公开)(?:情况)?{COUNT}", _TAKEN_IN, weak=True),
    # 依申请公开情况。2021年共收到5件 · 未收到 · 依申请公开：0件
    wording("received", "", rf"(?=[新收受接共]){TOOK}{COUNT}{END}", _TAKEN_IN, after_topic=True),
    wording("received", "", rf"(?<=[，,:：年。\n]){COUNT}{END}", _TAKEN_IN, after_topic=True),
    wording(
        "received",
        "",
        rf"(?:{NONE}(?:收到|接到|受理|发生)|无)(?:此类|相关)?{NO_MORE}",
        _TAKEN_IN,
        0,
        after_topic=True,
    ),
    # 上年结转2件 · 上年度结转政府信息公开申请0件 · 结转上年度0件 · 2件为上年结转
    wording(
        "carried_over", "转", rf"(?:{LAST_YEAR})(?:未办结|遗留)?(?:的)?(?:结转|转入){OF_APPLICATIONS}{COUNT}", _OVER
    ),
    wording("carried_over", "结转", rf"结转(?:{LAST_YEAR}){OF_APPLICATIONS}{COUNT}", _OVER),
    wording(
        "carried_over",
        "结转",
        rf"{COUNT_FIRST}(?:{APPLICATION_NAME}|申请)?(?:为|系|是|属于?)?(?:由|自|从)?(?:(?:{LAST_YEAR})|(?P<last>20\d\d)年度?)结转",
        _OVER,
    ),
    # 2020年结转3件 · 2020年底转入3件
    wording("carried_over", "转", rf"(?P<last>20\d\d)年(?:度|底|末)?(?:结转|转入){OF_APPLICATIONS}{COUNT}", _OVER),
    wording("carried_over", "结转", rf"{NOT_ANY}(?:{LAST_YEAR})结转{OF_APPLICATIONS}{NO_MORE}", _OVER, 0),
    wording("carried_over", "结转", rf"(?:{LAST_YEAR})(?:没有|无|未)结转{OF_APPLICATIONS}{NO_MORE}", _OVER, 0),
    # 结转下年度继续办理3件 · 结转至2022年办理1件 · 2件结转下年答复
    wording("carried_forward", "转", rf"{INTO}{NEXT_YEAR}{KEPT_ON}{OF_APPLICATIONS}{COUNT}", _FORWARD),
    wording(
        "carried_forward",
        "转",
        rf"{COUNT_FIRST}[^，。；、,;\n\d]{{0,16}}?{INTO}{NEXT_YEAR}",
        _FORWARD,
    ),
    wording(
        "carried_forward",
        "转",
        rf"(?:没有|未有?|不存在|无)(?:申请)?(?:需要?)?{INTO}{NEXT_YEAR}{KEPT_ON}{OF_APPLICATIONS}{NO_MORE}",
        _FORWARD,
        0,
    ),
    # 顺延至下一年答复2件 · 2件延期至下年度办理
    wording("carried_forward", "延", rf"(?:顺延|延期)(?:至|到){NEXT_YEAR}{KEPT_ON}{OF_APPLICATIONS}{COUNT}", _FORWARD),
    wording(
        "carried_forward", "延", rf"{COUNT_FIRST}[^，。；、,;\n\d]{{0,16}}?(?:顺延|延期)(?:至|到){NEXT_YEAR}", _FORWARD
    ),
    # 年末结转21件至下年度
    wording("carried_forward", "结转", rf"结转{COUNT_FIRST}(?:至|到|入){NEXT_YEAR}", _FORWARD),
    # 另有1件未到期，结转下一年度办理 · 未办结3件，依规结转至2024年 · 2件因12月下旬收到，尚在办理期限内，结转下年
    wording(
        "carried_forward",
        "转",
        rf"(?:(?:另有|另|其余|剩余|尚有|还有|有|未办结|其中)(?:的)?|(?<![^，。；\n])){COUNT_FIRST}"
        r"(?:(?!\d[件宗起份例]|[没未]有|无|其余|剩余|另|已办结|已答复|予以公开|不予)[^。；;\n]){0,40}?，"
        rf"(?:将|已|现|需|拟|依法|依规|按规定|均|全部)*{INTO}{NEXT_YEAR}",
        _FORWARD,
    ),
    # 全部办结，无结转 · 无下年度结转
    wording(
        "carried_forward",
        "结转",
        rf"(?<!上年)(?<!年度)(?<!去年)(?:没有|无)(?:下一?年度?|跨年度?)?结转{NO_MORE}",
        _FORWARD,
        0,
        in_context=True,
    ),
    # 本年度办结39件 · 办结政府信息公开申请12件
    wording("closed", "办", rf"(?:办结|办理完[毕结]|办毕)(?:了)?(?:{APPLICATION_NAME}|申请)?{COUNT}", _CLOSED),
    # 予以公开和部分公开的12件
    wording(
        "granted",
        "部分公开",
        rf"(?<![不未])(?:予以|同意)公开(?:或者?|和|及|、|与)(?:予以|同意)?部分公开(?:的|答复|申请)?{COUNT}",
        _GIVEN_AT_ALL,
    ),
    # 予以公开(含部分公开)25件
    wording(
        "granted", "部分公开", rf"(?<![不未])(?:予以|同意)公开\((?:含|包括)部分公开[^()]{{0,8}}\){COUNT}", _GIVEN_AT_ALL
    ),
    # 答复予以公开的10件 · “同意公开”的7件 · 3件予以公开
    wording(
        "granted",
        "公开",
        rf"(?<![不未分动])(?:予以|同意|给予)公开”?(?:答复|申请|决定)?(?:的)?(?:有|申请|答复|决定)?{COUNT}{OF_NOTHING_ELSE}",
        _GIVEN,
    ),
    wording(
        "granted",
        "公开",
        rf"{COUNT_FIRST}(?:申请)?(?:均|已|全部|依法|决定|答复|作出|为|“)*(?:予以|同意)公开(?!或|和|及|、(?!\d))",
        _GIVEN,
    ),
    # 全年共主动公开政府信息1203条
    wording("published_items", "主动公开", rf"主动公开(?:的)?(?:各类|各项|各种)?{INFORMATION}{COUNT}", _PUBLISHED),
)
