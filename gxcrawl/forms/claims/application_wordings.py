"""The phrases by which reports state numbers of applications and of published items, as data."""

from functools import partial

from gxcrawl.forms.claims.vocabulary import LAST_YEAR, LEGAL_PERSONS, OUR_BODY, PERSONS, THIS_YEAR
from gxcrawl.forms.claims.wording import Wording, wording
from gxcrawl.forms.claims.wording_parts import COUNT, COUNT_FIRST, DULY, END, NO_MORE, NONE, NOT_ANY, ONE_CASE
from gxcrawl.forms.editions import applications as rows

_INFORMATION = r"(?:政府)?(?:政务)?(?:(?<=政府)环境)?信息"
_ASKED = r"(?:申请(?:[书表件]|事项)?|请求)"
_REQUEST = rf"(?:的)?(?:书面|任何)?(?:{_ASKED}|事项(?:申请)?|案件|件)"
_NAME = (
    r"(?=[依政信申要公])"  # tested first: most positions match none of these
    rf"(?:(?:依法?申请|申请|要求)(?:{OUR_BODY})?(?:的)?公开(?:的)?(?:相关|有关)?{_INFORMATION}(?:公开)?(?:{_REQUEST})?"
    rf"|(?:{_INFORMATION}|政府|政务)?依法?申请公开(?:的?办理)?(?:{_REQUEST}|的?(?:事宜|事件|信件|来信))?"
    rf"|(?:依申请(?:的)?|申请|要求){_INFORMATION}公开(?:{_REQUEST})?"
    rf"|(?:{_INFORMATION}|政务)公开(?:方面|类)?(?:的)?(?:书面|任何)?(?:{_ASKED}|依申请(?:公开)?)"
    rf"|申请公开(?:的)?(?:事项|件)|公开{_INFORMATION}(?:的)?{_ASKED}|政府信息申请(?:公开(?:件|事项)?)?)"
)
# 公民、法人和其他组织(向我局)提出的 · 群众主动要求
_PEOPLE = (
    rf"(?:(?:{PERSONS}|{LEGAL_PERSONS}|社会公众|公众|村民|居民|用户|师生|家长|患者|申请人|(?:其他)?(?:社会)?组织)"
    r"(?:[、，]|和|及|或者?|与|以及)*)*"
)
_WAY = r"(?:形式|方式|渠道|途径)"
_ASKED_BY = (
    rf"(?:来自)?(?:\d{{1,4}}(?:[名位家人]|人次))?{_PEOPLE}(?:的)?(?:向[^，。；,;\n\d]{{1,24}}?)?"
    rf"(?:(?:通过|以)(?:(?:任何|各[种类])|[^，。；,;\n\d]{{1,24}}?等(?:各种|多种)?){_WAY})?"
    r"(?:主动|依法)?(?:提出|提交|递交|要求|申请)?(?:的)?"
)
_ADJECTIVE = (
    r"(?:任何形式|任何|各类|有效|书面|正式|相关|有关|关于"
    rf"|[^，。；、\d]{{1,4}}、[^，。；\d]{{1,8}}等(?:各种|多种)?{_WAY}"
    r"|涉及[^，。；\d]{1,24}?等(?:领域|方面|内容|事项)?)?(?:的)?"
)
_APPLICATION = rf"{_ADJECTIVE}{_ASKED_BY}{_ADJECTIVE}{_NAME}(?:案件|事项|件)?"
# 收到群众申请7件 · 新收到申请8件: used where it is clear which applications are meant
_PLAIN = rf"(?:任何|各类|有效|书面|相关|此类)?{_PEOPLE}(?:提交|提出)?(?:的)?依?申请(?:[书表]|件|事项)?"
# 1件政府信息公开申请行政复议, 2起申请人投诉: the number counts the consequences of applications
_LED_TO_NOTHING = (
    r"(?!(?:的)?(?:人|(?:行政)?(?:复议|诉讼)|纠纷|信访|投诉|举报|咨询|补正|引发|引起|答复(?:书|文书|件)|文书|材料))"
)
_AFFIRMED = r"(?<![不未没予])(?<!没有)"
_TOOK = (
    rf"{_AFFIRMED}(?:新?(?:收到|受理|接收到?|接[受到])|新[收增]|收悉|发生|产生|共收|(?<=[全本20-9]年)收|(?<=年度)收)"
    rf"(?:[和并、及与]?{DULY}(?:收到|受理|处理|办理|答复|回复|办结))?(?:过|了)?(?:的)?《?"
)
_NEWLY = rf"{_AFFIRMED}新(?:收到?|接收|受理)(?:的)?"
_NOT_TAKEN = (
    rf"(?:{NONE}(?:再|曾|有)?(?:[收受]到|接到|接收到?|新收|受理|产生|发生|出现)(?:[和及或、]处理)?(?:过|了)?(?:任何)?"
    rf"|{NOT_ANY}){ONE_CASE}?"
)
_INCLUDED = r"(?:\((?:含|包括|包含|其中)[^()\d]{0,20}\))?"  # 收到政府信息公开申请(含上年结转)18件

_LAST_YEAR = rf"(?:{LAST_YEAR})"
_NEXT_YEAR = r"(?:下一?个?年度?|次年度?|明年|来年|(?P<next>20\d\d)年?度?)"
_INTO = r"(?:结转|转结|转接|转)[至到入]?"
_KEPT_ON = r"(?:继续)?(?:进行)?(?:办理|处理|回复|答复|办结)?(?:的)?"
_OF_APPLICATIONS = (
    rf"(?:的|未办结|依申请|{_INFORMATION}公开|公开|申请|事项|案件|办件|件|数量|继续|办理|而来|来"
    r"|[至到]?本年度?|[至到]今年|[至到]?20\d\d年度?){0,6}?"
)
_TO_NEXT_YEAR = rf"{_NEXT_YEAR}{_KEPT_ON}{_OF_APPLICATIONS}"
_SOME_WORDS = r"[^，。；、,;\n\d]{0,16}?"

_GIVEN = r"(?<![不未分动])(?:予以|同意|给予)公开"
_OF_NOTHING_ELSE = r"(?![^，。；、,;\n]{0,6}(?:信息|文件|意见|公文|材料|内容|纪要))"  # 予以公开8件规范性文件

# each alternative is a sum that the number may equal; `statistics.` and a key: an indicator of the edition of 2014
_RECEIVED = ((rows.RECEIVED,), (rows.RECEIVED, rows.CARRIED_OVER), ("statistics.applications.received",))
_CLOSED = ((rows.RESULT_TOTAL,), ("statistics.applications.closed",))
_FULLY_OR_IN_PART = (rows.GRANTED, rows.PARTIALLY_GRANTED)
# by kind of answer some count what was granted in part
_GRANTED = ((rows.GRANTED,), _FULLY_OR_IN_PART, ("statistics.applications.granted",))
_GRANTED_AT_ALL = (
    _FULLY_OR_IN_PART,
    ("statistics.applications.granted", "statistics.applications.partially_granted"),
)

_received = partial(wording, "received", paths=_RECEIVED)
_handled = partial(wording, "received", paths=(*_RECEIVED, *_CLOSED), alone=True)
_carried_over = partial(wording, "carried_over", paths=((rows.CARRIED_OVER,),))
_carried_forward = partial(wording, "carried_forward", paths=((rows.CARRIED_FORWARD,),))
_granted = partial(wording, "granted", paths=_GRANTED)
_granted_at_all = partial(wording, "granted", paths=_GRANTED_AT_ALL)

APPLICATIONS: tuple[Wording, ...] = (
    # 共收到政府信息公开申请29件 · 受理公民提出的政府信息公开申请5件 · 接收依申请公开件9件
    _received("申请|[请要]求", rf"{_TOOK}(?:{_APPLICATION}|{_ADJECTIVE}公开申请){_INCLUDED}(?:，(?=共))?{COUNT}"),
    # 共受理1件政府信息公开申请
    _received("申请|[请要]求", rf"{_TOOK}{COUNT}(?:的)?{_APPLICATION}{_LED_TO_NOTHING}"),
    # 政府信息公开申请共收到3件 · 依申请公开受理件数：15件 · 政府信息公开申请的受理量是26件
    _received(
        "申请",
        rf"{_NAME}(?:的|[，,:：])?(?:{THIS_YEAR})?(?:共计?|累计|新|总共)?(?:收到|受理|接收|新收|收件)(?:件数)?{COUNT}",
    ),
    # 依申请公开方面，共收到申请31件 · 本年新收47件
    _received("申请", rf"{_TOOK}{_PLAIN}{_INCLUDED}{COUNT}", in_context=True),
    _received("新", rf"{_NEWLY}{COUNT}", in_context=True),
    # （二）依申请公开。2021年，某镇收到3件申请 · 未收到相关申请
    _received("申请", rf"{_TOOK}{COUNT}(?:的)?{_PLAIN}{_LED_TO_NOTHING}", in_context=True),
    _received("申请", rf"{_NOT_TAKEN}{_PLAIN}{NO_MORE}", value=0, in_context=True),
    # 未收到任何公民、法人和其他组织提出的公开政府信息的申请 · 无依申请公开事项 · 未收到过公开申请
    _received("申请", rf"{_NOT_TAKEN}(?:{_APPLICATION}|{_ADJECTIVE}{_ASKED_BY}公开申请){NO_MORE}", value=0),
    # 没有公民、法人或其他组织申请公开政府信息
    _received(
        "申请",
        rf"{NOT_ANY}(?:发生|出现)?(?:任何)?(?:公民|个人|群众|公众|社会公众|人|单位)[^，。；,;\n\d]{{0,24}}?{_NAME}{NO_MORE}",
        value=0,
    ),
    # 依申请公开零申请 · 依申请公开零受理
    _received("零", rf"(?:{_NAME}|{_INFORMATION}公开)(?:工作|实现|为|保持|“)*零”?(?:申请|受理)", value=0),
    # 共有18件政府信息公开申请 · 共有依申请公开件18件
    _handled("共有", rf"共有{COUNT}(?:的)?{_APPLICATION}{END}"),
    _handled("共有", rf"共有{_APPLICATION}{COUNT}"),
    # 政府信息公开申请为零 · 依申请公开工作量为0
    _received("申请", rf"{_NAME}(?:的?(?:工作|受理|申请)?(?:数量?|量))?(?:均|仍)?为(?P<bare>0|零)[件宗]?{END}"),
    # 公民、法人或其他组织未向我局提出过政府信息公开申请
    _received(
        "向",
        rf"{NONE}(?:有?(?:人|单位))?向{_SOME_WORDS}(?:提出|提交|递交|申请)(?:过|了)?{_APPLICATION}{NO_MORE}",
        value=0,
    ),
    # 依法办理政府信息公开申请9件: those received, with those left over, or those closed
    _handled(
        "办理",
        rf"(?:依法|依规|按时|及时|共计?|累计|规范|认真|受理并?)*办理[并和、]?(?:答复|回复|办结)?(?:了|过)?(?:的)?"
        rf"{_APPLICATION}{_INCLUDED}{COUNT}",
    ),
    # 2021年，区住建局依申请公开3件 · 政府信息公开申请总数为6件: perhaps what was answered
    _received("申请", rf"(?:{_NAME}|依申请公开)(?:情况)?{COUNT}", weak=True),
    # 依申请公开情况。2021年共收到5件 · 未收到 · 依申请公开：0件
    _received("", rf"(?=[新收受接共]){_TOOK}{COUNT}{END}", after_topic=True),
    _received("", rf"(?<=[，,:：年。\n]){COUNT}{END}", after_topic=True),
    _received("", rf"(?:{NONE}(?:收到|接到|受理|发生)|无)(?:此类|相关)?{NO_MORE}", value=0, after_topic=True),
    # 上年结转2件 · 上年度结转政府信息公开申请0件 · 结转上年度0件
    _carried_over("转", rf"{_LAST_YEAR}(?:未办结|遗留)?(?:的)?(?:结转|转入){_OF_APPLICATIONS}{COUNT}"),
    _carried_over("结转", rf"结转{_LAST_YEAR}{_OF_APPLICATIONS}{COUNT}"),
    # 2件为上年结转
    _carried_over(
        "结转",
        rf"{COUNT_FIRST}(?:{_NAME}|申请)?(?:[为系是]|属于?)?[由自从]?(?:{_LAST_YEAR}|(?P<last>20\d\d)年度?)结转",
    ),
    # 2020年结转3件 · 2020年底转入3件
    _carried_over("转", rf"(?P<last>20\d\d)年[度底末]?(?:结转|转入){_OF_APPLICATIONS}{COUNT}"),
    _carried_over("结转", rf"{NOT_ANY}{_LAST_YEAR}结转{_OF_APPLICATIONS}{NO_MORE}", value=0),
    _carried_over("结转", rf"{_LAST_YEAR}(?:没有|无|未)结转{_OF_APPLICATIONS}{NO_MORE}", value=0),
    # 结转下年度继续办理3件 · 结转至2022年办理1件 · 2件结转下年答复
    _carried_forward("转", rf"{_INTO}{_TO_NEXT_YEAR}{COUNT}"),
    _carried_forward("转", rf"{COUNT_FIRST}{_SOME_WORDS}{_INTO}{_NEXT_YEAR}"),
    _carried_forward("转", rf"(?:没有|未有?|不存在|无)(?:申请)?(?:需要?)?{_INTO}{_TO_NEXT_YEAR}{NO_MORE}", value=0),
    # 顺延至下一年答复2件 · 2件延期至下年度办理
    _carried_forward("延", rf"(?:顺延|延期)[至到]{_TO_NEXT_YEAR}{COUNT}"),
    _carried_forward("延", rf"{COUNT_FIRST}{_SOME_WORDS}(?:顺延|延期)[至到]{_NEXT_YEAR}"),
    # 年末结转21件至下年度
    _carried_forward("结转", rf"结转{COUNT_FIRST}[至到入]{_NEXT_YEAR}"),
    # 另有1件未到期，结转下一年度办理 · 未办结3件，依规结转至2024年 · 2件因12月下旬收到，尚在办理期限内，结转下年
    _carried_forward(
        "转",
        rf"(?:(?:另有|另|其余|剩余|尚有|还有|有|未办结|其中)(?:的)?|(?<![^，。；\n])){COUNT_FIRST}"
        r"(?:(?!\d[件宗起份例]|[没未]有|无|其余|剩余|另|已办结|已答复|予以公开|不予)[^。；;\n]){0,40}?，"
        rf"(?:[将已现需拟均]|依法|依规|按规定|全部)*{_INTO}{_NEXT_YEAR}",
    ),
    # 全部办结，无结转 · 无下年度结转
    _carried_forward(
        "结转",
        rf"(?<!上年)(?<!年度)(?<!去年)(?:没有|无)(?:下一?年度?|跨年度?)?结转{NO_MORE}",
        value=0,
        in_context=True,
    ),
    # 本年度办结39件 · 办结政府信息公开申请12件
    wording("closed", "办", rf"(?:办结|办理完[毕结]|办毕)(?:了)?(?:{_NAME}|申请)?{COUNT}", _CLOSED),
    # 予以公开和部分公开的12件 · 予以公开(含部分公开)25件
    _granted_at_all("部分公开", rf"{_GIVEN}(?:或者?|[和及、与])(?:予以|同意)?部分公开(?:的|答复|申请)?{COUNT}"),
    _granted_at_all("部分公开", rf"{_GIVEN}\((?:含|包括)部分公开[^()]{{0,8}}\){COUNT}"),
    # 答复予以公开的10件 · “同意公开”的7件 · 3件予以公开
    _granted("[以意予]公开", rf"{_GIVEN}”?(?:答复|申请|决定)?(?:的)?(?:有|申请|答复|决定)?{COUNT}{_OF_NOTHING_ELSE}"),
    _granted(
        "[以意]公开",
        rf"{COUNT_FIRST}(?:申请)?(?:均|已|全部|依法|决定|答复|作出|为|“)*(?:予以|同意)公开(?!或|和|及|、(?!\d))",
    ),
    # 全年共主动公开政府信息1203条
    wording(
        "published_items",
        "主动公开",
        rf"主动公开(?:的)?(?:各[类项种])?{_INFORMATION}{COUNT}",
        (("statistics.proactive.published",),),
    ),
)
