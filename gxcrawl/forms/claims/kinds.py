"""Decides from the surrounding words, for each kind of number, whether a phrase counts what the tables count."""

import re
from collections.abc import Callable, Mapping

from gxcrawl.forms.claims.accepted import came_after_all, leaves_open
from gxcrawl.forms.claims.context import APPLICATIONS, Context, Verdict
from gxcrawl.forms.claims.disputes import judge_dispute
from gxcrawl.forms.claims.vocabulary import (
    CHANNEL,
    IN_ALL,
    LAST_YEAR,
    LEGAL_PERSONS,
    OUR_BODY,
    PERSONS,
    SITE,
    THIS_YEAR,
)
from gxcrawl.forms.claims.wording import Wording

# 一、依申请公开情况。2021年，我局 · 政府信息公开申请方面，: the next number can only count applications
_TOPIC = re.compile(
    r"(?:^|[。；;\n])(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.．是]+)?(?:(?:20\d\d年度?|本年度?|全年)，?)?(?:收到(?:和|并)?处理)?"
    r"(?:(?:政府信息|信息|政务)?依申请公开(?:政府信息|信息)?|(?:政府)?信息公开申请)(?:的)?(?:办理|工作|处理)?(?:情况|方面)?[，。:：\n]*"
    rf"(?:20\d\d年度?|截[至止](?:20\d\d年)?(?:\d{{1,2}}月)?(?:底|\d{{1,2}}日)|{THIS_YEAR}|{OUR_BODY}|{IN_ALL}|登记|依法|[，,:：])*$"
)
_LONGEST_TOPIC = 120  # characters, with the time and the body named after it
# 通过网络收到: a channel's share, unless it lists them all (通过网站、信函等渠道)
_CHANNEL = re.compile(
    rf"(?:通过|以|采取|采用|经|由)[^，]{{0,16}}?(?:{CHANNEL}|{SITE}|网|系统)(?![^，]*(?:等|各种|多种))"
)
# 当面收到申请2件 · 信函、传真方式未收到; not 网上、信函、当面共收到
_ONE_CHANNEL = re.compile(
    rf"(?<![上下络函真面寄场口][、和及])(?<!等)(?:{CHANNEL}|(?:公开|申请|受理)(?:系统|平台))[共新]?$"
    rf"|(?:^|[，；。])[^，；。、和及]{{0,30}}(?<!等)(?:{SITE}|栏目?)[共新]?$"
    r"|(?<!等)(?<!各种)(?<!各类)(?<!多种)(?<!任何)(?:方式|渠道|途径)(?:均|都|也)?$"
)
# 收到书面申请2件、网络申请5件
_LISTED = re.compile(rf"[、和及](?:{CHANNEL}|平台)[^，。；、\d]{{0,6}}\d")
_PART = re.compile(r"其中|包括|^含")
_OF_EACH = re.compile(r"(?:每|凡是?|做到|坚持|一旦|如果?|若)$")  # 坚持收到一件申请，办理一件
_CARRIED = re.compile(r"结转")
# 因年底收到2件: those of the last days; not 截至年底
_AT_THE_END = re.compile(r"(?:[因在于]|由于)?(?:20\d\d年?|本?年度?)?(?:12月|年)[底末]")
# 办结上年结转3件、本年新收22件 · 予以公开21件，其中2件为上年结转: those among them with this outcome
_SOME_CLOSED = re.compile(
    r"(?:办结|答复|完成)了?(?:本年度?)?$|(?:予以|同意|部分|不予)公开(?:的|答复|申请|决定)*\d+件[，(]其中$|无法提供(?:的)?\d+件[，(]其中$"
)
_LAST_YEAR = re.compile(LAST_YEAR)
_SHARE = re.compile(r"[，,(]?(?:约|共)?占(?!比?100%)")  # 涉及拆迁等方面的申请15件，占50%
_BUT_FOR = re.compile(r"除[^，。；]*(?:申请|收到)[^，。；]*外")  # 除网上申请外，未收到书面申请
# 收到书面申请5件: perhaps without those through the website; 未收到有效申请; 申请(含咨询)5件
_NOT_ALL = re.compile(r"收到书面依?申请|未[^，]{0,4}有效|\((?:含|包括)[^()\d]{0,8}(?:咨询|撤|投诉|信访)")
_LEGAL_PERSONS = re.compile(LEGAL_PERSONS)
_NATURAL_PERSONS = re.compile(r"自然人|个人")
_ALL_APPLICANTS = re.compile(r"公民|群众|公众|市民|申请人")
# 收到公民提出的申请33件、企业提出的2件
_OF_PERSONS = re.compile(rf"(?:{PERSONS})(?!、)")
_OF_OTHERS_TOO = re.compile(r"[、，和及](?:法人|企业|商业企业|组织|单位|律师)[^，。；、\d]{0,8}\d")
_NEW = re.compile(r"新收|新增|新受理|新接收")  # 其中，上年结转3件，本年新收47件: all that are new
# 指导乡镇受理
_NOT_OWN = re.compile(r"协助|配合|指导|督促|督办|帮助|交办|移交|转办|补正|最[多高少]|[排位]名?第|居前|依次")
_HANDLED = re.compile(r"不予|答复|办结|超|逾")
_OTHER_MATTERS = re.compile(
    r"建议|提案|议案|信访|来信(?!申请)|来电|热线|12345(?!件)|咨询|留言|信箱|工单|诉求|投诉|举报|许可|审批(?!局|服务[局管]|管理)|资格|职称|服务事项|行政权力|权力事项|处罚|案卷|复议|诉讼|法律援助|低保|救助|补[助贴]"
)
_MONEY = re.compile(r"资金|经费|项目|结余|预算|行政诉讼|行政复议")
_ANSWERS = re.compile(r"申请|答复|办理|受理")
# 上年结转2件，其中予以公开1件 · 延期答复5件，其中 · 上年结转的2件申请，予以公开1件 · 网络申请的20件中，予以公开9件 ·
# 涉及征地的申请中，予以公开9件
_OF_SOME = re.compile(
    r"(?:结转|延期|逾期|自然人|企业)[^，。；]{0,20}\d件，其中|(?:结转的\d+件[^，。；\d]{0,4}|(?:网[上络]|信函|邮寄|当面|自然人|企业|结转)[^，。；]{0,8}\d+件[^，。；\d]{0,4}中|(?:涉及|关于|类)[^，。；]{0,12}中)，$"
)
# 予以公开10件，告知已主动公开5件: since 2019 the table has one row for both; not 予以公开10件，其中已主动公开5件
_OUT_ALREADY = re.compile(
    r"(?<!其中)(?:已经?主动公开|主动公开范围)(?:(?!予以|同意)[^，。；\d]){0,16}\d|\d件[^，。；\d]{0,10}(?:已经?主动公开|主动公开范围)"
)
# 公文属性认定中，予以公开120件 · 清理规范性文件9件，予以公开8件
_OF_PAPERS = re.compile(r"公文|属性|制发|(?:文件|纪要|建议|提案)\d+[件份][^。]*$")
# 9件申请共涉及12项内容，其中予以公开5项
_CASES, _OTHER_UNITS = re.compile(r"\d(?:件|宗|起|例)"), re.compile(r"\d(?:项|条|份|个|次)")
# 其中答复 · 决定: the clause counts only answers, not 部门预算
_OF_ANSWERS = re.compile(
    r"(?:\d{1,6}件|(?:政府信息公开|信息公开|依申请公开)申请|其中|答复|决定|受理|收到|办理|办结|依?申请|作出|处理|结果|分别|已|均|依法|属于?|为|的|全部|共|有|本年度?|全年"
    r"|经审查|按规定|是|中|对|[“”]|\d{4}年)*"
)
_ON_TIME = re.compile(r"(?:按时|按期|延期|逾期|超期|当场|提前|限时|未|待|正在)$")
_WHOLE_YEAR = re.compile(rf"(?:{THIS_YEAR}|{IN_ALL})(?:已|均)?$")
_DROPPED = re.compile(r"撤回|撤销|放弃|终止|补正")
_ONE_PLATFORM = re.compile(rf"全文电子化|通过|利用|依托|{SITE}|公报|专栏|媒体|方式|渠道|其中|更新|类")
_LAST_COUNTED = 2018  # later tables do not count publications


def _received(wording: Wording, context: Context) -> Verdict:
    if _OF_EACH.search(context.lead):
        return "none"
    if wording.after_topic:
        return "certain" if _follows_topic(context) else "none"
    if _counts_others(wording, context):
        return "none"
    among_them = wording.value != 0 and _PART.search(context.statement) and not _NEW.search(context.words)
    if wording.weak or among_them or _SHARE.match(context.after) or _NOT_ALL.search(context.words):
        return "uncertain"
    if wording.in_context and not _spoken_of(context):
        return "none"
    if leaves_open(context.lead, context.words, context.after) or _SOME_CLOSED.search(context.lead):
        return "uncertain"
    if wording.in_context:
        return _about_applications(context)
    handled = wording.value is None and _HANDLED.search(context.clause)
    return "none" if handled else "certain"


def _counts_others(wording: Wording, context: Context) -> bool:
    """True if the words count something else, only a part, or deny only a part."""
    if (wording.alone or wording.weak) and not context.stands_alone:
        return True
    if wording.value == 0 and (_BUT_FOR.search(context.statement) or came_after_all(context.after)):
        return True
    return _is_part(context) or (wording.weak and _OF_PAPERS.search(context.statement) is not None)


def _follows_topic(context: Context) -> bool:
    """True if nothing stands between a heading about applications and the words."""
    before = f"{context.setting.heading}。{context.before}"
    return _TOPIC.search(before if len(before) < _LONGEST_TOPIC else f"…{before[-_LONGEST_TOPIC:]}") is not None


def _is_part(context: Context) -> bool:
    """True if the words cover only some applications: by one channel, from other offices, or of some applicants."""
    clause, words, after = context.clause, context.words, context.after
    if _CHANNEL.search(clause) or _ONE_CHANNEL.search(context.lead) or _LISTED.match(after):
        return True
    if _is_of_some_applicants(words) or (_OF_PERSONS.search(words) and _OF_OTHERS_TOO.match(after)):
        return True
    if _NOT_OWN.search(clause) or _AT_THE_END.fullmatch(clause):
        return True
    if _NEW.search(words):
        return _PART.search(clause) is not None and _CARRIED.search(context.lead + after) is None
    return any(part.search(clause) for part in (_PART, _CARRIED))


def _is_of_some_applicants(words: str) -> bool:
    """True for 法人提出的申请1件 and 自然人提出的申请5件; False for 公民、法人和其他组织提出的."""
    of_one_kind = (_LEGAL_PERSONS.search(words) is None) is not (_NATURAL_PERSONS.search(words) is None)
    return of_one_kind and not _ALL_APPLICANTS.search(words)


def _spoken_of(context: Context) -> bool:
    """True if the text before already mentions applications for information."""
    return bool(APPLICATIONS.search(context.before) or context.under_applications)


def _carried(wording: Wording, context: Context) -> Verdict:
    if wording.in_context and _LAST_YEAR.search(context.statement):
        return "none"  # 上年度未收到申请，故无结转
    if _MONEY.search(_since_applications(context.lead[-24:] + context.words) + context.rest[:8]):
        return "none"
    of_some = _DROPPED.search(context.words) or _SOME_CLOSED.search(context.lead)
    return "uncertain" if of_some else _about_applications(context)


def _closed(_: Wording, context: Context) -> Verdict:
    if _ON_TIME.search(context.lead) or _NOT_OWN.search(context.clause) or _about_applications(context) != "certain":
        return "none"
    # 已办结: perhaps after the year's end; 1件撤回，办结8件: perhaps not including it
    return "certain" if _WHOLE_YEAR.search(context.lead) and not _DROPPED.search(context.statement) else "uncertain"


def _since_applications(text: str) -> str:
    """The text after the last mention of applications; the whole text if there is none."""
    *_, end = 0, *(match.end() for match in APPLICATIONS.finditer(text))
    return text[end:]


def _about_applications(context: Context) -> Verdict:
    """Is "certain" if applications are the last thing mentioned, "uncertain" if it is open what is counted."""
    text = context.before + context.words
    since = _since_applications(text)
    about = since != text
    if _OTHER_MATTERS.search(since if about else _since_applications(context.topic + text[context.sentence :])):
        return "none"
    named = about or context.under_applications or APPLICATIONS.search(context.after)
    return "certain" if named else "uncertain"


def _granted(_: Wording, context: Context) -> Verdict:
    if "第三方" in context.statement or _OF_PAPERS.search(context.statement):
        return "none"  # 征求第三方意见，同意公开1件
    if _OTHER_UNITS.search(context.words) and _CASES.search(context.lead):
        return "none"
    about = _ANSWERS.search(context.before) or context.under_applications
    of_answers = about and _OF_ANSWERS.fullmatch(context.clause) and _about_applications(context) != "none"
    if not of_answers:
        return "none"
    apart = not _counts_published(context) and _OUT_ALREADY.search(context.lead + context.words + context.after)
    return "uncertain" if apart or _OF_SOME.search(context.statement) else "certain"


def _published(_: Wording, context: Context) -> Verdict:
    """Is "certain" in the section on disclosure; elsewhere only for a plain statement in years until 2018."""
    if "主动公开" in context.setting.heading:
        whole = not _ONE_PLATFORM.search(context.clause)
    else:
        whole = _counts_published(context) and context.stands_alone and not _ONE_PLATFORM.search(context.statement)
    return "certain" if whole else "none"


def _counts_published(context: Context) -> bool:
    """True if the tables of that year count published items, and have a row of their own for "already public"."""
    return context.setting.year is not None and context.setting.year <= _LAST_COUNTED


BY_KIND: Mapping[str, Callable[[Wording, Context], Verdict]] = {
    "received": _received,
    "carried_over": _carried,
    "carried_forward": _carried,
    "closed": _closed,
    "granted": _granted,
    "review": judge_dispute,
    "litigation": judge_dispute,
    "published_items": _published,
}
